// Authorizations to act for customers, of the desk API: the partner asks, the customer decides (see customer-acts.ts).
import type { Context, Operation } from '../registry.ts'
import { utcText } from '../wire.ts'
import { Filter, withoutEmpty } from './query.ts'
import { managersSeen, seenCustomer } from './view.ts'

interface AuthorizationQuery {
  readonly customer_id?: string
  readonly state?: string
}

export interface AuthorizationRow {
  readonly customer_id: string
  readonly state: 'REQUESTED' | 'GRANTED' | 'DECLINED' | 'REVOKED' | 'ENDED'
  /** Who has to say yes next, while requested. */
  readonly waits_for: 'DISTRIBUTOR' | 'CUSTOMER' | null
  readonly letter_accepted: 0 | 1
  readonly requested_by: string | null
  readonly requested_at: number | null
  readonly decided_by: 'DISTRIBUTOR' | 'CUSTOMER' | 'SYSTEM' | null
  readonly decided_at: number | null
  readonly reason: string | null
  readonly updated_at: number
}

const authorizationOperation = (operationId: string, handle: (ctx: Context) => unknown): Operation => ({
  operationId,
  handle,
})

const instant = (at: number | null): string | null => (at === null ? null : utcText(at))

const answerOf = (row: AuthorizationRow) =>
  withoutEmpty({
    customer_id: row.customer_id,
    state: row.state,
    waits_for: row.waits_for,
    letter_accepted: row.letter_accepted === 1,
    requested_by: row.requested_by,
    requested_on: instant(row.requested_at),
    decided_by: row.decided_by,
    decided_on: instant(row.decided_at),
    reason: row.reason,
    updated_on: utcText(row.updated_at),
  })

const list = authorizationOperation('ListDeskAuthorizations', (ctx) => {
  const { customer_id: customerId, state } = ctx.query as AuthorizationQuery
  const managers = managersSeen(ctx)
  const filter = new Filter()
    .where(`coalesce(c.indirect_partner_id, '') = ''`)
    .given('a.customer_id = ?', customerId)
    .given('a.state = ?', state)
  if (managers) filter.where('c.account_manager in (select value from json_each(?))', JSON.stringify(managers))
  const { total, rows } = filter.page<AuthorizationRow>(
    ctx,
    'authorizations a join customers c on c.customer_id = a.customer_id',
    'a.customer_id',
    'a.*',
  )
  return ctx.page(rows.map(answerOf), total)
})

const rowOf = (ctx: Context, customerId: string): AuthorizationRow | undefined =>
  ctx.sql('select * from authorizations where customer_id = ?').get(customerId) as AuthorizationRow | undefined

const show = authorizationOperation('ShowDeskAuthorization', (ctx) => {
  const { customer_id: customerId } = ctx.path as unknown as { customer_id: string }
  const row = rowOf(ctx, customerId)
  // What ended with the association is still told.
  if (!row && !seenCustomer(ctx, customerId)) ctx.fail('CBC.99000035')
  return row ? answerOf(row) : { customer_id: customerId, state: 'NONE', letter_accepted: false }
})

/** R-AUTH-07: whether a reseller's distributor is asked before the customer. */
const distributorFirst = (ctx: Context): boolean =>
  ctx.caller.kind === 'partner' && ctx.sql('select distributor_first from authorization_rules').pluck().get() === 1

/** Idempotent by customer: what is asked for or granted already stays as it is. */
const request = authorizationOperation('RequestDeskAuthorization', (ctx) => {
  const { customer_id: customerId, letter_accepted: letter } = ctx.body as unknown as {
    customer_id: string
    letter_accepted?: boolean
  }
  const customer = seenCustomer(ctx, customerId) ?? ctx.fail('CBC.99000035')
  if (customer.association_type !== '2') ctx.fail('CBC.99007004', 'only resale customers can be acted for')
  const row = rowOf(ctx, customerId)
  if (row?.state === 'REQUESTED' || row?.state === 'GRANTED') return answerOf(row)
  if (row?.letter_accepted !== 1 && letter !== true)
    ctx.fail('CBC.0100', 'letter_accepted: the commitment letter must be accepted at the first request')
  const now = ctx.now()
  ctx
    .sql(
      `insert or replace into authorizations (customer_id, state, waits_for, letter_accepted, requested_by, requested_at, updated_at)
       values (?, 'REQUESTED', ?, 1, ?, ?, ?)`,
    )
    .run(customerId, distributorFirst(ctx) ? 'DISTRIBUTOR' : 'CUSTOMER', ctx.caller.operatorName, now, now)
  return answerOf(rowOf(ctx, customerId) as AuthorizationRow)
})

export const authorizationOperations: readonly Operation[] = [list, show, request]
