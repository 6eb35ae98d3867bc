import { detailsOf } from '#host/areas/consumption/details.ts'
import { sumsOfCustomer } from '#host/areas/consumption/queries.ts'
import { requireCustomer } from '#host/areas/customers/names.ts'
import type { Handlers } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'

/** What a customer consumed, within the person's scope. */
export function consumptionHandlers(current: () => Opened, now: () => number): Handlers['consumption'] {
  const allowed = (customerId: string): Opened => {
    const opened = current()
    requireCustomer(opened.cache, opened.person().scope, customerId)
    return opened
  }
  return {
    sums: ({ customerId }) => {
      const opened = allowed(customerId)
      return { rows: sumsOfCustomer(opened.cache, customerId), asOf: opened.asOf('consumption-sums') }
    },
    details: (question, { signal }) => detailsOf(allowed(question.customerId).sync.partner, question, now(), signal),
  }
}
