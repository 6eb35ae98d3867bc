/**
 * Checks every row of a file of facts: each cell understood or named, each line once, each id whole, each row of totals
 * equal to what stands above it. What is found about a row depends on the rows of the file, never on their order, but for
 * totals, which speak of the rows above them.
 */
import type { ImportField, ImportMapping, ImportProblem } from '#shared/contract/imports.ts'
import { formatMinor } from '#shared/money.ts'
import { type CellAt, type CheckedRow, type Names, namesOf, problem, resting, whoIs } from './check.ts'
import { type IdColumn, idColumn } from './ids.ts'
import { cellText, customerFields } from './mapping.ts'
import type { Cell, CustomerFinder, FactKind, FactLine, FactValue, FactValues, FileRow, ImportFiles } from './types.ts'

export interface FactInput {
  readonly rows: readonly FileRow[]
  readonly headings: readonly string[]
  readonly mapping: ImportMapping
  readonly kind: FactKind
  readonly finder: CustomerFinder
  readonly files: ImportFiles
}

/** First word of a row of totals. */
const TOTAL = /^(合计|总计|总和|小计|本页小计|total|subtotal|grandtotal|sum)[:：]?$/i
/** Stands for a character that the file's encoding does not have. */
const UNREADABLE = '\ufffd'
/** Columns beyond those that are understood are kept aside, this many characters of them. */
const ASIDE_MOST = 4000

const emptyRow = { customer: null, amount: null, validFrom: null, validUntil: null, memo: '' } as const

interface Sums {
  all: Map<ImportField, bigint>
  sinceSubtotal: Map<ImportField, bigint>
}

class FactCheck {
  readonly #input: FactInput
  readonly #names: Names
  readonly #ids: ReadonlyMap<ImportField, IdColumn>
  readonly #known: (values: FactValues) => FactValues
  readonly #sums: Sums = { all: new Map(), sinceSubtotal: new Map() }
  readonly #mapped: ReadonlySet<number>

  constructor(input: FactInput, names: Names, ids: ReadonlyMap<ImportField, IdColumn>) {
    this.#input = input
    this.#names = names
    this.#ids = ids
    this.#known = input.kind.lookUp(input.files)
    this.#mapped = new Set(Object.values(input.mapping))
  }

  row({ line, cells }: FileRow): CheckedRow {
    const { kind, mapping } = this.#input
    const at: CellAt = (field) => {
      const column = mapping[field]
      return column === undefined ? null : (cells[column] ?? null)
    }
    const first = cells.map(cellText).find((text) => text !== '') ?? ''
    const totals = TOTAL.test(first.replaceAll(' ', ''))
    const { values, problems } = this.#values(at, totals)
    if (totals) return { ...emptyRow, problems: this.#totals(values, problems, /小计|sub/i.test(first)) }
    this.#add(values)
    const who = this.#who(at)
    const none = kind.needsOne?.every((field) => cellText(at(field)) === '') ?? false
    const all = [...problems, ...who.problems, ...(none ? [problem(kind.needsOne?.[0] ?? null, 'missing')] : [])]
    const told = this.#known({ ...values, ...who.values })
    const extra = this.#aside(cells)
    const fact: FactLine = {
      line,
      key: kind.keyOf(told),
      period: kind.periodOf(told),
      customerId: who.customerId,
      values: extra === null ? told : { ...told, extra },
    }
    return { ...emptyRow, customer: who.customer, problems: all, ...(all.length === 0 ? { fact } : {}) }
  }

  #values(at: CellAt, totals: boolean): { values: Record<string, FactValue>; problems: ImportProblem[] } {
    const problems: ImportProblem[] = []
    const values: Record<string, FactValue> = {}
    for (const { field, column, required, is, read } of this.#input.kind.fields) {
      values[column] = null
      const cell = at(field)
      const text = cellText(cell)
      if (totals && is !== 'amount') continue
      if (text === '') {
        if (required && !totals) problems.push(problem(field, 'missing'))
        continue
      }
      const suspect = is === 'id' ? this.#suspect(field, cell) : null
      const told = read(text)
      if (text.includes(UNREADABLE)) problems.push(problem(field, 'unreadable'))
      else if (suspect) problems.push(problem(field, suspect))
      else if (!told.ok) problems.push(problem(field, told.reason, told.detail))
      else if (told.value === null && required) problems.push(problem(field, 'missing'))
      else values[column] = told.value
    }
    return { values, problems }
  }

