/** Export of issued coupons, use records and operation records: what the lists show, masked, and no remark (R-COUPON-11). */
import { join } from 'node:path'
import { type ExportLanguage, exportWords, type Words, wordOf } from '#host/areas/coupons/export-texts.ts'
import { listCoupons, listRecords } from '#host/areas/coupons/listing.ts'
import { type Cell, openCsv, openXlsx } from '#host/files/sheet.ts'
import type { ThreadProgress } from '#host/jobs/thread.ts'
import type { Scope } from '#host/person.ts'
import { openSnapshot } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { CouponFilter, CouponRecord, CouponRow, CouponSort, RecordFilter } from '#shared/contract/coupons.ts'
import { fen } from '#shared/money.ts'
import { formatBeijing } from '#shared/time.ts'

export type CouponExportQuestion =
  | { readonly what: 'coupons' | 'uses'; readonly filter: CouponFilter; readonly sort: CouponSort }
  | { readonly what: 'records'; readonly filter: RecordFilter; readonly descending: boolean }

/** Plain data: it crosses to the thread. */
export interface CouponExport {
  readonly task: 'export-coupons'
  /** Folder of the workspace. */
  readonly dir: string
  readonly key: Uint8Array
  readonly scope: Scope
  readonly question: CouponExportQuestion
  readonly format: 'xlsx' | 'csv'
  readonly language: ExportLanguage
  readonly total: number
  /** UTC milliseconds of the data; null before the first complete reading. */
  readonly asOf: number | null
  /** UTC milliseconds: what the list showed as expiring. */
  readonly now: number
}

interface Column<Row> {
  readonly heading: Words
  readonly kind: 'text' | 'time' | 'amount'
  cell(row: Row, language: ExportLanguage): Cell
}

const text = (value: string | null): Cell => (value ? { kind: 'text', text: value } : { kind: 'empty' })
const amount = (value: number | null): Cell =>
  value === null ? { kind: 'empty' } : { kind: 'amount', amount: fen(value) }
const time = (at: number | null): Cell => (at === null ? { kind: 'empty' } : { kind: 'time', at })

const column = <Row>(zh: string, en: string, kind: Column<Row>['kind'], cell: Column<Row>['cell']): Column<Row> => ({
  heading: { zh, en },
  kind,
  cell,
})

const named: readonly Column<CouponRow>[] = [
  column('券ID', 'Coupon ID', 'text', (row) => text(row.couponId)),
  column('客户名称', 'Customer', 'text', (row) => text(row.customerName)),
  column('客户账号ID', 'Customer ID', 'text', (row) => text(row.customerId)),
  column('客户经理', 'Account manager', 'text', (row) => text(row.manager)),
  column('券类型', 'Type', 'text', (row, language) => text(wordOf('couponType', row.couponType, language))),
  column('面值（元）', 'Face value (CNY)', 'amount', (row) => amount(row.faceValue)),
]

const couponColumns: readonly Column<CouponRow>[] = [
  ...named,
  column('余额（元）', 'Balance (CNY)', 'amount', (row) => amount(row.balance)),
  column('状态', 'State', 'text', (row, language) => text(wordOf('status', row.status, language))),
  column('回收方式', 'Taken back by', 'text', (row, language) =>
    text(wordOf('operationType', row.reclaimType, language)),
  ),
  column('生效时间', 'Valid from', 'time', (row) => time(row.effectiveAt)),
  column('失效时间', 'Valid until', 'time', (row) => time(row.expiresAt)),
  column('发放时间', 'Issued at', 'time', (row) => time(row.createdAt)),
  column('最近使用时间', 'Last used at', 'time', (row) => time(row.lastUsedAt)),
  column('额度编号', 'Quota ID', 'text', (row) => text(row.quotaId)),
]

const useColumns: readonly Column<CouponRow>[] = [
  ...named,
  column('已使用（元）', 'Used (CNY)', 'amount', ({ faceValue, balance }) =>
    amount(balance === null ? null : faceValue - balance),
  ),
  column('余额（元）', 'Balance (CNY)', 'amount', (row) => amount(row.balance)),
  column('最近使用时间', 'Last used at', 'time', (row) => time(row.lastUsedAt)),
  column('订单ID', 'Order ID', 'text', (row) => text(row.orderId)),
]

const recordColumns: readonly Column<CouponRecord>[] = [
  column('操作时间', 'Time', 'time', (row) => time(row.operatedAt)),
  column('操作类型', 'Operation', 'text', (row, language) =>
    text(wordOf('operationType', row.operationType, language)),
  ),
  column('金额（元）', 'Amount (CNY)', 'amount', (row) => amount(row.amount)),
  column('结果', 'Result', 'text', (row, language) => text(wordOf('result', row.result, language))),
  column('客户名称', 'Customer', 'text', (row) => text(row.customerName)),
  column('客户账号ID', 'Customer ID', 'text', (row) => text(row.customerId)),
  column('券ID', 'Coupon ID', 'text', (row) => text(row.couponId)),
  column('额度编号', 'Quota ID', 'text', (row) => text(row.quotaId)),
]

/** Rows read at a time: nobody waits behind this thread. */
const PAGE_ROWS = 1000

async function writeRows<Row>(
  task: CouponExport & { readonly temporary: string },
  columns: readonly Column<Row>[],
  pageAfter: (after: string | null) => { rows: readonly Row[]; next: string | null },
  progress: ThreadProgress,
): Promise<number> {
  const { language, question } = task
  const file = await (task.format === 'xlsx' ? openXlsx : openCsv)(task.temporary, {
    sheet: exportWords[question.what][language],
    asOf: [exportWords.asOf[language], task.asOf === null ? exportWords.never[language] : formatBeijing(task.asOf)],
    columns: columns.map(({ heading, kind }) => ({ heading: heading[language], kind })),
  })
  try {
    let rows = 0
    let after: string | null = null
    do {
      const page = pageAfter(after)
      await file.write(page.rows.map((row) => columns.map(({ cell }) => cell(row, language))))
      rows += page.rows.length
      progress(rows, task.total)
      after = page.next
    } while (after !== null)
    await file.end()
    return rows
  } catch (cause) {
    await file.abandon()
    throw cause
  }
}

/** The thread's part; answers the number of rows. A file that failed is closed but not removed. */
export async function writeCoupons(
  task: CouponExport & { readonly temporary: string },
  progress: ThreadProgress,
): Promise<number> {
  const { dir, key, scope, question, now } = task
  const reader: Db = openSnapshot({ file: join(dir, 'cache.db'), key })
  try {
    if (question.what === 'records') {
      const { filter, descending } = question
      return await writeRows(
        task,
        recordColumns,
        (after) => listRecords(reader, scope, { filter, descending, after, limit: PAGE_ROWS }),
        progress,
      )
    }
    const { filter, sort } = question
    return await writeRows(
      task,
      question.what === 'uses' ? useColumns : couponColumns,
      (after) => listCoupons(reader, scope, { filter, sort, after, limit: PAGE_ROWS }, now),
      progress,
    )
  } finally {
    reader.close()
  }
}
