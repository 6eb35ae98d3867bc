// Money and time as the wire has them.

const decimalText = (minor: number | bigint, scale: number): string => {
  const negative = minor < 0
  const digits = String(negative ? -BigInt(minor) : BigInt(minor)).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

/**
 * A money field whose x-money-wire is `number`, exact in the JSON text whatever its length.
 * @param minor amount in 10^-scale yuan (fen at scale 2)
 */
export const moneyNumber = (minor: number | bigint, scale = 2): number =>
  rawJson(decimalText(minor, scale)) as unknown as number

/** A money field whose x-money-wire is `string`; at least two decimals, as the vendor writes them. */
export const moneyString = (minor: number | bigint, scale = 2): string => {
  const text = decimalText(minor, scale)
  const dot = text.indexOf('.')
  if (dot < 0) return `${text}.00`
  return text.length - dot === 2 ? `${text}0` : text
}

// ECMAScript's JSON.rawJSON, not yet in the compiler's library.
const rawJson = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON

/**
 * Fen of an amount in a request.
 * @returns undefined when it is no plain decimal or has more than two decimals
 */
export const fenOf = (yuan: number | string): number | undefined => {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(String(yuan))
  if (!match) return undefined
  const fen = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] === '-' ? -fen : fen
}

/** `yyyy-MM-dd'T'HH:mm:ss'Z'`, 20 characters. */
export const utcText = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** UTC milliseconds of a `yyyy-MM-dd'T'HH:mm:ss'Z'` text. */
export const utcMillis = (text: string): number => Date.parse(text)

/** Day (YYYY-MM-DD) in UTC+8. */
export const beijingDay = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)

/** Billing month (YYYY-MM) in UTC+8. */
