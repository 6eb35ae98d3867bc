// A basket as a page makes it, and the ways tests ask for its price.
import { vi } from 'vitest'
import type { QuoteDraft, QuoteLine, QuoteView } from '#shared/contract/quotes.ts'
import { ADDRESS, BANDWIDTH, DISK, HOME_REGION, type Product, SERVER } from '#shared/rules/products.ts'
import type { PartnerApi } from '../../partner-api/server.ts'
import { ok, type TestPage } from '../support.ts'

let lines = 0

export function line(product: Product, spec: string, change: Partial<QuoteLine> = {}): QuoteLine {
  lines += 1
  return {
    lineId: `l${lines}`,
    setId: null,
    role: null,
    charge: 'period',
    ...product,
    serviceName: product.serviceType,
    resourceName: product.resourceType,
    spec,
    specName: spec,
    region: HOME_REGION,
    zone: null,
    size: null,
    sizeMeasure: null,
    quantity: 1,
    periodType: 2,
    periodNum: 1,
    usageFactor: null,
    usageValue: null,
    usageMeasure: null,
    before: null,
    ...change,
  }
}

export const server = (change: Partial<QuoteLine> = {}) => line(SERVER, 's6.large.2.linux', change)
export const disk = (size: number, change: Partial<QuoteLine> = {}) =>
  line(DISK, 'SSD', { size, sizeMeasure: 17, ...change })
export const onDemand = (change: Partial<QuoteLine> = {}) =>
  server({
    charge: 'demand',
    periodType: null,
    periodNum: null,
    usageFactor: 'Duration',
    usageValue: '720',
    usageMeasure: 4,
    ...change,
  })

/** A server as a set: each component a line of its own (R-ORD-07). */
export const serverSet = (setId: string): QuoteLine[] => [
  server({ setId, role: 'server' }),
  disk(40, { setId, role: 'system-disk' }),
  disk(500, { setId, role: 'data-disk' }),
  line(BANDWIDTH, '19_bgp', { setId, role: 'bandwidth', size: 10, sizeMeasure: 15 }),
  line(ADDRESS, '5_bgp', { setId, role: 'address' }),
]

export const basket = (quoteId: string, customerId: string | null, of: QuoteLine[]): QuoteDraft => ({
  quoteId,
  template: false,
  title: `项目 ${quoteId}`,
  customerId,
  projectId: '',
  offer: 'best',
  validDays: 7,
  note: '',
  lines: of,
  fromOrder: null,
})

type Client = Pick<TestPage, 'client'>

export const saved = async ({ client }: Client, draft: QuoteDraft, basedOn: number | null = null): Promise<QuoteView> =>
  ok(await client.quotes.save({ draft, basedOn }))

/** Asks for prices and waits for the job's end; answers the quote as it is then, and the job. */
export async function priced({ client }: Client, quoteId: string) {
  const { jobId } = ok(await client.quotes.price({ quoteId }))
  const job = await vi.waitFor(
    async () => {
      const found = ok(await client.system.listJobs({})).jobs.find((one) => one.jobId === jobId)
      if (!found || found.state === 'running') throw new Error('still running')
      return found
    },
    { timeout: 20_000, interval: 20 },
  )
  return { job, quote: ok(await client.quotes.get({ quoteId })) }
}

/** A resale customer that granted and has money. */
export const customerToOrderFor = (api: PartnerApi, place = 0): string =>
  api.state
    .prepare(
      `select c.customer_id from customers c join authorizations a using (customer_id)
       where a.state = 'GRANTED' and c.amount > 0 and c.linked = 1 and c.indirect_partner_id is null
         and c.association_type = '2' order by c.id limit 1 offset ?`,
    )
    .pluck()
    .get(place) as string

/** The vendor's price of a spec moves; 100 = as seeded. */
export const movePrice = (api: PartnerApi, spec: string, percent: number): void =>
  void api.state.prepare('insert or replace into price_changes values (?, ?)').run(spec, percent)
