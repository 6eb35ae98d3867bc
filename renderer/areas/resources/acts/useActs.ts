/** Submits acts on resources and follows their intents. One request a form: a second click is the same acts. */
import { useState } from 'react'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { Accepted } from '#shared/contract/outbox.ts'
import type { ResourceAct } from '#shared/contract/resources.ts'
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
  readonly acts: readonly ResourceAct[] | null
}

export function useActs<P>(call: ActCall<P>, customerId: string): Acts<P> {
  const [requestId] = useState(() => crypto.randomUUID())
  const write = useWrite(call)
  const accepted = write.data
  const read = useRead(api.resources.acts, { customerId }, { enabled: accepted !== undefined })
  const newest = new Map(read.data?.rows.map((act) => [act.intent.intentId, act]))
  return {
    submit: (items) => write.mutate({ requestId, items: [...items], release: true }),
    pending: write.isPending,
    error: write.error,
    acts:
      accepted?.intents.map(
        (intent) =>
          newest.get(intent.intentId) ?? { intent, resourceId: null, orderId: null, paid: null, refund: null },
      ) ?? null,
  }
}
