// Switching 切换关联类型 and dissociating 解除关联: the checks, what was asked, and what follows when the other side agrees.
import type { Context, Operation } from '../registry.ts'
import { utcText } from '../wire.ts'
import { completeChange, type Store } from './association-effects.ts'
import { partnerFrozen } from './customer-desk.ts'
import { Filter, withoutEmpty } from './query.ts'
import { type SeenCustomer, seenCustomer } from './view.ts'

type Kind = 'SWITCH' | 'DISSOCIATE'

export interface RequestRow {
  readonly request_id: string
  readonly customer_id: string
  readonly kind: Kind
  readonly asked_by: 'PARTNER' | 'CUSTOMER'
  readonly from_type: string
  readonly to_type: string | null
  readonly state: string
  readonly reason: string
  readonly requested_at: number
  readonly decided_at: number | null
  readonly expires_at: number
}

/** A request that nobody answers lapses after so long. */
export const LAPSES_AFTER_MS = 15 * 86_400_000
const RESALE = '2'

/** R-CUST-16, R-CUST-24: the same day three calendar months later. */
const threeMonthsAfter = (at: number): number => {
  const day = new Date(at)
  day.setUTCMonth(day.getUTCMonth() + 3)
  return day.getTime()
}

const stateOf = (row: RequestRow, now: number): string =>
  row.state === 'PENDING' && row.expires_at <= now ? 'LAPSED' : row.state

const answerOf = (row: RequestRow, now: number): object =>
  withoutEmpty({
    request_id: row.request_id,
    customer_id: row.customer_id,
    kind: row.kind,
    asked_by: row.asked_by,
    from_type: row.from_type,
    to_type: row.to_type,
    state: stateOf(row, now),
    reason: row.reason,
    requested_on: utcText(row.requested_at),
    decided_on:
      row.decided_at === null
        ? stateOf(row, now) === 'LAPSED'
          ? utcText(row.expires_at)
          : null
        : utcText(row.decided_at),
    expires_on: utcText(row.expires_at),
  })

export const requestsOf = (ctx: Pick<Store, 'sql'>, customerId: string): readonly RequestRow[] =>
  ctx.sql('select * from association_requests where customer_id = ? order by id desc').all(customerId) as RequestRow[]

interface Item {
  readonly item: string
  readonly passed: boolean
  readonly until?: string
}

interface Standing {
  readonly primary_with_subs: number
  readonly enterprise_sub: number
  readonly credit_debt: number
  readonly reserved_instance: number
  readonly support_plan: number
  readonly special_contract: number
  readonly pending_partner_payment: number
}

const noStanding: Standing = {
  primary_with_subs: 0,
  enterprise_sub: 0,
  credit_debt: 0,
  reserved_instance: 0,
  support_plan: 0,
  special_contract: 0,
  pending_partner_payment: 0,
}

/** Every precondition in a fixed order (R-CUST-16, 17, 20 to 25); `askedBy` counts its own limit alone. */
const checks = (ctx: Context, customer: SeenCustomer, kind: Kind, exceptRequest = ''): Item[] => {
  const standing =
    (ctx.sql('select * from customer_standing where customer_id = ?').get(customer.customer_id) as
      | Standing
      | undefined) ?? noStanding
  const { frozen } = ctx.sql('select coalesce(is_frozen, 0) frozen from customers where id = ?').get(customer.id) as {
    frozen: number
  }
  const now = ctx.now()
  const requests = requestsOf(ctx, customer.customer_id).filter((row) => row.request_id !== exceptRequest)
  const limit = Math.max(
    0,
    ...requests
      .filter((row) => row.asked_by === 'PARTNER' || row.kind === 'DISSOCIATE')
      .map((row) => threeMonthsAfter(row.requested_at)),
  )
  const item = (name: string, failed: unknown): Item => ({ item: name, passed: !failed })
  const resale = customer.association_type === RESALE
  const limits: Item[] = [
    item(
      'IS_REQUEST_PENDING',
      requests.some((row) => stateOf(row, now) === 'PENDING'),
    ),
    limit > now && exceptRequest === ''
      ? { item: 'IS_ASKED_RECENTLY', passed: false, until: utcText(limit) }
      : item('IS_ASKED_RECENTLY', false),
  ]
  const common = [
    ...limits,
    item('IS_PRIMARY_WITH_SUBS', standing.primary_with_subs),
    item('IS_ENTERPRISE_SUB', standing.enterprise_sub),
  ]
  if (kind === 'SWITCH') return common
  return [
    ...common,
    item('IS_DEBT', (customer.debt_amount ?? 0) > 0),
    item('IS_CREDIT_ACCOUNT', standing.credit_debt),
    item('IS_FROZEN', frozen !== 0 || (resale && partnerFrozen(ctx))),
    item('IS_ORDER_PENDING_PARTNER_PAYMENT', standing.pending_partner_payment),
    ...(resale
      ? [
          item('IS_RESERVED_INSTANCE', standing.reserved_instance),
          item('IS_SUPPORT_PLAN', standing.support_plan),
          item('IS_SPECIAL_CONTRACT', standing.special_contract),
        ]
      : []),
  ]
}

