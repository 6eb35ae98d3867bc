/** Submits acts on resources and follows their intents. One request a form: a second click is the same acts. */
import { useState } from 'react'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { Accepted, IntentView } from '#shared/contract/outbox.ts'
import type { AppErrorValue } from '#shared/errors.ts'

/** A call that accepts acts; each of them takes other payloads. */
type ActCall<P> = Parameters<typeof useWrite<Request<P>, Accepted>>[0]

interface Item<P> {
  readonly payload: P
  readonly basis?: Record<string, string | number | boolean | null>
}

interface Request<P> {
  readonly requestId: string
  readonly items: Item<P>[]
  readonly release: boolean
}

export interface Acts<P> {
  submit(items: readonly Item<P>[]): void
  readonly pending: boolean
  readonly error: AppErrorValue | null
  /** In the order of the items; null before they are in. */
  readonly intents: readonly IntentView[] | null
}

export function useActs<P>(call: ActCall<P>): Acts<P> {
  const [requestId] = useState(() => crypto.randomUUID())
  const write = useWrite(call)
  const mayRead = usePermitted('outbox.read') === true
  const accepted = write.data
  const groupId = accepted?.groupId ?? ''
  const read = useRead(
    api.outbox.list,
    { groupId: groupId || '-', before: null, limit: 50 },
    { enabled: mayRead && groupId !== '' },
  )
  const newest = new Map(read.data?.rows.map((intent) => [intent.intentId, intent]))
  return {
    submit: (items) => write.mutate({ requestId, items: [...items], release: true }),
    pending: write.isPending,
    error: write.error,
    intents: accepted?.intents.map((intent) => newest.get(intent.intentId) ?? intent) ?? null,
  }
}
