/** The terms of an issue as a form holds them: texts until they are right. */
import { DAY_MS, dayOf, dayStart } from '#renderer/areas/customers/dates.ts'
import { foldWidth } from '#renderer/parts/fold.ts'
import type { CouponTerms } from '#shared/contract/batches.ts'
import type { QuotaRow } from '#shared/contract/coupons.ts'
import { fen, yuanText } from '#shared/money.ts'
import { refuseFaceValue } from '#shared/rules/coupons.ts'
import { parseAmount } from '#shared/rules/funds.ts'

export interface TermsText {
  quotaId: string | null
  face: string
  /** `YYYY-MM-DD` or empty. */
  from: string
  until: string
  memo: string
}

export const noTerms: TermsText = { quotaId: null, face: '', from: '', until: '', memo: '' }

/** What is wrong, by rule and reason; null while there is nothing to say. */
export type TermsProblem = {
  rule: string
  reason: string
  detail?: Readonly<Record<string, string | number>>
} | null

/** Those that can be issued from now, the one that ends first on top. UTC milliseconds. */
export const usable = (quotas: readonly QuotaRow[], now: number): QuotaRow[] =>
  quotas.filter(
    ({ status, balance, goneAt, effectiveAt, expiresAt }) =>
      status === '0' && goneAt === null && balance > 0 && (effectiveAt ?? 0) <= now && (expiresAt ?? now + 1) > now,
  )

/** A last day counts whole. */
const lastInstant = (day: string): number | null => {
  const start = dayStart(day)
  return start === null ? null : start + DAY_MS - 1000
}

/** `needsFace` false: an empty face value means that the file says it. */
export function readTerms(text: TermsText, needsFace: boolean): { terms: CouponTerms | null; problem: TermsProblem } {
  const { quotaId, face, from, until, memo } = text
  const empty = face.trim() === ''
  const read = empty ? null : parseAmount(foldWidth(face))
  if (read && !read.ok) return { terms: null, problem: { rule: 'R-COUPON-03', reason: read.refusal.reason } }
  const faceValue = read?.ok ? read.amount : null
  const validFrom = dayStart(from)
  const validUntil = lastInstant(until)
  const wrong = faceValue === null ? null : refuseFaceValue({ faceValue, customers: 1, validFrom, validUntil })
  if (wrong) return { terms: null, problem: wrong }
  if (quotaId === null || (needsFace && faceValue === null)) return { terms: null, problem: null }
  return {
    terms: { kind: 'coupons.issue', quotaId, faceValue, validFrom, validUntil, memo: memo.trim() },
    problem: null,
  }
}

/** A template's terms as the form shows them. */
export const textOf = ({ quotaId, faceValue, validFrom, validUntil, memo }: CouponTerms): TermsText => ({
  quotaId,
  face: faceValue === null ? '' : yuanText(fen(faceValue)).replace(/\.00$/, ''),
  from: validFrom === null ? '' : dayOf(validFrom),
  until: validUntil === null ? '' : dayOf(validUntil),
  memo,
})
