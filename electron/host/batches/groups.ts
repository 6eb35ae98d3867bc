/** A batch that was accepted: how its items stand, which failed and why, which may be tried again. */

import { factsOf } from '#host/outbox/ledger.ts'
import type { IntentRow } from '#host/outbox/types.ts'
import { viewOf } from '#host/outbox/views.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { BatchItem, BatchView, batchOnly } from '#shared/contract/batches.ts'
import type { IntentReason, IntentState } from '#shared/intent-states.ts'

type Only = (typeof batchOnly)[number]

/** Surely without effect, so another try is no second one. */
const RETRIABLE = `state IN ('refused', 'expired') AND maybe = 0`

interface Outcome {
  state: IntentState
  why: IntentReason
  released: 0 | 1
  rule: string | null
  reason: string | null
  vendorCode: string | null
  detail: string | null
  count: number
  amount: number
}

const clip = (text: string | null, length: number): string | null => (text === null ? null : text.slice(0, length))

export function outcomesOf(local: Db, groupId: string): Pick<BatchView, 'outcomes' | 'retriable'> {
  const rows = kept<Outcome>(
    local,
    `SELECT state, why, released, detail ->> '$.rule' AS rule, detail ->> '$.reason' AS reason,
       detail ->> '$.vendorCode' AS vendorCode, CASE WHEN why IN ('answered', 'record-found') THEN NULL ELSE max(detail) END AS detail,
       count(*) AS count, ifnull(sum(amount), 0) AS amount
     FROM intents WHERE group_id = ? GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY count(*) DESC LIMIT 100`,
  ).all(groupId)
  const retriable = kept<number>(local, `SELECT count(*) FROM intents WHERE group_id = ? AND ${RETRIABLE}`)
    .pluck()
    .get(groupId)
  return {
    retriable: retriable ?? 0,
    outcomes: rows.map(({ released, detail, rule, reason, vendorCode, ...row }) => ({
      ...row,
      released: released === 1,
      rule: clip(rule, 40),
      reason: clip(reason, 60),
      vendorCode: clip(vendorCode, 80),
      detail: factsOf(detail),
    })),
  }
}

const conditions: Readonly<Record<Only, string>> = {
  all: '1',
  done: `state = 'done'`,
  open: `state IN ('draft', 'queued', 'sent', 'uncertain', 'waiting')`,
  failed: `state IN ('refused', 'expired', 'discarded')`,
}

/** In the order they were accepted. `shown`: the masked name of a customer. */
export function batchItems(
  local: Db,
  { groupId, only, at, limit }: { groupId: string; only: Only; at: number; limit: number },
  shown: (customerId: string) => string,
): { rows: BatchItem[]; total: number } {
  const which = `group_id = ? AND ${conditions[only]}`
  const total = kept<number>(local, `SELECT count(*) FROM intents WHERE ${which}`).pluck().get(groupId) ?? 0
  const rows = kept<IntentRow>(local, `SELECT * FROM intents WHERE ${which} ORDER BY seq LIMIT ? OFFSET ?`).all(
    groupId,
    limit,
    at,
  )
  return {
    total,
    rows: rows.map((row, n) => ({
      intent: viewOf(row),
      item: at + n + 1,
      customer: row.customer_id === null ? '' : shown(row.customer_id),
    })),
  }
}

/** Payloads of what may be tried again, in order. */
export const retriableOf = (local: Db, groupId: string): { intentId: string; payload: unknown }[] =>
  kept<{ intent_id: string; payload: string }>(
    local,
    `SELECT intent_id, payload FROM intents WHERE group_id = ? AND ${RETRIABLE} ORDER BY seq`,
  )
    .all(groupId)
    .map(({ intent_id, payload }) => ({ intentId: intent_id, payload: JSON.parse(payload) as unknown }))
