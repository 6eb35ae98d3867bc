/** Statements from mirrored data, the register without a gap, copies, void, and the check of a print. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { invoiceList } from '#host/areas/applications/invoice-list.ts'
import { statementDocuments } from '#host/areas/consumption/statements.ts'
import { codeText } from '#host/documents/frozen.ts'
import { beginNewSeries, nextNumber } from '#host/documents/register.ts'
import { documentTables } from '#host/documents/tables.ts'
import type { Source } from '#host/documents/types.ts'
import { openLocal } from '#host/store/open.ts'
import type { PrintOrder } from '#shared/contract/documents.ts'
import { AppError } from '#shared/errors.ts'
import { fen } from '#shared/money.ts'
import { billingMonth, monthAfter } from '#shared/time.ts'
import { type PartnerApi, startPartnerApi } from '../../partner-api/server.ts'
import { auditOf, failed, ok, openAs, removeDataDir, startHost, synced, type TestHost } from '../support.ts'
import { applications, order } from './contents.ts'

let api: PartnerApi
let at: TestHost
let workspaceId: string
const folder = mkdtempSync(join(tmpdir(), 'prints-'))
const month = monthAfter(billingMonth(Date.now()), -1)
const all: PrintOrder = { ...order, document: 'customers-statement', from: month, until: month }

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  at = await startHost()
  workspaceId = await openAs(at, api, 'finance')
  await synced(at)
})
afterAll(async () => {
  await at.stop()
  await api.close()
  removeDataDir(at.dataDir)
  rmSync(folder, { recursive: true, force: true })
})

const issue = async (changes: Partial<PrintOrder> = {}) => ok(await at.client.documents.issue({ ...all, ...changes }))
const saveTo = async (number: string, name: string, format: 'pdf' | 'xlsx' = 'pdf') => {
  at.shell.saveTo = join(folder, name)
  return ok(await at.client.documents.save({ number, format }))
}

describe('a statement of account', () => {
  it('R-CUST-41 of all customers adds up to the mirrored sums, keeps masks, and says that it is no base for settlement', async () => {
    const print = await issue()
    expect(print).toMatchObject({ document: 'customers-statement', state: 'issued', copies: 0, period: month })
    ok(await at.client.documents.preview({ number: print.number }))
    const page = at.shell.sheets.at(-1) ?? ''
    expect(page).toContain('不作为结算、还款或开票的依据')
    expect(page).toContain('****')
    const summed = api.state.prepare<[], { n: number }>('SELECT count(*) AS n FROM customers').get()
    expect(print.rows).toBeGreaterThan(0)
    expect(print.rows).toBeLessThanOrEqual(summed?.n ?? 0)
  })

  it('of one customer has the same total as that customer has among all', async () => {
    const sort = { column: 'amount', descending: true } as const
    const { rows } = ok(await at.client.customers.list({ filter: { tab: 'resale' }, sort, after: null, limit: 50 }))
    const totals: number[] = []
    for (const { customerId } of rows) {
      const one = await at.client.documents.issue({ ...all, document: 'customer-statement', customerId })
      if (one.ok) totals.push(one.value.total)
      else expect(one.error).toMatchObject({ code: 'not-found', detail: { reason: 'nothing-to-print' } })
    }
    expect(totals.length).toBeGreaterThan(0)
    expect((await issue()).total).toBe(totals.reduce((sum, one) => sum + one, 0))
  })

  it('of months that are not here, of nobody, or the wrong way round is refused and takes no number', async () => {
    const before = await issue()
    const old = failed(await at.client.documents.issue({ ...all, from: '2001-01', until: month }))
    expect(old).toMatchObject({ code: 'not-found', detail: { reason: 'month-not-here', month: '2001-01' } })
    expect(failed(await at.client.documents.issue({ ...all, until: '2001-01' })).field).toBe('until')
    const nobody = { ...all, document: 'customer-statement', customerId: 'f'.repeat(32) } as const
    expect(failed(await at.client.documents.issue(nobody)).code).toBe('not-found')
    const after = await issue()
    expect(Number(after.number.slice(-5))).toBe(Number(before.number.slice(-5)) + 1)
  })

  it('is refused while consumption was never read whole: its totals would be short', () => {
    const unread = { asOf: () => null } as unknown as Source
    for (const { freeze } of statementDocuments) {
      const issue = (): unknown => freeze(unread, { ...all, customerId: 'c1' })
      expect(issue).toThrow(
        expect.objectContaining({ value: expect.objectContaining({ detail: { reason: 'not-read-whole' } }) }),
      )
    }
  })

  it('R-CUST-02 shows whole names only where asked for by who may see them', async () => {
    const print = await issue({ fullNames: true })
    ok(await at.client.documents.preview({ number: print.number }))
    const page = at.shell.sheets.at(-1) ?? ''
    const sort = { column: 'amount', descending: true } as const
    const { rows } = ok(await at.client.customers.list({ filter: { tab: 'resale' }, sort, after: null, limit: 20 }))
    const customerIds = rows.map(({ customerId }) => customerId)
    const { values } = ok(await at.client.customers.reveal({ customerIds, field: 'name' }))
    const plain = page.replaceAll('<br>', '')
    expect(Object.values(values).filter((name) => name !== '' && plain.includes(name)).length).toBeGreaterThan(0)
    expect(plain).not.toMatch(/<td>[^<]{2}\*{4}[^<]{2}<\/td>/)
  })
})

describe('the register', () => {
  it('counts copies: what was shown is what is written, later ones are reprints, a failed one is not taken back', async () => {
    const { number } = await issue()
    ok(await at.client.documents.preview({ number }))
    const { fileName, print } = await saveTo(number, 'first')
    expect(fileName).toBe('first.pdf')
    expect(print).toMatchObject({ state: 'printed', copies: 1 })
    expect(readFileSync(join(folder, 'first.pdf')).equals(at.shell.previews.at(-1) as Buffer)).toBe(true)

    at.shell.paperOut = true
    expect(failed(await at.client.documents.print({ number, printer: 'office' }))).toMatchObject({
      code: 'print-failed',
      detail: { reason: 'out of paper' },
    })
    at.shell.paperOut = false
    expect(ok(await at.client.documents.print({ number, printer: 'office' })).copies).toBe(3)
    expect(at.shell.sheets.at(-1)).toContain('补打 第 3 份')
    expect(ok(await at.client.documents.copies({ number })).copies).toMatchObject([
      { copy: 1, way: 'pdf', target: 'first.pdf', outcome: 'done' },
      { copy: 2, way: 'printer', target: 'office', outcome: 'failed' },
      { copy: 3, way: 'printer', target: 'office', outcome: 'done' },
    ])
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('tells a genuine print, a reprint, an altered one and a void one, by code and by file', async () => {
    const { number, hash } = await issue()
    await saveTo(number, 'a.pdf')
    await saveTo(number, 'b.pdf')
    const check = async (text: string) => ok(await at.client.documents.check({ text }))
    const byFile = async (name: string) => {
      at.shell.openFrom = join(folder, name)
      return ok(await at.client.documents.checkFile({})).verdict
    }
    expect(await check(codeText(number, 1, hash))).toMatchObject({
      verdict: 'genuine',
      number,
      copy: 1,
      print: { number },
    })
    expect(await check(codeText(number, 2, hash))).toMatchObject({ verdict: 'reprint', copy: 2 })
    expect((await check(codeText(number, 3, hash))).verdict).toBe('altered')
    expect(
      (
        await check(
          codeText(
            number,
            1,
            hash.replace(/./, (c) => (c === '0' ? '1' : '0')),
          ),
        )
      ).verdict,
    ).toBe('altered')
    expect((await check(codeText('DH-ZZZZ-2026-00001', 1, hash))).verdict).toBe('unknown')
    expect((await check('something else')).verdict).toBe('foreign')
    expect((await check(codeText(number, 1, hash))).capitals).toMatch(/^人民币/)

    expect(await byFile('a.pdf')).toMatchObject({ verdict: 'genuine', by: 'file', copy: 1 })
    expect(await byFile('b.pdf')).toMatchObject({ verdict: 'reprint', copy: 2 })
    writeFileSync(join(folder, 'c.pdf'), `${readFileSync(join(folder, 'a.pdf'), 'utf8')} `)
    expect(await byFile('c.pdf')).toMatchObject({ verdict: 'altered', number })
    writeFileSync(join(folder, 'd.pdf'), '%PDF-1.4')
    expect(await byFile('d.pdf')).toMatchObject({ verdict: 'foreign', number: null })

    const gone = ok(await at.client.documents.void({ number, reason: '客户名称有误' }))
    expect(gone).toMatchObject({ state: 'void', voidReason: '客户名称有误' })
    expect(failed(await at.client.documents.void({ number, reason: '再次' })).code).toBe('conflict')
    expect((await check(codeText(number, 1, hash))).verdict).toBe('void')
    expect((await byFile('a.pdf'))?.verdict).toBe('void')
    ok(await at.client.documents.preview({ number }))
    expect(at.shell.sheets.at(-1)).toContain('作废')
  })

  it('has no gap, shows the same content from the archive later, and finds it by its number', async () => {
    const { number } = await issue()
    const { rows } = ok(await at.client.documents.list({ text: '', after: null, limit: 200 }))
    const places = rows.filter((row) => row.number.startsWith('DH-')).map((row) => Number(row.number.slice(-5)))
    expect(places.sort((a, b) => a - b)).toEqual(places.map((_, n) => n + 1))
    expect(ok(await at.client.documents.list({ text: number.slice(-4), after: null, limit: 10 })).rows[0]?.number).toBe(
      number,
    )
    expect(failed(await at.client.documents.list({ text: '', after: '{}', limit: 2 })).code).toBe('invalid-input')
    const first = ok(await at.client.documents.list({ text: '', after: null, limit: 2 }))
    const next = ok(await at.client.documents.list({ text: '', after: first.next, limit: 2 }))
    expect([...first.rows, ...next.rows].map((row) => row.number)).toEqual(rows.slice(0, 4).map((row) => row.number))
  })

  it('writes the data as a spreadsheet without counting a copy', async () => {
    const { number, rows } = await issue()
    const { print } = await saveTo(number, 'data.xlsx', 'xlsx')
    expect(print.copies).toBe(0)
    const { default: excel } = await import('exceljs')
    const book = new excel.Workbook()
    await book.xlsx.readFile(join(folder, 'data.xlsx'))
    expect(book.worksheets[0]?.rowCount).toBe(rows + 2)
  })

  it("keeps a printer's offsets and prints with them", async () => {
    ok(await at.client.documents.setOffsets({ name: 'office', offsetX: 15, offsetY: -7 }))
    expect(ok(await at.client.documents.printers({})).printers).toEqual([
      { name: 'office', label: 'Office printer', standard: true, offsetX: 15, offsetY: -7 },
    ])
    ok(await at.client.documents.calibrate({ printer: 'office' }))
    expect(at.shell.sheets.at(-1)).toContain('translate(1.5mm,-0.7mm)')
  })
})

describe('other people', () => {
  it('R-CUST-03 see their own prints and their own customers only', async () => {
    const { number } = await issue()
    const rep = await startHost()
    try {
      await openAs(rep, api, 'rep')
      await synced(rep)
      expect(ok(await rep.client.documents.list({ text: '', after: null, limit: 10 })).rows).toEqual([])
      expect(failed(await rep.client.documents.copies({ number })).code).toBe('not-found')
      const mine = await rep.client.documents.issue(all)
      if (mine.ok) {
        const { total } = ok(await rep.client.customers.count({ filter: {} }))
        expect(mine.value.rows).toBeLessThanOrEqual(total)
      }
    } finally {
      await rep.stop()
      removeDataDir(rep.dataDir)
    }
  })
})

describe('an invoice list', () => {
  const source = { issuer: '', asOf: () => null } as unknown as Source
  const list = (change: (all: ReturnType<typeof applications>) => ReturnType<typeof applications>) =>
    invoiceList({ collection: 'payout-applications', parties: () => [], applications: () => change(applications(90)) })

  it('R-INC-24 has a row for each line of each application of the period, and a column for the invoice number', () => {
    const content = list((all) => all).freeze(source, order)
    expect(content.rows).toHaveLength(90)
    expect(content.columns.at(-1)).toMatchObject({ heading: '发票号码', kind: 'blank' })
    expect(content.rows.every((row) => row.at(-1) === null)).toBe(true)
  })

  it('R-INC-30 is refused with both figures where rows do not add up to the application', () => {
    const wrong = list(([first, ...rest]) => (first ? [{ ...first, amount: fen(first.amount + 1) }, ...rest] : rest))
    const refused = (() => {
      try {
        wrong.freeze(source, order)
      } catch (cause) {
        return cause
      }
      return null
    })()
    expect(refused).toBeInstanceOf(AppError)
    expect((refused as AppError).value).toMatchObject({
      code: 'sums-differ',
      detail: { difference: -1, application: 'SF2026102100000001' },
    })
  })
})

it('the audit names each print, copy and void, and a reserved number belongs to a transaction', async () => {
  const { number } = await issue()
  ok(await at.client.documents.void({ number, reason: '试打' }))
  await at.stop()
  const { entries, proof } = await auditOf(at, workspaceId)
  expect(proof.ok).toBe(true)
  const actions = new Set(entries.map(({ action }) => action))
  expect([...actions]).toEqual(
    expect.arrayContaining(['documents.issue', 'documents.copy', 'documents.void', 'documents.export']),
  )
  const db = openLocal({ file: join(folder, 'other.db'), key: new Uint8Array(32) })
  db.exec(documentTables)
  expect(() => nextNumber(db, 'DZ', 0)).toThrow('reserved with its print')
  const next = (): string => db.transaction(() => nextNumber(db, 'DZ', 0).number)()
  const first = next()
  expect(next()).toBe(first)
  // A file put together from a copy may not know the last numbers: they must not be given twice.
  beginNewSeries(db)
  expect(next()).not.toBe(first)
  db.close()
})
