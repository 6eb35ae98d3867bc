/** The coupons' calls: what is mirrored, within the person's scope. */
import { couponCard } from '#host/areas/coupons/card.ts'
import { countCoupons, countRecords, listCoupons, listRecords } from '#host/areas/coupons/listing.ts'
import { listQuotas, quotaBurn } from '#host/areas/coupons/quotas.ts'
import { acceptBy } from '#host/outbox/handlers.ts'
import type { Handlers } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'

export interface CouponParts {
  current(): Opened
  readonly now: () => number
}

export function couponHandlers({ current, now }: CouponParts): Handlers['coupons'] {
  const read = () => {
    const opened = current()
    const asOf = { asOf: opened.asOf('coupons'), recordsAsOf: opened.asOf('coupon-records') }
    return { opened, reader: opened.cache, scope: opened.person().scope, asOf }
  }
  const quotasAsOf = () => ({ asOf: current().asOf('coupon-quotas'), recordsAsOf: current().asOf('coupon-records') })

  return {
    quotas: () => ({ rows: listQuotas(current().cache, now()), ...quotasAsOf() }),
    quotaBurn: ({ quotaId }) => ({ ...quotaBurn(current().cache, quotaId, now()), ...quotasAsOf() }),
    list: (input) => {
      const { reader, scope, asOf } = read()
      return { ...listCoupons(reader, scope, input, now()), asOf: asOf.asOf }
    },
    count: ({ filter }) => {
      const { reader, scope } = read()
      return countCoupons(reader, scope, filter, now())
    },
    get: ({ couponId }) => {
      const { reader, scope, asOf } = read()
      return { ...couponCard(reader, scope, couponId), ...asOf }
    },
    listRecords: (input) => {
      const { reader, scope, asOf } = read()
      return { ...listRecords(reader, scope, input), asOf: asOf.recordsAsOf }
    },
    countRecords: ({ filter }) => {
      const { reader, scope } = read()
      return countRecords(reader, scope, filter)
    },
    issue: acceptBy(current, 'coupons.issue'),
    reclaim: acceptBy(current, 'coupons.reclaim'),
  }
}
