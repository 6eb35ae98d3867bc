import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CallOptions, customerToken, signedCall, tokenCall } from './client.ts'
import type { CredentialName } from './identities.ts'
import { type PartnerApi, startPartnerApi } from './server.ts'

let api: PartnerApi

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
})
afterAll(() => api.close())

type Json = Record<string, never>
const call = async (as: CredentialName, options: CallOptions): Promise<Json> =>
  JSON.parse((await signedCall(api.url, as, options)).text || '{}') as Json
const post = (path: string, body: object): CallOptions => ({ method: 'POST', path, body })
const get = (path: string, query = {}): CallOptions => ({ method: 'GET', path, query })
const list = (body: object, as: CredentialName = 'administrator') =>
  call(as, post('/v2/partners/sub-customers/query', body)) as unknown as Promise<{
    count: number
    customer_infos: {
      customer_id: string
      account_name: string
      customer?: string
      label?: string
      association_type: string
    }[]
  }>
const one = <T>(sql: string, ...values: unknown[]): T => api.state.prepare(sql).get(...values) as T
const own = 'linked = 1 and indirect_partner_id is null'

describe('ListSubCustomers', () => {
  it('R-CUST-05: a filter matches the beginning, the middle or the end; an empty one is none', async () => {
    const { customer } = one<{ customer: string }>(
      `select customer from customers where ${own} and length(customer) between 8 and 20`,
    )
    for (const part of [customer.slice(0, 4), customer.slice(2, 6), customer.slice(-4)]) {
      const found = await list({ customer: part, limit: 100 })
      expect(found.customer_infos.map((row) => row.customer)).toContain(customer)
      expect(found.customer_infos.every((row) => row.customer?.includes(part))).toBe(true)
    }
    expect((await list({ customer: '', label: null, association_type: '' })).count).toBe((await list({})).count)
  })

  it('R-CUST-05: the label is compared with case, the account name without', async () => {
    api.state.prepare(`update customers set label = 'KeyAccount' where id = 1`).run()
    const { account_name: name } = one<{ account_name: string }>('select account_name from customers where id = 1')
    expect((await list({ label: 'KeyAcc' })).count).toBe(1)
    expect((await list({ label: 'keyacc' })).count).toBe(0)
    expect((await list({ account_name: name.toUpperCase() })).count).toBe(1)
  })

  it('filters by type, id and association time', async () => {
    const row = one<{ customer_id: string; associated_on: string }>(`select * from customers where ${own} and id = 3`)
    expect((await list({ customer_id: row.customer_id })).customer_infos).toHaveLength(1)
    const at = { associated_on_begin: row.associated_on, associated_on_end: row.associated_on }
    expect((await list(at)).customer_infos.map((found) => found.customer_id)).toContain(row.customer_id)
    const resale = await list({ association_type: '2', limit: 100 })
    expect(new Set(resale.customer_infos.map((found) => found.association_type))).toEqual(new Set(['2']))
  })

  it('R-CUST-04: a reseller’s customers answer only when the distributor names the reseller', async () => {
    const { id } = one<{ id: string }>(
      'select indirect_partner_id id from customers where indirect_partner_id is not null and linked = 1',
    )
    const theirs = await list({ indirect_partner_id: id, limit: 100 }, 'distributor')
    const ours = await list({ limit: 100 }, 'distributor')
    expect(theirs.count).toBeGreaterThan(0)
    const ids = new Set(ours.customer_infos.map((row) => row.customer_id))
    expect(theirs.customer_infos.filter((row) => ids.has(row.customer_id))).toEqual([])
  })
})

