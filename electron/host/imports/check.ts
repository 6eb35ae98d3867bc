/**
 * Checks every row of a file by the rules of what it is for. Runs beside the serving of pages in steps of a few
 * milliseconds. What is found about a row depends on the set of rows, never on their order.
 */

import { foldText } from '#host/store/fold.ts'
import type { ImportField, ImportMapping, ImportProblem } from '#shared/contract/imports.ts'
import { maskAccount, maskName } from '#shared/mask.ts'
import { parseAmount } from '#shared/rules/funds.ts'
import { BEIJING_OFFSET_MS } from '#shared/time.ts'
import { idBroken } from './ids.ts'
import { cellText } from './mapping.ts'
import type { BatchKind, Cell, CustomerFinder, FactLine, FileRow, FoundCustomer, Refusal } from './types.ts'

export interface CheckedRow {
  readonly customer: FoundCustomer | null
  /** Fen. */
  readonly amount: number | null
  /** UTC milliseconds. */
  readonly validFrom: number | null
  readonly validUntil: number | null
  readonly memo: string
  readonly problems: readonly ImportProblem[]
  /** Of a file of facts. */
  readonly fact?: FactLine
}

const DAY_MS = 86_400_000
const MEMO_MOST = 400
/** A name as it is compared: width, case and spaces do not count. */
export const foldName = (name: string): string => foldText(name).replaceAll(' ', '')

export const problem = (field: ImportField | null, reason: string, detail?: Refusal['detail']): ImportProblem => ({
  field,
  rule: null,
  reason,
  ...(detail ? { detail: { ...detail } } : {}),
})

const refused = (field: ImportField | null, { rule, reason, detail }: Refusal): ImportProblem => ({
  field,
  rule,
  reason,
  ...(detail ? { detail: { ...detail } } : {}),
})

export type Names = ReadonlyMap<string, readonly FoundCustomer[]>
export type CellAt = (field: ImportField) => Cell

/** The customer whom a row names: by id, else by account, else by name; what else stands there must agree. */
export function whoIs(
  at: CellAt,
  finder: CustomerFinder,
  names: Names,
): { found: FoundCustomer | null; problems: ImportProblem[] } {
  const id = cellText(at('customerId'))
  const account = cellText(at('accountName'))
  const name = cellText(at('customerName'))
  const none = (field: ImportField | null, reason: string, detail?: Refusal['detail']) => ({
    found: null,
    problems: [problem(field, reason, detail)],
  })
  if (id === '' && account === '' && name === '') return none(null, 'no-customer')
  const by: ImportField = id !== '' ? 'customerId' : account !== '' ? 'accountName' : 'customerName'
  const several =
    by === 'customerId'
      ? [finder.byId(id)].filter((one) => one !== null)
      : by === 'accountName'
        ? finder.byAccount(account)
        : (names.get(foldName(name)) ?? [])
  const [found, ...more] = several
  if (!found) {
    const cell = at('customerId')
    return none(by, by === 'customerId' && idBroken(cell) ? 'id-broken' : 'unknown-customer')
  }
  if (more.length > 0) return none(by, 'ambiguous', { count: several.length })
  const differs = (field: ImportField, written: string, stored: string, masked: string): ImportProblem[] =>
    written === '' || field === by || foldName(written) === foldName(stored) || written === masked
      ? []
      : [problem(field, 'differs')]
  return {
    found,
    problems: [
      ...differs('accountName', account, found.accountName, maskAccount(found.accountName)),
      ...differs('customerName', name, found.name, maskName(found.name)),
    ],
  }
}

/** `2026-12-31`, `2026/12/31 18:00` and the like in Beijing time; NaN where it is none. A day alone: its first instant. */
export function instantOf(text: string): { at: number; dayOnly: boolean } {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text)
  if (!match) return { at: Number.NaN, dayOnly: false }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0))
  const at = Date.UTC(year, month - 1, day, hour, minute, second)
  const same = new Date(at).getUTCMonth() === month - 1 && hour < 24 && minute < 60 && second < 60
  return { at: same ? at - BEIJING_OFFSET_MS : Number.NaN, dayOnly: match[4] === undefined }
}

function timeOf(at: CellAt, field: 'validFrom' | 'validUntil'): { value: number | null; problems: ImportProblem[] } {
  const text = cellText(at(field))
  if (text === '') return { value: null, problems: [] }
  const { at: instant, dayOnly } = instantOf(text)
  if (Number.isNaN(instant)) return { value: null, problems: [problem(field, 'not-a-date')] }
  // A last day counts whole.
  return { value: field === 'validUntil' && dayOnly ? instant + DAY_MS - 1000 : instant, problems: [] }
}

