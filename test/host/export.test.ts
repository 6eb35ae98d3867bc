import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exportCustomers, type ExportPlan } from '#host/areas/customers/export.ts'
import { neutralised } from '#host/areas/customers/export-files.ts'
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

const paged = (rows: CustomerRow[], size = 2) => (after: string | null): CustomerPage => {
  const from = after === null ? 0 : Number(after)
  const next = from + size < rows.length ? String(from + size) : null
  return { rows: rows.slice(from, from + size), next, asOf, search: 'ready' }
}

const plan = (over: Partial<ExportPlan>): ExportPlan => ({
  path: join(folder, 'customers.csv'),
  format: 'csv',
  language: 'zh',
  columns: ['customerId', 'name', 'label', 'associationType', 'associatedAt', 'amount', 'debt', 'goneAt'],
  only: null,
  total: 3,
  page: paged([row(0), row(1), row(2)]),
  written: () => {},
  ...over,
})
const job = (signal = new AbortController().signal) => ({ signal, progress: () => {} })

describe('export of customers', () => {
  test('csv: byte order mark, age of the data, ids as they are, exact amounts, masks kept (R-CUST-02)', async () => {
    const counted: number[] = []
    await exportCustomers(plan({ written: (rows) => counted.push(rows) }), job())
    const text = readFileSync(join(folder, 'customers.csv'), 'utf8')
    expect(text.charCodeAt(0)).toBe(0xfeff)
    expect(text.slice(1).split('\r\n').slice(0, 3)).toEqual([
      '数据时间（北京时间）,2026-11-21 09:05:03',
      '客户账号ID,客户名称,标签,关联类型,关联时间,可用额度（元）,欠款（元）,解除关联时间',
      '10000000000000000000,华南****公司,,代售,2026-11-21 09:05:03,1234567.89,-12.00,',
    ])
    expect(counted).toEqual([3])
    expect(readdirSync(folder)).toEqual(['customers.csv'])
  })

  test.each(['=HYPERLINK("http://x")', '+1', '-2+3', '@SUM(A1)', '\t=1', '＝1'])('csv: %j is text, not a formula', (label) => {
    expect(neutralised(label)).toBe(`'${label}`)
  })

  test('csv: a label that is a formula, quotes and line ends stay one cell', async () => {
    await exportCustomers(plan({ columns: ['label'], page: paged([row(0, { label: '=1+"a",\n2' })]) }), job())
    expect(readFileSync(join(folder, 'customers.csv'), 'utf8')).toContain('"\'=1+""a"",\n2"\r\n')
  })

  test('xlsx: ids text, dates dates in Beijing time, amounts exact numbers with a format; an odd code stays', async () => {
    const path = join(folder, 'customers.xlsx')
    const rows = [row(0), row(1, { associationType: '9', amount: MAX_FEN, label: '=1+1' })]
    await exportCustomers(plan({ path, format: 'xlsx', language: 'en', page: paged(rows) }), job())
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
    await exportCustomers(plan({ columns: ['customerId'], only: new Set([row(2).customerId, row(0).customerId]) }), job())
    const lines = readFileSync(join(folder, 'customers.csv'), 'utf8').trim().split('\r\n').slice(2)
    expect(lines).toEqual([row(0).customerId, row(2).customerId])
  })

  test.each(['csv', 'xlsx'] as const)('%s: cancelled or failed half way, the old file stands and nothing else is left', async (format) => {
    const path = join(folder, `customers.${format}`)
    writeFileSync(path, 'last week')
    const stop = new AbortController()
    const cancelled = plan({ path, format, page: (after) => (after === null || stop.abort(), paged([row(0), row(1), row(2)])(after)) })
    await expect(exportCustomers(cancelled, job(stop.signal))).rejects.toThrow('abort')
    const failing = plan({
      path,
      format,
      written: () => {
        throw new Error('the audit entry failed')
      },
    })
    await expect(exportCustomers(failing, job())).rejects.toThrow('audit entry failed')
    expect(readdirSync(folder)).toEqual([`customers.${format}`])
    expect(readFileSync(path, 'utf8')).toBe('last week')
  })

  test.each(['csv', 'xlsx'] as const)('%s: a folder that is not there ends in an error, not in a hang', async (format) => {
    const path = join(folder, 'gone', `customers.${format}`)
    await expect(exportCustomers(plan({ path, format }), job())).rejects.toThrow('ENOENT')
    expect(existsSync(path)).toBe(false)
  })
})
