// The desk's operations on customers: account managers (R-CUST-28), freezing (R-CUST-38).
import type { Context, Operation } from '../registry.ts'
import { managersSeen, type SeenCustomer, seenCustomer } from './view.ts'

const NOT_FROZEN = 0
const ACCOUNT = 1
const ACCOUNT_AND_RESOURCES = 2
const RESALE = '2'

interface Body {
  readonly customer_id: string
  readonly account_name?: string
  readonly scope?: string
}

const deskOperation = (operationId: string, handle: (ctx: Context, body: Body) => unknown): Operation => ({
  operationId,
  handle: (ctx) => handle(ctx, ctx.body as unknown as Body),
})

const linked = (ctx: Context, { customer_id: id }: Body): SeenCustomer =>
  seenCustomer(ctx, id) ?? ctx.fail('CBC.99000035')

const setManager = (ctx: Context, customer: SeenCustomer, manager: string | null): unknown => {
  ctx.sql('update customers set account_manager = ? where id = ?').run(manager, customer.id)
  return { customer_id: customer.customer_id, ...(manager === null ? {} : { account_name: manager }) }
}

const assign = deskOperation('AssignDeskAccountManager', (ctx, body) => {
  const customer = linked(ctx, body)
  const name = body.account_name ?? ''
  const known = ctx
    .sql(
      `select 1 from members m where m.account_name = ? and m.status = 'active'
         and exists (select 1 from json_each(m.roles) where value = '客户经理')`,
    )
    .get(name)
  const team = managersSeen(ctx)
  if (!known || (team && !team.includes(name))) ctx.fail('CBC.0100', 'account_name is no account manager here')
  return setManager(ctx, customer, name)
})

const takeBack = deskOperation('TakeBackDeskCustomer', (ctx, body) => setManager(ctx, linked(ctx, body), null))

export const partnerFrozen = (ctx: Pick<Context, 'sql'>): boolean =>
  (ctx.sql('select frozen from partner_standing').get() as { frozen: number }).frozen === 1

const frozenOf = (ctx: Context, { id }: SeenCustomer): number =>
  (ctx.sql('select coalesce(is_frozen, 0) frozen from customers where id = ?').get(id) as { frozen: number }).frozen

const setFrozen = (ctx: Context, customer: SeenCustomer, frozen: number): unknown => {
  ctx.sql('update customers set is_frozen = ? where id = ?').run(frozen, customer.id)
  return { customer_id: customer.customer_id, is_frozen: frozen }
}

const freeze = deskOperation('FreezeDeskCustomer', (ctx, body) => {
  const customer = linked(ctx, body)
  if (customer.association_type !== RESALE) ctx.fail('CBC.0100', 'only resale customers are frozen')
  return setFrozen(ctx, customer, body.scope === 'ACCOUNT' ? ACCOUNT : ACCOUNT_AND_RESOURCES)
})

const unfreeze = deskOperation('UnfreezeDeskCustomer', (ctx, body) => {
  const customer = linked(ctx, body)
  if (frozenOf(ctx, customer) === ACCOUNT_AND_RESOURCES && partnerFrozen(ctx))
    ctx.fail('CBC.0100', 'a frozen partner may only unfreeze accounts')
  return setFrozen(ctx, customer, NOT_FROZEN)
})

export const customerDeskOperations: readonly Operation[] = [assign, takeBack, freeze, unfreeze]