function amountOf(at: CellAt, kind: BatchKind, required: boolean): { value: number | null; problems: ImportProblem[] } {
  const text = cellText(at('amount'))
  if (text === '' && !required) return { value: null, problems: [] }
  const read = parseAmount(text)
  if (read.ok) return { value: read.amount, problems: [] }
  return { value: null, problems: [refused('amount', { ...read.refusal, rule: kind.amountRule })] }
}

export function checkRow(
  { cells }: FileRow,
  mapping: ImportMapping,
  kind: BatchKind,
  finder: CustomerFinder,
  names: Names,
): CheckedRow {
  const at: CellAt = (field) => {
    const column = mapping[field]
    return column === undefined ? null : (cells[column] ?? null)
  }
  const requires = (field: ImportField): boolean => kind.fields.some((one) => one.field === field && one.required)
  const who = whoIs(at, finder, names)
  const amount = amountOf(at, kind, requires('amount'))
  const from = timeOf(at, 'validFrom')
  const until = timeOf(at, 'validUntil')
  const memo = cellText(at('memo'))
  const refusal = who.found ? kind.refuseCustomer(who.found) : null
  const problems = [
    ...who.problems,
    ...(refusal ? [refused(null, refusal)] : []),
    ...amount.problems,
    ...from.problems,
    ...until.problems,
    ...(memo.length > MEMO_MOST ? [problem('memo', 'too-long', { characters: MEMO_MOST })] : []),
  ]
  const row = { amount: amount.value, validFrom: from.value, validUntil: until.value, memo: memo.slice(0, MEMO_MOST) }
  if (problems.length === 0 && who.found) {
    const wrong = kind.refuse({ customer: who.found, ...row })
    if (wrong) problems.push(refused('amount', wrong))
  }
  return { customer: who.found, ...row, problems }
}

/** Names that only the customers' own list can resolve. */
function wantedNames(rows: readonly FileRow[], mapping: ImportMapping): Set<string> {
  const { customerId, accountName, customerName } = mapping
  const wanted = new Set<string>()
  if (customerName === undefined) return wanted
  const text = (row: FileRow, column: number | undefined): string =>
    column === undefined ? '' : cellText(row.cells[column])
  for (const row of rows) {
    if (text(row, customerId) === '' && text(row, accountName) === '') wanted.add(foldName(text(row, customerName)))
  }
  wanted.delete('')
  return wanted
}

/** Every row named twice or more is wrong, whichever stands first: a person must say which one counts. */
function withDuplicate(row: CheckedRow, lines: ReadonlyMap<string, readonly number[]>): CheckedRow {
  const mine = row.customer ? (lines.get(row.customer.customerId) ?? []) : []
  if (mine.length < 2) return row
  const shown = mine.length > 5 ? `${mine.slice(0, 5).join(', ')}…` : mine.join(', ')
  return { ...row, problems: [...row.problems, problem(null, 'duplicate', { lines: shown, count: mine.length })] }
}

/** Milliseconds of one step: what a page's call may have to wait. */
const STEP_MS = 6

/** Serves pages in between, once a step is over; throws the signal's reason when it aborts. */
export function resting(signal: AbortSignal): () => Promise<void> {
  let began = performance.now()
  return async () => {
    if (performance.now() - began < STEP_MS) return
    await new Promise((next) => setImmediate(next))
    signal.throwIfAborted()
    began = performance.now()
  }
}

/** Customers by the names that only a walk through the book resolves. */
export async function namesOf(
  rows: readonly FileRow[],
  mapping: ImportMapping,
  finder: CustomerFinder,
  rest: () => Promise<void>,
): Promise<Names> {
  const wanted = wantedNames(rows, mapping)
  if (wanted.size === 0) return new Map()
  const steps = finder.byNames(wanted)
  let step = steps.next()
  while (!step.done) {
    await rest()
    step = steps.next()
  }
  return step.value
}

export interface CheckInput {
  readonly rows: readonly FileRow[]
  readonly mapping: ImportMapping
  readonly kind: BatchKind
  readonly finder: CustomerFinder
}

/** Throws the signal's reason when it aborts. */
export async function checkRows(
  { rows, mapping, kind, finder }: CheckInput,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<CheckedRow[]> {
  const rest = resting(signal)
  const names = await namesOf(rows, mapping, finder, rest)
  const checked: CheckedRow[] = []
  /** Lines of the file on which each customer stands. */
  const lines = new Map<string, number[]>()
  for (const row of rows) {
    const found = checkRow(row, mapping, kind, finder, names)
    checked.push(found)
    if (found.customer) {
      const known = lines.get(found.customer.customerId)
      if (known) known.push(row.line)
      else lines.set(found.customer.customerId, [row.line])
    }
    if (checked.length % 20 !== 0) continue
    await rest()
    progress(checked.length, rows.length)
  }
  progress(rows.length, rows.length)
  const all: CheckedRow[] = []
  for (const row of checked) {
    all.push(withDuplicate(row, lines))
    if (all.length % 500 === 0) await rest()
  }
  return all
}
