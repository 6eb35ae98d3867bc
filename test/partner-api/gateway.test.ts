import { request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  agencyToken,
  type CallOptions,
  type CallResult,
  customerToken,
  sendCall,
  signedCall,
  tokenCall,
} from './client.ts'
import { customerByAuthorization, revokeAuthorization } from './customer-acts.ts'
import { credentials, FOREIGN_SITE_CUSTOMER_ID } from './identities.ts'
import { type PartnerApi, startPartnerApi } from './server.ts'

const HOUR = 3_600_000
const list = (body: object = {}): CallOptions => ({ method: 'POST', path: '/v2/partners/sub-customers/query', body })
const balances: CallOptions = { method: 'GET', path: '/v2/accounts/customer-accounts/balances' }
const sdkDate = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')

let api: PartnerApi
let now: number

beforeEach(async () => {
  now = Date.now()
  api = await startPartnerApi({ size: 's', tokenLifetimeMs: HOUR, clock: () => now })
})
afterEach(() => api.close())

const answer = (result: CallResult) => {
  const { error_code: code, error_msg: message } = JSON.parse(result.text) as {
    error_code?: string
    error_msg?: string
  }
  return { status: result.status, code, message }
}

describe('signature', () => {
  it('lets the vendor’s signer in', async () => {
    const result = await signedCall(api.url, 'administrator', list())
    expect(result.status).toBe(200)
    expect(JSON.parse(result.text).customer_infos).toHaveLength(10)
    expect(result.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/)
    expect(result.headers['content-type']).toBe('application/json;charset=utf-8')
  })

  it.each<[string, string, (headers: Record<string, string>) => void]>([
    [
      'a wrong signature',
      'verify aksk signature fail',
      (h) => (h.Authorization = h.Authorization?.replace(/.{8}$/, '00000000') ?? ''),
    ],
    [
      'a header changed after signing',
      'verify aksk signature fail',
      (h) => (h['content-type'] = 'application/json;charset=utf-8'),
    ],
    [
      'an unsigned content type',
      'not signed',
      (h) => (h.Authorization = h.Authorization?.replace('content-type;', '') ?? ''),
    ],
    [
      'an unknown key',
      'ak not exist',
      (h) => (h.Authorization = h.Authorization?.replace(/Access=\w+/, 'Access=AKNOBODY') ?? ''),
    ],
    ['no authorization', 'decrypt token fail', (h) => delete h.Authorization],
    ['another algorithm', 'malformed', (h) => (h.Authorization = 'AWS4-HMAC-SHA256 Credential=x')],
  ])('refuses %s with 401 APIG.0301', async (_, message, tamper) => {
    const result = await signedCall(api.url, 'administrator', { ...list(), tamper })
    expect(answer(result)).toMatchObject({ status: 401, code: 'APIG.0301', message: expect.stringContaining(message) })
  })

  it('refuses a body changed after signing', async () => {
    const headers: Record<string, string> = {}
    await signedCall(api.url, 'administrator', {
      ...list({ limit: 5 }),
      tamper: (signed) => Object.assign(headers, signed),
    })
    const result = await sendCall(api.url, list({ limit: 6 }), headers)
    expect(answer(result)).toMatchObject({ status: 401, code: 'APIG.0301' })
  })

  it.each([
    [-15 * 60_000 - 2000, 401],
    [-14 * 60_000, 200],
    [14 * 60_000, 200],
    [15 * 60_000 + 2000, 401],
  ])('an X-Sdk-Date %d ms off answers %d, and the Date header tells the server’s time', async (skew, status) => {
    const result = await signedCall(api.url, 'administrator', {
      ...list(),
      headers: { 'X-Sdk-Date': sdkDate(now + skew) },
    })
    expect(result.status).toBe(status)
    expect(Date.parse(result.headers.date ?? '')).toBe(Math.floor(now / 1000) * 1000)
  })
})

