import type { Database } from 'better-sqlite3'
import { type Context, operation, VendorError } from '../registry.ts'

const HOUR_MS = 3_600_000
const CODES_PER_HOUR = 15
const CODES_PER_DAY = 60
const WRONG_TRIES = 3

// Wrong tries are counted outside the state: the refusal rolls the call's transaction back.
const wrongTries = new WeakMap<Database, Map<string, number>>()

/**
 * Uses up the last code that was sent to the number.
 * @throws VendorError CBC.99004010 (wrong or none), CBC.99004009 (wrong more than three times), CBC.99004008 (expired)
 */
export const checkCode = (ctx: Context, mobile: string, code: string): void => {
  const tries = wrongTries.get(ctx.state) ?? new Map<string, number>()
  wrongTries.set(ctx.state, tries)
  const last = ctx
    .sql('select rowid, code, expires_at from verification_codes where mobile_phone = ? order by sent_at desc limit 1')
    .get(mobile) as { rowid: number; code: string; expires_at: number } | undefined
  if (!last) throw new VendorError('CBC.99004010')
  const key = `${mobile} ${last.rowid}`
  if ((tries.get(key) ?? 0) >= WRONG_TRIES) ctx.fail('CBC.99004009')
  if (last.code !== code) {
    tries.set(key, (tries.get(key) ?? 0) + 1)
    ctx.fail('CBC.99004010')
  }
  if (last.expires_at <= ctx.now()) ctx.fail('CBC.99004008')
  ctx.sql('update verification_codes set expires_at = 0 where rowid = ?').run(last.rowid)
}

const sendCode = operation('SendVerificationMessageCode', (ctx) => {
  const { mobile_phone: mobile, timeout = 5, customer_id: customerId = '' } = ctx.body
  const now = ctx.now()
  const sentSince = (at: number): number =>
    (
      ctx.sql('select count(*) n from verification_codes where mobile_phone = ? and sent_at > ?').get(mobile, at) as {
        n: number
      }
    ).n
  if (sentSince(now - HOUR_MS) >= CODES_PER_HOUR || sentSince(now - 24 * HOUR_MS) >= CODES_PER_DAY) {
    ctx.fail('CBC.99004015')
  }
  const code = String(Math.floor(ctx.random() * 1_000_000)).padStart(6, '0')
  ctx
    .sql('insert into verification_codes values (?, ?, ?, ?, ?)')
    .run(mobile, customerId, code, now, now + timeout * 60_000)
  return undefined
})

export const codeOperations = [sendCode]
