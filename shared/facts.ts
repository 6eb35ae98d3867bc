/** Facts beside a code or a reason, as people read them; the name says what a number is. */
import { fen, formatYuan } from './money.ts'
import { formatBeijing } from './time.ts'

const inFen: ReadonlySet<string> = new Set([
  'amount',
  'grantable',
  'available',
  'balance',
  'needed',
  'payable',
  'minimum',
  'maximum',
  'most',
  'total',
  'price',
  'refund',
  'official',
  'before',
])
const isTime = (name: string): boolean => /At$/.test(name) || name === 'from' || name === 'until'

/** Amounts from fen, times in Beijing, everything else as it is. */
export function factText(name: string, value: string | number | boolean | null): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) {
    if (inFen.has(name)) return formatYuan(fen(value))
    if (isTime(name)) return formatBeijing(value)
  }
  return String(value ?? '')
}
