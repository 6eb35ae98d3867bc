import { type Context, operation } from '../registry.ts'
import { seenCustomer } from './view.ts'

/** People decide this long after the application; a name with this mark is refused. */
const REVIEW_MS = 60_000
const REFUSED_MARK = '退'

/** Application through the partner (R-PLAT-04): people review it, except a bank card, which passes at once. */
const apply = (
  ctx: Context,
  kind: 'individual' | 'enterprise',
  customerId: string,
  name: string,
  atOnce: boolean,
): void => {
  const customer = seenCustomer(ctx, customerId) ?? ctx.fail('CBC.0151')
  ctx
    .sql('insert or replace into realname_requests values (?, ?, ?, ?, ?, null)')
    .run(customerId, kind, name, ctx.now(), atOnce ? 2 : 0)
  if (atOnce) pass(ctx, customerId, kind, name)
  else ctx.sql(`update customers set verified_status = '0' where id = ?`).run(customer.id)
}

const pass = (ctx: Context, customerId: string, kind: string, name: string): void => {
  ctx
    .sql(`update customers set verified_status = '2', customer = ?, customer_type = ? where customer_id = ?`)
    .run(name, kind === 'enterprise' ? 1 : 0, customerId)
}

const applyIndividual = operation('CreatePersonalRealnameAuth', (ctx) => {
  const byBankCard = ctx.body.identify_type === 4
  apply(ctx, 'individual', ctx.body.customer_id, ctx.body.name, byBankCard)
  return { is_review: byBankCard ? 0 : 1 }
})

const applyEnterprise = operation('CreateEnterpriseRealnameAuthentication', (ctx) => {
  apply(ctx, 'enterprise', ctx.body.customer_id, ctx.body.corp_name, false)
  return { is_review: 1 }
})

const changeToEnterprise = operation('ChangeEnterpriseRealnameAuthentication', (ctx) => {
  apply(ctx, 'enterprise', ctx.body.customer_id, ctx.body.corp_name, false)
  return { is_review: 1 }
})

const reviewResult = operation('ShowRealnameAuthenticationReviewResult', (ctx) => {
  const customer = seenCustomer(ctx, ctx.query.customer_id) ?? ctx.fail('CBC.0151')
  const request = ctx.sql('select * from realname_requests where customer_id = ?').get(customer.customer_id) as
    | { kind: string; name: string; requested_at: number; review_result: number; opinion: string | null }
    | undefined
  if (!request) return ctx.fail('CBC.0100', 'Invalid request parameter: no application of this customer')
  if (request.review_result !== 0 || ctx.now() - request.requested_at < REVIEW_MS) {
    return { review_result: request.review_result, ...(request.opinion === null ? {} : { opinion: request.opinion }) }
  }
  const refused = request.name.includes(REFUSED_MARK)
  const opinion = refused ? '证件照片不清晰，请重新上传' : '审核通过'
  ctx
    .sql('update realname_requests set review_result = ?, opinion = ? where customer_id = ?')
    .run(refused ? 1 : 2, opinion, customer.customer_id)
  if (refused) ctx.sql(`update customers set verified_status = '1' where id = ?`).run(customer.id)
  else pass(ctx, customer.customer_id, request.kind, request.name)
  return { review_result: refused ? 1 : 2, opinion }
})

export const realnameOperations = [applyIndividual, applyEnterprise, changeToEnterprise, reviewResult]
