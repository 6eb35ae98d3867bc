/** Marketplace goods and offers to be shared 云商店: what is mirrored, the link and its QR code, the log of what was shared. */
import { z } from 'zod'
import { At, call, FenAmount, Id, Nothing, ShortText } from '#shared/contract/call.ts'

const Code = z.string().max(64)

export const ShareRow = z.object({
  shareId: Id,
  /** GOODS, OFFER, CONFIGURATION_OFFER; open. */
  kind: Code,
  name: z.string().max(256),
  seller: z.string().max(256).nullable(),
  /** Fen; null = priced by specification. */
  price: FenAmount.nullable(),
  /** Ten-thousandths of the deal's price. */
  shareRate: z.int().nullable(),
  validUntil: At.nullable(),
  updatedAt: At.nullable(),
  /** Why it cannot be shared now (R-GROW-22, R-GROW-24); null = it can. */
  refusal: z.enum(['expired', 'no-link', 'not-in-plan']).nullable(),
  sharedAt: At.nullable(),
})
export type ShareRow = z.infer<typeof ShareRow>

export const SharingRole = z.object({
  kind: Code,
  needs: z
    .array(
      z.object({ name: z.enum(['plan-joined', 'distributor-joined', 'distributor-business-info']), met: z.boolean() }),
    )
    .max(5),
  may: z.boolean(),
})

export const shareWays = ['link', 'qr'] as const

export const ShareLogRow = z.object({
  shareId: Id,
  name: z.string().max(256),
  how: z.enum(shareWays),
  note: ShortText,
  author: ShortText,
  at: At,
})
export type ShareLogRow = z.infer<typeof ShareLogRow>

export const growth = {
  /** Everything there is, by kind and name. */
  shares: call({
    input: Nothing,
    answer: z.object({
      rows: z.array(ShareRow).max(2000),
      /** Null = the plan was never told. */
      roles: z.array(SharingRole).max(10).nullable(),
      asOf: At.nullable(),
    }),
    needs: 'growth.share',
    offline: 'local',
  }),
  /**
   * The link exactly as it is stored, and a QR code of exactly it made on this machine; written to the log. Throws
   * `conflict` with detail `reason` where it cannot be shared now.
   */
  share: call({
    input: z.object({ shareId: Id, how: z.enum(shareWays), note: ShortText }),
    answer: z.object({
      link: z.string().max(1000),
      qr: z.object({ path: z.string().max(200_000), size: z.int() }),
      validUntil: At.nullable(),
    }),
    needs: 'growth.share',
    offline: 'local',
  }),
  log: call({
    input: Nothing,
    answer: z.object({ rows: z.array(ShareLogRow).max(200) }),
    needs: 'growth.share',
    offline: 'local',
  }),
}
