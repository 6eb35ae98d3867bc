/** Marketplace goods in the desk API's fields; sources: DeskMarketplaceShare, DeskMarketplacePlan. */
import type { RowValues } from '#host/sync/types.ts'
import { extra, instant, mapping, rate, requiredText, text, yuan } from '#host/sync/wire.ts'

export const shareColumns = [
  'share_id',
  'kind',
  'name',
  'seller',
  'price',
  'share_rate',
  'link',
  'valid_until',
  'updated_at',
  'extra',
] as const
const ofShare = new Set([
  'share_id',
  'kind',
  'name',
  'seller',
  'price',
  'share_rate',
  'link',
  'valid_until',
  'updated_on',
])

export const mapShare = mapping(
  'share_id',
  (row): RowValues => [
    requiredText(row.share_id, 'share_id'),
    text(row.kind, 'kind') ?? '',
    text(row.name, 'name') ?? '',
    text(row.seller, 'seller'),
    yuan(row.price, 'price'),
    rate(row.share_rate, 'share_rate'),
    // Kept to the character: the partner's parameter is in it (R-GROW-24).
    text(row.link, 'link'),
    instant(row.valid_until, 'valid_until'),
    instant(row.updated_on, 'updated_on'),
    extra(row, ofShare),
  ],
)

export const planColumns = ['plan_code', 'joined', 'distributor_joined', 'distributor_business_info', 'extra'] as const
const ofPlan = new Set(['plan_code', 'joined', 'distributor_joined', 'distributor_business_info'])
const flag = (value: unknown): number | null => (typeof value === 'boolean' ? (value ? 1 : 0) : null)

export const mapPlan = mapping(
  'plan_code',
  (row): RowValues => [
    requiredText(row.plan_code, 'plan_code'),
    flag(row.joined) ?? 0,
    flag(row.distributor_joined),
    flag(row.distributor_business_info),
    extra(row, ofPlan),
  ],
)
