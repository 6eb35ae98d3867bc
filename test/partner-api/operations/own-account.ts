// What a customer (by the token that the partner swapped) asks about itself.
import { type Context, operation } from '../registry.ts'
import { moneyNumber, moneyString, utcText } from '../wire.ts'

interface OwnRow {
  readonly id: number
  readonly customer_id: string
  readonly account_name: string
  readonly association_type: string
  readonly verified_status: string | null
  readonly customer_type: number | null
  readonly amount: number | null
  readonly debt_amount: number | null
  readonly associated_on: string
}

const own = (ctx: Context): OwnRow => {
  const row = ctx.sql('select * from customers where customer_id = ?').get(ctx.caller.customerId) as OwnRow | undefined
  return row ?? ctx.fail('CBC.0151')
}

const balances = operation('ShowCustomerAccountBalances', (ctx) => {
  const row = own(ctx)
  return {
    account_balances: [
      {
        account_id: `${row.customer_id.slice(0, 24)}00000001`,
        account_type: 1,
        amount: moneyNumber(row.amount ?? 0),
        currency: 'CNY',
        designated_amount: moneyNumber(0),
        measure_id: 1,
      },
    ],
    debt_amount: moneyNumber(row.debt_amount ?? 0),
    measure_id: 1,
    currency: 'CNY',
  }
})

const WEEK_MS = 7 * 86_400_000
const CHANGES = 12

/** Income and expense of a consultative customer: a formula over the row, a top-up and three weeks of spending in turn. */
const changesOf = (row: OwnRow): { at: number; fen: number; after: number; income: boolean; number: number }[] => {
  const start = Date.parse(row.associated_on)
  let after = 0
  return Array.from({ length: CHANGES }, (_, number) => {
    const income = number % 4 === 0
    const fen = income ? 300_000 + (row.id % 97) * 1000 : 50_000 + ((row.id * 31 + number * 17) % 49_999)
    after += income ? fen : -fen
    return { at: start + number * WEEK_MS, fen, after, income, number }
  })
}

const changes = operation('ListCustomerAccountChangeRecords', (ctx) => {
  const { query } = ctx
  const row = own(ctx)
  if (row.association_type === '2') ctx.fail('CBC.99000084')
  const found = (query.balance_type === 'BALANCE_TYPE_DEBIT' ? changesOf(row) : [])
    .filter((one) => one.at <= ctx.now())
    .filter(
      (one) => query.revenue_expense_type === undefined || (query.revenue_expense_type === 'REVENUE') === one.income,
    )
    .filter((one) => query.trade_type === undefined || query.trade_type === (one.income ? 'RECHARGE' : 'DEDEUCT'))
    .filter((one) => query.trade_time_begin === undefined || utcText(one.at) >= query.trade_time_begin)
    .filter((one) => query.trade_time_end === undefined || utcText(one.at) <= query.trade_time_end)
    .reverse()
  const items = found.slice(ctx.offset, ctx.offset + ctx.limit).map((one) => ({
    account_change_id: `${row.customer_id}-${one.number}`,
    trade_detail_type: one.income ? 'SOURCE_OPERAIION_RECHARGE' : 'SOURCE_OPERAIION_USAGE',
    trade_time: utcText(one.at),
    trade_id: `T${row.id}-${one.number}`,
    change_amount: moneyString(one.fen),
    balance_after_change: moneyString(one.after),
    revenue_expense_type: one.income ? 'REVENUE' : 'EXPENSE',
    account_name: row.account_name,
  }))
  return ctx.page(items, found.length, { currency: 'CNY' })
})

const realnameStatus = operation('ShowRealNameAuthStatus', (ctx) => {
  const row = own(ctx)
  return {
    verified_status: Number(row.verified_status ?? -1),
    ...(row.customer_type === 0 || row.customer_type === 1 ? { verified_type: row.customer_type } : {}),
  }
})

const realnameQrCode = operation('ShowRealNameAuthQrCode', (ctx) => ({
  qr_code_url: `https://account.example.cn/realname/qr?customer=${own(ctx).customer_id}`,
}))

export const ownAccountOperations = [balances, changes, realnameStatus, realnameQrCode]
