/**
 * Prices of a quote are finer than fen (R-ORD-04): exact yuan with ten decimals at most, as a big integer of 10^-10 yuan,
 * and as its decimal digits where they cross a border. They become fen once, at the end, half up.
 */
import { type Fen, fen } from './money.ts'

export const PRICE_DECIMALS = 10
const PER_FEN = 100_000_000n

/**
 * Yuan of the wire, as a number of at most 15 digits (partner-api/json.ts) or as text; null where it is no plain decimal
 * or has more than `decimals` decimals that are not zeros.
 */
export function parsePrice(value: unknown, decimals = PRICE_DECIMALS): bigint | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null
  // A number's shortest text is exact; a small one may have an exponent.
  const match = /^(-?)(\d{1,20})(?:\.(\d{1,20}))?(?:e-(\d{1,2}))?$/.exec(String(value))
  if (!match) return null
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const shifted = `${'0'.repeat(Number(exponent))}${whole}`
  const point = shifted.length - Number(exponent)
  const digits = `${shifted.slice(point)}${fraction}`
  if (/[1-9]/.test(digits.slice(decimals))) return null
  const price = BigInt(
    `${shifted.slice(0, point) || '0'}${digits.slice(0, PRICE_DECIMALS).padEnd(PRICE_DECIMALS, '0')}`,
  )
  return sign === '-' ? -price : price
}

/** Half up, away from zero. Throws RangeError outside the exact range of fen. */
export function roundToFen(price: bigint): Fen {
  const size = price < 0n ? -price : price
  const rounded = (size + PER_FEN / 2n) / PER_FEN
  return fen(Number(price < 0n ? -rounded : rounded))
}

export const priceOfFen = (amount: number): bigint => BigInt(amount) * PER_FEN

/** Digits of 10^-10 yuan for people: `¥1,234.567`, two decimals at least. */
export function formatPrice(digits: string): string {
  const negative = digits.startsWith('-')
  const padded = (negative ? digits.slice(1) : digits).padStart(PRICE_DECIMALS + 1, '0')
  const whole = padded.slice(0, -PRICE_DECIMALS).replace(/\B(?=(\d{3})+$)/g, ',')
  const decimals = padded.slice(-PRICE_DECIMALS).replace(/0{1,8}$/, '')
  return `${negative ? '−' : ''}¥${whole}.${decimals}`
}