const refuseFailed = (ctx: Context, items: readonly Item[]): void => {
  const failed = items.filter(({ passed }) => !passed).map(({ item }) => item)
  if (failed.length > 0) ctx.fail('CBC.99007004', failed.join(','))
}

const deskOperation = <B>(operationId: string, handle: (ctx: Context, body: B) => unknown): Operation => ({
  operationId,
  handle: (ctx) => handle(ctx, ctx.body as unknown as B),
})

const linked = (ctx: Context, customerId: string): SeenCustomer =>
  seenCustomer(ctx, customerId) ?? ctx.fail('CBC.99000035')

const list: Operation = {
  operationId: 'ListDeskAssociationRequests',
  handle: (ctx) => {
    const { customer_id: customerId } = ctx.query as { customer_id?: string }
    const { total, rows } = new Filter()
      .given('customer_id = ?', customerId)
      .page<RequestRow>(ctx, 'association_requests', 'id desc')
    return ctx.page(
      rows.map((row) => answerOf(row, ctx.now())),
      total,
    )
  },
}

const check = deskOperation<{ customer_id: string; kind: Kind }>('CheckDeskAssociationChange', (ctx, body) => ({
  items: checks(ctx, linked(ctx, body.customer_id), body.kind),
}))

const insert = `insert into association_requests (request_id, customer_id, kind, asked_by, from_type, to_type, state, reason,
  requested_at, expires_at) values (?, ?, ?, ?, ?, ?, 'PENDING', ?, ?, ?)`

/** A request of either side; answers its id. */
export const ask = (
  ctx: Store,
  customer: Pick<SeenCustomer, 'customer_id' | 'association_type'>,
  kind: Kind,
  by: RequestRow['asked_by'],
  reason: string,
): string => {
  const id = ctx.newId()
  const from = customer.association_type
  const to = kind === 'SWITCH' ? (from === RESALE ? '1' : RESALE) : null
  const now = ctx.now()
  ctx.sql(insert).run(id, customer.customer_id, kind, by, from, to, reason, now, now + LAPSES_AFTER_MS)
  return id
}

const request = deskOperation<{ customer_id: string; kind: Kind; reason: string }>(
  'RequestDeskAssociationChange',
  (ctx, body) => {
    const customer = linked(ctx, body.customer_id)
    const open = requestsOf(ctx, body.customer_id).find(
      (row) => row.kind === body.kind && row.asked_by === 'PARTNER' && stateOf(row, ctx.now()) === 'PENDING',
    )
    if (open) return answerOf(open, ctx.now())
    refuseFailed(ctx, checks(ctx, customer, body.kind))
    ask(ctx, customer, body.kind, 'PARTNER', body.reason)
    return answerOf(requestsOf(ctx, body.customer_id)[0] as RequestRow, ctx.now())
  },
)

/** The other side's word; agreeing carries the change out. */
export const decide = (ctx: Store, row: RequestRow, agree: boolean): void => {
  ctx
    .sql('update association_requests set state = ?, decided_at = ? where request_id = ?')
    .run(agree ? 'AGREED' : 'DECLINED', ctx.now(), row.request_id)
  if (agree) completeChange(ctx, row)
}

const answer = deskOperation<{ request_id: string; agree: boolean }>('AnswerDeskAssociationRequest', (ctx, body) => {
  const find = (): RequestRow | undefined =>
    ctx.sql('select * from association_requests where request_id = ?').get(body.request_id) as RequestRow | undefined
  const row = find()
  if (row?.asked_by !== 'CUSTOMER') return ctx.fail('CBC.0100', 'no such request of a customer')
  const state = stateOf(row, ctx.now())
  if (state === (body.agree ? 'AGREED' : 'DECLINED')) return answerOf(row, ctx.now())
  if (state !== 'PENDING') ctx.fail('CBC.0100', 'the request is not pending')
  const customer = linked(ctx, row.customer_id)
  if (body.agree) refuseFailed(ctx, checks(ctx, customer, row.kind, row.request_id))
  decide(ctx, row, body.agree)
  return answerOf(find() as RequestRow, ctx.now())
})

export const associationOperations: readonly Operation[] = [list, check, request, answer]
