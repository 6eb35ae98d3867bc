/**
 * Export of the customer ledger: what the list shows, masks kept (R-CUST-02). A thread of its own reads page by page like
 * the list itself, all of one moment, and writes under a temporary name; the file gets its name only when it is whole and
 * audited.
 */
import { randomBytes } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { codeText, type ExportLanguage, exportWords, headings } from '#host/areas/customers/export-texts.ts'
import { listCustomers } from '#host/areas/customers/queries.ts'
import { type Cell, type LedgerFile, openCsv, openXlsx } from '#host/files/sheet.ts'
import type { JobContext } from '#host/jobs/jobs.ts'
import { runInThread, type ThreadProgress } from '#host/jobs/thread.ts'
import type { Scope } from '#host/person.ts'
import { openSnapshot } from '#host/store/open.ts'
import type {
  CustomerFilter,
  CustomerPage,
  CustomerRow,
  CustomerSort,
  ExportColumn,
} from '#shared/contract/customers.ts'
import { fen } from '#shared/money.ts'
import { formatBeijing } from '#shared/time.ts'

/** How a file is to look. */
export interface ExportShape {
  readonly format: 'xlsx' | 'csv'
  readonly language: ExportLanguage
  readonly columns: readonly ExportColumn[]
  /** Only these rows, in the list's order; null = all of the filter. */
  readonly only: readonly string[] | null
  readonly total: number
  /** UTC milliseconds of the data; null before the first complete reading. */
  readonly asOf: number | null
}

/** Plain data: it crosses to the thread. */
export interface ExportTask extends ExportShape {
  readonly task: 'export-customers'
  /** Folder of the workspace. */
  readonly dir: string
  readonly key: Uint8Array
  readonly scope: Scope
  readonly filter: CustomerFilter
  readonly sort: CustomerSort
  readonly temporary: string
}

const timeColumns: ReadonlySet<ExportColumn> = new Set(['associatedAt', 'goneAt', 'followUpAt'])
const amountColumns: ReadonlySet<ExportColumn> = new Set(['amount', 'debt'])

function cellOf(row: CustomerRow, column: ExportColumn, language: ExportLanguage): Cell {
  const value = row[column]
  if (value === null) return { kind: 'empty' }
  if (typeof value === 'number') {
    if (timeColumns.has(column)) return { kind: 'time', at: value }
    if (amountColumns.has(column)) return { kind: 'amount', amount: fen(value) }
  }
  return { kind: 'text', text: codeText(column, String(value), language) }
}

/** Writes all pages to a new file; answers the number of rows. A file that failed is closed but not removed. */
export async function writeLedger(
  path: string,
  shape: ExportShape,
  pageAfter: (cursor: string | null) => Pick<CustomerPage, 'rows' | 'next'>,
  progress: ThreadProgress,
): Promise<number> {
  const { language, columns } = shape
  const only = shape.only ? new Set(shape.only) : null
  const file: LedgerFile = await (shape.format === 'xlsx' ? openXlsx : openCsv)(path, {
    sheet: exportWords.sheet[language],
    asOf: [exportWords.asOf[language], shape.asOf === null ? exportWords.never[language] : formatBeijing(shape.asOf)],
    columns: columns.map((column) => ({
      heading: headings[column][language],
      kind: timeColumns.has(column) ? 'time' : amountColumns.has(column) ? 'amount' : 'text',
    })),
  })
  try {
    let rows = 0
    let cursor: string | null = null
    do {
      const page = pageAfter(cursor)
      const chosen = only ? page.rows.filter(({ customerId }) => only.has(customerId)) : page.rows
      await file.write(chosen.map((row) => columns.map((column) => cellOf(row, column, language))))
      rows += chosen.length
      progress(rows, shape.total)
      cursor = only && rows >= only.size ? null : page.next
    } while (cursor !== null)
    await file.end()
    return rows
  } catch (cause) {
    await file.abandon()
    throw cause
  }
}

/** Rows read at a time: nobody waits behind this thread. */
const PAGE_ROWS = 1000

/** The thread's part. */
export async function writeExport(task: ExportTask, progress: ThreadProgress): Promise<number> {
  const { dir, key, scope, filter, sort } = task
  const reader = openSnapshot({ file: join(dir, 'cache.db'), key })
  const local = openSnapshot({ file: join(dir, 'local.db'), key })
  try {
    const pageAfter = (after: string | null) =>
      listCustomers(reader, local, scope, { filter, sort, after, limit: PAGE_ROWS })
    return await writeLedger(task.temporary, task, pageAfter, progress)
  } finally {
    reader.close()
    local.close()
  }
}

/**
 * The job. `finished` is called with the number of rows when the file is whole and before it gets its name: it audits, or
 * throws where the person may no longer have it. On any failure no file is left and an older one stands.
 */
export async function exportCustomers(
  path: string,
  task: Omit<ExportTask, 'task' | 'temporary'>,
  job: JobContext,
  finished: (rows: number) => void,
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.part`)
  try {
    const rows = await runInThread({ ...task, task: 'export-customers', temporary } satisfies ExportTask, job)
    job.signal.throwIfAborted()
    finished(rows)
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true })
    throw cause
  }
}
