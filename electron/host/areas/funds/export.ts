/** Export of adjustment records: what the list shows, masks kept, read page by page in a thread of its own. */
import { randomBytes } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type AdjustBooks, listRecords } from '#host/areas/funds/adjust.ts'
import { type Cell, openCsv, openXlsx } from '#host/files/sheet.ts'
import type { JobContext } from '#host/jobs/jobs.ts'
import { runInThread, type ThreadProgress } from '#host/jobs/thread.ts'
import type { Scope } from '#host/person.ts'
import { openSnapshot } from '#host/store/open.ts'
import type { AdjustFilter, AdjustRecord } from '#shared/contract/funds.ts'
import { fen } from '#shared/money.ts'
import { formatBeijing } from '#shared/time.ts'

type Language = 'zh' | 'en'
type Words = Readonly<Record<Language, string>>

/** Plain data: it crosses to the thread. */
export interface AdjustExport {
  readonly task: 'export-adjustments'
  /** Folder of the workspace. */
  readonly dir: string
  readonly key: Uint8Array
  readonly scope: Scope
  readonly filter: AdjustFilter
  readonly format: 'xlsx' | 'csv'
  readonly language: Language
  readonly total: number
  /** UTC milliseconds of the data; null before the first complete reading. */
  readonly asOf: number | null
  readonly temporary: string
}

export const adjustWords = {
  sheet: { zh: '调账记录', en: 'Adjustments' },
  dialog: { zh: '导出调账记录', en: 'Export adjustments' },
  asOf: { zh: '数据截至', en: 'Data as of' },
  never: { zh: '尚未同步', en: 'Not synced yet' },
} as const satisfies Record<string, Words>

const operations: Readonly<Record<string, Words>> = {
  SOURCE_OPERATION_BEADJUST: { zh: '拨款', en: 'Grant' },
  SOURCE_OPERATION_BERETRIEVE: { zh: '回收', en: 'Reclaim' },
  SOURCE_OPERATION_BEUNBIND: { zh: '解绑回收', en: 'Reclaim at dissociation' },
}

const text = (value: string | null): Cell => (value ? { kind: 'text', text: value } : { kind: 'empty' })
const amount = (value: number): Cell => ({ kind: 'amount', amount: fen(value) })

const columns: readonly {
  readonly heading: Words
  readonly kind: 'text' | 'time' | 'amount'
  cell(row: AdjustRecord, language: Language): Cell
}[] = [
  {
    heading: { zh: '操作时间', en: 'Time' },
    kind: 'time',
    cell: ({ operatedAt }) => ({ kind: 'time', at: operatedAt }),
  },
  {
    heading: { zh: '调账类型', en: 'Type' },
    kind: 'text',
    cell: ({ operation }, language) => text(operations[operation]?.[language] ?? operation),
  },
  { heading: { zh: '客户账号ID', en: 'Customer ID' }, kind: 'text', cell: ({ customerId }) => text(customerId) },
  { heading: { zh: '客户名称', en: 'Customer' }, kind: 'text', cell: ({ customerName }) => text(customerName) },
  { heading: { zh: '金额（元）', en: 'Amount (CNY)' }, kind: 'amount', cell: (row) => amount(row.amount) },
  { heading: { zh: '币种', en: 'Currency' }, kind: 'text', cell: ({ currency }) => text(currency) },
  { heading: { zh: '使用场景', en: 'Scene' }, kind: 'text', cell: ({ scene }) => text(scene) },
  { heading: { zh: '事务ID', en: 'Transaction' }, kind: 'text', cell: ({ transId }) => text(transId) },
  { heading: { zh: '本机意图', en: 'Our intent' }, kind: 'text', cell: ({ intentId }) => text(intentId) },
]

/** Rows read at a time: nobody waits behind this thread. */
const PAGE_ROWS = 1000

/** The thread's part; answers the number of rows. A file that failed is closed but not removed. */
export async function writeAdjustments(task: AdjustExport, progress: ThreadProgress): Promise<number> {
  const { dir, key, scope, filter, language } = task
  const books: AdjustBooks = {
    cache: openSnapshot({ file: join(dir, 'cache.db'), key }),
    local: openSnapshot({ file: join(dir, 'local.db'), key }),
    scope,
  }
  try {
    const file = await (task.format === 'xlsx' ? openXlsx : openCsv)(task.temporary, {
      sheet: adjustWords.sheet[language],
      asOf: [adjustWords.asOf[language], task.asOf === null ? adjustWords.never[language] : formatBeijing(task.asOf)],
      columns: columns.map(({ heading, kind }) => ({ heading: heading[language], kind })),
    })
    try {
      let rows = 0
      let after: string | null = null
      do {
        const page = listRecords(books, { filter, after, limit: PAGE_ROWS })
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
  } finally {
    books.cache.close()
    books.local.close()
  }
}

/** The job: `finished` audits when the file is whole, or throws; on any failure no file is left and an older one stands. */
export async function exportAdjustments(
  path: string,
  task: Omit<AdjustExport, 'task' | 'temporary'>,
  job: JobContext,
  finished: (rows: number) => void,
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.part`)
  try {
    const rows = await runInThread({ ...task, task: 'export-adjustments', temporary } satisfies AdjustExport, job)
    job.signal.throwIfAborted()
    finished(rows)
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true })
    throw cause
  }
}
