import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signedCall } from './client.ts'
import { type PartnerApi, startPartnerApi } from './server.ts'

let api: PartnerApi
beforeAll(async () => {
  api = await startPartnerApi({ size: 'm', limits: 'off' })
})
afterAll(() => api.close())

interface Page {
  readonly count: number
  readonly customer_infos: { readonly customer_id: string }[]
}

const page = async (offset: number, limit: number, filter: object = {}): Promise<Page> => {
  const call = { method: 'POST', path: '/v2/partners/sub-customers/query', body: { offset, limit, ...filter } }
  return JSON.parse((await signedCall(api.url, 'administrator', call)).text) as Page
}

const walk = async (filter: object = {}): Promise<{ ids: string[]; totals: number[] }> => {
  const ids: string[] = []
  const totals: number[] = []
  for (let offset = 0; ; offset += 100) {
    const { count, customer_infos: rows } = await page(offset, 100, filter)
    totals.push(count)
    ids.push(...rows.map((row) => row.customer_id))
    if (rows.length === 0) return { ids, totals }
  }
}

describe('paging by offset, without a snapshot', () => {
  it('is complete and without doubles while nothing moves; the limit defaults to 10', async () => {
    const { ids, totals } = await walk()
    expect(ids).toHaveLength(2000)
    expect(new Set(ids).size).toBe(2000)
    expect(new Set(totals)).toEqual(new Set([2000]))
    expect((await page(1995, 100)).customer_infos).toHaveLength(5)
    const call = { method: 'POST', path: '/v2/partners/sub-customers/query', body: {} }
    expect(JSON.parse((await signedCall(api.url, 'administrator', call)).text).customer_infos).toHaveLength(10)
  })

  it('a filtered walk has the rows of a full scan', async () => {
    const { ids } = await walk({ association_type: '2' })
    const expected = api.state
      .prepare(
        `select customer_id from customers where association_type = '2' and indirect_partner_id is null order by id`,
      )
      .pluck()
      .all()
    expect(ids).toEqual(expected)
  })

  it('repeats rows when customers come between pages', async () => {
    api.faults.set({ rules: [{ operation: 'ListSubCustomers', nth: [5], fault: { kind: 'insert', count: 3 } }] })
    const { ids, totals } = await walk()
    expect(ids.length - new Set(ids).size).toBe(3)
    expect([totals[0], totals.at(-1)]).toEqual([2000, 2003])
  })

  it('skips rows when customers leave between pages', async () => {
    const before = (await walk()).ids
    api.faults.set({
      seed: 3,
      rules: [{ operation: 'ListSubCustomers', nth: [15], fault: { kind: 'vanish', count: 40 } }],
    })
    const during = await walk()
    api.faults.clear()
    const after = new Set((await walk()).ids)
    const missed = [...after].filter((id) => !during.ids.includes(id))
    expect(missed.length).toBeGreaterThan(0)
    expect(after.size).toBeLessThan(before.length)
    expect(during.totals.at(-1)).toBe(after.size)
  })

  it('new-customer tags come in the same order, 200 at a time, without a total', async () => {
    const order = (await walk()).ids
    const tags: string[] = []
    for (let offset = 0; offset < order.length; offset += 200) {
      const path = '/v2/partners/sub-customers/new-customers-tags/batch-query'
      const result = await signedCall(api.url, 'administrator', { method: 'POST', path, body: { offset, limit: 200 } })
      const answer = JSON.parse(result.text) as { new_customer_tags: { customer_id: string }[] }
      expect(Object.keys(answer)).toEqual(['new_customer_tags'])
      tags.push(...answer.new_customer_tags.map((row) => row.customer_id))
    }
    expect(tags).toEqual(order)
  })
})
