/** Days of people's calendars in Beijing time. */
import { BEIJING_OFFSET_MS, formatBeijing } from '#shared/time.ts'

export const DAY_MS = 24 * 3600_000

/** `2026-11-21` → its first millisecond in Beijing; null where the text is no day. */
export function dayStart(day: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(at) ? null : at - BEIJING_OFFSET_MS
}

/** The Beijing day of an instant. */
export const dayOf = (at: number): string => formatBeijing(at).slice(0, 10)
