/** What is known of a customer's link, as last read. */
import { namesOf } from '#host/areas/customers/queries.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { AssociationRequest, AssociationView } from '#shared/contract/associations.ts'
import {
  checksHere,
  customerMayAskFrom,
  type LinkedCustomer,
  PENDING,
  partnerMayAskFrom,
} from '#shared/rules/associations.ts'

/** Null where the customer is not known here. */
export function linkedCustomer(cache: Db, customerId: string): LinkedCustomer | null {
  const row = kept<{
    association_type: string | null
    frozen: string | null
    gone_at: number | null
    debt: number | null
  }>(cache, 'SELECT association_type, frozen, gone_at, debt FROM customers WHERE customer_id = ?').get(customerId)
  if (!row) return null
  return {
    linked: row.gone_at === null,
    associationType: row.association_type,
    frozen: row.frozen,
    debt: row.debt,
  }
}

/** Whether the vendor froze the partner itself, by the desk's last word (R-CUST-38). */
export const partnerFrozen = (cache: Db): boolean =>
  kept<{ frozen: number | null }>(
    cache,
    `SELECT max(json_extract(extra, '$.partner_frozen')) AS frozen FROM own_member`,
  ).get()?.frozen === 1

interface StoredRequest {
  readonly request_id: string
  readonly customer_id: string
  readonly kind: string
  readonly asked_by: string
  readonly from_type: string | null
  readonly to_type: string | null
  readonly state: string
  readonly reason: string | null
  readonly requested_at: number
  readonly decided_at: number | null
  readonly expires_at: number | null
}

const cut = (text: string, length: number): string => text.slice(0, length).toWellFormed()

/** A pending one whose time is over has lapsed, whoever says it first. */
const requestOf = (row: StoredRequest, now: number): AssociationRequest => ({
  requestId: row.request_id,
  customerId: row.customer_id,
  kind: cut(row.kind, 64),
  askedBy: cut(row.asked_by, 64),
  fromType: row.from_type === null ? null : cut(row.from_type, 64),
  toType: row.to_type === null ? null : cut(row.to_type, 64),
  state: row.state === PENDING && row.expires_at !== null && row.expires_at <= now ? 'LAPSED' : cut(row.state, 64),
  reason: cut(row.reason ?? '', 400),
  requestedAt: row.requested_at,
  decidedAt: row.decided_at,
  expiresAt: row.expires_at,
})

/** Newest first. */
export const requestsOf = (cache: Db, customerId: string, now: number): AssociationRequest[] =>
  kept<StoredRequest>(
    cache,
    `SELECT * FROM association_requests WHERE customer_id = ? AND gone_at IS NULL
     ORDER BY requested_at DESC, request_id LIMIT 50`,
  )
    .all(customerId)
    .map((row) => requestOf(row, now))

interface CouponSum {
  readonly count: number
  readonly balance: number
}

const later = (at: number | null, now: number): number | null => (at !== null && at > now ? at : null)

/** @param asked whether requests were ever read */
export function associationView(
  cache: Db,
  customerId: string,
  asked: boolean,
  now: number,
): Omit<AssociationView, 'permitted' | 'asOf'> {
  const requests = requestsOf(cache, customerId, now)
  const customer = linkedCustomer(cache, customerId)
  const known = asked ? requests : null
  const checks = (kind: 'switch' | 'dissociate') => (customer === null ? [] : checksHere(customer, known, kind, now))
  const coupons = kept<CouponSum>(
    cache,
    `SELECT count(*) AS count, ifnull(sum(ifnull(balance, face_value)), 0) AS balance FROM coupons
     WHERE customer_id = ? AND status = '2' AND gone_at IS NULL`,
  ).get(customerId)
  return {
    requests,
    pending: requests.find(({ state }) => state === PENDING) ?? null,
    partnerFrom: later(partnerMayAskFrom(requests), now),
    customerFrom: later(customerMayAskFrom(requests), now),
    checks: { switch: checks('switch'), dissociate: checks('dissociate') },
    coupons: coupons ?? { count: 0, balance: 0 },
  }
}

/** All requests within the scope, newest first; `open` only those that wait for somebody. */
export function listRequests(
  cache: Db,
  scope: Scope,
  { open, from, limit }: { open: boolean; from: number; limit: number },
  now: number,
): { rows: (AssociationRequest & { customer: string })[]; total: number } {
  const stored = kept<StoredRequest>(
    cache,
    'SELECT * FROM association_requests WHERE gone_at IS NULL ORDER BY requested_at DESC, request_id LIMIT 5000',
  )
    .all()
    .map((row) => requestOf(row, now))
    .filter(({ state }) => !open || state === PENDING)
  const names: Record<string, string> = {}
  const ids = [...new Set(stored.map(({ customerId }) => customerId))]
  for (let at = 0; at < ids.length; at += 500) Object.assign(names, namesOf(cache, scope, ids.slice(at, at + 500)))
  const mine = scope.kind === 'all' ? stored : stored.filter(({ customerId }) => customerId in names)
  return {
    total: mine.length,
    rows: mine.slice(from, from + limit).map((row) => ({ ...row, customer: names[row.customerId] ?? '' })),
  }
}
