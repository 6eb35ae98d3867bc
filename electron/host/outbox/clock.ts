/** The partner's clock as one piece of work sees it. */

import type { Desk } from '#host/outbox/types.ts'

/**
 * A desk whose time is that of the last answer it got itself. The client's measured skew may be of another time: a fresh
 * client knows none, and a clock that was set makes an old one wrong. Before the first answer the skew must do.
 */
export function witnessed(desk: Desk): Desk {
  let answeredAt: number | null = null
  return {
    call: async (operationId, options) => {
      const answer = await desk.call(operationId, options)
      answeredAt = answer.answeredAt ?? answeredAt
      return answer
    },
    vendorNow: () => answeredAt ?? desk.vendorNow(),
  }
}
