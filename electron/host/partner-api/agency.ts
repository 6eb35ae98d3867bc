/**
 * Tokens of customers, swapped from IAM through the agency that a customer granted (R-ORD-29). They are here in memory
 * only: none is stored, logged, or told to another thread.
 */
import type { Operation } from '#host/partner-api/catalog.ts'
import { type Asked, failure, isAbsentApi, type Said } from '#host/partner-api/outcome.ts'
import type { PartnerError } from '#host/partner-api/types.ts'

/** IAM's own name of the call; it stands in errors and in the pace. */
export const SWAP = 'KeystoneCreateAgencyToken'
export const swapOperation: Operation = {
  method: 'POST',
  path: '/v3/auth/tokens',
  perSecond: 10,
  reads: true,
  callers: ['partner', 'distributor'],
}

/** Renewed so long before its end: a call under way must not outlive its token. */
const RENEW_BEFORE_MS = 60_000
/** A token whose end nobody told is kept so long. */
const UNTOLD_LIFE_MS = 10 * 60_000
/** More customers than this are not acted for in one sitting; the oldest goes. */
const MOST_KEPT = 50

export interface AgencyToken {
  readonly token: string
  /** The vendor's UTC milliseconds. */
  readonly expiresAt: number
}

/** The agency's name in the customer's account, as the portal makes it when the customer agrees. */
const AGENCY_NAME = 'partner'

export const swapBody = (customerId: string): object => ({
  auth: {
    identity: { methods: ['assume_role'], assume_role: { domain_id: customerId, agency_name: AGENCY_NAME } },
    scope: { domain: { id: customerId } },
  },
})

/** IAM has an address of its own beside the billing service's; on loopback and behind a gateway it is the same. */
export function iamOrigin(endpoint: URL): string {
  const host = endpoint.host.replace(/^bss(-intl)?\.(?=myhuaweicloud\.)/, 'iam.')
  return `${endpoint.protocol}//${host}`
}

/** From the answer's header and body; null where it carries no token. */
export function readToken(header: string | null, body: unknown, vendorNow: number): AgencyToken | null {
  if (header === null || header === '') return null
  const told = (body as { token?: { expires_at?: unknown } } | null)?.token?.expires_at
  const at = typeof told === 'string' ? Date.parse(told) : Number.NaN
  return { token: header, expiresAt: Number.isNaN(at) ? vendorNow + UNTOLD_LIFE_MS : at }
}

/** R-PLAT-16, before anything leaves: a customer's call needs a customer, a partner's call must not have one. */
export function refuseCaller(asked: Asked, actingFor: string | undefined): PartnerError | null {
  const { callers } = asked.operation
  const named = actingFor !== undefined
  const fits = named ? callers.includes('customer') && actingFor !== '' : callers.some((kind) => kind !== 'customer')
  if (fits) return null
  const needs = callers.includes('customer') ? 'customer' : 'partner'
  return failure(asked, 'refused', 'wrong-caller', { http: 0, requestId: null, error: null, detail: { needs } })
}

const saidBy = (cause: PartnerError, detail: Said['detail']): Said => {
  const { vendor } = cause.value
  return {
    http: vendor?.http ?? 0,
    requestId: vendor?.requestId ?? null,
    error: vendor?.code ? { code: vendor.code, message: vendor.message } : null,
    retryAfterMs: cause.retryAfterMs,
    detail: { ...cause.value.detail, ...detail },
  }
}

/**
 * What a failed swap means for the call that wanted the token: the call itself never left, so nothing is unknown. 403 is
 * the customer's no; IAM's own 404 a customer that is not there.
 */
export function swapFailure(asked: Asked, customerId: string, cause: PartnerError): PartnerError {
  const said = saidBy(cause, { through: SWAP, customerId })
  const { code } = cause.value
  if (cause.outcome === 'unknown') return failure(asked, 'not-now', 'offline', said, cause)
  const denied = cause.outcome === 'refused' && (said.http === 403 || (said.http === 404 && !isAbsentApi(cause.value)))
  return failure(asked, cause.outcome, denied ? 'no-agency' : code, said, cause)
}

/**
 * A fresh token that the operation does not take: the agency went while the call was on its way. No word about the
 * partner's own credential, so nothing pauses for it.
 */
export const refusedToken = (asked: Asked, customerId: string, cause: PartnerError): PartnerError =>
  failure(asked, 'refused', 'no-agency', saidBy(cause, { reason: 'token-refused', customerId }), cause)

/** One swap at a time per customer, whoever waits for it. */
export class AgencyTokens {
  readonly #swap: (customerId: string) => Promise<AgencyToken>
  readonly #vendorNow: () => number
  readonly #kept = new Map<string, { readonly token: Promise<AgencyToken>; expiresAt: number }>()

  constructor(swap: (customerId: string) => Promise<AgencyToken>, vendorNow: () => number) {
    this.#swap = swap
    this.#vendorNow = vendorNow
  }

  async of(customerId: string): Promise<string> {
    const kept = this.#kept.get(customerId)
    if (kept && kept.expiresAt > this.#vendorNow() + RENEW_BEFORE_MS) return (await kept.token).token
    const entry = { token: this.#swap(customerId), expiresAt: Number.POSITIVE_INFINITY }
    this.#kept.delete(customerId)
    this.#kept.set(customerId, entry)
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) break
      this.#kept.delete(oldest)
    }
    try {
      const issued = await entry.token
      entry.expiresAt = issued.expiresAt
      return issued.token
    } catch (cause) {
      if (this.#kept.get(customerId) === entry) this.#kept.delete(customerId)
      throw cause
    }
  }

  /** Only this token: a newer one, swapped meanwhile, stays. */
  async drop(customerId: string, token: string): Promise<void> {
    const kept = this.#kept.get(customerId)
    const held = await kept?.token.catch(() => null)
    if (held?.token === token && this.#kept.get(customerId) === kept) this.#kept.delete(customerId)
  }

  forget(customerId: string | null): void {
    if (customerId === null) this.#kept.clear()
    else this.#kept.delete(customerId)
  }
}
