/**
 * Instants are UTC milliseconds named `…At`; billing months and days are Beijing time (R-PLAT-19). No clock here: the
 * present is always an argument.
 */
export const BEIJING_OFFSET_MS = 8 * 3600_000

/** `2026-11-21T01:05:03Z` (the vendor's 20 characters) to UTC milliseconds; null where it is no such instant. */
export function parseInstant(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/.test(text)) return null
  const at = Date.parse(text)
  if (Number.isNaN(at)) return null
  // Date.parse rolls 31 February over; such a text is refused.
  return new Date(at).toISOString().slice(0, 19) === text.slice(0, 19) ? at : null
}

/** UTC milliseconds to the vendor's instant, whole seconds. */
export const toInstant = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** `2026-11-21 09:05:03` in Beijing time, as screens and paper show it. */
export const formatBeijing = (at: number): string =>
  new Date(at + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')

/** Billing month `YYYY-MM` of an instant, Beijing time. */
export const billingMonth = (at: number): string => new Date(at + BEIJING_OFFSET_MS).toISOString().slice(0, 7)
