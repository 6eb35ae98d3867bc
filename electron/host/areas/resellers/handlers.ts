/** The resellers' calls: quotas given to them. */
import { listQuotaRecords, listResellerQuotas, listResellers } from '#host/areas/resellers/queries.ts'
import { acceptBy } from '#host/outbox/handlers.ts'
import type { Handlers } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'

export const resellerHandlers = (current: () => Opened): Handlers['resellers'] => ({
  list: () => ({ rows: listResellers(current().cache), asOf: current().asOf('resellers') }),
  quotas: ({ resellerId }) => ({
    rows: listResellerQuotas(current().cache, resellerId),
    asOf: current().asOf('reseller-quotas'),
  }),
  records: ({ filter }) => ({ ...listQuotaRecords(current().cache, filter), asOf: current().asOf('quota-records') }),
  giveQuota: acceptBy(current, 'resellers.giveQuota'),
  reclaimQuota: acceptBy(current, 'resellers.reclaimQuota'),
})
