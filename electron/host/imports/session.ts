/** One file that is being made into a batch or into facts: its rows, which column means what, what is wrong with each. */

import { createHash, randomBytes } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { JobContext, Jobs } from '#host/jobs/jobs.ts'
import { runInThread } from '#host/jobs/thread.ts'
import type { Db } from '#host/store/types.ts'
import type { ImportFinding, ImportMapping, ImportProblem, ImportRow, ImportView } from '#shared/contract/imports.ts'
import { AppError, type AppErrorValue } from '#shared/errors.ts'
import { MINOR_DECIMALS } from '#shared/money.ts'
import { type CheckedRow, checkRows, resting } from './check.ts'
import { checkFacts, shapeFindings } from './facts.ts'
import {
  cellText,
  customerFields,
  fieldsOf,
  foldHeading,
  guessMapping,
  headingRow,
  lastHeadings,
  learnedMapping,
  learnMapping,
  missingFields,
} from './mapping.ts'
import type { Mark, MarkTask } from './mark.ts'
import { type FileShape, isXlsx, type ReadTask } from './read.ts'
import type { CustomerFinder, FactKind, FactLine, FileRow, ImportFiles, ImportKind } from './types.ts'
import { filled } from './words.ts'

export interface SessionParts {
  readonly importId: string
  readonly kind: ImportKind
  readonly fileName: string
  readonly bytes: Uint8Array
  /** When the file was last written, UTC milliseconds. */
  readonly writtenAt: number
  readonly finder: CustomerFinder
  readonly jobs: Jobs
  readonly files: ImportFiles
  readonly now: () => number
  /** Something to see changed. */
  readonly changed: () => void
}

/** A usable row of the file, as batches are made of. */
export interface GoodRow extends CheckedRow {
  readonly line: number
  readonly customer: NonNullable<CheckedRow['customer']>
}

/** A file as it was taken: every row that could be read, and what is known of the rest. */
export interface TakenFacts {
  readonly kind: FactKind
  readonly fileName: string
  readonly writtenAt: number
  /** Of its bytes. */
  readonly hash: string
  readonly lines: readonly FactLine[]
  readonly findings: readonly ImportFinding[]
}

type Only = 'all' | 'good' | 'bad'