describe('rights', () => {
  it('refuses an operator without the item with 403 CBC.0151', async () => {
    const call = { method: 'GET', path: '/v2/accounts/partner-accounts/balances' }
    expect(answer(await signedCall(api.url, 'limited', call))).toMatchObject({ status: 403, code: 'CBC.0151' })
    expect((await signedCall(api.url, 'finance', call)).status).toBe(200)
  })

  it('refuses a partner’s key for a customer’s operation with 403 CBC.0155', async () => {
    expect(answer(await signedCall(api.url, 'administrator', balances))).toMatchObject({
      status: 403,
      code: 'CBC.0155',
    })
  })

  it('R-ORG-05: an account manager sees own customers only, a director the team’s', async () => {
    const infos = async (as: 'rep' | 'director' | 'administrator') =>
      JSON.parse((await signedCall(api.url, as, list({ limit: 100 }))).text) as {
        count: number
        customer_infos: { account_managers: { account_name: string }[] }[]
      }
    const [rep, director, all] = [await infos('rep'), await infos('director'), await infos('administrator')]
    expect(rep.count).toBeGreaterThan(0)
    expect(
      new Set(rep.customer_infos.flatMap((one) => one.account_managers.map((manager) => manager.account_name))),
    ).toEqual(new Set(['hzyd_rep']))
    expect(director.count).toBeGreaterThanOrEqual(rep.count)
    expect(all.count).toBeGreaterThan(director.count)
  })
})

describe('tokens', () => {
  const byPassword = (name: string, password: string): CallOptions => ({
    method: 'POST',
    path: '/v3/auth/tokens',
    body: { auth: { identity: { methods: ['password'], password: { user: { name, password } } } } },
  })

  it('by password: works as the operator’s key until it expires with 401 CBC.0154', async () => {
    const { operatorName, password } = credentials.finance
    const issued = await sendCall(api.url, byPassword(operatorName, password), { 'content-type': 'application/json' })
    expect(issued.status).toBe(201)
    const token = String(issued.headers['x-subject-token'])
    expect((await tokenCall(api.url, token, list())).status).toBe(200)
    now += HOUR + 1
    expect(answer(await tokenCall(api.url, token, list()))).toMatchObject({ status: 401, code: 'CBC.0154' })
    expect(answer(await tokenCall(api.url, 'MIInonsense', list()))).toMatchObject({ status: 401, code: 'APIG.0301' })
  })

  it('refuses a wrong password in the token service’s own shape', async () => {
    const refused = await sendCall(api.url, byPassword('hzyd_admin', 'wrong'), { 'content-type': 'application/json' })
    expect(refused.status).toBe(401)
    expect(JSON.parse(refused.text)).toMatchObject({ error: { code: 401, title: 'Unauthorized' } })
  })

  it('by agency: a customer’s operations work with the customer’s token, partner operations do not', async () => {
    const granted = customerByAuthorization(api.state, 'GRANTED')
    const { token } = await agencyToken(api.url, granted)
    expect((await tokenCall(api.url, token, balances)).status).toBe(200)
    expect(answer(await tokenCall(api.url, token, list()))).toMatchObject({ status: 403, code: 'CBC.0155' })
    for (const state of ['NONE', 'REQUESTED', 'DECLINED', 'REVOKED'] as const)
      expect((await agencyToken(api.url, customerByAuthorization(api.state, state))).status).toBe(403)
    revokeAuthorization(api.state, granted, 'enough')
    expect(answer(await tokenCall(api.url, token, balances))).toMatchObject({ status: 401, code: 'APIG.0301' })
    expect((await agencyToken(api.url, granted)).status).toBe(403)
  })

  it('a customer’s own token works whatever it granted', async () => {
    const token = await customerToken(api.url, customerByAuthorization(api.state, 'NONE'))
    expect((await tokenCall(api.url, token, balances)).status).toBe(200)
    expect(answer(await tokenCall(api.url, token, list()))).toMatchObject({ status: 403, code: 'CBC.0155' })
  })

  it('a customer of the other site answers 403 CBC.0156', async () => {
    const { token } = await agencyToken(api.url, FOREIGN_SITE_CUSTOMER_ID)
    expect(answer(await tokenCall(api.url, token, balances))).toMatchObject({ status: 403, code: 'CBC.0156' })
  })

  it('temporary keys work with their security token only', async () => {
    const made = await signedCall(api.url, 'administrator', {
      method: 'POST',
      path: '/v3.0/OS-CREDENTIAL/securitytokens',
    })
    const { credential } = JSON.parse(made.text) as {
      credential: { access: string; secret: string; securitytoken: string }
    }
    const keys = { accessKey: credential.access, secretKey: credential.secret }
    const withToken = { ...list(), headers: { 'x-security-token': credential.securitytoken } }
    expect((await signedCall(api.url, keys, withToken)).status).toBe(200)
    expect((await signedCall(api.url, keys, list())).status).toBe(401)
    now += HOUR + 1
    expect((await signedCall(api.url, keys, withToken)).status).toBe(401)
  })
})

