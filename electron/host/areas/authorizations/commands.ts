/** Asking a customer for its authorization. Harmless and idempotent by customer, so it goes by itself and may go twice. */
import { mirrored } from '#host/areas/authorizations/gate.ts'
import { liveFacts } from '#host/areas/authorizations/wire.ts'
import { moneyCustomer } from '#host/areas/customers/queries.ts'
import { readable } from '#host/outbox/reading.ts'
import { command, type Desk } from '#host/outbox/types.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { RequestAuthorization } from '#shared/contract/authorizations.ts'
import { mayRequest, refuseRequest } from '#shared/rules/authorizations.ts'

const EXPIRES_MS = 30 * 24 * 3600_000

/** R-AUTH-08: whether the letter was accepted for this customer before, as the partner told it last. */
export const letterNeeded = (cache: Db, customerId: string): boolean =>
  kept<{ letter_accepted: number }>(cache, 'SELECT letter_accepted FROM authorizations WHERE customer_id = ?').get(
    customerId,
  )?.letter_accepted !== 1

const live = async (desk: Pick<Desk, 'call'>, customerId: string) => {
  const { body } = await desk.call('ShowDeskAuthorization', { path: { customer_id: customerId } })
  return readable('ShowDeskAuthorization', () => liveFacts(body as Readonly<Record<string, unknown>>))
}

const request = command<RequestAuthorization>({
  name: 'authorizations.request',
  version: 1,
  read: (version, payload) => (version === 1 ? (RequestAuthorization.safeParse(payload).data ?? null) : null),
  target: ({ customerId }) => `authorization:${customerId}`,
  twin: ({ customerId }) => `authorizations.request ${customerId}`,
  customerId: ({ customerId }) => customerId,
  amount: () => null,
  refuse: ({ customerId, letterAccepted }, cache) => {
    if (cache === null) return null
    // Already asked or granted: the request is done as soon as it is told so.
    const asks = mayRequest(mirrored(cache, customerId)?.state ?? 'NONE')
    return refuseRequest(moneyCustomer(cache, customerId), asks && letterNeeded(cache, customerId), letterAccepted)
  },
  recheck: async ({ customerId, letterAccepted }, _basis, desk) => {
    const now = await live(desk, customerId)
    const lacksLetter = mayRequest(now.state) && !now.letterAccepted && !letterAccepted
    return lacksLetter ? { kind: 'refused', refusal: { rule: 'R-AUTH-08', reason: 'letter' } } : { kind: 'same' }
  },
  release: 'auto',
  withoutCode: true,
  expiresMs: EXPIRES_MS,
  send: async ({ customerId, letterAccepted }, desk) => {
    const { body } = await desk.call('RequestDeskAuthorization', {
      body: { customer_id: customerId, ...(letterAccepted ? { letter_accepted: true } : {}) },
    })
    const { state, waitsFor } = readable('RequestDeskAuthorization', () =>
      liveFacts(body as Readonly<Record<string, unknown>>),
    )
    return { effectId: null, result: { state, waitsFor } }
  },
  repeat: {
    by: 'nature',
    find: async ({ customerId }, desk) => {
      const { state, waitsFor } = await live(desk, customerId)
      return mayRequest(state) ? null : { effectId: null, result: { state, waitsFor } }
    },
  },
  refresh: ['authorizations'],
})

export const authorizationCommands = [request]
