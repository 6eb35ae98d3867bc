// Marketplace goods and offers to be shared, of the desk API; what the partner has joined is state.
import type { Context, Operation } from '../registry.ts'
import { moneyNumber, utcText } from '../wire.ts'
import { withoutEmpty } from './query.ts'

interface ShareRow {
  readonly share_id: string
  readonly kind: string
  readonly name: string
  readonly seller: string
  readonly price: number | null
  readonly share_rate: string | null
  readonly valid_until: number | null
  readonly updated_at: number
}

const growthOperation = (operationId: string, handle: (ctx: Context) => unknown): Operation => ({ operationId, handle })

/** The partner is matched at the order by this parameter: the customer need not type anything (R-GROW-22). */
const linkOf = (partnerId: string, shareId: string): string =>
  `https://marketplace.huaweicloud.com/share/${shareId}?fromacct=${partnerId}&utm_source=${encodeURIComponent('伙伴 分享')}`

const shares = growthOperation('ListDeskMarketplaceShares', (ctx) => {
  const total = ctx.sql('select count(*) from marketplace_shares').pluck().get() as number
  const rows = ctx
    .sql('select * from marketplace_shares order by share_id limit ? offset ?')
    .all(ctx.limit, ctx.offset) as ShareRow[]
  return ctx.page(
    rows.map((row) =>
      withoutEmpty({
        share_id: row.share_id,
        kind: row.kind,
        name: row.name,
        seller: row.seller,
        price: row.price === null ? null : moneyNumber(row.price),
        share_rate: row.share_rate,
        link: linkOf(ctx.caller.partnerId, row.share_id),
        valid_until: row.valid_until === null ? null : utcText(row.valid_until),
        updated_on: utcText(row.updated_at),
      }),
    ),
    total,
  )
})

const plan = growthOperation('ShowDeskMarketplacePlan', (ctx) => {
  const row = ctx.sql('select * from marketplace_plan').get() as Record<string, number>
  return {
    plan_code: 'MARKETPLACE_CUSTOMER_SERVICE',
    joined: row['joined'] === 1,
    ...(ctx.caller.kind === 'partner'
      ? {
          distributor_joined: row['distributor_joined'] === 1,
          distributor_business_info: row['distributor_business_info'] === 1,
        }
      : {}),
  }
})

export const growthOperations: readonly Operation[] = [shares, plan]
