/** The resources' calls: what customers have and what ends soon, within the person's scope. */
import { requireCustomer } from '#host/areas/customers/names.ts'
import { ON_DEMAND_RESOURCES, PERIOD_RESOURCES } from '#host/areas/resources/collections.ts'
import { dueOverview, listDue } from '#host/areas/resources/due.ts'
import { onDemandOf, periodOf } from '#host/areas/resources/queries.ts'
import type { Handlers } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'

export interface ResourceParts {
  current(): Opened
  readonly now: () => number
}

export function resourceHandlers({ current, now }: ResourceParts): Handlers['resources'] {
  const read = () => {
    const opened = current()
    return { reader: opened.cache, local: opened.local, scope: opened.person().scope }
  }
  return {
    period: ({ customerId }) => {
      const { reader, scope } = read()
      return periodOf(reader, scope, customerId)
    },
    onDemand: ({ customerId }) => {
      const { reader, scope } = read()
      return onDemandOf(reader, scope, customerId)
    },
    refresh: async ({ customerId }) => {
      const { reader, scope } = read()
      requireCustomer(reader, scope, customerId)
      await current().sync.refresh({ [PERIOD_RESOURCES]: [customerId], [ON_DEMAND_RESOURCES]: [customerId] })
      return {}
    },
    due: (input) => {
      const { reader, scope } = read()
      return listDue(reader, scope, input, now())
    },
    dueFigures: () => {
      const { reader, local, scope } = read()
      return dueOverview(reader, local, scope, now())
    },
  }
}
