// The other side's hands: what a customer does in its own console while the partner works. For tests and the demo.
import type { Statement } from 'better-sqlite3'
import { Workshop } from './context.ts'
import { ask, decide, LAPSES_AFTER_MS, type RequestRow } from './operations/associations.ts'
import type { PartnerApi } from './server.ts'

/** @param now UTC milliseconds of the vendor's clock */
export function customersOf(api: Pick<PartnerApi, 'state'>, now: () => number = Date.now) {
  const workshop = new Workshop(api.state, 1)
  const store = {
    sql: (text: string): Statement => workshop.sql(text),
    newId: (): string => workshop.newId(),
    now,
    recordVisibleAt: 0,
  }
  const pending = (customerId: string): RequestRow | undefined =>
    workshop
      .sql(`select * from association_requests where customer_id = ? and state = 'PENDING' order by id desc`)
      .get(customerId) as RequestRow | undefined
  return {
    pending,
    /** Agrees or declines what the partner asked; false where nothing waits for it. */
    answers: (customerId: string, agree: boolean): boolean => {
      const row = pending(customerId)
      if (row?.asked_by !== 'PARTNER' || row.expires_at <= now()) return false
      api.state.transaction(() => decide(store, row, agree))()
      return true
    },
    /** The customer's own request to leave (R-CUST-24); false where it asked within three months or something is pending. */
    asksToLeave: (customerId: string, reason = '更换服务商'): boolean => {
      const customer = workshop
        .sql('select customer_id, association_type from customers where customer_id = ? and linked = 1')
        .get(customerId) as { customer_id: string; association_type: string } | undefined
      const recent = workshop
        .sql(`select 1 from association_requests where customer_id = ? and asked_by = 'CUSTOMER' and requested_at > ?`)
        .get(customerId, now() - 90 * 86_400_000)
      const open = pending(customerId)
      if (!customer || recent || (open && open.expires_at > now())) return false
      ask(store, customer, 'DISSOCIATE', 'CUSTOMER', reason)
      return true
    },
    /** Nobody answers: the request lapses at once. */
    lets: (customerId: string): boolean => {
      const row = pending(customerId)
      if (!row) return false
      workshop
        .sql('update association_requests set requested_at = ?, expires_at = ? where request_id = ?')
        .run(row.requested_at - LAPSES_AFTER_MS, now() - 1, row.request_id)
      return true
    },
    /** So that the limits of three months are over. */
    waitsThreeMonths: (customerId: string): void =>
      void workshop
        .sql('update association_requests set requested_at = requested_at - ? where customer_id = ?')
        .run(93 * 86_400_000, customerId),
    /** Facts that stand in the way of a change; columns of `customer_standing`. */
    stands: (customerId: string, facts: Readonly<Record<string, 0 | 1>>): void => {
      workshop.sql('insert or ignore into customer_standing (customer_id) values (?)').run(customerId)
      for (const [column, value] of Object.entries(facts))
        workshop.sql(`update customer_standing set ${column} = ? where customer_id = ?`).run(value, customerId)
    },
  }
}
