/**
 * Paper: printed pages read back as text, fonts and pictures against the data they were made of; then the same from the
 * window (issue, preview, save, check) and from a command line.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import jsqr from 'jsqr'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { codeText, type Frozen } from '#host/documents/frozen.ts'
import { amountText, layOut, MARGIN_MM, MM } from '#host/documents/layout.ts'
import { renderCopy } from '#host/documents/pages.ts'
import { rmbCapitals } from '#shared/capitals.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { billingMonth, monthAfter } from '#shared/time.ts'
import { frozenList } from '#test/host/documents/contents.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { type Printed, poppler, printSheets } from '#test/support/paper.ts'
import { goTo, launch, type Workstation } from '#test/support/workstation.ts'
import { run } from '../../build/scripts/lib/run.ts'
import { projectFolder } from '../../build/vite/targets.ts'

interface Word {
  readonly x: number
  readonly y: number
  readonly text: string
}
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" }

/** Words of each page with the middle of their boxes, in CSS pixels. */
async function wordsOf(file: string): Promise<Word[][]> {
  const text = await poppler('pdftotext', ['-bbox', file, '-'])
  return text
    .split('<page ')
    .slice(1)
    .map((page) =>
      [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g)].map(
        ([, x1, y1, x2, y2, word = '']) => ({
          x: ((Number(x1) + Number(x2)) / 2) * (96 / 72),
          y: ((Number(y1) + Number(y2)) / 2) * (96 / 72),
          text: word.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole),
        }),
      ),
    )
}

const bare = (text: string): string => text.replace(/\s+/gu, '')

/** Text of each cell of the table, put together by where it stands on the paper. */
function cellsOf(
  words: readonly Word[],
  columns: readonly number[],
  rows: readonly { y: number; height: number }[],
): string[][] {
  return rows.map(({ y, height }) => {
    const inside = words.filter((word) => word.y > y && word.y < y + height)
    let left = MARGIN_MM.left * MM
    return columns.map((width) => {
      const cell = inside.filter(({ x }) => x > left && x < left + width)
      left += width
      return bare(
        cell
          .sort((a, b) => (Math.abs(a.y - b.y) > 5 ? a.y - b.y : a.x - b.x))
          .map(({ text }) => text)
          .join(''),
      )
    })
  })
}

async function codeOn(file: string, page: number, folder: string): Promise<string | null> {
  const to = join(folder, `page-${page}`)
  await poppler('pdftoppm', ['-r', '200', '-f', String(page), '-l', String(page), '-singlefile', file, to])
  const picture = readFileSync(`${to}.ppm`)
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(picture.subarray(0, 40).toString('latin1'))
  const [all = '', width = 0, height = 0] = head ? [head[0], Number(head[1]), Number(head[2])] : []
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let from = all.length, to = 0; from < picture.length; from += 3, to += 4)
    pixels.set(picture.subarray(from, from + 3), to)
  return jsqr(pixels, width, height)?.data ?? null
}

const facts = { copy: 1, operator: 'finance01', at: Date.UTC(2026, 10, 21, 1, 5), void: false, offsetX: 0, offsetY: 0 }

/** Every row, sum, head and total of the paper against the frozen data. */
async function expectPages(file: string, frozen: Frozen): Promise<void> {
  const layout = layOut(frozen)
  const pages = await wordsOf(file)
  expect(pages).toHaveLength(layout.pages.length)
  const found: string[][] = []
  for (const [n, words] of pages.entries()) {
    const page = layout.pages[n]
    if (!page) throw new Error('no page')
    let y = MARGIN_MM.top * MM + 84 + (n === 0 ? layout.factsHeight : 0)
    const places = [layout.head, ...page.rows, { height: layout.rowHeight }, { height: layout.rowHeight }].map(
      (row) => {
        const place = { y, height: row.height }
        y += row.height
        return place
      },
    )
    const cells = cellsOf(words, layout.widths, places)
    expect(cells[0]).toEqual(frozen.columns.map(({ heading }) => bare(heading)))
    found.push(...cells.slice(1, -2))
    const sums = cells.slice(-2).map((row) => frozen.columns.flatMap(({ summed }, at) => (summed ? [row[at]] : [])))
    const told = (some: typeof page.subtotal): string[] =>
      some.flatMap((sum) => (sum === null ? [] : [amountText(sum)]))
    expect(sums).toEqual([told(page.subtotal), told(page.running)])
    const text = bare(words.map((word) => word.text).join(''))
    expect(text).toContain(`第${n + 1}页共${pages.length}页`)
    expect(text).toContain(frozen.number)
    // Nothing stands below the paper's edge or beside it.
    expect(Math.max(...words.map((word) => word.y))).toBeLessThan(layout.heightMm * MM - 12)
    expect(Math.max(...words.map((word) => word.x))).toBeLessThan((layout.widthMm - MARGIN_MM.right) * MM)
  }
  expect(found).toEqual(
    frozen.rows.map((row) => row.map((cell) => bare(typeof cell === 'number' ? amountText(fen(cell)) : (cell ?? '')))),
  )
  const total = fen(frozen.rows.reduce((sum, row) => sum + Number(row[frozen.totalColumn]), 0))
  const last = pages.at(-1) ?? []
  const line = last.find(({ text }) => text.includes('人民币'))
  const figure = last.find(({ text }) => text === formatYuan(total))
  expect(bare(last.map(({ text }) => text).join(''))).toContain(rmbCapitals(total))
  expect(Math.abs((line?.y ?? 0) - (figure?.y ?? 99))).toBeLessThan(4)
  expect(bare(last.map(({ text }) => text).join(''))).toContain('盖章处')
}

