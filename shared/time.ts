/**
 * Instants are UTC milliseconds named `…At`; billing months and days are Beijing time (R-PLAT-19). No clock here: the
 * present is always an argument.
 */
export const BEIJING_OFFSET_MS = 8 * 3600_000

/** Value of `count` decimal digits from `at`; NaN where one of them is none. */
function digits(text: string, at: number, count: number): number {
  let value = 0
  for (let n = at; n < at + count; n += 1) {
    const digit = text.charCodeAt(n) - 48
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

const separators = (text: string): boolean =>
  text[4] === '-' && text[7] === '-' && text[10] === 'T' && text[13] === ':' && text[16] === ':' && text.endsWith('Z')

/**
 * `2026-11-21T01:05:03Z` (the vendor's 20 characters, or with one to three decimals) to UTC milliseconds; null where it
 * is no such instant. By hand: this runs for every row of a sync, and a pattern and two Dates cost eight times as much.
 */
export function parseInstant(text: string): number | null {
  const { length } = text
  if (length < 20 || length > 24 || length === 21 || !separators(text)) return null
  if (length > 20 && text[19] !== '.') return null
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 2)
  const day = digits(text, 8, 2)
  const hour = digits(text, 11, 2)
  const minute = digits(text, 14, 2)
  const second = digits(text, 17, 2)
  const milliseconds = length === 20 ? 0 : digits(text, 20, length - 21) * 10 ** (24 - length)
  if (
    !(month >= 1 && month <= 12 && day >= 1 && hour < 24 && minute < 60 && second < 60) ||
    Number.isNaN(year + milliseconds)
  )
    return null
  // Date would roll 31 February over; such a text is refused.
  if (day > 28 && day > daysIn(year, month)) return null
  // Date.UTC takes years below 100 for the twentieth century.
  const at = Date.UTC(year < 100 ? year + 400 : year, month - 1, day, hour, minute, second, milliseconds)
  return year < 100 ? at - FOUR_CENTURIES_MS : at
}

const FOUR_CENTURIES_MS = 146_097 * 86_400_000

const daysIn = (year: number, month: number): number => {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

/** UTC milliseconds to the vendor's instant, whole seconds. */
export const toInstant = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** `2026-11-21 09:05:03` in Beijing time, as screens and paper show it. */
export const formatBeijing = (at: number): string =>
  new Date(at + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')

/** Billing month `YYYY-MM` of an instant, Beijing time. */
export const billingMonth = (at: number): string => new Date(at + BEIJING_OFFSET_MS).toISOString().slice(0, 7)

/** The month `by` months later (earlier where negative); `month` is `YYYY-MM`. */
export function monthAfter(month: string, by: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
}

/** UTC milliseconds at which the billing month begins in Beijing. */
export const monthStart = (month: string): number =>
  Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1) - BEIJING_OFFSET_MS

const DAY_MS = 86_400_000
/** 0 = Sunday, of a day in Beijing. */
const weekday = (at: number): number => new Date(at + BEIJING_OFFSET_MS).getUTCDay()

/**
 * The same time of day some working days later, or earlier where `days` is negative. Weekends are left out; holidays and
 * days worked in their place are not known here.
 */
export function addWorkingDays(at: number, days: number): number {
  const step = days < 0 ? -DAY_MS : DAY_MS
  let moved = at
  for (let left = Math.abs(days); left > 0; ) {
    moved += step
    const day = weekday(moved)
    if (day !== 0 && day !== 6) left -= 1
  }
  return moved
}
