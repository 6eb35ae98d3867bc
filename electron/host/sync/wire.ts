/**
 * Parts of checks and mappings of wire rows, written by hand: a row is checked and mapped in one pass (S4). A value of a
 * wrong type throws `Unfit`, which refuses that row alone; what the program does not know goes to `extra` as it came.
 * The checks take the value, not row and name: a named property is read several times faster at its own place.
 */

import type { Mapped, RowValues } from '#host/sync/types.ts'
import { parseMinor, parseYuan } from '#shared/money.ts'
import { parseInstant } from '#shared/time.ts'

class Unfit extends Error {}

const unfit = (field: string, expected: string): never => {
  throw new Unfit(`${field}: ${expected} expected`)
}

export type WireRow = Readonly<Record<string, unknown>>

/** Null where absent. */
export function text(value: unknown, field: string): string | null {
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return null
  return unfit(field, 'text')
}

export const requiredText = (value: unknown, field: string): string =>
  text(value, field) || unfit(field, 'text that is not empty')

/** A code that the wire writes as text or as a whole number; unknown ones are kept. */
export function code(value: unknown, field: string): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : unfit(field, 'code')
  return text(value, field)
}

export const wholeNumber = (value: unknown, field: string): number =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : unfit(field, 'whole number')

/** UTC milliseconds; null where absent, empty or before 1970: such an instant (year 1) stands for none. */
export function instant(value: unknown, field: string): number | null {
  const instant = text(value, field)
  if (instant === null || instant === '') return null
  const at = parseInstant(instant) ?? unfit(field, 'UTC instant')
  return at < 0 ? null : at
}

/** `YYYY-MM`; null where absent or empty. */
export function month(value: unknown, field: string): string | null {
  const month = text(value, field)
  if (month === null || month === '') return null
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : unfit(field, 'month')
}

/** Below it a number of yuan and its hundredth part of a whole number are the same float only where they are equal. */
const EXACT_YUAN = 1e12

/** Yuan as number or text to fen; null where absent. A number has at most 15 digits here (partner-api/json.ts), so its text is exact. */
export function yuan(value: unknown, field: string): number | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'number' && Math.abs(value) < EXACT_YUAN) {
    const fen = Math.round(value * 100)
    // No text is made for what is a whole number of fen; a zero has no sign.
    if (fen / 100 === value) return fen === 0 ? 0 : fen
  }
  if (typeof value !== 'number' && typeof value !== 'string') return unfit(field, 'amount')
  return parseYuan(String(value)) ?? unfit(field, 'amount of yuan with two decimals at most')
}

export const requiredYuan = (value: unknown, field: string): number => yuan(value, field) ?? unfit(field, 'amount')

/** Yuan with up to eight decimals to 10^-8 yuan (R-CUST-42), up to 90 million yuan; null where absent. */
export function minor(value: unknown, field: string): number | null {
  if (value === undefined || value === null) return null
  if (typeof value !== 'number' && typeof value !== 'string') return unfit(field, 'amount')
  return parseMinor(value) ?? unfit(field, 'amount of yuan with eight decimals at most')
}

export const requiredMinor = (value: unknown, field: string): number => minor(value, field) ?? unfit(field, 'amount')

/** A share below one with four decimals at most, to ten-thousandths; null where absent. */
export function rate(value: unknown, field: string): number | null {
  if (value === undefined || value === null) return null
  const match = /^0(?:\.(\d{1,4})0*)?$/.exec(String(value))
  return match ? Number((match[1] ?? '').padEnd(4, '0')) : unfit(field, 'share below one with four decimals at most')
}

/** `measure_id` other than yuan (1) is refused: catalog README, Money. */
export function requireYuan(measure: unknown): void {
  if (measure !== undefined && measure !== null && Number(measure) !== 1) unfit('measure_id', '1 (yuan)')
}

/** JSON of the list's texts; other items are refused. */
export function texts(value: unknown, field: string): string[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) return unfit(field, 'list of texts')
  return value
}

/** Objects inside a row; other items are refused. */
export function rows(value: unknown, field: string): readonly WireRow[] {
  if (value === undefined || value === null) return []
  const objects = Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null)
  return objects ? (value as WireRow[]) : unfit(field, 'list of objects')
}

/** Fields that are none of `known`, as JSON text; null without any. */
export function extra(row: WireRow, known: ReadonlySet<string>): string | null {
  let more: Record<string, unknown> | null = null
  for (const field in row) {
    if (known.has(field)) continue
    more ??= {}
    more[field] = row[field]
  }
  return more === null ? null : JSON.stringify(more)
}

/** As calls take and answer ids (contract `Id`). */
const KEY_LENGTH = 64

/** Wraps a mapping: the first of its values is the key. */
export const mapping =
  (keyField: string, map: (row: WireRow) => RowValues) =>
  (row: unknown): Mapped => {
    if (typeof row !== 'object' || row === null || Array.isArray(row))
      return { ok: false, key: null, reason: 'object expected' }
    try {
      const values = map(row as WireRow)
      if ((values[0] as string).length > KEY_LENGTH) unfit(keyField, `key of at most ${KEY_LENGTH} characters`)
      return { ok: true, key: values[0] as string, values }
    } catch (cause) {
      if (!(cause instanceof Unfit)) throw cause
      const key = (row as WireRow)[keyField]
      return { ok: false, key: typeof key === 'string' && key !== '' ? key.slice(0, 200) : null, reason: cause.message }
    }
  }

/** The list of an answer; a field that is absent is an empty list, as the vendor leaves it out. Null where it is no list. */
export function listOf(body: unknown, field: string): readonly unknown[] | null {
  const list = (body as WireRow | undefined)?.[field]
  if (list === undefined || list === null) return []
  return Array.isArray(list) ? list : null
}