const folder = mkdtempSync(join(tmpdir(), 'paper-read-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('printed pages', () => {
  // About sixty pages, one with long names among short ones; a short one with few columns; the same on voucher paper.
  const list = frozenList(440)
  const narrow = ((): Frozen => {
    const { frozen } = frozenList(60)
    const columns = [0, 2, 3, 5, 7, 8]
    const pick = <T>(all: readonly T[]): T[] => columns.map((n) => all[n] as T)
    return { ...frozen, columns: pick(frozen.columns), rows: frozen.rows.map(pick), totalColumn: 5 }
  })()
  const voucher: Frozen = {
    ...frozenList(60).frozen,
    ...narrow,
    rows: narrow.rows.filter((row) => String(row[1]).length < 60),
    paper: 'voucher',
  }
  let printed: Printed

  beforeAll(async () => {
    const sheetOf = (frozen: Frozen, copy = 1) => renderCopy(frozen, list.hash, layOut(frozen), { ...facts, copy })
    printed = await printSheets([sheetOf(list.frozen, 2), sheetOf(narrow), sheetOf(voucher)])
  })
  afterAll(() => printed.remove())

  it('R-INC-30 of an invoice list hold exactly its data, heads on every page, no row cut', async () => {
    expect(layOut(list.frozen).pages.length).toBeGreaterThan(50)
    await expectPages(printed.files[0] ?? '', list.frozen)
  })
  it('of a narrow list stand upright, of a voucher lie, both whole', async () => {
    await expectPages(printed.files[1] ?? '', narrow)
    await expectPages(printed.files[2] ?? '', voucher)
    expect(await poppler('pdfinfo', [printed.files[1] ?? ''])).toMatch(/Page size: +594\.\d+ x 841\.\d+ pts \(A4\)/)
  })
  it('carry their fonts', async () => {
    const lines = (await poppler('pdffonts', [printed.files[0] ?? ''])).trim().split('\n').slice(2)
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) expect(line).toMatch(/ yes (yes|no) +(yes|no) +\d+ +\d+$/)
  })
  it('carry a code on the first and the last page that says number, copy and hash', async () => {
    const pages = layOut(list.frozen).pages.length
    for (const page of [1, pages])
      expect(await codeOn(printed.files[0] ?? '', page, folder)).toBe(codeText(list.frozen.number, 2, list.hash))
    expect(await poppler('pdfinfo', [printed.files[0] ?? ''])).toContain(
      `Title:           ${list.frozen.number} copy 2`,
    )
  })
})

