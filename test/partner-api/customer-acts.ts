// What a customer does about its authorization in its own account centre (R-AUTH-03, R-AUTH-04), for tests and the demo.
import type { Database } from 'better-sqlite3'
import type { AuthorizationRow } from './operations/authorizations.ts'

const move = (
  state: Database,
  customerId: string,
  from: readonly AuthorizationRow['state'][],
  change: Readonly<Record<string, string | number | null>>,
): void => {
  const row = state.prepare('select state, waits_for from authorizations where customer_id = ?').get(customerId) as
    | Pick<AuthorizationRow, 'state' | 'waits_for'>
    | undefined
  if (!row || !from.includes(row.state)) throw new Error(`the authorization is ${row?.state ?? 'NONE'}`)
  const names = Object.keys(change)
  state
    .prepare(
      `update authorizations set ${names.map((name) => `${name} = @${name}`).join(', ')} where customer_id = @id`,
    )
    .run({ ...change, id: customerId })
}

/** 授权书 ticked, agreed, code entered. @throws Error where nobody asked, or the distributor has not agreed yet */
export function grantAuthorization(state: Database, customerId: string, at = Date.now()): void {
  const waits = state.prepare('select waits_for from authorizations where customer_id = ?').pluck().get(customerId)
  if (waits === 'DISTRIBUTOR') throw new Error('the distributor has not agreed yet')
  move(state, customerId, ['REQUESTED'], {
    state: 'GRANTED',
    waits_for: null,
    decided_by: 'CUSTOMER',
    decided_at: at,
    reason: null,
    updated_at: at,
  })
}

export function declineAuthorization(state: Database, customerId: string, reason: string, at = Date.now()): void {
  move(state, customerId, ['REQUESTED'], {
    state: 'DECLINED',
    waits_for: null,
    decided_by: 'CUSTOMER',
    decided_at: at,
    reason,
    updated_at: at,
  })
}

/** 取消授权, any time, with a reason and a code: the agency is gone at once, and with it every token swapped by it. */
export function revokeAuthorization(state: Database, customerId: string, reason: string, at = Date.now()): void {
  move(state, customerId, ['GRANTED'], {
    state: 'REVOKED',
    decided_by: 'CUSTOMER',
    decided_at: at,
    reason,
    updated_at: at,
  })
}

/** From now on a reseller's request goes to its distributor first (R-AUTH-07). */
export function askDistributorFirst(state: Database, on = true): void {
  state.prepare('update authorization_rules set distributor_first = ?').run(on ? 1 : 0)
}

/** The distributor's word; with a yes the request goes on to the customer. */
export function distributorDecides(state: Database, customerId: string, agrees: boolean, at = Date.now()): void {
  move(
    state,
    customerId,
    ['REQUESTED'],
    agrees
      ? { waits_for: 'CUSTOMER', updated_at: at }
      : {
          state: 'DECLINED',
          waits_for: null,
          decided_by: 'DISTRIBUTOR',
          decided_at: at,
          reason: '总经销商不同意',
          updated_at: at,
        },
  )
}

/** A resale customer of the partner's own, by the state of its authorization (`NONE`: never asked). */
export function customerByAuthorization(
  state: Database,
  wanted: AuthorizationRow['state'] | 'NONE',
  place = 0,
): string {
  const found = state
    .prepare(
      `select c.customer_id from customers c left join authorizations a on a.customer_id = c.customer_id
       where c.linked = 1 and c.indirect_partner_id is null and c.association_type = '2' and coalesce(a.state, 'NONE') = ?
       order by c.id limit 1 offset ?`,
    )
    .pluck()
    .get(wanted, place) as string | undefined
  if (found === undefined) throw new Error(`no resale customer ${place} with authorization ${wanted}`)
  return found
}
