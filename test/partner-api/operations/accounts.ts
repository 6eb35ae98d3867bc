import { FOREIGN_SITE_CUSTOMER_ID } from '../identities.ts'
import { type Context, operation } from '../registry.ts'
import { beijingDay, moneyNumber, moneyString, utcText } from '../wire.ts'
import { changeFunds, grantable, ownerOf, positiveFen, recordAdjustment } from './funds.ts'
import { Filter, withoutEmpty } from './query.ts'
import { managersSeen, type SeenCustomer, seenCustomer } from './view.ts'

const DAY_MS = 86_400_000
const ACCOUNT_CREDIT = 2

interface AccountRow {
  readonly account_id: string
  readonly account_type: number
  readonly amount: number
  readonly designated_amount: number
  readonly credit_amount: number | null
  readonly memo: string | null
}

const customersBalances = operation('ListCustomersBalancesDetail', (ctx) => {
  const managers = managersSeen(ctx)
  const rows = ctx
    .sql(
      `select customer_id, amount, debt_amount, account_manager from customers
       where customer_id in (select value from json_each(?)) and linked = 1 and association_type = '2'
         and coalesce(indirect_partner_id, '') = ? order by id`,
    )
    .all(JSON.stringify(ctx.body.customer_infos.map((one) => one.customer_id)), ctx.scope().indirectPartnerId) as {
    customer_id: string
    amount: number | null
    debt_amount: number | null
    account_manager: string | null
  }[]
  return {
    customer_balances: rows
      .filter((row) => !managers || managers.includes(row.account_manager ?? ''))
      .map((row) => ({
        customer_id: row.customer_id,
        debt_amount: moneyNumber(row.debt_amount ?? 0),
        amount: moneyNumber(row.amount ?? 0),
        currency: 'CNY',
        measure_id: 1,
      })),
  }
})

const partnerBalances = operation('ListPartnerBalances', (ctx) => {
  const rows = ctx
    .sql('select * from partner_accounts where owner_id = ? order by account_type')
    .all(ownerOf(ctx)) as AccountRow[]
  return {
    account_balances: rows.map((row) => ({
      account_id: row.account_id,
      account_type: row.account_type,
      amount: moneyNumber(row.amount),
      currency: 'CNY',
      designated_amount: moneyNumber(row.designated_amount),
      ...(row.account_type === ACCOUNT_CREDIT ? { credit_amount: moneyNumber(row.credit_amount ?? 0) } : {}),
      measure_id: 1,
      ...(row.memo === null ? {} : { memo: row.memo }),
    })),
  }
})

/** UTC text of the first second of a day in UTC+8. */
const dayStart = (day: string, plusDays = 0): string => utcText(Date.parse(`${day}T00:00:00+08:00`) + plusDays * DAY_MS)

type Row = Readonly<Record<string, string | number | null>>

const partnerChanges = operation('ListPartnerAccountChangeRecords', (ctx) => {
  const { query } = ctx
  const { total, rows } = new Filter()
    .where('owner_id = ? and balance_type = ? and visible_at <= ?', ownerOf(ctx), query.balance_type, ctx.visibleNow)
    .where('trade_time >= ?', dayStart(query.trade_time_begin ?? beijingDay(ctx.now() - 365 * DAY_MS)))
    .where('trade_time < ?', dayStart(query.trade_time_end ?? beijingDay(ctx.now()), 1))
    .given('trade_type = ?', query.trade_type)
    .page<Row>(ctx, 'account_changes', 'trade_time desc, id desc')
  const items = rows.map((row) =>
    withoutEmpty({
      account_change_id: row.account_change_id,
      trade_detail_type: row.trade_detail_type,
      trade_time: row.trade_time,
      trade_id: row.trade_id,
      change_amount: moneyString(Number(row.change_amount)),
      balance_after_change: moneyString(Number(row.balance_after_change)),
      type: row.type,
      customer_id: row.customer_id,
      account_name: row.account_name,
    }),
  )
  return ctx.page(items, total, { currency: 'CNY' })
})

const adjustRecords = operation('ListPartnerAdjustRecords', (ctx) => {
  const { query } = ctx
  const { total, rows } = new Filter()
    .where('owner_id = ? and visible_at <= ?', ownerOf(ctx), ctx.visibleNow)
    .given('customer_id = ?', query.customer_id)
    .given('operation_type = ?', query.operation_type)
    .given('operation_time >= ?', query.operation_time_begin)
    .given('operation_time <= ?', query.operation_time_end)
    .given('trans_id = ?', query.trans_id)
    .page<Row>(ctx, 'adjust_records', 'operation_time desc, id desc')
  const items = rows.map((row) =>
    withoutEmpty({
      customer_id: row.customer_id,
      customer_name: row.customer_name,
      operation_type: row.operation_type,
      amount: moneyString(Number(row.amount)),
      currency: 'CNY',
      apply_scene: row.apply_scene,
      operation_time: row.operation_time,
      measure_id: 1,
      trans_id: row.trans_id,
      memo: row.memo,
    }),
  )
  return ctx.page(items, total)
})

/** The resale customer that money goes to or comes from (R-CUST-31). */
const moneyCustomer = (ctx: Context, customerId: string, absent: string): SeenCustomer => {
  if (customerId === FOREIGN_SITE_CUSTOMER_ID) ctx.fail('CBC.0156')
  const customer = seenCustomer(ctx, customerId)
  return customer?.association_type === '2' ? customer : ctx.fail(absent)
}

/** Both records of a movement between the owner and a customer; answers its transaction id. */
const book = (ctx: Context, customer: SeenCustomer, kind: 'BEADJUST' | 'BERETRIEVE', fen: number): string => {
  const owner = ownerOf(ctx)
  const transId = ctx.newId()
  changeFunds(ctx, {
    owner,
    change: kind === 'BEADJUST' ? -fen : fen,
    trade: kind,
    detail: `SOURCE_OPERATION_${kind}`,
    tradeId: transId,
    customerId: customer.customer_id,
    accountName: customer.account_name,
  })
  recordAdjustment(ctx, {
    owner,
    customerId: customer.customer_id,
    customerName: customer.customer,
    operation: `SOURCE_OPERATION_${kind}`,
    fen,
    transId,
  })
  return transId
}

const grant = operation('UpdateCustomerAccountAmount', (ctx) => {
  const fen = positiveFen(ctx, ctx.body.amount)
  const customer = moneyCustomer(ctx, ctx.body.customer_id, 'CBC.99000035')
  if (fen > grantable(ctx, ownerOf(ctx))) ctx.fail('CBC.99005003')
  // A grant clears debt first.
  const debt = customer.debt_amount ?? 0
  const cleared = Math.min(debt, fen)
  ctx
    .sql('update customers set debt_amount = ?, amount = coalesce(amount, 0) + ? where id = ?')
    .run(debt - cleared, fen - cleared, customer.id)
  return { transfer_id: book(ctx, customer, 'BEADJUST', fen) }
})

const reclaim = operation('ReclaimToPartnerAccount', (ctx) => {
  const fen = positiveFen(ctx, ctx.body.amount)
  const customer = moneyCustomer(ctx, ctx.body.customer_id, 'CBC.99000047')
  // R-CUST-33.
  if (fen > (customer.amount ?? 0)) ctx.fail('CBC.99005003')
  ctx.sql('update customers set amount = amount - ? where id = ?').run(fen, customer.id)
  return { trans_id: book(ctx, customer, 'BERETRIEVE', fen) }
})

export const accountOperations = [customersBalances, partnerBalances, partnerChanges, adjustRecords, grant, reclaim]
