import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { IntentGroup } from '#shared/contract/outbox.ts'

const MOST = 200
const none: readonly IntentGroup[] = []

/** Batches of intents that are not over. A single intent is no batch. */
export const useOpenGroups = (enabled = true): readonly IntentGroup[] =>
  useRead(api.outbox.groups, { open: true, before: null, limit: MOST }, { enabled }).data?.rows.filter(
    ({ total }) => total > 1,
  ) ?? none

/** Items that are on their way by themselves. */
export const movingOf = ({ counts, unreleased }: IntentGroup): number =>
  (counts.queued ?? 0) - unreleased + (counts.sent ?? 0) + (counts.uncertain ?? 0)

/** Items that have ended, well or not. */
export const overOf = ({ counts }: IntentGroup): number =>
  (counts.done ?? 0) + (counts.refused ?? 0) + (counts.discarded ?? 0) + (counts.expired ?? 0)
