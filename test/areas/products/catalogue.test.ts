/** The catalogue as the embedded partner API tells it: units, usage types, specs by marker, lists read when asked for. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { productCollections } from '#host/areas/products/collections.ts'
import { listUnits, searchSpecs, specsOf } from '#host/areas/products/queries.ts'
import { listKey, mapSpec } from '#host/areas/products/wire.ts'
import { openCacheWriter, openReader } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { DISK, HOME_REGION, SERVER, sizedBy } from '#shared/rules/products.ts'
import { type Held, hold } from '#test/host/sync/in-process.ts'
import { type CacheFile, connectionTo, makeCache } from '#test/host/sync/support.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'

let api: PartnerApi
let cache: CacheFile
let held: Held
let writer: Db
let reader: Db

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  // More than two pages of the vendor's: specs of one resource are told by marker.
  const more =
    api.state.prepare(`insert into resource_specs (service_type_code, resource_type_code, resource_spec, name, name_en,
    linear, usage_factor, usage_measure_id, month_price, hour_price) values (?, ?, ?, ?, ?, 0, 'Duration', 4, 1, 1)`)
  for (let n = 0; n < 220; n += 1)
    more.run(SERVER.serviceType, SERVER.resourceType, `x1.${n}.linux`, `试验型${n}`, `Trial ${n}`)
  cache = makeCache()
  writer = openCacheWriter(cache)
  held = hold(writer, connectionTo(api), productCollections)
  held.engine.begin()
  await held.until(({ collections, phase }) => phase === 'idle' && collections.every(({ state }) => state === 'fresh'))
  reader = openReader(cache)
})
afterAll(async () => {
  reader.close()
  await held.close()
  writer.close()
  await api.close()
  cache.remove()
})

const inState = (where: string): string[] =>
  api.state
    .prepare(`select resource_spec from resource_specs where ${where} order by resource_spec`)
    .pluck()
    .all() as string[]
const asked = (): number => api.log.filter(({ operationId }) => operationId === 'ListResourceSpecs').length

it('every page of a list of specs is read by its marker, once', () => {
  const key = listKey({ ...SERVER, region: HOME_REGION, chargeMode: '1' })
  const rows = specsOf(reader, key)
  expect(rows.map(({ spec }) => spec)).toEqual(inState(`service_type_code = '${SERVER.serviceType}'`))
  expect(rows.length).toBeGreaterThan(200)
  // Seven usual products in two charge modes; the server's lists have three pages.
  expect(asked()).toBe(14 + 2 * 2)
})

it('a list of another region is read when somebody asks, and kept in step from then on', async () => {
  const list = { ...DISK, region: 'cn-east-3', chargeMode: '3' }
  expect(specsOf(reader, listKey(list))).toEqual([])
  await held.engine.refresh({ 'resource-specs': [listKey(list)] })
  const specs = inState(`resource_type_code = '${DISK.resourceType}'`)
  expect(specsOf(reader, listKey(list)).map(({ spec }) => spec)).toEqual(specs)
  expect(held.engine.history(1)[0]).toMatchObject({ collection: 'resource-specs', outcome: 'complete' })
  api.state.prepare('delete from resource_specs where resource_spec = ?').run('ESSD')
  const before = asked()
  held.engine.start(['resource-specs'])
  await held.until(
    ({ collections, phase }) =>
      phase === 'idle' && collections.every(({ state }) => state === 'fresh') && asked() >= before + 19,
  )
  expect(specsOf(reader, listKey(list)).map(({ spec }) => spec)).toEqual(specs.filter((spec) => spec !== 'ESSD'))
  await expect(held.engine.refresh({ 'resource-specs': ['nonsense'] })).rejects.toThrow('not-found')
})

it('is searched off line by words of names and codes, the usual products first', () => {
  const search = (text: string, limit = 100) =>
    searchSpecs(reader, { text, chargeMode: '1', region: HOME_REGION, limit })
  expect(search('ecs s6 4核8').rows.map(({ spec }) => spec)).toEqual(['s6.xlarge.2.linux', 's6.xlarge.2.win'])
  expect(search('带宽').rows.map(({ resourceType }) => resourceType)).toContain('hws.resource.type.bandwidth')
  const all = search('')
  expect(all.rows).toHaveLength(100)
  expect(all.total).toBeGreaterThan(all.rows.length)
  expect(all.rows[0]).toMatchObject({ ...SERVER, abbreviation: 'ECS' })
  expect(search('没有的东西')).toEqual({ rows: [], total: 0 })
})

it('units with conversions and usage types are here; a size is counted as the code of the resource tells', () => {
  const { measures, conversions, usageTypes } = listUnits(reader)
  expect(measures.find(({ measureId }) => measureId === '17')).toMatchObject({ name: 'GB' })
  expect(conversions).toContainEqual({ measureId: '5', refMeasureId: '4', ratio: 24 })
  const count = api.state.prepare('select count(*) from usage_types').pluck().get()
  expect(usageTypes).toHaveLength(count as number)
  expect([SERVER, DISK].map(({ resourceType }) => sizedBy(resourceType))).toEqual([null, 17])
  expect(sizedBy('hws.resource.type.bandwidth')).toBe(15)
})

it('a spec without its code is refused alone, fields nobody named are kept', () => {
  const map = mapSpec({ ...DISK, region: 'r', chargeMode: '1' })
  expect(map({ resource_spec_name: '无编码' })).toMatchObject({ ok: false })
  const mapped = map({ resource_spec: 'NEW', tier: 1 })
  expect(mapped.ok && mapped.values.slice(-3)).toEqual(['NEW', 'NEW', '{"tier":1}'])
})
