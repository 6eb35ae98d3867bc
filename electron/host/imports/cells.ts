/** How cells of exports are understood: width folded, nothing rounded, nothing guessed; the reason where it is not. */
import { parseMinor, parseYuan } from '#shared/money.ts'
import { instantOf } from './check.ts'
import type { ReadCell } from './types.ts'

const value = (told: string | number | null): ReadCell => ({ ok: true, value: told })
const no = (reason: string, detail?: Record<string, string | number>): ReadCell => ({
  ok: false,
  reason,
  ...(detail ? { detail } : {}),
})

/** Full-width digits and signs as plain ones. */
const plain = (text: string): string => text.normalize('NFKC').trim()

/** What exports write where nothing stands. */
const nothing = (text: string): boolean => /^(-{1,2}|—{1,2}|\/|null|n\/a)$/i.test(text)

export const textCell =
  (most: number) =>
  (text: string): ReadCell =>
    nothing(text) ? value(null) : text.length > most ? no('too-long', { characters: most }) : value(text)

/** `2026-10`, `202610`, `2026年10月`, or a day of it. */
export function monthCell(text: string): ReadCell {
  if (nothing(text)) return value(null)
  const match = /^(\d{4})[-/.年]?(\d{1,2})(?:月|(?:[-/.月]\d{1,2}日?(?: [\d:]+)?))?$/.exec(plain(text))
  const month = Number(match?.[2])
  return match && month >= 1 && month <= 12 ? value(`${match[1]}-${String(month).padStart(2, '0')}`) : no('not-a-month')
}

/** Wall-clock time of Beijing, to UTC milliseconds. */
export function timeCell(text: string): ReadCell {
  if (nothing(text)) return value(null)
  const { at } = instantOf(plain(text))
  return Number.isNaN(at) ? no('not-a-date') : value(at)
}

/** `1,234.50`, `¥1,234.50`, `(12.00)`, `−12.00元`; groups of three only, so that no decimal comma is misread. */
function amountText(text: string): string | null {
  const bare = plain(text)
    .replace(/[¥￥]|CNY|RMB|元/gi, '')
    .replace(/[−–]/g, '-')
    .replaceAll(' ', '')
  const inBrackets = /^\((.*)\)$/.exec(bare)
  const signed = inBrackets ? `-${inBrackets[1]}` : bare.replace(/^\+/, '')
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(signed)) return signed.replaceAll(',', '')
  return /^-?\d+(\.\d+)?$/.test(signed) ? signed : null
}

const amountCell =
  (parse: (text: string) => number | null, decimals: number) =>
  (text: string): ReadCell => {
    if (nothing(text)) return value(null)
    const bare = amountText(text)
    if (bare === null) return no('not-an-amount')
    const parsed = parse(bare)
    if (parsed !== null) return value(parsed)
    const beyond = /\.(\d+)$/.exec(bare)?.[1]?.slice(decimals) ?? ''
    return /[1-9]/.test(beyond) ? no('too-many-decimals', { decimals }) : no('amount-too-large')
  }

/** To 10^-8 yuan. */
export const minorCell = amountCell(parseMinor, 8)
/** To fen. */
export const yuanCell = amountCell(parseYuan, 2)

export function countCell(text: string): ReadCell {
  if (nothing(text)) return value(null)
  const bare = amountText(text)
  return bare !== null && /^\d{1,9}$/.test(bare) ? value(Number(bare)) : no('not-a-count')
}

/** `6%`, `6.5 %`, `0.06`: to ten-thousandths. */
export function rateCell(text: string): ReadCell {
  if (nothing(text)) return value(null)
  const match = /^(\d{1,3})(?:\.(\d+))?(%?)$/.exec(plain(text).replaceAll(' ', ''))
  if (!match) return no('not-a-rate')
  const [, whole = '', decimals = '', percent] = match
  const places = percent ? 2 : 4
  if (/[1-9]/.test(decimals.slice(places))) return no('too-many-decimals', { decimals: places })
  const parts = Number(whole + decimals.slice(0, places).padEnd(places, '0'))
  // A rate of 6 without a sign may be six percent or six hundred.
  return parts <= 10_000 ? value(parts) : no('not-a-rate')
}

/** A word that stands for a code; a word nobody knows is kept as it is (Law 9). */
export const wordCell =
  (codes: Readonly<Record<string, string | number>>) =>
  (text: string): ReadCell => {
    const code = codes[plain(text)]
    return code !== undefined ? value(code) : nothing(text) ? value(null) : textCell(64)(text)
  }

/** One of few words; another one is named. */
export const choiceCell =
  (codes: Readonly<Record<string, string | number>>) =>
  (text: string): ReadCell => {
    const code = codes[plain(text)]
    return code !== undefined ? value(code) : nothing(text) ? value(null) : no('not-a-choice')
  }
