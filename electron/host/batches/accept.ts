/** Puts a rehearsed batch into the queue, piece by piece: all of it is one group, and nothing leaves before the last. */

import type { AcceptInput } from '#host/outbox/people.ts'
import type { Db } from '#host/store/types.ts'
import type { PlayedItem } from './rehearsal.ts'

/** Items of one piece, as a `queue` call allows. */
export const PIECE = 500
/** Discards of one turn: each is a change of its own in the audit. */
const DISCARDS = 50

interface Desk {
  accept(name: string, input: AcceptInput): unknown
  discard(intentId: string): void
}

export interface AcceptBatch {
  readonly command: string
  readonly groupId: string
  readonly label: string
  readonly release: boolean
  readonly items: readonly PlayedItem[]
  /** Failed intents that these take the place of: discarded once the new ones are durable. */
  readonly replaces: readonly string[]
}

const turn = (): Promise<void> => new Promise((next) => setImmediate(next))

/**
 * Durable when it resolves. Asked again with the same `groupId`, pieces that are in stay as they are. Cancelled in
 * between, the group is incomplete and nothing of it leaves.
 */
export async function acceptBatch(
  { command, groupId, label, release, items, replaces }: AcceptBatch,
  people: Desk,
  local: Db,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<void> {
  for (let from = 0; from < items.length; from += PIECE) {
    signal.throwIfAborted()
    people.accept(command, {
      requestId: `${groupId}-${from / PIECE}`,
      items: items.slice(from, from + PIECE).map(({ payload, basis }) => ({ payload, basis })),
      release,
      group: { groupId, total: items.length, label },
    })
    progress(Math.min(from + PIECE, items.length), items.length)
    if (from + PIECE < items.length) await turn()
  }
  for (let from = 0; from < replaces.length; from += DISCARDS) {
    local.transaction(() => {
      for (const intentId of replaces.slice(from, from + DISCARDS)) people.discard(intentId)
    })()
    await turn()
  }
}
