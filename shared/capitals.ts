/**
 * Amounts in Chinese capitals as bills want them (basic rules for filling bills, 正确填写票据和结算凭证的基本规定): 人民币
 * directly before; 整 after 元, none after 角 and 分; one 零 for zeros inside. Where the rules leave a 零 to the writer
 * (the place of 万 or 元 is zero and the next one is not), none is written.
 */
import type { Fen } from './money.ts'

const digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const
const places = ['仟', '佰', '拾', ''] as const
const digit = (value: number): string => digits[value] as string

/** 1 to 9,999. */
function group(value: number): string {
  let text = ''
  let zero = false
  for (const [n, place] of places.entries()) {
    const at = Math.floor(value / 10 ** (3 - n)) % 10
    if (at === 0) zero = text !== ''
    else {
      text += `${zero ? digits[0] : ''}${digit(at)}${place}`
      zero = false
    }
  }
  return text
}

/** Higher and lower part with the unit between them; 零 where the lower one does not fill its highest place. */
function joined(high: string, unit: string, low: string, lowFills: boolean): string {
  if (high === '') return low
  return `${high}${unit}${low === '' || lowFills ? '' : digits[0]}${low}`
}

/** 1 to 99,999,999. */
function groups(value: number): string {
  const high = Math.floor(value / 10_000)
  const low = value % 10_000
  return joined(high === 0 ? '' : group(high), '万', low === 0 ? '' : group(low), low >= 1_000)
}

/** Whole yuan from 1 up to the exact range's end (ninety million million). */
function whole(yuan: number): string {
  const high = Math.floor(yuan / 100_000_000)
  const low = yuan % 100_000_000
  return joined(high === 0 ? '' : groups(high), '亿', low === 0 ? '' : groups(low), low >= 10_000_000)
}

/** `16,409.02` → 人民币壹万陆仟肆佰零玖元零贰分; zero → 人民币零元整; a negative amount has 负 after 人民币. */
export function rmbCapitals(amount: Fen): string {
  const absolute = Math.abs(amount)
  const yuan = Math.floor(absolute / 100)
  const jiao = Math.floor(absolute / 10) % 10
  const fen = absolute % 10
  const head = `人民币${amount < 0 ? '负' : ''}`
  if (jiao === 0 && fen === 0) return `${head}${yuan === 0 ? digits[0] : whole(yuan)}元整`
  const before = yuan === 0 ? '' : `${whole(yuan)}元`
  const tenths = jiao > 0 ? `${digit(jiao)}角` : before === '' ? '' : digits[0]
  return `${head}${before}${tenths}${fen > 0 ? `${digit(fen)}分` : ''}`
}
