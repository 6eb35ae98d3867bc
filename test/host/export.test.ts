import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ExportShape, writeLedger } from '#host/areas/customers/export.ts'
import { neutralised } from '#host/files/sheet.ts'
import type { CustomerPage, CustomerRow } from '#shared/contract/customers.ts'
import { MAX_FEN } from '#shared/money.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'export-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const asOf = Date.parse('2026-11-21T01:05:03Z')
const row = (n: number, over: Partial<CustomerRow> = {}): CustomerRow => ({
  customerId: String(10_000_000_000_000_000_000n + BigInt(n)),
  name: '华南****公司',
  accountName: 'hn***1',
  telephone: '138****5678',
  email: 'l****@example.com',
  associationType: '2',
  associatedAt: asOf,
  label: null,
  verifiedStatus: '2',
  customerType: '1',
  frozen: '0',
  manager: 'wang.fang',
  managerName: '王*',
  level: 'V3',
  newTag: 'Y',
  amount: 123_456_789,
  debt: -1200,
  goneAt: null,
  followUpAt: null,
  notes: 0,
  ...over,
})

const paged =
  (rows: CustomerRow[], size = 2) =>
  (after: string | null): Pick<CustomerPage, 'rows' | 'next'> => {
    const from = after === null ? 0 : Number(after)
    const next = from + size < rows.length ? String(from + size) : null
    return { rows: rows.slice(from, from + size), next }
  }

const shape = (over: Partial<ExportShape>): ExportShape => ({
  format: 'csv',
  language: 'zh',
  columns: ['customerId', 'name', 'label', 'associationType', 'associatedAt', 'amount', 'debt', 'goneAt'],
  only: null,
  total: 3,
  asOf,
  ...over,
})
const three = [row(0), row(1), row(2)]
const ledger = (
  over: Partial<ExportShape> = {},
  rows = three,
  name = `customers.${over.format ?? 'csv'}`,
): Promise<number> => writeLedger(join(folder, name), shape(over), paged(rows), () => {})

describe('export of customers', () => {
  test('csv: byte order mark, age of the data, ids as they are, exact amounts, masks kept (R-CUST-02)', async () => {
    expect(await ledger()).toBe(3)
    const text = readFileSync(join(folder, 'customers.csv'), 'utf8')
    expect(text.charCodeAt(0)).toBe(0xfeff)
    expect(text.slice(1).split('\r\n').slice(0, 3)).toEqual([
      '数据时间（北京时间）,2026-11-21 09:05:03',
      '客户账号ID,客户名称,标签,关联类型,关联时间,可用额度（元）,欠款（元）,解除关联时间',
      '10000000000000000000,华南****公司,,代售,2026-11-21 09:05:03,1234567.89,-12.00,',
    ])
  })

  test.each(['=HYPERLINK("http://x")', '+1', '-2+3', '@SUM(A1)', '\t=1', '＝1'])(
    'csv: %j is text, not a formula',
    (label) => {
      expect(neutralised(label)).toBe(`'${label}`)
    },
  )

  test('csv: a label that is a formula, quotes and line ends stay one cell', async () => {
    await ledger({ columns: ['label'] }, [row(0, { label: '=1+"a",\n2' })])
    expect(readFileSync(join(folder, 'customers.csv'), 'utf8')).toContain('"\'=1+""a"",\n2"\r\n')
  })

  test('xlsx: ids text, dates dates in Beijing time, amounts exact numbers with a format; an odd code stays', async () => {
    const path = join(folder, 'customers.xlsx')
    const rows = [row(0), row(1, { associationType: '9', amount: MAX_FEN, label: '=1+1' })]
    await ledger({ format: 'xlsx', language: 'en' }, rows)
    const book = new exceljs.Workbook()
    await book.xlsx.readFile(path)
    const sheet = book.worksheets[0]
    expect(sheet?.getRow(1).values).toEqual([undefined, 'As of (Beijing time)', '2026-11-21 09:05:03'])
    expect(sheet?.getCell('A3').value).toBe('10000000000000000000')
    expect(sheet?.getCell('E3').value).toEqual(new Date(asOf + 8 * 3600_000))
    expect(sheet?.getCell('E3').numFmt).toBe('yyyy-mm-dd hh:mm:ss')
    expect(sheet?.getCell('F3').value).toBe(1234567.89)
    expect(sheet?.getCell('F3').numFmt).toBe('#,##0.00')
    expect(sheet?.getCell('G3').value).toBe(-12)
    expect(sheet?.getCell('D4').value).toBe('9')
    expect(sheet?.getCell('F4').value).toBe('90071992547409.91')
    expect(sheet?.getCell('C4').value).toBe('=1+1')
  })

  test('only the chosen rows, in the order of the list', async () => {
    expect(await ledger({ columns: ['customerId'], only: [row(2).customerId, row(0).customerId] })).toBe(2)
    const lines = readFileSync(join(folder, 'customers.csv'), 'utf8').trim().split('\r\n').slice(2)
    expect(lines).toEqual([row(0).customerId, row(2).customerId])
  })

  test('before the first complete reading the file says so', async () => {
    await ledger({ asOf: null })
    expect(readFileSync(join(folder, 'customers.csv'), 'utf8')).toContain('数据时间（北京时间）,尚未完整同步')
  })

  test.each(['csv', 'xlsx'] as const)(
    '%s: a folder that is not there, or a page that cannot be read, ends in an error, not in a hang',
    async (format) => {
      await expect(ledger({ format }, three, 'gone/customers')).rejects.toThrow('ENOENT')
      const damaged = writeLedger(
        join(folder, 'half'),
        shape({ format }),
        (after) => {
          if (after !== null) throw new Error('a damaged page')
          return paged(three)(after)
        },
        () => {},
      )
      await expect(damaged).rejects.toThrow('a damaged page')
    },
  )
})
