/** A distributor's quotas to resellers: mirrored, given and taken back by intents, settled by the records after silence. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listQuotaRecords, listResellerQuotas, listResellers } from '#host/areas/resellers/queries.ts'
import { openReader } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { SyncHandle } from '#host/sync/handle.ts'
import { QuotaRecord, ResellerQuota, ResellerRow } from '#shared/contract/resellers.ts'
import { allFresh, begin, type CacheFile, collection, connectionTo, makeCache, until } from '#test/host/sync/support.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'

let api: PartnerApi
let cache: CacheFile
let sync: SyncHandle
let reader: Db

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  cache = makeCache()
  sync = begin(cache, connectionTo(api, { as: 'distributor' }))
  await until(sync, allFresh)
  reader = openReader(cache)
})
afterAll(async () => {
  reader.close()
  await sync.close()
  await api.close()
  cache.remove()
})

describe('what a distributor mirrors', () => {
  it('resellers, the quotas they hold and the records of giving them, names masked', () => {
    expect(collection(sync.status(), 'resellers')).toMatchObject({ state: 'fresh', refusedRows: 0 })
    const resellers = listResellers(reader)
    for (const row of resellers) ResellerRow.parse(row)
    const server = api.state.prepare('select indirect_partner_id id, name from resellers order by id').all() as {
      id: string
      name: string
    }[]
    expect(resellers.map(({ resellerId }) => resellerId).sort()).toEqual(server.map(({ id }) => id).sort())
    expect(resellers.some(({ name }) => server.some((row) => row.name === name))).toBe(false)
    const quotas = listResellerQuotas(reader, null)
    for (const row of quotas) ResellerQuota.parse(row)
    const held = api.state
      .prepare('select quota_id, balance from coupon_quotas where parent_quota_id is not null order by quota_id')
      .all()
    expect(
      quotas
        .map(({ quotaId, balance }) => ({ quota_id: quotaId, balance }))
        .sort((a, b) => (a.quota_id < b.quota_id ? -1 : 1)),
    ).toEqual(held)
    const { rows, total, operators } = listQuotaRecords(reader, {})
    for (const row of rows) QuotaRecord.parse(row)
    expect(total).toBe(api.state.prepare('select count(*) from quota_records').pluck().get())
    const [first] = rows
    if (!first) throw new Error('no record')
    for (const filter of [
      { operationType: first.operationType },
      { resellerId: first.resellerId ?? '' },
      { quotaId: first.quotaId ?? '' },
      { quotaId: first.parentQuotaId ?? '' },
      { operator: operators[0] ?? '' },
      { from: first.operatedAt ?? 0, until: (first.operatedAt ?? 0) + 1 },
    ]) {
      expect(listQuotaRecords(reader, filter).rows.map(({ recordId }) => recordId)).toContain(first.recordId)
    }
    expect(listQuotaRecords(reader, { operationType: '77' })).toMatchObject({ rows: [], total: 0 })
  })
})
