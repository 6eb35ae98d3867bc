/** Submits one move and follows its intent. One request a form: a second click is the same move. */
import { useState } from 'react'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { Accepted } from '#shared/contract/outbox.ts'
import type { Fen } from '#shared/money.ts'
import type { Other } from './other.ts'

interface Seen {
  readonly release: boolean
  /** What the person saw, fen. */
  readonly grantable: number | null
  readonly available: number | null
}

export function useMove(kind: 'grant' | 'reclaim', other: Pick<Other, 'is' | 'id'>) {
  const [requestId] = useState(() => crypto.randomUUID())
  const [intentId, setIntentId] = useState('')
  const accepted = { onDone: ({ intents }: Accepted) => setIntentId(intents[0]?.intentId ?? '') }
  const customer = useWrite(kind === 'grant' ? api.funds.grant : api.funds.reclaim, accepted)
  const reseller = useWrite(kind === 'grant' ? api.funds.grantReseller : api.funds.reclaimReseller, accepted)
  const write = other.is === 'customer' ? customer : reseller
  const read = useRead(api.outbox.get, { intentId: intentId || '-' }, { enabled: intentId !== '' })
  const submit = (amount: Fen, { release, grantable, available }: Seen): void => {
    const common = { requestId, draft: false, release }
    const basis = { grantable, available }
    if (other.is === 'customer')
      customer.mutate({ ...common, items: [{ payload: { customerId: other.id, amount }, basis }] })
    else reseller.mutate({ ...common, items: [{ payload: { resellerId: other.id, amount }, basis }] })
  }
  return {
    submit,
    pending: write.isPending,
    error: write.error,
    intent: read.data?.intent ?? write.data?.intents[0] ?? null,
  }
}
