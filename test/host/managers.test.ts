/** Account managers and freezing, from the page's call to the partner and back into the rows. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { CredentialName } from '../partner-api/identities.ts'
import { type PartnerApi, startPartnerApi } from '../partner-api/server.ts'
import { type HurriedHost, startHurried } from './hurry.ts'
import { failed, ok, openAs, removeDataDir, synced } from './support.ts'

let api: PartnerApi
let at: HurriedHost

let inside: CredentialName | null = null

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  at = await startHurried()
})
afterAll(async () => {
  await at.stop()
  removeDataDir(at.dataDir)
  await api.close()
})
afterEach(() => api.faults.set({}))

/** One workspace a person, opened when it is another one's turn. */
const enter = async (name: CredentialName): Promise<void> => {
  if (inside === name) return
  if (inside !== null) ok(await at.client.workspaces.close({}))
  inside = name
  await openAs(at, api, name)
  await synced(at)
}
const one = (sql: string): string => api.state.prepare(`${sql} limit 1`).pluck().get() as string
const managed = (manager: string, type = '2'): string =>
  one(
    `select customer_id from customers where linked = 1 and indirect_partner_id is null and account_manager = '${manager}'
       and association_type = '${type}' and is_frozen = 0 order by id`,
  )
const managerOf = (customerId: string): string | null =>
  api.state.prepare('select account_manager from customers where customer_id = ?').pluck().get(customerId) as
    | string
    | null
const rowOf = async (customerId: string) => ok(await at.client.customers.get({ customerId })).row
/** Another rep of the same team. */
const other = (name: string): string =>
  one(
    `select m.account_name from members m join members d on d.member_id = m.director_id where m.status = 'active'
       and d.account_name = 'hzyd_director' and m.account_name <> '${name}' and m.roles = '["客户经理"]' order by m.id`,
  )
const assign = (customerId: string, manager: string, basis: string | null = null) =>
  at.client.managers.assign({
    requestId: crypto.randomUUID(),
    items: [{ payload: { customerId, manager }, basis: basis === null ? null : { manager: basis } }],
  })

describe('account managers', () => {
  test('R-CUST-28 one is assigned although the answer is lost, once, and the row says so without a whole reading', async () => {
    await enter('administrator')
    const customerId = managed('hzyd_rep')
    const to = other('hzyd_rep')
    api.faults.add({ operation: 'AssignDeskAccountManager', times: 1, fault: { kind: 'dropAfter' } })
    const before = api.log.filter(({ operationId }) => operationId === 'ListSubCustomers').length
    const [intent] = ok(await assign(customerId, to, 'hzyd_rep')).intents
    expect(intent).toMatchObject({ state: 'queued', released: true })
    const done = await at.settled(intent?.intentId, 'done')
    expect(done.why).toBe('record-found')
    expect(managerOf(customerId)).toBe(to)
    expect(api.log.filter(({ operationId }) => operationId === 'AssignDeskAccountManager')).toHaveLength(1)
    await vi.waitUntil(async () => (await rowOf(customerId)).manager === to, { timeout: 10_000, interval: 50 })
    // Checked, looked for and read again as one row each; the list itself was not read anew.
    expect(api.log.filter(({ operationId }) => operationId === 'ListSubCustomers').length - before).toBeLessThan(6)
    const [again] = ok(await assign(customerId, to)).intents
    expect(again).toMatchObject({ state: 'refused', detail: { rule: 'R-CUST-28', reason: 'same-manager' } })
  })

  test('R-CUST-28 somebody else gave it away meanwhile: the person is asked again', async () => {
    await enter('administrator')
    const customerId = managed('hzyd_rep')
    const meanwhile = other('hzyd_rep')
    api.state.prepare('update customers set account_manager = ? where customer_id = ?').run(meanwhile, customerId)
    const third = one(
      `select account_name from members where status = 'active' and roles = '["客户经理"]' and account_name not in ('hzyd_rep', '${meanwhile}')`,
    )
    const [intent] = ok(await assign(customerId, third, 'hzyd_rep')).intents
    const moved = await at.until(intent?.intentId, ({ why }) => why === 'ground-moved')
    expect(moved).toMatchObject({ state: 'queued', released: false, detail: { manager: meanwhile } })
    expect(managerOf(customerId)).toBe(meanwhile)
  })

  test('R-CUST-03 a batch tells beforehand who loses sight of how many, and takes them back', async () => {
    await enter('administrator')
    const ids = api.state
      .prepare(
        `select customer_id from customers where linked = 1 and indirect_partner_id is null and account_manager = 'hzyd_rep' limit 3`,
      )
      .pluck()
      .all() as string[]
    const nobodys = one(
      'select customer_id from customers where linked = 1 and indirect_partner_id is null and account_manager is null',
    )
    const view = ok(
      await at.client.batches.rehearse({
        source: { from: 'customers', customerIds: [...ids, nobodys] },
        terms: { kind: 'managers.takeBack' },
      }),
    )
    expect(view).toMatchObject({ can: ids.length, cannot: 1, cost: 0 })
    expect(view.reasons).toMatchObject([{ rule: 'R-CUST-28', reason: 'no-manager', count: 1 }])
    expect(view.effects).toMatchObject([
      { who: 'hzyd_rep', role: 'rep', sight: 'loses', count: ids.length },
      { who: 'hzyd_director', role: 'director', sight: 'loses', count: ids.length },
    ])
    const { groupId } = ok(
      await at.client.batches.accept({
        rehearsalId: view.rehearsalId,
        groupId: 'take-back-1',
        label: '离职交接',
        release: true,
      }),
    )
    await at.eventually(async () => ok(await at.client.batches.get({ groupId })).group.counts.done === ids.length)
    expect(ok(await at.client.batches.get({ groupId })).provable).toBe(false)
    expect(ids.map(managerOf)).toEqual(ids.map(() => null))
    await vi.waitUntil(async () => (await rowOf(ids[0] ?? '')).manager === null, { timeout: 10_000, interval: 50 })
    for (const id of ids)
      api.state.prepare(`update customers set account_manager = 'hzyd_rep' where customer_id = ?`).run(id)
  })
})

