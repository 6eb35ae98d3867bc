/**
 * Export of the customer ledger: what the list shows, masks kept (R-CUST-02), to a file the person chose. Read page by
 * page like the list itself, written under a temporary name, and given its name only when it is whole.
 */
import { rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { CustomerPage, CustomerRow, ExportColumn } from '#shared/contract/customers.ts'
import { fen } from '#shared/money.ts'
import { formatBeijing } from '#shared/time.ts'
import { type Cell, type LedgerFile, type LedgerHead, openCsv, openXlsx } from '#host/areas/customers/export-files.ts'
import { codeText, type ExportLanguage, exportWords, headings } from '#host/areas/customers/export-texts.ts'
import type { JobContext } from '#host/jobs/jobs.ts'

export interface ExportPlan {
  readonly path: string
  readonly format: 'xlsx' | 'csv'
  readonly language: ExportLanguage
  readonly columns: readonly ExportColumn[]
  /** Only these rows, in the list's order; null = all of the filter. */
  readonly only: ReadonlySet<string> | null
  readonly total: number
  /** The list's own query with filter, order and scope fixed; masks are applied in it. */
  page(after: string | null): CustomerPage
  /** Called with the number of rows when the file is whole and before it gets its name: the audit entry. */
  written(rows: number): void
}

const timeColumns: ReadonlySet<ExportColumn> = new Set(['associatedAt', 'goneAt', 'followUpAt'])
const amountColumns: ReadonlySet<ExportColumn> = new Set(['amount', 'debt'])

export function cellOf(row: CustomerRow, column: ExportColumn, language: ExportLanguage): Cell {
  const value = row[column]
  if (value === null) return { kind: 'empty' }
  if (typeof value === 'number') {
    if (timeColumns.has(column)) return { kind: 'time', at: value }
    if (amountColumns.has(column)) return { kind: 'amount', amount: fen(value) }
  }
  return { kind: 'text', text: codeText(column, String(value), language) }
}

export async function exportCustomers(plan: ExportPlan, job: JobContext): Promise<void> {
  const { language, columns } = plan
  const temporary = join(dirname(plan.path), `.${basename(plan.path)}.${process.pid}-${Date.now().toString(36)}.part`)
  let file: LedgerFile | null = null
  let rows = 0
  try {
    let page = plan.page(null)
    const head: LedgerHead = {
      sheet: exportWords.sheet[language],
      asOf: [exportWords.asOf[language], page.asOf === null ? exportWords.never[language] : formatBeijing(page.asOf)],
      headings: columns.map((column) => headings[column][language]),
    }
    file = await (plan.format === 'xlsx' ? openXlsx : openCsv)(temporary, head)
    while (true) {
      job.signal.throwIfAborted()
      const chosen = plan.only ? page.rows.filter((row) => plan.only?.has(row.customerId)) : page.rows
      await file.write(chosen.map((row) => columns.map((column) => cellOf(row, column, language))))
      rows += chosen.length
      job.progress(rows, plan.total)
      if (page.next === null || (plan.only && rows >= plan.only.size)) break
      // Between two pages everybody else gets a turn.
      await new Promise((next) => setImmediate(next))
      page = plan.page(page.next)
    }
    await file.end()
    file = null
    job.signal.throwIfAborted()
    plan.written(rows)
    await rename(temporary, plan.path)
  } catch (cause) {
    await file?.abandon()
    await rm(temporary, { force: true })
    throw cause
  }
}
