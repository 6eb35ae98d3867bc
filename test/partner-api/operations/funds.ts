// Money of the partner and its resellers: what a grant 拨款 or a reclaim 回收 may take, and what it leaves behind.
import type { Context } from '../registry.ts'
import { fenOf, utcText } from '../wire.ts'

type AnyContext = Pick<Context, 'sql' | 'now' | 'newId' | 'recordVisibleAt'>

/** The account of a partner or reseller that the call concerns. */
export const ownerOf = (ctx: { scope(): { partnerId: string; indirectPartnerId: string } }): string => {
  const { partnerId, indirectPartnerId } = ctx.scope()
  return indirectPartnerId === '' ? partnerId : indirectPartnerId
}

/** Fen of an amount above zero with at most two decimals (R-CUST-30), else CBC.0100. */
export const positiveFen = (ctx: { fail(code: string, message?: string): never }, yuan: number | string): number => {
  const fen = fenOf(yuan)
  return fen === undefined || fen <= 0
    ? ctx.fail('CBC.0100', 'the amount must be above 0 with at most two decimals')
    : fen
}

/** Fen that an owner may give away (R-CUST-32): amount - designated_amount, and not above the grantable balance. */
export const grantable = (ctx: AnyContext, owner: string): number => {
  const row = ctx
    .sql(
      `select min(case account_type when 1 then amount - designated_amount else amount end) as fen
       from partner_accounts where owner_id = ? and account_type in (1, 8)`,
    )
    .get(owner) as { fen: number | null }
  return Math.max(0, row.fen ?? 0)
}

interface FundsChange {
  readonly owner: string
  /** Fen; above zero is income. */
  readonly change: number
  readonly trade: string
  readonly detail: string
  readonly tradeId: string
  /** The other side: a customer or reseller. */
  readonly customerId: string
  readonly accountName: string
}

/** Moves the cash and grantable balances of an owner and writes the ledger line; no check of the ceiling. */
export const changeFunds = (ctx: AnyContext, { owner, change, ...entry }: FundsChange): void => {
  ctx
    .sql('update partner_accounts set amount = amount + ? where owner_id = ? and account_type in (1, 8)')
    .run(change, owner)
  const { amount } = ctx
    .sql('select amount from partner_accounts where owner_id = ? and account_type = 1')
    .get(owner) as { amount: number }
  ctx
    .sql(
      `insert into account_changes (owner_id, balance_type, account_change_id, trade_type, trade_detail_type, trade_time, trade_id,
        change_amount, balance_after_change, type, customer_id, account_name, visible_at)
       values (?, 'BALANCE_TYPE_DEBIT', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      owner,
      ctx.newId().slice(0, 20),
      entry.trade,
      entry.detail,
      utcText(ctx.now()),
      entry.tradeId,
      Math.abs(change),
      amount,
      change > 0 ? '1' : '2',
      entry.customerId,
      entry.accountName,
      ctx.recordVisibleAt,
    )
}

interface Adjustment {
  readonly owner: string
  readonly customerId: string
  readonly customerName: string | null
  readonly operation: 'SOURCE_OPERATION_BEADJUST' | 'SOURCE_OPERATION_BERETRIEVE' | 'SOURCE_OPERATION_BEUNBIND'
  readonly fen: number
  readonly transId: string
}

/** The record that ListPartnerAdjustRecords shows, at once or late (R-CUST-36). */
export const recordAdjustment = (ctx: AnyContext, adjustment: Adjustment): void => {
  ctx
    .sql(
      `insert into adjust_records (owner_id, customer_id, customer_name, operation_type, amount, apply_scene, operation_time, trans_id,
        visible_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      adjustment.owner,
      adjustment.customerId,
      adjustment.customerName,
      adjustment.operation,
      adjustment.fen,
      adjustment.operation === 'SOURCE_OPERATION_BEADJUST' ? '拨款' : '回收',
      utcText(ctx.now()),
      adjustment.transId,
      ctx.recordVisibleAt,
    )
}
