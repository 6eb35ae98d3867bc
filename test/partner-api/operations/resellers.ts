// Resellers 云经销商 of a distributor, and the money that goes to them and comes back.
import { type Context, type Operation, operation } from '../registry.ts'
import { changeFunds, grantable, positiveFen, recordAdjustment } from './funds.ts'
import { Filter, withoutEmpty } from './query.ts'

interface ResellerRow {
  readonly indirect_partner_id: string
  readonly mobile_phone: string | null
  readonly email: string | null
  readonly account_name: string
  readonly name: string
  readonly associated_on: string
  readonly account_manager_id: string | null
  readonly account_manager_name: string | null
}

const listIndirectPartners = operation(
  'ListIndirectPartners',
  (ctx) => {
    const { body } = ctx
    const { total, rows } = new Filter()
      .given('account_name = ?', body.account_name)
      .given('indirect_partner_id = ?', body.indirect_partner_id)
      .given('associated_on >= ?', body.associated_on_begin)
      .given('associated_on <= ?', body.associated_on_end)
      .page<ResellerRow>(
        ctx,
        'resellers',
        'associated_on desc, id',
        'indirect_partner_id, mobile_phone, email, account_name, name, associated_on, account_manager_id, account_manager_name',
      )
    return ctx.page(
      rows.map((row) => withoutEmpty({ ...row })),
      total,
    )
  },
  { emptyIsAbsent: true },
)

const resellerOf = (ctx: Pick<Context, 'sql' | 'fail'>, id: string): ResellerRow =>
  (ctx.sql('select * from resellers where indirect_partner_id = ?').get(id) as ResellerRow | undefined) ??
  ctx.fail('CBC.99000037')

/** Money between the distributor and a reseller; `fen` above zero is a grant, below zero a reclaim. */
const move = (ctx: Context, reseller: ResellerRow, fen: number): string => {
  const transId = ctx.newId()
  const kind = fen > 0 ? 'BEADJUST' : 'BERETRIEVE'
  const entry = { trade: kind, detail: `SOURCE_OPERATION_${kind}`, tradeId: transId } as const
  const { partnerId } = ctx.caller
  const other = { customerId: reseller.indirect_partner_id, accountName: reseller.account_name }
  changeFunds(ctx, { owner: partnerId, change: -fen, ...entry, ...other })
  changeFunds(ctx, {
    owner: reseller.indirect_partner_id,
    change: fen,
    ...entry,
    customerId: partnerId,
    accountName: ctx.caller.operatorName,
  })
  recordAdjustment(ctx, {
    owner: partnerId,
    customerId: reseller.indirect_partner_id,
    customerName: reseller.name,
    operation: `SOURCE_OPERATION_${kind}`,
    fen: Math.abs(fen),
    transId,
  })
  return transId
}

/** Grant to a reseller, up to the distributor's grantable balance (R-CUST-32, R-CUST-35). */
const updateIndirectPartnerAccount = operation('UpdateIndirectPartnerAccount', (ctx) => {
  const fen = positiveFen(ctx, ctx.body.amount)
  const reseller = resellerOf(ctx, ctx.body.indirect_partner_id)
  if (fen > grantable(ctx, ctx.caller.partnerId)) ctx.fail('CBC.99005003')
  return { transfer_id: move(ctx, reseller, fen) }
})

/** Reclaim from a reseller, up to its balance (R-CUST-35). */
const reclaimIndirectPartnerAccount = operation('ReclaimIndirectPartnerAccount', (ctx) => {
  const fen = positiveFen(ctx, ctx.body.amount)
  const reseller = resellerOf(ctx, ctx.body.indirect_partner_id)
  if (fen > grantable(ctx, reseller.indirect_partner_id)) ctx.fail('CBC.99005003')
  return { trans_id: move(ctx, reseller, -fen) }
})

export const resellerOperations: readonly Operation[] = [
  listIndirectPartners,
  updateIndirectPartnerAccount,
  reclaimIndirectPartnerAccount,
]
