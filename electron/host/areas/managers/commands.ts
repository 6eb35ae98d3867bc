/**
 * A customer's account manager as commands. The end is the same however often they are sent, so silence is settled by
 * looking at the customer and sending again; nobody has to let them go, as nothing of money moves.
 */
import type { z } from 'zod'
import { type LiveCustomer, liveCustomer } from '#host/areas/customers/queries.ts'
import { assignedCustomer, repsOf } from '#host/areas/managers/queries.ts'
import { command, type Desk, type Effect } from '#host/outbox/types.ts'
import { AssignManager, TakeBackCustomer } from '#shared/contract/managers.ts'
import { refuseAssign } from '#shared/rules/managers.ts'

const EXPIRES_MS = 14 * 24 * 3600_000
/** Shown where nobody is the manager: a fact of no text would read as unknown. */
const NOBODY = '—'

export const managerTwin = (name: string, customerId: string, to: string | null): string =>
  `${name} ${customerId} ${to ?? ''}`

interface Kind<P extends { customerId: string }> {
  readonly name: string
  readonly input: z.ZodType<P>
  /** Whose the customer is afterwards; null = nobody's. */
  to(payload: P): string | null
  send(payload: P, desk: Desk): Promise<unknown>
}

const effectOf = (live: Pick<LiveCustomer, 'customerId' | 'manager'>): Effect => ({
  effectId: live.customerId,
  result: { manager: live.manager },
})

const declare = <P extends { customerId: string }>({ name, input, to, send }: Kind<P>) =>
  command<P>({
    name,
    version: 1,
    read: (version, payload) => (version === 1 ? (input.safeParse(payload).data ?? null) : null),
    target: ({ customerId }) => `manager:${customerId}`,
    twin: (payload) => managerTwin(name, payload.customerId, to(payload)),
    customerId: ({ customerId }) => customerId,
    amount: () => null,
    refuse: (payload, cache) => {
      if (cache === null) return null
      const manager = to(payload)
      return refuseAssign(
        assignedCustomer(cache, payload.customerId),
        manager,
        manager === null || repsOf(cache).has(manager),
      )
    },
    recheck: async (payload, basis, desk) => {
      const live = await liveCustomer(desk, payload.customerId)
      if (live === null) return { kind: 'refused', refusal: { rule: 'R-CUST-28', reason: 'not-linked' } }
      const seen = basis?.['manager']
      const now = live.manager ?? NOBODY
      // Somebody else gave it away meanwhile: that person may have had a reason.
      const moved = typeof seen === 'string' && now !== seen && live.manager !== to(payload)
      return moved ? { kind: 'moved', basis: { manager: now } } : { kind: 'same' }
    },
    release: 'auto',
    withoutCode: true,
    expiresMs: EXPIRES_MS,
    send: async (payload, desk) => {
      await send(payload, desk)
      return effectOf({ customerId: payload.customerId, manager: to(payload) })
    },
    repeat: {
      by: 'nature',
      find: async (payload, desk) => {
        const live = await liveCustomer(desk, payload.customerId)
        return live !== null && live.manager === to(payload) ? effectOf(live) : null
      },
    },
    refresh: ['customers'],
  })

const assign: Kind<AssignManager> = {
  name: 'managers.assign',
  input: AssignManager,
  to: ({ manager }) => manager,
  send: ({ customerId, manager }, desk) =>
    desk.call('AssignDeskAccountManager', { body: { customer_id: customerId, account_name: manager } }),
}

const takeBack: Kind<TakeBackCustomer> = {
  name: 'managers.takeBack',
  input: TakeBackCustomer,
  to: () => null,
  send: ({ customerId }, desk) => desk.call('TakeBackDeskCustomer', { body: { customer_id: customerId } }),
}

export const managerCommands = [declare(assign), declare(takeBack)]

/** What a person saw and relies on. */
export const managerBasis = (manager: string | null): { readonly manager: string } => ({ manager: manager ?? NOBODY })