  #suspect(field: ImportField, cell: Cell): ReturnType<IdColumn['suspect']> {
    return this.#ids.get(field)?.suspect(cell) ?? null
  }

  /** An id is taken as it stands, known or not: a statement may tell customers that are no longer linked. */
  #who(at: CellAt): {
    customer: CheckedRow['customer']
    customerId: string | null
    values: FactValues
    problems: ImportProblem[]
  } {
    const { kind, finder } = this.#input
    if (kind.customer === 'none') return { customer: null, customerId: null, values: {}, problems: [] }
    const cell = at('customerId')
    const id = cellText(cell)
    if (id !== '') {
      const suspect = this.#suspect('customerId', cell)
      const wrong = suspect ?? (id.length > 64 ? 'too-long' : id.includes(UNREADABLE) ? 'unreadable' : null)
      const problems = wrong === null ? [] : [problem('customerId', wrong, { characters: 64 })]
      return { customer: finder.byId(id), customerId: id, values: { customer_id: id }, problems }
    }
    const { found, problems } = whoIs(at, finder, this.#names)
    const customerId = found?.customerId ?? null
    const values = { customer_id: customerId }
    if (kind.customer === 'required') return { customer: found, customerId, values, problems }
    // Nobody who is known here: kept as it was written, for a person to see.
    const text = [at('customerName'), at('accountName')].map(cellText).find((one) => one !== '') ?? null
    return {
      customer: found,
      customerId,
      values: { ...values, customer_text: found ? null : (text?.slice(0, 400) ?? null) },
      problems: found ? problems : [],
    }
  }

  #add(values: FactValues): void {
    for (const { field, column, is } of this.#input.kind.fields) {
      const value = values[column]
      if (is !== 'amount' || typeof value !== 'number') continue
      for (const sums of [this.#sums.all, this.#sums.sinceSubtotal])
        sums.set(field, (sums.get(field) ?? 0n) + BigInt(value))
    }
  }

  #totals(values: FactValues, problems: readonly ImportProblem[], sub: boolean): ImportProblem[] {
    const sums = sub ? this.#sums.sinceSubtotal : this.#sums.all
    const differs = this.#input.kind.fields.flatMap(({ field, column, is, decimals }) => {
      const told = values[column]
      if (is !== 'amount' || typeof told !== 'number') return []
      const sum = sums.get(field) ?? 0n
      if (sum === BigInt(told)) return []
      const scale = 10n ** BigInt(8 - (decimals ?? 8))
      return [
        problem(field, 'total-differs', {
          told: formatMinor(String(BigInt(told) * scale)),
          rows: formatMinor(String(sum * scale)),
        }),
      ]
    })
    if (sub) this.#sums.sinceSubtotal.clear()
    return [...problems, ...differs]
  }

  /** Nothing of a file is lost: columns without a meaning here are kept with the row. */
  #aside(cells: readonly Cell[]): string | null {
    const more = cells.flatMap((cell, at) => {
      const text = this.#mapped.has(at) ? '' : cellText(cell)
      return text === '' ? [] : [[this.#input.headings[at] || `#${at + 1}`, text] as const]
    })
    return more.length === 0 ? null : JSON.stringify(Object.fromEntries(more)).slice(0, ASIDE_MOST)
  }
}

/** Whichever of them stands first: a person must say which one counts. */
function markRepeated(checked: CheckedRow[], rows: readonly FileRow[]): void {
  const lines = new Map<string, number[]>()
  for (const [at, { fact }] of checked.entries())
    if (fact && fact.key !== '') {
      const known = lines.get(fact.key)
      if (known) known.push(at)
      else lines.set(fact.key, [at])
    }
  for (const places of lines.values()) {
    if (places.length < 2) continue
    const numbers = places.map((at) => rows[at]?.line ?? 0)
    const shown = numbers.length > 5 ? `${numbers.slice(0, 5).join(', ')}…` : numbers.join(', ')
    const texts = new Set(places.map((at) => JSON.stringify(checked[at]?.fact?.values)))
    const reason = texts.size === 1 ? 'repeated-line' : 'repeated-differs'
    for (const at of places) {
      const { fact: _, ...row } = checked[at] as CheckedRow
      checked[at] = {
        ...row,
        problems: [...row.problems, problem(null, reason, { lines: shown, count: places.length })],
      }
    }
  }
}

/** Throws the signal's reason when it aborts. */
export async function checkFacts(
  input: FactInput,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<CheckedRow[]> {
  const { rows, mapping, kind, finder } = input
  const rest = resting(signal)
  const ids = new Map<ImportField, IdColumn>()
  const fields: ImportField[] = kind.fields.filter(({ is }) => is === 'id').map(({ field }) => field)
  for (const field of kind.customer === 'none' ? fields : [...fields, 'customerId' as const]) {
    const column = mapping[field]
    if (column !== undefined) ids.set(field, idColumn(rows.map(({ cells }) => cells[column])))
    await rest()
  }
  const names = kind.customer === 'none' ? new Map() : await namesOf(rows, mapping, finder, rest)
  const check = new FactCheck(input, names, ids)
  const checked: CheckedRow[] = []
  for (const row of rows) {
    checked.push(check.row(row))
    if (checked.length % 20 !== 0) continue
    await rest()
    progress(checked.length, rows.length)
  }
  progress(rows.length, rows.length)
  markRepeated(checked, rows)
  return checked
}

/** What a file as a whole shows beside its rows: other columns than last time, two encodings in one file. */
export function shapeFindings(
  { kind, headings, mapping }: Pick<FactInput, 'kind' | 'headings' | 'mapping'>,
  encoding: string | null,
): { code: 'mixed-encodings' | 'columns-kept-aside'; asks: boolean; detail: Record<string, string> }[] {
  const used = new Set(kind.fields.flatMap(({ field }) => mapping[field] ?? []))
  for (const field of customerFields) {
    const column = mapping[field]
    if (column !== undefined) used.add(column)
  }
  const aside = headings.filter((heading, at) => heading !== '' && !used.has(at))
  return [
    ...(encoding === 'mixed' ? [{ code: 'mixed-encodings' as const, asks: true, detail: {} }] : []),
    ...(aside.length > 0
      ? [{ code: 'columns-kept-aside' as const, asks: false, detail: { columns: aside.join('、').slice(0, 400) } }]
      : []),
  ]
}
