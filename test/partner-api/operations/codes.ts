import type { Database } from 'better-sqlite3'
import { type Context, type Operation, operation, VendorError } from '../registry.ts'

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

/** Makes a code; who it goes to is the key that `checkCode` asks for. */
const makeCode = (ctx: Context, mobile: string, customerId: string, minutes: number): number => {
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
  const until = now + minutes * 60_000
  ctx.sql('insert into verification_codes values (?, ?, ?, ?, ?)').run(mobile, customerId, code, now, until)
  return until
}

const sendCode = operation('SendVerificationMessageCode', (ctx) => {
  const { mobile_phone: mobile, timeout = 5, customer_id: customerId = '' } = ctx.body
  makeCode(ctx, mobile, customerId, timeout)
  return undefined
})

/** Of one code that an operator proved: a reviewed batch leaves within it. */
const CONFIRMED_MS = 30 * 60_000
const instant = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** Operations that ask for a code where code verification is on (R-CUST-37). */
const guarded: ReadonlySet<string> = new Set([
  'UpdateCustomerAccountAmount',
  'ReclaimToPartnerAccount',
  'UpdateIndirectPartnerAccount',
  'ReclaimIndirectPartnerAccount',
  'CreatePartnerCoupons',
  'ReclaimPartnerCoupons',
  'UpdateCouponQuotas',
  'ReclaimCouponQuotas',
  'RequestDeskAssociationChange',
  'AnswerDeskAssociationRequest',
  'PayDeskPartnerPayment',
])

export const codeVerification = (ctx: Context): boolean =>
  (ctx.sql('select switched_on from code_verification').get() as { switched_on: number }).switched_on === 1

/** @throws VendorError CBC.99004008 where the operator has proved no code that is still good */
export const requireConfirmation = (ctx: Context, operationId: string): void => {
  if (!guarded.has(operationId) || !codeVerification(ctx)) return
  const found = ctx.sql('select until from code_confirmations where operator = ?').get(ctx.caller.operatorName) as
    | { until: number }
    | undefined
  if (!found || found.until <= ctx.now()) ctx.fail('CBC.99004008')
}

const phoneOf = (ctx: Context): string =>
  (
    ctx.sql('select telephone from members where account_name = ?').get(ctx.caller.operatorName) as
      | { telephone: string | null }
      | undefined
  )?.telephone ?? '13800000000'

const deskCode: Operation = {
  operationId: 'SendDeskCode',
  handle: (ctx) => {
    const phone = phoneOf(ctx)
    const until = makeCode(ctx, phone, '', 5)
    return { sent_to: `${phone.slice(0, 3)}****${phone.slice(-4)}`, expires_on: instant(until) }
  },
}

const confirmDeskCode: Operation = {
  operationId: 'ConfirmDeskCode',
  handle: (ctx) => {
    const { verification_code: code } = ctx.body as unknown as { verification_code: string }
    checkCode(ctx, phoneOf(ctx), code)
    const until = ctx.now() + CONFIRMED_MS
    ctx.sql('insert or replace into code_confirmations values (?, ?)').run(ctx.caller.operatorName, until)
    return { confirmed_until: instant(until) }
  },
}

export const codeOperations = [sendCode, deskCode, confirmDeskCode]
