import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CallOptions, signedCall } from './client.ts'
import type { CredentialName } from './identities.ts'
import { type PartnerApi, startPartnerApi } from './server.ts'

let api: PartnerApi
let now = Date.now()

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off', clock: () => now })
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

describe('creating a customer', () => {
  const path = '/v2/partners/sub-customers'
  const codePath = '/v2/bases/verificationcode/send'
  const mobile = '13912345678'
  const lastCode = (): string =>
    api.state.prepare('select code from verification_codes order by sent_at desc, rowid desc').pluck().get() as string

  it('R-CUST-14: with a code sent to the phone; the association may come later', async () => {
    api.faults.set({ rules: [{ operation: 'CreateSubCustomer', nth: [3], fault: { kind: 'late', ms: 1000 } }] })
    const body = { domain_name: 'made_here', mobile_phone: mobile, xaccount_id: 'x-1', xaccount_type: 'hzyd' }
    expect(await call('administrator', post(path, body))).toMatchObject({ error_code: 'CBC.99004010' })
    await signedCall(api.url, 'administrator', post(codePath, { receiver_type: 1, mobile_phone: mobile }))
    expect(await call('administrator', post(path, { ...body, mobile_phone: '12' }))).toMatchObject({
      error_code: 'CBC.5017',
    })
    const made = await call('administrator', post(path, { ...body, verification_code: lastCode() }))
    expect(made).toMatchObject({ domain_name: 'made_here' })
    expect((await list({ account_name: 'made_here' })).count).toBe(0)
    now += 1000
    expect((await list({})).customer_infos[0]).toMatchObject({ customer_id: made.domain_id, association_type: '2' })
    api.faults.clear()
  })

  it('a code is good once, fails after three wrong tries and expires', async () => {
    const send = () =>
      signedCall(api.url, 'administrator', post(codePath, { receiver_type: 1, mobile_phone: mobile, timeout: 1 }))
    const make = (n: number, code: string) =>
      call(
        'administrator',
        post(path, { mobile_phone: mobile, verification_code: code, xaccount_id: `y-${n}`, xaccount_type: 'hzyd' }),
      )
    now += 1
    await send()
    const wrong = lastCode() === '000000' ? '111111' : '000000'
    for (let n = 0; n < 3; n += 1) expect(await make(n, wrong)).toMatchObject({ error_code: 'CBC.99004010' })
    expect(await make(4, lastCode())).toMatchObject({ error_code: 'CBC.99004009' })
    now += 1
    await send()
    now += 60_001
    expect(await make(5, lastCode())).toMatchObject({ error_code: 'CBC.99004008' })
    for (let n = 0; n < 15; n += 1) await send()
    expect(JSON.parse((await send()).text)).toMatchObject({ error_code: 'CBC.99004015' })
  })
})

describe('real-name applications', () => {
  it('R-PLAT-04: people review, then the result and the customer agree', async () => {
    const { customer_id: id } = one<{ customer_id: string }>(
      `select customer_id from customers where ${own} and id = 7`,
    )
    const apply = (name: string) =>
      call(
        'administrator',
        post('/v2/customers/realname-auths/enterprise', {
          customer_id: id,
          identify_type: 1,
          verified_file_url: ['licence.jpg'],
          corp_name: name,
          verified_number: '91330000000000000X',
          xaccount_type: 'hzyd',
        }),
      )
    const result = () => call('administrator', get('/v2/customers/realname-auths/result', { customer_id: id }))
    expect(await apply('新名科技有限公司')).toEqual({ is_review: 1 })
    expect(await result()).toEqual({ review_result: 0 })
    now += 60_000
    expect(await result()).toMatchObject({ review_result: 2 })
    expect((await list({ customer_id: id })).customer_infos[0]).toMatchObject({
      customer: '新名科技有限公司',
      verified_status: '2',
    })
    await apply('退件有限公司')
    now += 60_000
    expect(await result()).toMatchObject({ review_result: 1, opinion: expect.any(String) })
  })
})

describe('code verification', () => {
  it('R-CUST-37: once it is on, money moves only within a confirmation by code', async () => {
    const customer = one<{ customer_id: string }>(
      `select customer_id from customers where ${own} and association_type = '2' and finance_custody = 0 order by id`,
    )
    const grant = () =>
      call('finance', post('/v2/accounts/partner-accounts/adjust-amount', { ...customer, amount: 0.01 }))
    const me = () => call('finance', get('/v2/desk/members/me'))
    expect(await grant()).toHaveProperty('transfer_id')
    api.state.exec('update code_verification set switched_on = 1')
    expect(await me()).toMatchObject({ code_verification: true })
    expect(await grant()).toMatchObject({ error_code: 'CBC.99004008' })
    const sent = await call('finance', post('/v2/desk/codes', {}))
    expect(sent.sent_to).toMatch(/^\d{3}\*{4}\d{4}$/)
    const code = api.state.prepare('select code from verification_codes order by rowid desc').pluck().get() as string
    const confirm = (verification_code: string) =>
      call('finance', post('/v2/desk/codes/confirm', { verification_code }))
    expect(await confirm(`${code}0`)).toMatchObject({ error_code: 'CBC.99004010' })
    expect(await confirm(code)).toHaveProperty('confirmed_until')
    expect(await grant()).toHaveProperty('transfer_id')
    api.state.prepare('update code_confirmations set until = ?').run(now - 1)
    expect(await grant()).toMatchObject({ error_code: 'CBC.99004008' })
    api.state.exec('update code_verification set switched_on = 0')
  })
})
