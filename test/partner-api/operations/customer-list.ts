import { type Context, operation, RawJson, type RowShift } from '../registry.ts'
import { utcText } from '../wire.ts'
import { inView, orderOf } from './list-order.ts'
import { Filter } from './query.ts'
import { managersSeen } from './view.ts'

const pageStart = Buffer.from('{"customer_infos":[')

/** Pages of the unfiltered list cost the same at any depth. */
const unfiltered = (
  ctx: Context<'ListSubCustomers'>,
  reseller: string,
  managers: readonly string[] | undefined,
): RawJson => {
  const ids = orderOf(ctx, reseller, managers)
  const place = ids.subarray(ctx.offset, ctx.offset + ctx.limit)
  const first = place[0]
  const last = place[place.length - 1]
  if (first === undefined || last === undefined) return ctx.page([], ids.length)
  if (last - first === place.length - 1) {
    const { rows } = ctx
      .sql(
        `select cast(group_concat(json, ',') as blob) rows
         from (select json from customer_json where id between ? and ? order by id)`,
      )
      .get(first, last) as { rows: Buffer }
    return new RawJson(Buffer.concat([pageStart, rows, Buffer.from(`],"count":${ids.length}}`)]))
  }
  const one = ctx.sql('select json from customer_json where id = ?')
  const rows = Array.from(place, (id) => (one.get(id) as { json: string }).json)
  return ctx.page(rows, ids.length)
}

const listSubCustomers = (ctx: Context<'ListSubCustomers'>): RawJson => {
  const reseller = ctx.scope().indirectPartnerId
  const managers = managersSeen(ctx)
  const { body } = ctx
  const filters = new Filter()
    // The label alone is compared with case (R-CUST-05).
    .given('instr(lower(account_name), lower(?)) > 0', body.account_name?.trim())
    .given('instr(lower(customer), lower(?)) > 0', body.customer?.trim())
    .given('instr(label, ?) > 0', body.label?.trim())
    .given('association_type = ?', body.association_type)
    .given('customer_id = ?', body.customer_id)
    .given('associated_on >= ?', body.associated_on_begin)
    .given('associated_on <= ?', body.associated_on_end)
  if (filters.empty) return unfiltered(ctx, reseller, managers)
  const { total, rows } = filters
    .where(inView(managers), reseller, ...(managers ?? []))
    .page<{ json: string }>(ctx, 'customers join customer_json using (id)', 'id', 'json')
  return ctx.page(
    rows.map((row) => row.json),
    total,
  )
}

/** Customers leave by dissociation, and come by association at the head of the list. */
const shift: RowShift = {
  vanish: (state, random, count) => {
    const ids = state.prepare('select id from customers where linked = 1 order by id').pluck().all() as number[]
    const leave = state.prepare('update customers set linked = 0 where id = ?')
    for (let n = 0; n < count && ids.length > 0; n += 1) leave.run(ids.splice(Math.floor(random() * ids.length), 1)[0])
  },
  insert: (state, random, count, now) => {
    for (let n = 0; n < count; n += 1) {
      const number = Math.floor(random() * 1e9).toString(36)
      state
        .prepare(
          `insert into customers (id, customer_id, account_name, associated_on, association_type, verified_status,
             customer_type, is_frozen, customer_level, amount, debt_amount)
           values ((select min(id) from customers) - 1, lower(hex(randomblob(16))), ?, ?, '2', '-1', -1, 0, 'V0', 0, 0)`,
        )
        .run(`late_${number}`, utcText(now))
    }
  },
}

export const customerListOperations = [operation('ListSubCustomers', listSubCustomers, { emptyIsAbsent: true, shift })]
