import { FOREIGN_SITE_CUSTOMER_ID } from '../identities.ts'
import { type Context, operation } from '../registry.ts'
import { beijingDay, fenOf, moneyNumber, moneyString, utcText } from '../wire.ts'
import { managersSeen, type SeenCustomer, seenCustomer } from './view.ts'

const DAY_MS = 86_400_000
const ACCOUNT_BALANCE = 1
const ACCOUNT_CREDIT = 2
const ACCOUNT_GRANTABLE = 8

interface AccountRow {
  readonly account_id: string
  readonly account_type: number
  readonly amount: number
  readonly designated_amount: number
  readonly credit_amount: number | null
  readonly memo: string | null
}

/** Whose accounts: the reseller's when one is named, else the caller's. */
const ownerOf = (ctx: Context): string => {
  const { partnerId, indirectPartnerId } = ctx.scope()
  return indirectPartnerId === '' ? partnerId : indirectPartnerId
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

const accountsOf = (ctx: Context, owner: string): readonly AccountRow[] =>
  ctx.sql('select * from partner_accounts where owner_id = ? order by account_type').all(owner) as AccountRow[]

const partnerBalances = operation('ListPartnerBalances', (ctx) => ({
  account_balances: accountsOf(ctx, ownerOf(ctx)).map((row) => ({
    account_id: row.account_id,
    account_type: row.account_type,
    amount: moneyNumber(row.amount),
    currency: 'CNY',
    designated_amount: moneyNumber(row.designated_amount),
    ...(row.account_type === ACCOUNT_CREDIT ? { credit_amount: moneyNumber(row.credit_amount ?? 0) } : {}),
    measure_id: 1,
    ...(row.memo === null ? {} : { memo: row.memo }),
  })),
}))

/** UTC text of the first second of a day in UTC+8. */
const dayStart = (day: string, plusDays = 0): string => utcText(Date.parse(`${day}T00:00:00+08:00`) + plusDays * DAY_MS)

const partnerChanges = operation('ListPartnerAccountChangeRecords', (ctx) => {
  const { query } = ctx
  const yearAgo = beijingDay(ctx.now() - 365 * DAY_MS)
  const where = `owner_id = ? and balance_type = ? and trade_time >= ? and trade_time < ? and (? is null or trade_type = ?)
    and visible_at <= ?`
  const values = [
    ownerOf(ctx),
    query.balance_type,
    dayStart(query.trade_time_begin ?? yearAgo),
    dayStart(query.trade_time_end ?? beijingDay(ctx.now()), 1),
    query.trade_type ?? null,
    query.trade_type ?? null,
    ctx.visibleNow,
  ]
  const { total } = ctx.sql(`select count(*) total from account_changes where ${where}`).get(...values) as {
    total: number
  }
  const rows = ctx
    .sql(`select * from account_changes where ${where} order by trade_time desc, id desc limit ? offset ?`)
    .all(...values, ctx.limit, ctx.offset) as Record<string, string | number | null>[]
  const items = rows.map((row) => ({
    account_change_id: row.account_change_id,
    trade_detail_type: row.trade_detail_type,
    trade_time: row.trade_time,
    trade_id: row.trade_id,
    change_amount: moneyString(Number(row.change_amount)),
    balance_after_change: moneyString(Number(row.balance_after_change)),
    type: row.type,
    customer_id: row.customer_id ?? undefined,
    account_name: row.account_name ?? undefined,
  }))
  return ctx.page(items, total, { currency: 'CNY' })
})

const adjustRecords = operation('ListPartnerAdjustRecords', (ctx) => {
  const { query } = ctx
  const conditions = ['owner_id = ?', 'visible_at <= ?']
  const values: (string | number)[] = [ownerOf(ctx), ctx.visibleNow]
  for (const [condition, value] of [
    ['customer_id = ?', query.customer_id],
    ['operation_type = ?', query.operation_type],
    ['operation_time >= ?', query.operation_time_begin],
    ['operation_time <= ?', query.operation_time_end],
    ['trans_id = ?', query.trans_id],
  ] as const) {
    if (value === undefined) continue
    conditions.push(condition)
    values.push(value)
  }
  const where = conditions.join(' and ')
  const { total } = ctx.sql(`select count(*) total from adjust_records where ${where}`).get(...values) as {
    total: number
  }
  const rows = ctx
    .sql(`select * from adjust_records where ${where} order by operation_time desc, id desc limit ? offset ?`)
    .all(...values, ctx.limit, ctx.offset) as Record<string, string | number | null>[]
  const items = rows.map((row) => ({
    customer_id: row.customer_id,
    customer_name: row.customer_name ?? undefined,
    operation_type: row.operation_type,
    amount: moneyString(Number(row.amount)),
    currency: 'CNY',
    apply_scene: row.apply_scene ?? undefined,
    operation_time: row.operation_time,
    measure_id: 1,
    trans_id: row.trans_id,
    memo: row.memo ?? undefined,
  }))
  return ctx.page(items, total)
})

type Movement = 'grant' | 'reclaim'

/** Fen of a sent amount: above 0, two decimals at most (R-CUST-30). */
const sentAmount = (ctx: Context, amount: number): number => {
  const fen = fenOf(amount)
  if (fen === undefined || fen <= 0) return ctx.fail('CBC.0100', 'Invalid request parameter: amount')
  return fen
}

/** The resale customer that money goes to or comes from (R-CUST-31). */
const moneyCustomer = (ctx: Context, customerId: string, absent: string): SeenCustomer => {
  if (customerId === FOREIGN_SITE_CUSTOMER_ID) ctx.fail('CBC.0156')
  const customer = seenCustomer(ctx, customerId)
  if (customer?.association_type !== '2') return ctx.fail(absent)
  return customer
}

/** Moves the partner's or reseller's accounts by `fen` (negative: money leaves) and writes both records. */
const book = (ctx: Context, owner: string, customer: SeenCustomer, movement: Movement, fen: number): string => {
  const signed = movement === 'grant' ? -fen : fen
  ctx
    .sql('update partner_accounts set amount = amount + ? where owner_id = ? and account_type in (?, ?)')
    .run(signed, owner, ACCOUNT_BALANCE, ACCOUNT_GRANTABLE)
  const transId = ctx.newId()
  const at = utcText(ctx.now())
  const kind = movement === 'grant' ? 'BEADJUST' : 'BERETRIEVE'
  const after = accountsOf(ctx, owner).find((row) => row.account_type === ACCOUNT_BALANCE)?.amount ?? 0
  ctx
    .sql(
      `insert into adjust_records (owner_id, customer_id, customer_name, operation_type, amount, operation_time, trans_id, visible_at)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      owner,
      customer.customer_id,
      customer.customer,
      `SOURCE_OPERATION_${kind}`,
      fen,
      at,
      transId,
      ctx.recordVisibleAt,
    )
  ctx
    .sql(
      `insert into account_changes (owner_id, balance_type, account_change_id, trade_type, trade_detail_type, trade_time,
         trade_id, change_amount, balance_after_change, type, customer_id, account_name, visible_at)
       values (?, 'BALANCE_TYPE_DEBIT', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      owner,
      ctx.newId(),
      kind,
      `SOURCE_OPERATION_${kind}`,
      at,
      transId,
      fen,
      after,
      movement === 'grant' ? '2' : '1',
      customer.customer_id,
      customer.account_name,
      ctx.recordVisibleAt,
    )
  return transId
}

const grant = operation('UpdateCustomerAccountAmount', (ctx) => {
  const fen = sentAmount(ctx, ctx.body.amount)
  const customer = moneyCustomer(ctx, ctx.body.customer_id, 'CBC.99000035')
  const owner = ownerOf(ctx)
  const accounts = accountsOf(ctx, owner)
  const balance = accounts.find((row) => row.account_type === ACCOUNT_BALANCE)
  const grantable = accounts.find((row) => row.account_type === ACCOUNT_GRANTABLE)
  // R-CUST-32.
  const ceiling = (balance?.amount ?? 0) - (balance?.designated_amount ?? 0)
  if (fen > ceiling || (grantable && fen > grantable.amount)) ctx.fail('CBC.99005003')
  // A grant clears debt first.
  const debt = customer.debt_amount ?? 0
  const cleared = Math.min(debt, fen)
  ctx
    .sql('update customers set debt_amount = ?, amount = coalesce(amount, 0) + ? where id = ?')
    .run(debt - cleared, fen - cleared, customer.id)
  return { transfer_id: book(ctx, owner, customer, 'grant', fen) }
})

const reclaim = operation('ReclaimToPartnerAccount', (ctx) => {
  const fen = sentAmount(ctx, ctx.body.amount)
  const customer = moneyCustomer(ctx, ctx.body.customer_id, 'CBC.99000047')
  // R-CUST-33.
  if (fen > (customer.amount ?? 0)) ctx.fail('CBC.99005003')
  ctx.sql('update customers set amount = amount - ? where id = ?').run(fen, customer.id)
  return { trans_id: book(ctx, ownerOf(ctx), customer, 'reclaim', fen) }
})

export const accountOperations = [customersBalances, partnerBalances, partnerChanges, adjustRecords, grant, reclaim]
