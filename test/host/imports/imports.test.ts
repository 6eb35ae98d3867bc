/** A file of a person: read, mapped, checked row by row, marked. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exceljs from 'exceljs'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { couponImport } from '#host/areas/coupons/import-kind.ts'
import { guessMapping, headingRow, missingFields } from '#host/imports/mapping.ts'
import { type Mark, writeMarked } from '#host/imports/mark.ts'
import { cellOf, csvRecords } from '#host/imports/read.ts'
import { checked, csv, customerOf, idOf, read, reasonsOf, xlsx } from './files.ts'

const dir = mkdtempSync(join(tmpdir(), 'imports-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const seed = Date.now() % 1_000_000

const head = ['客户账号ID', '客户名称', '面值', '失效时间', '备注']

describe('reading', () => {
  it('reads a csv in UTF-8, in GBK and with tabs, and keeps the row numbers of a spreadsheet', async () => {
    const utf8 = await read(csv('\uFEFF客户账号ID,面值\r\n\r\nabc,"1,000.00"\r\n'))
    expect(utf8.shape).toMatchObject({ format: 'csv', encoding: 'utf-8' })
    expect(utf8.rows).toEqual([
      { line: 1, cells: ['客户账号ID', '面值'] },
      { line: 3, cells: ['abc', '1,000.00'] },
    ])
    // 客户,面值 in GBK.
    const gbk = await read(
      Uint8Array.from([0xbf, 0xcd, 0xbb, 0xa7, 0x2c, 0xc3, 0xe6, 0xd6, 0xb5, 0x0a, 0x61, 0x2c, 0x31]),
    )
    expect(gbk.shape.encoding).toBe('gbk')
    expect(gbk.rows[0]?.cells).toEqual(['客户', '面值'])
    expect((await read(csv('客户\t面值\na\t1,5'))).rows[1]?.cells).toEqual(['a', '1,5'])
  })

  it('a quote that is never closed is one broken row in the middle, and the rest goes on', async () => {
    const lines = Array.from({ length: 50_000 }, (_, n) => (n === 25_000 ? '"broken,客户,' : `c${n},"1,0",`))
    const { rows } = await read(csv(`客户,面值,备注\n${lines.join('\n')}\n`))
    expect(rows).toHaveLength(50_001)
    expect(rows[25_001]).toEqual({ line: 25_002, cells: ['"broken', '客户', ''] })
    expect(rows[50_000]?.cells).toEqual(['c49999', '1,0', ''])
    // A cell may hold lines of its own all the same.
    expect((await read(csv('客户,备注\n甲,"一\n二"\n乙,"""引"""\n'))).rows.map(({ cells }) => cells[1])).toEqual([
      '备注',
      '一\n二',
      '"引"',
    ])
  })

  it('reads numbers, dates, formulas, rich text and links of a spreadsheet as they show', async () => {
    const { shape, rows } = await read(
      await xlsx(
        [
          ['客户', '面值', '失效时间', '备注'],
          ['甲', 100.5, new Date(Date.UTC(2026, 11, 31)), { richText: [{ text: '年' }, { text: '中' }] }],
          [
            '乙',
            { formula: 'B2*2', result: 201 },
            new Date(Date.UTC(2026, 11, 31, 18, 30)),
            { text: '见', hyperlink: 'x' },
          ],
        ],
        { emptyFirst: true },
      ),
    )
    expect(shape).toMatchObject({ format: 'xlsx', sheet: '名单', otherSheets: 1 })
    expect(rows.slice(1).map(({ cells }) => cells)).toEqual([
      ['甲', 100.5, '2026-12-31', '年中'],
      ['乙', 201, '2026-12-31 18:30:00', '见'],
    ])
    expect(cellOf({ error: '#REF!' })).toBe('#REF!')
  })

  it('refuses what is no table: a picture, an old .xls, a torn .xlsx, nothing', async () => {
    for (const bytes of [
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]),
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]),
      (await xlsx([['a']])).slice(0, 900),
      new Uint8Array(),
    ])
      await expect(read(bytes)).rejects.toMatchObject({
        value: { code: 'invalid-input', detail: { reason: 'not-a-table' } },
      })
  })
})

describe('mapping', () => {
  it('finds the columns by their headings in Chinese and English, below a title', async () => {
    expect(guessMapping(couponImport, head)).toEqual({
      customerId: 0,
      customerName: 1,
      amount: 2,
      validUntil: 3,
      memo: 4,
    })
    expect(guessMapping(couponImport, ['No', 'Customer ID', 'Face value (CNY)', 'Valid until'])).toEqual({
      customerId: 1,
      amount: 2,
      validUntil: 3,
    })
    const { rows } = await read(csv('十一月发券名单,,\n制表：王,,\n序号,账号名,发放金额（元）\n1,a,5'))
    expect(headingRow(couponImport, rows)).toBe(2)
    expect(guessMapping(couponImport, rows[2]?.cells.map(String) ?? [])).toEqual({ accountName: 1, amount: 2 })
  })

  it('says what is still missing', () => {
    expect(missingFields(couponImport, { amount: 1 })).toEqual(['customer'])
    expect(missingFields(couponImport, { customerName: 1 })).toEqual([])
  })
})

describe('checking', () => {
  it('R-COUPON-03 names what is wrong with each amount and lets the rest go on', async () => {
    const rows = await checked(
      couponImport,
      await xlsx([
        head,
        [idOf(1), '', '１００', '', ''],
        [idOf(2), '', '10.005', '', ''],
        [idOf(3), '', 0, '', ''],
        [idOf(4), '', -5, '', ''],
        [idOf(6), '', '一百', '', ''],
        [idOf(8), '', '1,000.50', '', ''],
        [idOf(9), '', { formula: '0.1+0.2', result: 0.1 + 0.2 }, '2026-12-31', '迁移'],
      ]),
    )
    expect(rows.map(reasonsOf)).toEqual([
      ['R-COUPON-03 full-width'],
      ['R-COUPON-03 decimals'],
      ['R-COUPON-03 zero'],
      ['R-COUPON-03 negative'],
      ['R-COUPON-03 not-a-number'],
      [],
      [],
    ])
    expect(rows[5]?.amount).toBe(100_050)
    expect(rows[6]).toMatchObject({ amount: 30, validUntil: Date.parse('2026-12-31T15:59:59Z'), memo: '迁移' })
  })

  it('R-COUPON-02 names customers that cannot be found, are several, are of the wrong type, or no longer linked', async () => {
    const rows = await checked(
      couponImport,
      await xlsx([
        head,
        ['nobody', '', 1, '', ''],
        [123456789012345680000, '', 1, '', ''],
        ['1.23E+17', '', 1, '', ''],
        ['', customerOf(31).name, 1, '', ''],
        ['', `　${customerOf(33).name.replace('33', '３３')} `, 1, '', ''],
        [idOf(5), '', 1, '', ''],
        [idOf(7), '', 1, '', ''],
        [idOf(8), '另一家公司', 1, '', ''],
        [idOf(9), customerOf(9).shown, 1, '', ''],
        ['', '', 1, '', ''],
        [idOf(11), '', 1, '明年', ''],
      ]),
    )
    expect(rows.map(reasonsOf)).toEqual([
      ['unknown-customer'],
      ['id-broken'],
      ['id-broken'],
      ['ambiguous'],
      [],
      ['R-COUPON-02 not-resale'],
      ['R-COUPON-02 not-linked'],
      ['differs'],
      [],
      ['no-customer'],
      ['not-a-date'],
    ])
    expect(rows[4]?.customer?.customerId).toBe(idOf(33))
  })

  it('marks every row of a customer that comes twice', async () => {
    const rows = await checked(couponImport, csv(`客户ID,面值\n${idOf(1)},5\n${idOf(2)},5\n${idOf(1)},6\n`))
    expect(rows.map(reasonsOf)).toEqual([['duplicate'], [], ['duplicate']])
    expect(rows[0]?.problems[0]?.detail).toEqual({ lines: '2, 4', count: 2 })
  })

  const cell = fc.oneof(
    fc.nat(40).map(idOf),
    fc.nat(40).map((n) => customerOf(n).name),
    fc.constantFrom('', 'x', '1.5E+20'),
  )
  const line = fc.tuple(cell, fc.oneof(fc.constantFrom('10', '0', '１', '2.345', ''), fc.nat(9999).map(String)))

  it(`what is found about a row does not depend on the order of rows (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 25 }),
        fc.infiniteStream(fc.nat()),
        async (lines, keys) => {
          const order = lines.map((_, at) => ({ at, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key)
          const fileOf = (rows: [string, string][]) =>
            csv(
              `客户ID,客户名称,面值\n${rows.map(([who, amount]) => (who.startsWith('a') ? `${who},,${amount}` : `,${who},${amount}`)).join('\n')}\n`,
            )
          const asWritten = lines.filter(([who, amount]) => who !== '' || amount !== '')
          const shuffled = order
            .map(({ at }) => lines[at] as [string, string])
            .filter(([who, amount]) => who !== '' || amount !== '')
          const told = async (rows: [string, string][]): Promise<string[]> =>
            (await checked(couponImport, fileOf(rows)))
              .map((row, at) => `${rows[at]?.join(' ')}: ${reasonsOf(row).join(' ')} ${row.amount}`)
              .sort()
          expect(await told(shuffled)).toEqual(await told(asWritten))
        },
      ),
      { seed, numRuns: 40 },
    )
  })
})

describe('the marked copy', () => {
  const value = fc.oneof(
    fc.string({ maxLength: 12 }).filter((text) => text.trim() === text && !/[\r\n]/.test(text)),
    fc.integer({ min: -1e6, max: 1e6 }),
    fc.constantFrom('客户', '=1+1', 'a,b', '"引"'),
  )
  const table = fc.array(fc.array(value, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 12 })
  const marksOf = (rows: unknown[][]): Mark[] =>
    rows.flatMap((_, at) =>
      at > 0 && at % 2 === 0 ? [{ line: at + 1, columns: [0], text: `第 ${at + 1} 行有误` }] : [],
    )
  let files = 0
  const write = async (bytes: Uint8Array, marks: Mark[]): Promise<string> => {
    files += 1
    const temporary = join(dir, `copy-${files}`)
    await writeMarked({ task: 'mark-import', bytes, headingLine: 1, heading: '原因', marks, temporary }, () => {})
    return temporary
  }

  it(`of an Excel file holds every original cell, red where wrong (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const marks = marksOf(rows)
        const book = new exceljs.Workbook()
        await book.xlsx.readFile(await write(await xlsx(rows), marks))
        const sheet = book.worksheets[0]
        if (!sheet) throw new Error('no sheet')
        for (const [r, cells] of rows.entries())
          for (const [c, cell] of cells.entries()) expect(sheet.getRow(r + 1).getCell(c + 1).value ?? '').toEqual(cell)
        const column = Math.max(...rows.map(({ length }) => length)) + 1
        expect(sheet.getRow(1).getCell(column).value).toBe('原因')
        for (const { line, text } of marks) {
          expect(sheet.getRow(line).getCell(column).value).toBe(text)
          expect(sheet.getRow(line).getCell(1).fill).toMatchObject({ fgColor: { argb: 'FFFFC7CE' } })
          // Cells of one look share one style object; the row above must stay as it was.
          expect(sheet.getRow(line - 1).getCell(1).fill).toBeUndefined()
        }
      }),
      { seed, numRuns: 15 },
    )
  })

  it(`of a csv file holds every original cell and the reason (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const { stringify } = await import('csv-stringify/sync')
        const bytes = csv(stringify(rows.map((row) => ['x', ...row])))
        const marks = marksOf(rows)
        const copied = await csvRecords(readFileSync(await write(bytes, marks), 'utf8'))
        for (const [r, cells] of rows.entries())
          expect(copied[r]?.slice(0, cells.length + 1)).toEqual(['x', ...cells.map(String)])
        for (const { line, text } of marks) expect(copied[line - 1]?.at(-1)).toBe(text)
      }),
      { seed, numRuns: 25 },
    )
  })
})
