/** Calls about how a customer is linked: what is known, the partner's own check, and words that go through the outbox. */
import { liveChecks } from '#host/areas/associations/commands.ts'
import { associationView, linkedCustomer, listRequests } from '#host/areas/associations/queries.ts'
import { namesOf } from '#host/areas/customers/queries.ts'
import { acceptBy } from '#host/outbox/handlers.ts'
import type { AcceptInput } from '#host/outbox/people.ts'
import type { Handlers } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import type { Accepted } from '#shared/contract/outbox.ts'
import { AppError } from '#shared/errors.ts'

const COLLECTION = 'association-requests'

export function associationHandlers({
  current,
  now,
}: {
  current(): Opened
  readonly now: () => number
}): Handlers['associations'] {
  /** Throws `not-found` for a customer outside the person's scope. */
  const require = (customerId: string): Opened => {
    const opened = current()
    if (!(customerId in namesOf(opened.cache, opened.person().scope, [customerId])))
      throw new AppError('not-found', { field: 'customerId' })
    return opened
  }
  /** R-CUST-03: the right alone is not enough, each customer must be one of those the person sees. */
  const accept =
    (command: string) =>
    (input: AcceptInput<{ customerId: string }>): Accepted => {
      for (const { payload } of input.items) require(payload.customerId)
      return acceptBy(current, command)(input)
    }
  return {
    get: ({ customerId }) => {
      const { cache, asOf, permitted } = require(customerId)
      const at = asOf(COLLECTION)
      return { ...associationView(cache, customerId, at !== null, now()), permitted: permitted(COLLECTION), asOf: at }
    },
    list: (input) => {
      const { cache, person, asOf } = current()
      return { ...listRequests(cache, person().scope, input, now()), asOf: asOf(COLLECTION) }
    },
    checkLive: async ({ customerId, kind }) => {
      const { cache, sync } = require(customerId)
      const type = linkedCustomer(cache, customerId)?.associationType ?? null
      return { items: (await liveChecks(sync.partner, customerId, kind, type)).slice(0, 30), at: now() }
    },
    request: accept('associations.request'),
    answer: accept('associations.answer'),
    freeze: accept('associations.freeze'),
    unfreeze: accept('associations.unfreeze'),
  }
}