describe('tags and balances', () => {
  it('tags come for linked customers only, without a total', async () => {
    const { customer_id: id } = one<{ customer_id: string }>(
      `select customer_id from customers where ${own} and new_customer_tag = 'Y'`,
    )
    const path = '/v2/partners/sub-customers/new-customers-tags/batch-query'
    const found = await call('administrator', post(path, { customer_ids: [id, 'stranger'] }))
    expect(found).toEqual({ new_customer_tags: [expect.objectContaining({ customer_id: id, new_customer_tag: 'Y' })] })
  })

  it('balances of customers that are not resale customers are dropped without a word', async () => {
    const ids = ['1', '2'].map(
      (type) =>
        one<{ customer_id: string }>(`select customer_id from customers where ${own} and association_type = ?`, type)
          .customer_id,
    )
    const infos = [...ids, 'stranger'].map((id) => ({ customer_id: id }))
    const path = '/v2/accounts/customer-accounts/balances/batch-query'
    const found = (await call('finance', post(path, { customer_infos: infos }))) as unknown as {
      customer_balances: { customer_id: string; amount: number; measure_id: number }[]
    }
    expect(found.customer_balances.map((row) => row.customer_id)).toEqual([ids[1]])
    expect(found.customer_balances[0]).toMatchObject({ currency: 'CNY', measure_id: 1, amount: expect.any(Number) })
    expect(
      await call('finance', post(path, { customer_infos: Array(101).fill({ customer_id: ids[1] }) })),
    ).toMatchObject({
      error_code: 'CBC.0100',
    })
  })
})

describe('grant and reclaim', () => {
  const balances = async () =>
    (
      (await call('finance', get('/v2/accounts/partner-accounts/balances'))) as unknown as {
        account_balances: { account_type: number; amount: number; designated_amount: number }[]
      }
    ).account_balances
  const fenOf = (table: string, where: string, value: string | number): number =>
    api.state.prepare(`select amount from ${table} where ${where}`).pluck().get(value) as number

  it('R-CUST-32, R-CUST-33, R-CUST-36: money moves both ways and both are found among the records', async () => {
    const { customer_id: id } = one<{ customer_id: string }>(
      `select customer_id from customers where ${own} and association_type = '2' and amount >= 0 and debt_amount = 0`,
    )
    const customerFen = (): number => fenOf('customers', 'customer_id = ?', id)
    const partnerFen = (): number =>
      fenOf('partner_accounts', 'account_type = ? and owner_id = (select partner_id from partner)', 1)
    const [customerBefore, partnerBefore] = [customerFen(), partnerFen()]
    const body = { customer_id: id, amount: 123.45 }
    const { transfer_id: granted } = await call('finance', post('/v2/accounts/partner-accounts/adjust-amount', body))
    expect([customerFen() - customerBefore, partnerFen() - partnerBefore]).toEqual([12_345, -12_345])
    const { trans_id: reclaimed } = await call(
      'finance',
      post('/v2/accounts/partner-accounts/reclaim', { ...body, amount: 23.45 }),
    )
    expect([customerFen() - customerBefore, partnerFen() - partnerBefore]).toEqual([10_000, -10_000])
    const records = (await call(
      'finance',
      get('/v3/accounts/partner-accounts/adjust-records', { customer_id: id, limit: 2 }),
    )) as unknown as {
      records: { trans_id: string; operation_type: string; amount: string }[]
    }
    expect(records.records.map((row) => [row.trans_id, row.operation_type, row.amount])).toEqual([
      [reclaimed, 'SOURCE_OPERATION_BERETRIEVE', '23.45'],
      [granted, 'SOURCE_OPERATION_BEADJUST', '123.45'],
    ])
    const changes = (await call(
      'finance',
      get('/v2/accounts/partner-accounts/account-change-records', {
        balance_type: 'BALANCE_TYPE_DEBIT',
        trade_type: 'BEADJUST',
      }),
    )) as unknown as { records: { trade_id: string; change_amount: string; type: string }[] }
    expect(changes.records.find((row) => row.trade_id === granted)).toMatchObject({
      change_amount: '123.45',
      type: '2',
    })
  })

  it('R-CUST-32: refuses more than amount - designated_amount and changes nothing', async () => {
    const before = await balances()
    const { customer_id: id } = one<{ customer_id: string }>(
      `select customer_id from customers where ${own} and association_type = '2'`,
    )
    const cash = before.find((row) => row.account_type === 1)
    const body = { customer_id: id, amount: (cash?.amount ?? 0) + 0.01 }
    expect(await call('finance', post('/v2/accounts/partner-accounts/adjust-amount', body))).toMatchObject({
      error_code: 'CBC.99005003',
    })
    expect(await balances()).toEqual(before)
  })

  it('a grant clears debt first', async () => {
    const { customer_id: id } = one<{ customer_id: string }>(
      `select customer_id from customers where ${own} and association_type = '2'`,
    )
    api.state.prepare('update customers set amount = 0, debt_amount = 500 where customer_id = ?').run(id)
    await call('finance', post('/v2/accounts/partner-accounts/adjust-amount', { customer_id: id, amount: 8 }))
    expect(one('select amount, debt_amount from customers where customer_id = ?', id)).toEqual({
      amount: 300,
      debt_amount: 0,
    })
  })

  it('the reseller’s money pays for the reseller’s customer', async () => {
    const row = one<{ customer_id: string; indirect_partner_id: string }>(
      `select customer_id, indirect_partner_id from customers where indirect_partner_id is not null and linked = 1`,
    )
    api.state.prepare('update partner_accounts set amount = 100000 where owner_id = ?').run(row.indirect_partner_id)
    const path = '/v2/accounts/partner-accounts/adjust-amount'
    await call('distributor', post(path, { ...row, amount: 1 }))
    const sum = 'select min(amount) from partner_accounts where owner_id = ? and account_type in (1, 8)'
    expect(api.state.prepare(sum).pluck().get(row.indirect_partner_id)).toBe(99_900)
    expect(await call('distributor', post(path, { customer_id: row.customer_id, amount: 1 }))).toMatchObject({
      error_code: 'CBC.99000035',
    })
  })
})