describe('freezing', () => {
  const ask = (act: 'freeze' | 'unfreeze', customerId: string) => {
    const asked = { requestId: crypto.randomUUID(), release: true }
    return act === 'freeze'
      ? at.client.associations.freeze({
          ...asked,
          items: [{ payload: { customerId, scope: 'resources', reason: '长期欠款' } }],
        })
      : at.client.associations.unfreeze({ ...asked, items: [{ payload: { customerId, reason: '已结清' } }] })
  }

  test('R-CUST-38 a resale customer is frozen and unfrozen; a frozen partner may not free resources', async () => {
    await enter('administrator')
    const customerId = managed('hzyd_rep')
    const [consultative] = ok(await ask('freeze', managed('hzyd_rep', '1'))).intents
    expect(consultative).toMatchObject({ state: 'refused', detail: { rule: 'R-CUST-38', reason: 'not-resale' } })
    const [frozen] = ok(await ask('freeze', customerId)).intents
    await at.settled(frozen?.intentId, 'done')
    await vi.waitUntil(async () => (await rowOf(customerId)).frozen === '2', { timeout: 10_000, interval: 50 })
    expect(ok(await ask('freeze', customerId)).intents[0]).toMatchObject({ detail: { reason: 'frozen-already' } })
    api.state.prepare('update partner_standing set frozen = 1').run()
    const [withheld] = ok(await ask('unfreeze', customerId)).intents
    expect((await at.settled(withheld?.intentId, 'refused')).detail).toMatchObject({ vendorCode: 'CBC.0100' })
    api.state.prepare('update partner_standing set frozen = 0').run()
    const [free] = ok(await ask('unfreeze', customerId)).intents
    await at.settled(free?.intentId, 'done')
    expect(one(`select is_frozen from customers where customer_id = '${customerId}'`)).toBe(0)
  })
})

describe('who may', () => {
  test('a director moves customers within the team alone; a rep moves none', async () => {
    await enter('director')
    const mine = managed('hzyd_rep')
    const stranger = one(
      `select m.account_name from members m left join members d on d.member_id = m.director_id where m.status = 'active'
         and m.roles like '%客户经理"%' and coalesce(d.account_name, '') <> 'hzyd_director'`,
    )
    const foreign = one(
      'select customer_id from customers where linked = 1 and indirect_partner_id is null and account_manager is null',
    )
    if (stranger) expect(failed(await assign(mine, stranger))).toMatchObject({ code: 'not-found', field: 'manager' })
    expect(failed(await assign(foreign, 'hzyd_rep'))).toMatchObject({ code: 'not-found', field: 'customerId' })
    const [intent] = ok(await assign(mine, other('hzyd_rep'))).intents
    await at.settled(intent?.intentId, 'done')
    expect(managerOf(mine)).toBe(other('hzyd_rep'))
    // What is not theirs to do they cannot let go either.
    expect(
      failed(
        await at.client.associations.freeze({
          requestId: 'freeze-d',
          items: [{ payload: { customerId: mine, scope: 'account', reason: '欠款' } }],
        }),
      ).code,
    ).toBe('forbidden')
    api.state.prepare(`update customers set account_manager = 'hzyd_rep' where customer_id = ?`).run(mine)
    await enter('rep')
    expect(failed(await assign(mine, 'hzyd_rep')).code).toBe('forbidden')
  })
})
