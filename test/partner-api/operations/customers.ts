import type { Workshop } from '../context.ts'
import { type Context, operation } from '../registry.ts'
import { utcText } from '../wire.ts'
import { checkCode } from './codes.ts'
import { customerListOperations } from './customer-list.ts'
import { inView, orderOf } from './list-order.ts'
import { Filter, withoutEmpty } from './query.ts'
import { managersSeen } from './view.ts'

const ACCOUNTS_PER_MOBILE = 5

/** Associates the created customers whose time has come. */
export const completePendingLinks = (workshop: Workshop, clock: number): void => {
  const due = workshop.sql('select customer_id from pending_links where linked_at <= ?').all(clock) as {
    customer_id: string
  }[]
  for (const { customer_id: customerId } of due) {
    workshop.sql('update customers set linked = 1 where customer_id = ?').run(customerId)
    workshop.sql('delete from pending_links where customer_id = ?').run(customerId)
  }
}

const tagColumns = `customer_id, 'SMB' customer_tag_type, new_customer_tag, tag_effective effective_time, tag_expire expire_time`

const listNewTags = operation('ListSubCustomerNewTag', (ctx) => {
  const reseller = ctx.scope().indirectPartnerId
  const managers = managersSeen(ctx)
  const named = ctx.body.customer_ids ?? []
  const filter = new Filter()
  if (named.length === 0) {
    const place = orderOf(ctx, reseller, managers).subarray(ctx.offset, ctx.offset + ctx.limit)
    filter.where('id in (select value from json_each(?))', JSON.stringify([...place]))
  } else {
    filter.where(inView(managers), reseller, ...(managers ?? [])).among('customer_id', named)
  }
  const offset = named.length === 0 ? 0 : ctx.offset
  const rows = filter.rows<Record<string, unknown>>(ctx, 'customers', 'id', tagColumns, ctx.limit, offset)
  // A customer without a tag (not verified) comes with empty fields left out.
  return ctx.page(rows.map(withoutEmpty), 0)
})

const usedMobile = (ctx: Context, mobile: string): number =>
  (ctx.sql('select count(*) n from customers where telephone = ?').get(mobile) as { n: number }).n

const checkUserIdentity = operation('CheckUserIdentity', (ctx) => {
  const { search_type: type, search_value: value } = ctx.body
  if (type === 'mobile') {
    const remaining = Math.max(0, ACCOUNTS_PER_MOBILE - usedMobile(ctx, value))
    return { check_result: remaining > 0 ? 'available' : 'used_by_user', mobile_remain_available_num: remaining }
  }
  const column = type === 'email' ? 'email' : 'account_name'
  const used = ctx.sql(`select 1 from customers where ${column} = ? limit 1`).get(value)
  return { check_result: used ? 'used_by_user' : 'available' }
})

/** R-CUST-14. */
const validName = (name: string): boolean =>
  /^[a-zA-Z_-][a-zA-Z0-9_-]{4,31}$/.test(name) && !/^(op_|shadow_)/.test(name)

/** R-ORG-11: two of four classes, not the account name forwards or backwards. */
const validPassword = (password: string, name: string): boolean => {
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z0-9]/].filter((one) => one.test(password)).length
  return classes >= 2 && password !== name && password !== [...name].reverse().join('')
}

const createSubCustomer = operation('CreateSubCustomer', (ctx) => {
  const { body } = ctx
  const reseller = ctx.scope().indirectPartnerId
  const name = body.domain_name ? body.domain_name : `hw${ctx.newId().slice(0, 10)}`
  if (!validName(name)) ctx.fail('CBC.99000031')
  if (ctx.sql('select 1 from customers where account_name = ?').get(name)) ctx.fail('CBC.99000038')
  if (ctx.sql('select 1 from customers where xaccount_id = ?').get(body.xaccount_id)) ctx.fail('CBC.99000039')
  if (body.password !== undefined && !validPassword(body.password, name)) ctx.fail('CBC.99000036')
  const mobile = body.mobile_phone
  if (mobile) {
    if (!/^1\d{10}$/.test(mobile)) ctx.fail('CBC.5017')
    checkCode(ctx, mobile, body.verification_code ?? '')
    if (usedMobile(ctx, mobile) >= ACCOUNTS_PER_MOBILE) ctx.fail('CBC.99000030')
  }
  const customerId = ctx.newId()
  const linkedLater = ctx.recordVisibleAt > 0
  ctx
    .sql(
      `insert into customers (id, customer_id, account_name, associated_on, association_type, telephone, country_code,
         verified_status, customer_type, is_frozen, customer_level, xaccount_id, xaccount_type, indirect_partner_id, linked,
         amount, debt_amount)
       values ((select min(id) from customers) - 1, ?, ?, ?, ?, ?, ?, '-1', -1, 0, 'V0', ?, ?, ?, ?, 0, 0)`,
    )
    .run(
      customerId,
      name,
      utcText(ctx.now()),
      body.cooperation_type === '1' ? '1' : '2',
      mobile ? mobile : null,
      mobile ? '0086' : null,
      body.xaccount_id,
      body.xaccount_type,
      reseller === '' ? null : reseller,
      linkedLater ? 0 : 1,
    )
  if (linkedLater) ctx.sql('insert into pending_links values (?, ?)').run(customerId, ctx.recordVisibleAt)
  return { domain_id: customerId, domain_name: name }
})

export const customerOperations = [...customerListOperations, listNewTags, checkUserIdentity, createSubCustomer]
