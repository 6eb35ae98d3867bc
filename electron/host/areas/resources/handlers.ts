/** The resources' calls: what customers have and what ends soon, within the person's scope. */
import { requireCustomer } from '#host/areas/customers/names.ts'
import { liveBalances } from '#host/areas/funds/live.ts'
import { actsOf } from '#host/areas/resources/acts.ts'
import { ON_DEMAND_RESOURCES, PERIOD_RESOURCES, RESOURCE_PACKAGES } from '#host/areas/resources/collections.ts'
import { dueOverview, listDue } from '#host/areas/resources/due.ts'
import { previewRefund, renewalQuote } from '#host/areas/resources/live.ts'
import { onDemandOf, packagesOf, periodOf } from '#host/areas/resources/queries.ts'
import { acceptBy } from '#host/outbox/handlers.ts'
import type { Handlers } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import type { RenewalQuote } from '#shared/contract/resources.ts'
import { AppError } from '#shared/errors.ts'
import { refuseTerm } from '#shared/rules/resources.ts'

export interface ResourceParts {
  current(): Opened
  readonly now: () => number
}

export function resourceHandlers({ current, now }: ResourceParts): Handlers['resources'] {
  const read = () => {
    const opened = current()
    return { reader: opened.cache, local: opened.local, scope: opened.person().scope }
  }
  /** Every customer named must be one of the person's. */
  const accept = (command: string) => {
    const accepting = acceptBy(current, command)
    return (input: Parameters<typeof accepting>[0]) => {
      const { reader, scope } = read()
      for (const { payload } of input.items)
        requireCustomer(reader, scope, (payload as { customerId: string }).customerId)
      return accepting(input)
    }
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
    packages: ({ customerId }) => {
      const { reader, scope } = read()
      return packagesOf(reader, scope, customerId)
    },
    refreshPackages: async ({ customerId }) => {
      const { reader, scope } = read()
      requireCustomer(reader, scope, customerId)
      await current().sync.refresh({ [RESOURCE_PACKAGES]: [customerId] })
      return {}
    },
    renewalQuotes: async ({ customerId, resourceIds, periodType, periodNum }) => {
      const { reader, scope } = read()
      requireCustomer(reader, scope, customerId)
      const term = { periodType, periodNum }
      const wrong = refuseTerm(term)
      if (wrong) throw new AppError('invalid-input', { field: 'periodNum', detail: { rule: wrong.rule } })
      const { partner } = current().sync
      const rows: RenewalQuote[] = []
      for (const resourceId of new Set(resourceIds))
        rows.push({ resourceId, ...(await renewalQuote(partner, customerId, resourceId, term)) })
      const [balance] = await liveBalances(partner, [customerId])
      return { rows, balance: balance?.amount ?? null, at: now() }
    },
    refundPreview: async (question) => {
      const { reader, scope } = read()
      requireCustomer(reader, scope, question.customerId)
      const { sync } = current()
      const at = now()
      const found = await previewRefund(sync.partner, question, at + sync.partner.clockSkewMs)
      const { resource, paid, refund } = found
      return {
        resourceId: question.resourceId,
        orderId: paid?.orderId ?? null,
        dependants: resource?.dependants ?? 0,
        from: paid?.term.from ?? null,
        until: resource?.expireAt ?? null,
        paid: refund?.paid ?? null,
        coupon: paid?.coupon ?? null,
        refund: refund?.refund ?? null,
        consumed: refund?.consumed ?? null,
        full: refund?.full ?? false,
        withinFiveDays: found.withinFiveDays,
        refusal: found.refusal,
        at,
      }
    },
    acts: ({ customerId }) => {
      const { reader, local, scope } = read()
      requireCustomer(reader, scope, customerId)
      return { rows: actsOf(local, customerId) }
    },
    renew: accept('resources.renew'),
    unsubscribe: accept('resources.unsubscribe'),
    toOnDemand: accept('resources.toOnDemand'),
    onDemandAtExpiry: accept('resources.onDemandAtExpiry'),
    autoRenew: accept('resources.autoRenew'),
    renewSettings: accept('resources.renewSettings'),
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