describe('a customer by token', () => {
  it('sees its own balance, and its changes unless it is a resale customer (CBC.99000084)', async () => {
    const ask = async (type: string) => {
      const { customer_id: id } = one<{ customer_id: string }>(
        `select customer_id from customers where ${own} and association_type = ?`,
        type,
      )
      const token = await customerToken(api.url, id)
      const path = '/v2/accounts/customer-accounts/account-change-records'
      const changes = await tokenCall(api.url, token, get(path, { balance_type: 'BALANCE_TYPE_DEBIT' }))
      const balance = await tokenCall(api.url, token, get('/v2/accounts/customer-accounts/balances'))
      return { changes: JSON.parse(changes.text), balance: JSON.parse(balance.text) }
    }
    expect((await ask('2')).changes).toMatchObject({ error_code: 'CBC.99000084' })
    expect((await ask('1')).changes).toMatchObject({ currency: 'CNY', records: expect.any(Array) })
    expect((await ask('2')).balance).toMatchObject({ currency: 'CNY', account_balances: [{ account_type: 1 }] })
  })
})

describe('desk', () => {
  it('names the caller’s roles and permission items', async () => {
    const me = (await call('rep', get('/v2/desk/members/me'))) as unknown as {
      roles: string[]
      permission_items: string[]
    }
    expect(me).toMatchObject({ account_name: 'hzyd_rep', roles: ['ACCOUNT_MANAGER'], code_verification: false })
    expect(me.permission_items).toContain('BPC_ITEM_SUBCUSTSERV_010100')
  })

  it('counts the customers of account managers', async () => {
    const found = (await call('administrator', get('/v2/desk/account-managers', { limit: 100 }))) as unknown as {
      account_managers: { account_name: string; customer_count: number; resale_customer_count: number }[]
    }
    const rep = found.account_managers.find((row) => row.account_name === 'hzyd_rep')
    expect(rep?.customer_count).toBe((await list({}, 'rep')).count)
    expect(rep?.resale_customer_count).toBe((await list({ association_type: '2' }, 'rep')).count)
  })

  it('R-ORG-01, R-ORG-03, R-ORG-04: every member has one to three roles that go together', async () => {
    const { members } = (await call('administrator', get('/v2/desk/members', { limit: 100 }))) as unknown as {
      members: { roles: string[] }[]
    }
    expect(members.length).toBeGreaterThan(4)
    for (const { roles } of members) {
      expect(roles.length).toBeGreaterThan(0)
      expect(roles.length).toBeLessThanOrEqual(3)
      if (roles.includes('SYSTEM_ADMINISTRATOR')) expect(roles).toHaveLength(1)
      expect(roles.includes('ACCOUNT_MANAGER') && roles.includes('ACCOUNT_DIRECTOR')).toBe(false)
    }
  })
})
