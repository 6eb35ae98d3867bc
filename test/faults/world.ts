// The vendor of a fault run: the embedded partner API over HTTP, a clock that can be moved on, and what really happened.

import { createPartnerApi } from '#host/partner-api/client.ts'
import type { Fault } from '#test/partner-api/faults.ts'
import { PARTNER_ID } from '#test/partner-api/identities.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { type Effect, type Money, moneys } from './money.ts'

export interface World {
  readonly api: PartnerApi
  readonly customers: readonly string[]
  readonly quotas: readonly string[]
  /** Added to the machine's clock. */
  offsetMs: number
  now(): number
  strike(operation: string, fault: Fault, times?: number): void
  readonly resellers: readonly string[]
  /** The highest row ids now: what is above them later, happened since. */
  mark(): Mark
  effects(since: Mark): Effect[]
  /** Main resources of a customer that were in use when the world began: few, so that equal intents meet. */
  resourcesOf(customerId: string): readonly string[]
  /** Coupons of a customer that can be taken back. */
  usableCoupons(customerId: string): string[]
  close(): Promise<void>
}

export type Mark = ReadonlyMap<Money['table'], number>

const PLENTY = 900_000_000_000

/** Every customer has agreed that the partner acts for it. */
function authorize(state: PartnerApi['state'], customers: readonly string[]): void {
  const at = Date.now()
  const grant = state.prepare(`insert or replace into authorizations
    (customer_id, state, waits_for, letter_accepted, requested_by, requested_at, decided_by, decided_at, updated_at)
    values (?, 'GRANTED', null, 1, 'hzyd_admin', ?, 'CUSTOMER', ?, ?)`)
  for (const customerId of customers) grant.run(customerId, at, at, at)
}

const RESOURCES_EACH = 2

async function resourcesInUse(
  api: PartnerApi,
  customers: readonly string[],
  now: () => number,
): Promise<Map<string, string[]>> {
  const { accessKey: ak, secretKey: sk } = api.credentials.administrator
  const client = createPartnerApi(
    { endpoint: api.url, credential: { kind: 'ak-sk', ak, sk }, site: 'china', limitShare: null },
    now,
  )
  const found = new Map<string, string[]>()
  for (const customerId of customers) {
    const { body } = await client.call('ListPayPerUseCustomerResources', {
      body: { customer_id: customerId, only_main_resource: 1, status_list: [2], offset: 0, limit: RESOURCES_EACH },
    })
    found.set(
      customerId,
      (body.data ?? []).flatMap(({ resource_id: id }) => id ?? []),
    )
  }
  await client.close()
  return found
}

export async function openWorld(seed: number): Promise<World> {
  const clock = { offsetMs: 0 }
  const now = (): number => Date.now() + clock.offsetMs
  const api = await startPartnerApi({ size: 's', seed, clock: now, limits: 'off' })
  const { state } = api
  const customers = state
    .prepare(`select customer_id from customers where association_type = '2' and linked = 1 and finance_custody = 0
       and coalesce(indirect_partner_id, '') = '' order by id limit 12`)
    .pluck()
    .all() as string[]
  state.prepare('update customers set amount = ?, debt_amount = 0').run(PLENTY)
  state.prepare('update partner_accounts set amount = ? where account_type in (1, 8)').run(PLENTY)
  const quotas = state
    .prepare(`select quota_id from coupon_quotas where owner_id = ? and limit_infos = '[]' and quota_status = 0 and effective_time < expire_time
       order by id limit 2`)
    .pluck()
    .all(PARTNER_ID) as string[]
  for (const quota of quotas) {
    state
      .prepare(`update coupon_quotas set balance = ?, quota_value = ?, effective_time = '2020-01-01T00:00:00Z', expire_time = '2090-01-01T00:00:00Z'
      where quota_id = ?`)
      .run(PLENTY, PLENTY, quota)
  }
  const resellers = state
    .prepare('select indirect_partner_id from resellers where leaving = 0 order by id limit 4')
    .pluck()
    .all() as string[]
  authorize(state, customers)
  const resources = await resourcesInUse(api, customers, now)
  const most = (table: string): number =>
    state.prepare(`select coalesce(max(id), 0) from ${table}`).pluck().get() as number
  return {
    api,
    customers,
    quotas,
    resellers,
    now,
    get offsetMs() {
      return clock.offsetMs
    },
    set offsetMs(ms) {
      clock.offsetMs = ms
    },
    strike: (operation, fault, times = 1) => api.faults.add({ operation, fault, times }),
    mark: () => new Map(moneys.map(({ table }) => [table, most(table)])),
    effects: (since) => moneys.flatMap(({ table, effects }) => effects(state, since.get(table) ?? 0)),
    resourcesOf: (customerId) => resources.get(customerId) ?? [],
    usableCoupons: (customerId) =>
      state
        .prepare(`select coupon_id from coupons where customer_id = ? and owner_id = ? and status = 2 and lock_order_id is null
        and expire_time > '2089-01-01T00:00:00Z' order by id desc limit 5`)
        .pluck()
        .all(customerId, PARTNER_ID) as string[],
    close: () => api.close(),
  }
}