export class ImportSession {
  readonly #parts: SessionParts
  #state: ImportView['state'] = 'reading'
  #mappedBy: ImportView['mappedBy'] = 'headings'
  #error: AppErrorValue | null = null
  #shape: FileShape
  #headings: readonly string[] = []
  #headingLine = 1
  #rows: FileRow[] = []
  #mapping: ImportMapping = {}
  #checked: readonly CheckedRow[] = []
  /** What a rehearsal said about rows that are right by themselves, by line. */
  #verdicts: ReadonlyMap<number, ImportProblem> = new Map()
  #checkedAt: number | null = null
  #jobId: string | null = null
  #findings: readonly ImportFinding[] = []
  #changedColumns: ImportFinding | null = null
  /** Numbers of the rows by what is asked for; made when first asked. */
  #listed = new Map<Only, readonly number[]>()

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.#shape = { format: isXlsx(parts.bytes) ? 'xlsx' : 'csv', encoding: null, sheet: null, otherSheets: 0 }
  }

  get kind(): ImportKind {
    return this.#parts.kind
  }

  /** Reads, guesses, and checks at once where nothing is left to ask. */
  read(): void {
    this.#work('import-read', 'reading', async (job) => {
      const rows: FileRow[] = []
      const task: ReadTask = { task: 'read-import', bytes: this.#parts.bytes }
      this.#shape = await runInThread<FileShape>(task, job, (part) => void rows.push(...(part as FileRow[])))
      const at = headingRow(this.kind, rows)
      this.#headings = (rows[at]?.cells ?? []).map((cell) => cellText(cell).slice(0, 200))
      this.#headingLine = rows[at]?.line ?? 1
      this.#rows = rows.slice(at + 1)
      const learned = learnedMapping(this.#local, this.kind.name, this.#headings)
      this.#mapping = learned ?? guessMapping(this.kind, this.#headings)
      this.#mappedBy = learned ? 'learned' : 'headings'
      this.#changedColumns = this.kind.makes === 'facts' && !learned ? this.#columnsChanged() : null
      // Other columns than last time: what they mean now is a person's to say.
      if (missingFields(this.kind, this.#mapping).length > 0 || this.#changedColumns) this.#state = 'mapping'
      else await this.#check(job)
    })
  }

  get #local(): Db {
    return this.#parts.files.local
  }

  #columnsChanged(): ImportFinding | null {
    const before = lastHeadings(this.#local, this.kind.name)
    if (!before) return null
    const now = this.#headings.map(foldHeading)
    const named = (some: readonly string[]): string =>
      some
        .filter((one) => one !== '')
        .join('、')
        .slice(0, 400)
    const detail = {
      added: named(now.filter((one) => !before.includes(one))),
      missing: named(before.filter((one) => !now.includes(one))),
    }
    return detail.added === '' && detail.missing === '' ? null : { code: 'columns-changed', asks: true, detail }
  }

  /** Throws `invalid-input` where a field is still missing, `busy` while the file is read. */
  map(mapping: ImportMapping): void {
    if (this.#state === 'reading' || this.#state === 'checking') throw new AppError('busy', { retry: 'later' })
    const [missing] = missingFields(this.kind, mapping)
    const columns = Object.values(mapping)
    const wrong = columns.some((column) => column >= this.#headings.length) || new Set(columns).size < columns.length
    if (missing !== undefined || wrong)
      throw new AppError('invalid-input', { retry: 'after-fix', field: missing ?? 'mapping' })
    this.#mapping = mapping
    this.#mappedBy = 'person'
    learnMapping(this.#local, this.kind.name, this.#headings, mapping, this.#parts.now())
    this.#work('import-check', 'checking', (job) => this.#check(job))
  }

  async #check(job: JobContext): Promise<void> {
    this.#state = 'checking'
    this.#put([], new Map())
    const { checked, findings } = await this.#rowsAndFindings(job)
    this.#findings = findings
    this.#state = 'checked'
    this.#checkedAt = this.#parts.now()
    this.#put(checked, new Map())
  }

  async #rowsAndFindings(job: JobContext): Promise<{ checked: CheckedRow[]; findings: ImportFinding[] }> {
    const { kind } = this
    const { finder, files, writtenAt } = this.#parts
    const input = { rows: this.#rows, headings: this.#headings, mapping: this.#mapping, finder }
    if (kind.makes === 'batch')
      return { checked: await checkRows({ ...input, kind }, job.signal, job.progress), findings: [] }
    const checked = await checkFacts({ ...input, kind, files }, job.signal, job.progress)
    const lines = checked.flatMap(({ fact }) => fact ?? [])
    const bad = checked.filter(({ problems }) => problems.length > 0).length
    const unknown = new Set(
      checked.flatMap(({ fact, customer }) => (fact?.customerId && customer === null ? fact.customerId : [])),
    ).size
    const findings: ImportFinding[] = [
      ...(this.#changedColumns ? [this.#changedColumns] : []),
      ...shapeFindings({ ...input, kind }, this.#shape.encoding),
      ...(bad > 0 ? [{ code: 'bad-rows' as const, asks: true, detail: { count: bad } }] : []),
      ...(unknown > 0 ? [{ code: 'unknown-customers' as const, asks: false, detail: { count: unknown } }] : []),
      ...(await kind.findings(lines, files, writtenAt, resting(job.signal))),
    ]
    return { checked, findings: findings.slice(0, 200) }
  }

  #put(checked: readonly CheckedRow[], verdicts: ReadonlyMap<number, ImportProblem>): void {
    this.#checked = checked
    this.#verdicts = verdicts
    this.#listed = new Map()
    this.#parts.changed()
  }

  #work(
    kind: 'import-read' | 'import-check',
    state: 'reading' | 'checking',
    run: (job: JobContext) => Promise<void>,
  ): void {
    this.#state = state
    this.#error = null
    this.#jobId = this.#parts.jobs.start({
      kind,
      run: async (job) => {
        try {
          await run(job)
        } catch (cause) {
          // Read already, it can be mapped and checked again.
          const again = this.#headings.length > 0 && job.signal.aborted
          this.#state = again ? 'mapping' : job.signal.aborted ? 'cancelled' : 'failed'
          if (!job.signal.aborted)
            this.#error = (
              cause instanceof AppError ? cause : new AppError('internal', { retry: 'later', cause })
            ).value
          throw cause
        } finally {
          this.#parts.changed()
        }
      },
    })
    this.#parts.changed()
  }

  /** Further refusals of rows that are right by themselves (a quota too small, say), in place of earlier ones. */
  judge(verdicts: ReadonlyMap<number, ImportProblem>): void {
    this.#put(this.#checked, verdicts)
  }

  /** Rows that a batch can be made of, in the file's order; throws `conflict` before the check is over. */
  goodRows(): GoodRow[] {
    if (this.#state !== 'checked') throw new AppError('conflict', { detail: { reason: 'not-checked' } })
    return this.#rows.flatMap(({ line }, at) => {
      const row = this.#checked[at]
      return row && row.problems.length === 0 && row.customer ? [{ ...row, customer: row.customer, line }] : []
    })
  }

  /**
   * The facts of the file and what a person has to know of it; remembers its headings, as it is taken. Throws `conflict`
   * before the check is over and for a file of something else.
   */
  takeFacts(): TakenFacts {
    const { kind } = this
    if (this.#state !== 'checked' || kind.makes !== 'facts')
      throw new AppError('conflict', { detail: { reason: 'not-checked' } })
    const { fileName, writtenAt, bytes, now } = this.#parts
    learnMapping(this.#local, kind.name, this.#headings, this.#mapping, now())
    return {
      kind,
      fileName,
      writtenAt,
      hash: createHash('sha256').update(bytes).digest('hex'),
      lines: this.#checked.flatMap(({ fact }) => fact ?? []),
      findings: this.#findings,
    }
  }

  #problemsOf(at: number): readonly ImportProblem[] {
    const own = this.#checked[at]?.problems ?? []
    const verdict = this.#verdicts.get(this.#rows[at]?.line ?? 0)
    return verdict ? [...own, verdict] : own
  }

  #list(only: Only): readonly number[] {
    const known = this.#listed.get(only)
    if (known) return known
    const all = this.#rows.map((_, at) => at)
    const facts = this.kind.makes === 'facts'
    const wanted = all.filter((at) => {
      if (only === 'all') return true
      const bad = this.#problemsOf(at).length > 0
      // A row of totals that is right is none of the facts.
      return only === 'bad' ? bad : !bad && (!facts || this.#checked[at]?.fact !== undefined)
    })
    this.#listed.set(only, wanted)
    return wanted
  }

  view(): ImportView {
    const checked = this.#state === 'checked'
    const good = checked ? this.#list('good') : []
    const reasons = new Map<string, ImportView['reasons'][number]>()
    for (const at of checked ? this.#list('bad') : []) {
      for (const { rule, reason } of this.#problemsOf(at)) {
        const key = `${rule} ${reason}`
        reasons.set(key, { rule, reason, count: (reasons.get(key)?.count ?? 0) + 1 })
      }
    }
    return {
      importId: this.#parts.importId,
      kind: this.kind.name,
      fileName: this.#parts.fileName,
      ...this.#shape,
      state: this.#state,
      jobId: this.#jobId,
      error: this.#error,
      headings: [...this.#headings],
      sample: this.#rows.slice(0, 5).map(({ cells }) => cells.map((cell) => cellText(cell).slice(0, 200))),
      rows: this.#rows.length,
      fields: fieldsOf(this.kind).map(({ field, required }) => ({ field, required })),
      customer: this.kind.customer,
      mapping: this.#mapping,
      mappedBy: this.#mappedBy,
      missing: this.#state === 'reading' ? [] : missingFields(this.kind, this.#mapping),
      good: good.length,
      bad: checked ? this.#list('bad').length : 0,
      amount: good.reduce((sum, at) => sum + (this.#checked[at]?.amount ?? 0), 0),
      reasons: [...reasons.values()].sort((a, b) => b.count - a.count).slice(0, 200),
      facts: this.kind.makes === 'facts' ? this.#factsView(this.kind, checked) : null,
      checkedAt: this.#checkedAt,
    }
  }

  #factsView({ sums, fields }: FactKind, checked: boolean): NonNullable<ImportView['facts']> {
    const periods = new Map<string, { rows: number; amount: bigint }>()
    const decimals = fields.find(({ column }) => column === sums)?.decimals ?? MINOR_DECIMALS
    for (const { fact } of checked ? this.#checked : []) {
      if (!fact) continue
      const known = periods.get(fact.period) ?? { rows: 0, amount: 0n }
      periods.set(fact.period, known)
      known.rows += 1
      if (sums !== null) known.amount += BigInt(fact.values[sums] ?? 0)
    }
    const scale = 10n ** BigInt(MINOR_DECIMALS - decimals)
    return {
      periods: [...periods]
        .map(([period, { rows, amount }]) => ({ period, rows, amount: String(amount * scale) }))
        .sort((a, b) => b.period.localeCompare(a.period))
        .slice(0, 120),
      findings: checked ? [...this.#findings] : [],
    }
  }

  rows(only: Only, from: number, limit: number): { rows: ImportRow[]; total: number } {
    const listed = this.#list(only)
    return {
      total: listed.length,
      rows: listed.slice(from, from + limit).map((at) => {
        const row = this.#checked[at]
        const cells = Object.entries(this.#mapping).map(([field, column]) => [
          field,
          cellText(this.#rows[at]?.cells[column]).slice(0, 200),
        ])
        return {
          line: this.#rows[at]?.line ?? 0,
          cells: Object.fromEntries(cells) as ImportRow['cells'],
          customerId: row?.customer?.customerId ?? null,
          customer: row?.customer?.shown ?? '',
          amount: row?.amount ?? null,
          problems: this.#problemsOf(at).slice(0, 20),
        }
      }),
    }
  }

  /** Writes the marked copy to `path` as a job; an older file stands until the new one is whole. */
  saveMarked(path: string, words: Readonly<Record<string, string>>, heading: string): string {
    const marks: Mark[] = this.#list('bad').map((at) => ({
      line: this.#rows[at]?.line ?? 0,
      columns: this.#problemsOf(at).flatMap(({ field }) => this.#columnsOf(field)),
      text: this.#problemsOf(at)
        .map((problem) => filled(problem, words))
        .join(' '),
    }))
    const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.part`)
    const { bytes, jobs } = this.#parts
    const task: MarkTask = { task: 'mark-import', bytes, headingLine: this.#headingLine, heading, marks, temporary }
    return jobs.start({
      kind: 'import-copy',
      file: { path, name: basename(path).slice(0, 260) },
      run: async (job) => {
        try {
          await runInThread(task, job)
          job.signal.throwIfAborted()
          await rename(temporary, path)
        } catch (cause) {
          await rm(temporary, { force: true })
          throw cause
        }
      },
    })
  }

  /** A problem of the row as a whole is the customer's: the columns that name one. */
  #columnsOf(field: ImportProblem['field']): number[] {
    const fields = field === null ? customerFields : [field]
    return fields.flatMap((one) => this.#mapping[one] ?? [])
  }
}
