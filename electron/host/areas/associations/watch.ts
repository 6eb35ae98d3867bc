/**
 * The other side agrees when it likes. Once the list of requests tells so, what the change moved is read again: the
 * customer's row, its balance, coupons and the money that came back (R-CUST-19, R-CUST-26).
 */
import { kept } from '#host/store/open.ts'
import type { Follower, FollowParts } from '#host/workspaces/opened.ts'
import { AGREED } from '#shared/rules/associations.ts'

const moved = ['coupons', 'coupon-records', 'coupon-quotas', 'partner-balance', 'adjust-records'] as const

export class AssociationWatch implements Follower {
  readonly #parts: FollowParts
  readonly #known: Set<string>

  constructor(parts: FollowParts) {
    this.#parts = parts
    this.#known = new Set(this.#agreed().map(({ request_id }) => request_id))
  }

  tables(tables: readonly string[]): void {
    if (!tables.includes('association_requests')) return
    const fresh = this.#agreed().filter(({ request_id }) => !this.#known.has(request_id))
    if (fresh.length === 0) return
    for (const { request_id } of fresh) this.#known.add(request_id)
    const ids = fresh.map(({ customer_id }) => customer_id)
    this.#parts
      .refresh({ customers: ids, balances: ids, ...Object.fromEntries(moved.map((name) => [name, []])) })
      .catch((cause: unknown) => this.#parts.failed(cause))
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  #agreed(): { request_id: string; customer_id: string }[] {
    return kept<{ request_id: string; customer_id: string }>(
      this.#parts.cache,
      'SELECT request_id, customer_id FROM association_requests WHERE state = ?',
    ).all(AGREED)
  }
}
