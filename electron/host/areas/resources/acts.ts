/** The last acts on a customer's resources, with what came of them. */
import { factsOf } from '#host/outbox/ledger.ts'
import type { IntentRow } from '#host/outbox/types.ts'
import { viewOf } from '#host/outbox/views.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { ResourceAct } from '#shared/contract/resources.ts'

const MOST = 50

const textOf = (value: unknown, length: number): string | null =>
  typeof value === 'string' ? value.slice(0, length) : null

function toAct(row: IntentRow): ResourceAct {
  const payload = JSON.parse(row.payload) as Record<string, unknown>
  const result = factsOf(row.result)
  return {
    intent: viewOf(row),
    resourceId: textOf(payload.resourceId, 64),
    orderId: textOf(result?.orderId, 128),
    paid: typeof result?.paid === 'boolean' ? result.paid : null,
    refund: typeof result?.refund === 'number' ? result.refund : null,
  }
}

/** The caller has checked the scope. */
export const actsOf = (local: Db, customerId: string): ResourceAct[] =>
  kept<IntentRow>(
    local,
    `SELECT * FROM intents WHERE customer_id = ? AND command LIKE 'resources.%' ORDER BY seq DESC LIMIT ${MOST}`,
  )
    .all(customerId)
    .map(toAct)
