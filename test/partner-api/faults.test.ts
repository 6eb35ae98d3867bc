import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CallOptions, sendCall, signedCall } from './client.ts'
import type { Fault, FaultRule } from './faults.ts'
import { type PartnerApi, startPartnerApi } from './server.ts'

const list = (body: object = {}): CallOptions => ({
  method: 'POST',
  path: '/v2/partners/sub-customers/query',
  body,
  timeoutMs: 500,
})
let api: PartnerApi
let now: number

beforeEach(async () => {
  now = Date.now()
  api = await startPartnerApi({ size: 's', limits: 'off', clock: () => now })
})
afterEach(() => api.close())

const plan = (...faults: readonly (Fault | FaultRule)[]): void =>
  api.faults.set({
    rules: faults.map((one) => ('fault' in one ? one : { operation: '*', nth: [1], fault: one })),
  })
const call = (body?: object) => signedCall(api.url, 'administrator', list(body))
const richId = (): string =>
  api.state
    .prepare(`select customer_id from customers where association_type = '2' and indirect_partner_id is null`)
    .pluck()
    .get() as string
const grant = (): CallOptions => ({
  method: 'POST',
  path: '/v2/accounts/partner-accounts/adjust-amount',
  body: { customer_id: richId(), amount: 1.25 },
  timeoutMs: 500,
})
const granted = (): number =>
  api.state
    .prepare(`select count(*) from adjust_records where customer_id = ? and amount = 125`)
    .pluck()
    .get(richId()) as number

describe('fault plan', () => {
  it('drops before the effect, or after it', async () => {
    const before = granted()
    plan({ kind: 'dropBefore' }, { operation: '*', nth: [2], fault: { kind: 'dropAfter' } })
    await expect(signedCall(api.url, 'finance', grant())).rejects.toThrow(/hang up|ECONNRESET/)
    expect(granted()).toBe(before)
    await expect(signedCall(api.url, 'finance', grant())).rejects.toThrow(/hang up|ECONNRESET/)
    expect(granted()).toBe(before + 1)
    expect(api.log.slice(-2).map((entry) => entry.faults)).toEqual([['dropBefore'], ['dropAfter']])
  })

  it('throttles with Retry-After', async () => {
    plan({ kind: 'throttle', retryAfterSeconds: 3 })
    const result = await call()
    expect([result.status, result.headers['retry-after'], JSON.parse(result.text).error_code]).toEqual([
      429,
      '3',
      'APIG.0308',
    ])
    expect((await call()).status).toBe(200)
  })

  it.each([
    ['vendor', '"error_code":"CBC.0999"'],
    ['camel', '"errorCode":"CBC.0999"'],
    ['code', '"code":"CBC.0999"'],
    ['nested', '{"error":{"code":"CBC.0999"'],
    ['html', '<h1>503</h1>'],
    ['empty', ''],
  ] as const)('answers 503 in the shape %s', async (body, text) => {
    plan({ kind: 'status', status: 503, body })
    const result = await call()
    expect(result.status).toBe(503)
    expect(result.text).toContain(text)
  })

  it('answers 500 after the effect', async () => {
    const before = granted()
    plan({ kind: 'status', status: 500, after: true })
    expect((await signedCall(api.url, 'finance', grant())).status).toBe(500)
    expect(granted()).toBe(before + 1)
  })

  it('answers an error inside HTTP 200, without effect', async () => {
    const before = granted()
    plan({ kind: 'error200', code: 'CBC.99000000' })
    const result = await signedCall(api.url, 'finance', grant())
    expect([result.status, JSON.parse(result.text).error_code, granted()]).toEqual([200, 'CBC.99000000', before])
  })

  it('breaks the body', async () => {
    plan(
      { kind: 'brokenBody', how: 'truncated' },
      { operation: '*', nth: [2], fault: { kind: 'brokenBody', how: 'garbage' } },
      { operation: '*', nth: [3], fault: { kind: 'brokenBody', how: 'cut' } },
      { operation: '*', nth: [4], fault: { kind: 'brokenBody', how: 'stalled' } },
    )
    for (const _ of ['truncated', 'garbage']) {
      const { status, text } = await call()
      expect(status).toBe(200)
      expect(() => JSON.parse(text)).toThrow()
    }
    await expect(call()).rejects.toThrow(/aborted|ECONNRESET/)
    await expect(call()).rejects.toThrow(/abort|timeout/i)
  })

  it('never answers: half-open', async () => {
    plan({ kind: 'never' })
    await expect(call()).rejects.toThrow(/abort|timeout/i)
    expect((await call()).status).toBe(200)
  })

  it('delays', async () => {
    plan({ kind: 'delay', ms: 2000 })
    await expect(call()).rejects.toThrow(/abort|timeout/i)
  })

  it('shifts the clock, seen in Date and in signatures', async () => {
    plan({ kind: 'clock', skewMs: 3_600_000 })
    const refused = await call()
    expect(refused.status).toBe(401)
    const serverNow = Date.parse(refused.headers.date ?? '')
    expect(Math.abs(serverNow - now - 3_600_000)).toBeLessThanOrEqual(1000)
    const date = new Date(serverNow).toISOString().replace(/[-:]|\.\d+/g, '')
    expect((await signedCall(api.url, 'administrator', { ...list(), headers: { 'X-Sdk-Date': date } })).status).toBe(
      200,
    )
  })

  it('records appear late when told to', async () => {
    plan({ operation: 'UpdateCustomerAccountAmount', nth: [1], fault: { kind: 'late', ms: 5000 } })
    const { transfer_id: id } = JSON.parse((await signedCall(api.url, 'finance', grant())).text) as {
      transfer_id: string
    }
    const found = async (): Promise<number> => {
      const records = { method: 'GET', path: '/v3/accounts/partner-accounts/adjust-records', query: { trans_id: id } }
      return JSON.parse((await signedCall(api.url, 'finance', records)).text).total_count as number
    }
    expect(await found()).toBe(0)
    now += 5000
    expect(await found()).toBe(1)
  })

  it('strikes by occurrence, period, number of times and seeded probability', async () => {
    const struck = async (rule: Omit<FaultRule, 'operation' | 'fault'>, seed = 1): Promise<string> => {
      api.faults.set({
        seed,
        rules: [{ operation: 'ListSubCustomers', ...rule, fault: { kind: 'status', status: 500 } }],
      })
      let seen = ''
      for (let n = 0; n < 12; n += 1) seen += (await call()).status === 500 ? 'x' : '.'
      return seen
    }
    expect(await struck({ nth: [2, 5] })).toBe('.x..x.......')
    expect(await struck({ every: 4 })).toBe('...x...x...x')
    expect(await struck({ every: 4, times: 2 })).toBe('...x...x....')
    const first = await struck({ probability: 0.5 }, 7)
    expect(first).toContain('x')
    expect(first).toContain('.')
    expect(await struck({ probability: 0.5 }, 7)).toBe(first)
    expect(await struck({ probability: 0.5 }, 8)).not.toBe(first)
  })

  it('is changed from outside through the control route', async () => {
    const put: CallOptions = {
      method: 'PUT',
      path: '/__control/faults',
      body: { rules: [{ operation: '*', fault: { kind: 'throttle' } }] },
    }
    expect((await sendCall(api.url, put, {})).status).toBe(200)
    expect((await call()).status).toBe(429)
    const stats = JSON.parse((await sendCall(api.url, { method: 'GET', path: '/__control/stats' }, {})).text)
    expect(stats).toMatchObject({ requests: 3, calls: { ListSubCustomers: 1 }, errors: [] })
  })
})
