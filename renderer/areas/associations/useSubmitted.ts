/** The intent that a dialogue made, as it goes on. */
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { Accepted, IntentView } from '#shared/contract/outbox.ts'

export function useSubmitted(accepted: Accepted | undefined): IntentView | null {
  const first = accepted?.intents[0] ?? null
  const intentId = first?.intentId ?? ''
  const now = useRead(api.outbox.get, { intentId }, { enabled: intentId !== '' }).data
  return now?.intent ?? first
}
