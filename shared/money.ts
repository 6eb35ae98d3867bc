/**
 * Money is exact from the wire to the screen (Law 1). An amount is an integer count of fen (1/100 yuan) in a JavaScript
 * number within ±(2^53 - 1), which is 90 million million yuan: every sum is checked to stay inside.
 */
export type Fen = number & { readonly unit: 'fen' }

export const MAX_FEN = Number.MAX_SAFE_INTEGER

/** Marks an integer as fen. Throws RangeError where it is no safe integer. */
export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value)) throw new RangeError('amount outside the exact range')
  return (value === 0 ? 0 : value) as Fen
}

/**
 * Decimal text of yuan (`-12.3`, `1e3` is refused) to fen; null where the text is no plain decimal, has more than two
 * decimals that are not zeros, or lies outside the exact range. Source: catalog README, Money.
 */
export function parseYuan(text: string): Fen | null {
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text)
  if (!match) return null
  const [, sign, whole = '', decimals = ''] = match
  if (/[1-9]/.test(decimals.slice(2))) return null
  const value = Number(whole) * 100 + Number(decimals.slice(0, 2).padEnd(2, '0'))
  if (!Number.isSafeInteger(value)) return null
  return fen(sign === '-' ? -value : value)
}

/** Fen to decimal text with two decimals, no grouping: `-12.30`. */
export function yuanText(amount: Fen): string {
  const digits = String(Math.abs(amount)).padStart(3, '0')
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Fen for people: `¥1,234,567.89`, `−¥12.00` (product conventions). */
export function formatYuan(amount: Fen): string {
  const text = yuanText(fen(Math.abs(amount)))
  const [whole = '0', decimals = '00'] = text.split('.')
  return `${amount < 0 ? '−' : ''}¥${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${decimals}`
}

/** Exact sum; throws RangeError outside the exact range. */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let total = 0n
  for (const amount of amounts) total += BigInt(amount)
  return fen(Number(total))
}

/** Decimals of metered amounts (R-CUST-42): 10^-8 yuan. Never added to fen. */
export const MINOR_DECIMALS = 8

/**
 * Yuan of the wire to 10^-8 yuan; null where it is no plain decimal, has more than eight decimals, or lies outside the
 * exact range (90 million yuan). A number is one of 15 digits at most (partner-api/json.ts), so its eight decimals are exact.
 */
export function parseMinor(value: number | string): number | null {
  const match = /^(-?)(\d{1,10})(?:\.(\d+))?$/.exec(typeof value === 'number' ? value.toFixed(MINOR_DECIMALS) : value)
  if (!match) return null
  const [, sign, whole = '', decimals = ''] = match
  if (/[1-9]/.test(decimals.slice(MINOR_DECIMALS))) return null
  const minor = Number(whole + decimals.slice(0, MINOR_DECIMALS).padEnd(MINOR_DECIMALS, '0'))
  if (!Number.isSafeInteger(minor)) return null
  return sign === '-' && minor !== 0 ? -minor : minor
}

/** A whole number of 10^-8 yuan, as decimal digits, for people: `¥1,234.5678`, two decimals at least. Sums may exceed 2^53. */
export function formatMinor(minor: string): string {
  const negative = minor.startsWith('-')
  const digits = (negative ? minor.slice(1) : minor).padStart(MINOR_DECIMALS + 1, '0')
  const whole = digits.slice(0, -MINOR_DECIMALS).replace(/\B(?=(\d{3})+$)/g, ',')
  const decimals = digits.slice(-MINOR_DECIMALS).replace(/0{1,6}$/, '')
  return `${negative ? '−' : ''}¥${whole}.${decimals}`
}