describe('gateway', () => {
  it('counts per operation and account in a second, over all operators of a partner', async () => {
    const codes = async (as: 'administrator' | 'finance', calls: number) => {
      const results = await Promise.all(Array.from({ length: calls }, () => signedCall(api.url, as, list())))
      return results.map((one) => one.status)
    }
    expect(await codes('administrator', 6)).toEqual(Array(6).fill(200))
    expect((await codes('finance', 6)).sort()).toEqual([200, 200, 200, 200, 429, 429])
    const other = { method: 'GET', path: '/v2/bases/measurements' }
    expect((await signedCall(api.url, 'administrator', other)).status).toBe(200)
    expect(answer(await signedCall(api.url, 'administrator', list()))).toMatchObject({ status: 429, code: 'APIG.0308' })
    now += 1000
    expect((await signedCall(api.url, 'administrator', list())).status).toBe(200)
  })

  it('answers 404 APIG.0101 for a path it does not know', async () => {
    const result = await signedCall(api.url, 'administrator', { method: 'GET', path: '/v2/partners/unheard-of' })
    expect(answer(result)).toMatchObject({ status: 404, code: 'APIG.0101' })
  })

  it('refuses a body over 12 MB, and one that is no JSON', async () => {
    const large = list({ account_name: 'x'.repeat(12 * 1024 * 1024) })
    expect((await signedCall(api.url, 'administrator', large)).status).toBe(413)
    const token = await customerToken(api.url, customerByAuthorization(api.state, 'NONE'))
    const broken = await new Promise<number>((resolve) => {
      const headers = { 'x-auth-token': token, 'content-type': 'application/json' }
      const outgoing = request(
        `${api.url}/v2/products/resource-specs-query`,
        { method: 'POST', headers },
        (response) => {
          response.resume()
          resolve(response.statusCode ?? 0)
        },
      )
      outgoing.end('{"cut')
    })
    expect(broken).toBe(400)
  })

  it('compresses only when asked', async () => {
    const call = list({ limit: 50 })
    const plain = await signedCall(api.url, 'administrator', call)
    const packed = await signedCall(api.url, 'administrator', { ...call, headers: { 'accept-encoding': 'gzip' } })
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(packed.bytes).toString('utf8')).toBe(plain.text)
  })

  it('names follow X-Language', async () => {
    const call = { method: 'GET', path: '/v2/systems/configs/provinces' }
    const names = async (language: string) => {
      const result = await signedCall(api.url, 'administrator', { ...call, headers: { 'X-Language': language } })
      return (JSON.parse(result.text) as { provinces: { name: string }[] }).provinces[0]?.name
    }
    expect([await names('zh_CN'), await names('en_US')]).toEqual(['北京市', 'Beijing'])
  })
})