describe('in the window', () => {
  let api: PartnerApi
  let station: Workstation
  const dataDir = mkdtempSync(join(tmpdir(), 'workstation-documents-'))

  beforeAll(async () => {
    api = await startPartnerApi({ size: 's', limits: 'off' })
    const { accessKey: ak, secretKey: sk } = api.credentials.administrator
    station = await launch({ dataDir, demo: { endpoint: api.url, ak, sk, name: '示例云科技' } })
  })
  afterAll(async () => {
    await station.close().catch(() => station.kill())
    await api.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    mkdirSync('test-results', { recursive: true })
    await station.page.screenshot({ path: 'test-results/documents-failed.png' }).catch(() => {})
  })

  it('a statement is issued, shown, saved, and known again; altered by a byte it is not', async () => {
    const { app, page } = station
    await page.getByText('示例云科技').first().waitFor({ timeout: 60_000 })
    await goTo(page, '/documents')
    const issue = page.getByRole('button', { name: '出单并预览' })
    const drawer = page.getByRole('dialog')
    const notYet = page.getByText(/^本机没有|没有可打印|不允许此操作|还没有完整同步/)
    // Until the month's sums are here the page says so and takes no number.
    await expect
      .poll(
        async () => {
          await issue.click()
          await drawer.or(notYet).first().waitFor()
          return drawer.isVisible()
        },
        { timeout: 90_000, interval: 1500 },
      )
      .toBe(true)
    // Hidden pages come and go beside it: what is printed from, and the list of printers.
    const shown = () => app.windows().find((one) => !one.isClosed() && one.url().includes('.pdf'))
    await expect.poll(() => shown() !== undefined, { timeout: 60_000 }).toBe(true)
    mkdirSync('test-results', { recursive: true })
    // The viewer has taken the document once a frame of its own holds it.
    await expect
      .poll(
        () =>
          app.evaluate(({ BrowserWindow }) =>
            BrowserWindow.getAllWindows().some(
              ({ webContents }) =>
                webContents.getURL().includes('.pdf') && webContents.mainFrame.framesInSubtree.length > 2,
            ),
          ),
        { timeout: 60_000 },
      )
      .toBe(true)
    // The window itself is asked: its viewer stands in a frame that a page's own picture leaves out. Seldom: on a busy
    // machine a picture taken while the viewer still lays out keeps it from painting.
    const look = () =>
      app.evaluate(async ({ BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows().find((one) =>
          /:\/\/print\/[\w-]+\.pdf/.test(one.webContents.getURL()),
        )
        const picture = await window?.webContents.capturePage()
        const pixels = picture?.toBitmap() ?? Buffer.alloc(0)
        let white = 0
        for (let at = 0; at < pixels.length; at += 4) if (pixels.readUInt32LE(at) === 0xffffffff) white += 1
        return {
          paper: pixels.length === 0 ? 0 : (4 * white) / pixels.length,
          windows: BrowserWindow.getAllWindows().map(
            (one) => `${one.webContents.getURL()} visible ${one.isVisible()} ${JSON.stringify(one.getSize())}`,
          ),
          png: picture?.toPNG().toString('base64') ?? '',
        }
      })
    let seen: Awaited<ReturnType<typeof look>> = { paper: 0, windows: [], png: '' }
    const paper = async (): Promise<number> => {
      seen = await look()
      return seen.paper
    }
    await expect
      .poll(paper, { timeout: 60_000, interval: 4000 })
      .toBeGreaterThan(0.2)
      .catch((cause: unknown) => {
        throw new Error(`the preview shows no paper; windows: ${seen.windows.join(', ')}`, { cause })
      })
    writeFileSync('test-results/documents-preview.png', Buffer.from(seen.png, 'base64'))
    const number = (await drawer.getByText(/^DH-/).first().textContent()) ?? ''

    const file = join(folder, 'statement.pdf')
    await app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
    }, file)
    await page.getByRole('button', { name: '保存为 PDF' }).click()
    await page.getByText('第 1 份 · 保存为 PDF').waitFor()
    const text = bare(await poppler('pdftotext', ['-layout', file, '-']))
    expect(text).toContain('客户对账汇总单')
    expect(text).toContain(number)
    await page.screenshot({ path: 'test-results/documents-drawer.png' })
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'hidden' })
    await page.screenshot({ path: 'test-results/documents-log.png' })

    const open = async (path: string): Promise<void> => {
      await app.evaluate(({ dialog }, given) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [given] })
      }, path)
      await page.getByRole('button', { name: '打开 PDF…' }).click()
    }
    await page.getByRole('tab', { name: '核验打印件' }).click()
    await open(file)
    await page.getByText('真实：本机打印的第 1 份').waitFor()
    await page.screenshot({ path: 'test-results/documents-check.png' })
    const altered = join(folder, 'altered.pdf')
    const bytes = readFileSync(file)
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1
    writeFileSync(altered, bytes)
    await open(altered)
    await page.getByText('与登记不符').waitFor()
    const code = (await codeOn(file, 1, folder)) ?? ''
    await page.getByRole('textbox', { name: '二维码文字' }).fill(code)
    await page.keyboard.press('Enter')
    await page.getByText('真实：本机打印的第 1 份').waitFor()
    expect(station.consoleErrors).toEqual([])
  })

  it('R-INC-29 a command line prints the same document without a window and without the service', async () => {
    await station.close()
    await api.close()
    const file = join(folder, 'task.pdf')
    const month = monthAfter(billingMonth(Date.now()), -1)
    const asRoot = process.platform === 'linux' && process.getuid?.() === 0
    const task = (words: readonly string[]) =>
      run(
        process.env['PARTNER_WORKSTATION_ELECTRON'] ?? '',
        [...(asRoot ? ['--no-sandbox'] : []), projectFolder, `--task=${JSON.stringify(words)}`],
        { env: { ...process.env, PARTNER_WORKSTATION_DATA: dataDir, PARTNER_WORKSTATION_PLAIN_KEYRING: '1' } },
      )
    const order = ['print', '--document', 'customers-statement', '--period', month, '--out', file]
    const { code, output } = await task(order)
    expect({ code, output }).toMatchObject({ code: 0 })
    const said = JSON.parse(/^\{"number".*\}$/m.exec(output)?.[0] ?? '{}') as { number?: string }
    expect(said.number).toMatch(/^DH-/)
    expect(bare(await poppler('pdftotext', ['-layout', file, '-']))).toContain(said.number ?? 'no number')
    const wrong = await task(['print', '--document', 'nothing'])
    expect(wrong.code).toBe(1)
    expect(wrong.output).toContain('usage: print')
  })
})
