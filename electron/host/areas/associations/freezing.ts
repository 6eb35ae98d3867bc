/**
 * Freezing and unfreezing as commands: the end is the same however often they are sent, so silence is settled by looking
 * at the customer. An intent that could not leave soon is not sent later: the ground was another one.
 */
import type { z } from 'zod'
import { linkedCustomer, partnerFrozen } from '#host/areas/associations/queries.ts'
import { type LiveCustomer, liveCustomer } from '#host/areas/customers/queries.ts'
import { command, type Desk, type Effect } from '#host/outbox/types.ts'
import type { Db } from '#host/store/types.ts'
import { FreezeCustomer, UnfreezeCustomer } from '#shared/contract/associations.ts'
import {
  ACCOUNT_FROZEN,
  type FreezableCustomer,
  type FreezeRefusal,
  NOT_FROZEN,
  RESOURCES_FROZEN,
  refuseFreeze,
  refuseUnfreeze,
} from '#shared/rules/associations.ts'

const EXPIRES_MS = 3600_000

interface Kind<P extends { customerId: string }> {
  readonly name: string
  readonly input: z.ZodType<P>
  /** The state that is wanted. */
  to(payload: P): string
  refuse(customer: FreezableCustomer | null, payload: P, cache: Db | null): FreezeRefusal | null
  send(payload: P, desk: Desk): Promise<unknown>
}

const effectOf = (customerId: string, frozen: string): Effect => ({ effectId: customerId, result: { frozen } })
const factsOf = (live: LiveCustomer | null): FreezableCustomer | null =>
  live && { linked: true, associationType: live.associationType, frozen: live.frozen }

const declare = <P extends { customerId: string }>({ name, input, to, refuse, send }: Kind<P>) =>
  command<P>({
    name,
    version: 1,
    read: (version, payload) => (version === 1 ? (input.safeParse(payload).data ?? null) : null),
    target: ({ customerId }) => `freeze:${customerId}`,
    twin: (payload) => `${name} ${payload.customerId} ${to(payload)}`,
    customerId: ({ customerId }) => customerId,
    amount: () => null,
    refuse: (payload, cache) =>
      cache === null ? null : refuse(linkedCustomer(cache, payload.customerId), payload, cache),
    recheck: async (payload, _basis, desk) => {
      const live = factsOf(await liveCustomer(desk, payload.customerId))
      if (live === null) return { kind: 'refused', refusal: { rule: 'R-CUST-38', reason: 'not-linked' } }
      // Whether the partner itself is frozen only the desk knows: it refuses by itself.
      const refusal = refuse(live, payload, null)
      return refusal ? { kind: 'refused', refusal } : { kind: 'same' }
    },
    release: 'person',
    withoutCode: true,
    expiresMs: EXPIRES_MS,
    send: async (payload, desk) => {
      await send(payload, desk)
      return effectOf(payload.customerId, to(payload))
    },
    repeat: {
      by: 'nature',
      find: async (payload, desk) => {
        const live = await liveCustomer(desk, payload.customerId)
        return live !== null && (live.frozen ?? NOT_FROZEN) === to(payload)
          ? effectOf(payload.customerId, to(payload))
          : null
      },
    },
    refresh: ['customers'],
  })

const freeze: Kind<FreezeCustomer> = {
  name: 'associations.freeze',
  input: FreezeCustomer,
  to: ({ scope }) => (scope === 'account' ? ACCOUNT_FROZEN : RESOURCES_FROZEN),
  refuse: (customer, { scope }) => refuseFreeze(customer, scope === 'account' ? ACCOUNT_FROZEN : RESOURCES_FROZEN),
  send: ({ customerId, scope, reason }, desk) =>
    desk.call('FreezeDeskCustomer', {
      body: { customer_id: customerId, scope: scope === 'account' ? 'ACCOUNT' : 'ACCOUNT_AND_RESOURCES', reason },
    }),
}

const unfreeze: Kind<UnfreezeCustomer> = {
  name: 'associations.unfreeze',
  input: UnfreezeCustomer,
  to: () => NOT_FROZEN,
  refuse: (customer, _payload, cache) => refuseUnfreeze(customer, cache !== null && partnerFrozen(cache)),
  send: ({ customerId, reason }, desk) =>
    desk.call('UnfreezeDeskCustomer', { body: { customer_id: customerId, reason } }),
}

export const freezingCommands = [declare(freeze), declare(unfreeze)]
