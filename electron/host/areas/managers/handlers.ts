/** Calls about account managers: both are words to the partner, within the person's reach. */
import { namesOf } from '#host/areas/customers/queries.ts'
import { withinReach } from '#host/areas/managers/queries.ts'
import { acceptBy } from '#host/outbox/handlers.ts'
import type { Handlers } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import { AppError } from '#shared/errors.ts'

export function managerHandlers(current: () => Opened): Handlers['managers'] {
  /** Throws `not-found` for a customer or a manager outside the person's scope. */
  const require = (items: readonly { payload: { customerId: string; manager?: string } }[]): void => {
    const { cache, person } = current()
    const { scope } = person()
    const customerIds = [...new Set(items.map(({ payload }) => payload.customerId))]
    if (Object.keys(namesOf(cache, scope, customerIds)).length < customerIds.length)
      throw new AppError('not-found', { field: 'customerId' })
    if (items.some(({ payload: { manager } }) => manager !== undefined && !withinReach(scope, manager)))
      throw new AppError('not-found', { field: 'manager' })
  }
  const assign = acceptBy(current, 'managers.assign')
  const takeBack = acceptBy(current, 'managers.takeBack')
  return {
    assign: (input) => {
      require(input.items)
      return assign(input)
    },
    takeBack: (input) => {
      require(input.items)
      return takeBack(input)
    },
  }
}
