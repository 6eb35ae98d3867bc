// R-PLAT-16, R-ORD-29: which credential a call goes with, and what becomes of a customer's token.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPartnerApi } from '#host/partner-api/client.ts'
import { type PartnerApi as Client, type Connection, PartnerError } from '#host/partner-api/types.ts'
import { customerByAuthorization, grantAuthorization, revokeAuthorization } from '../../partner-api/customer-acts.ts'
import { type PartnerApi, startPartnerApi } from '../../partner-api/server.ts'

const HOUR = 3_600_000

let api: PartnerApi
let client: Client
let ahead = 0
let customer: string

const connect = (more: Partial<Connection> = {}): Client => {
  const { accessKey, secretKey } = api.credentials.administrator
  client = createPartnerApi(
    {
      endpoint: api.url,
      credential: { kind: 'ak-sk', ak: accessKey, sk: secretKey },
      site: 'china',
      limitShare: null,
      timeoutMs: 400,
      ...more,
    },
    () => Date.now() + ahead,
  )
  return client
}

beforeEach(async () => {
  ahead = 0
  api = await startPartnerApi({ size: 's', limits: 'off', tokenLifetimeMs: HOUR, clock: () => Date.now() + ahead })
  customer = customerByAuthorization(api.state, 'GRANTED')
  connect()
})
afterEach(async () => {
  await client.close()
  await api.close()
})

const balance = (actingFor = customer, signal?: AbortSignal) =>
  client.call('ShowCustomerAccountBalances', { actingFor, ...(signal ? { signal } : {}) })
const failing = async (work: Promise<unknown>): Promise<PartnerError> => {
  try {
    await work
  } catch (cause) {
    if (cause instanceof PartnerError) return cause
    throw cause
  }
  throw new Error('the call succeeded')
}
/** Tokens that IAM ever gave for a customer. */
const swaps = (of = customer): number =>
  api.state.prepare(`select count(*) from tokens where customer_id = ? and operator <> ''`).pluck().get(of) as number

describe('R-PLAT-16 the caller is checked before anything leaves', () => {
  it.each([
    ['a customer’s call without a customer', () => client.call('ShowCustomerAccountBalances'), 'customer'],
    ['a customer’s call with an empty customer', () => balance(''), 'customer'],
    ['a partner’s call with a customer', () => client.call('ListPartnerBalances', { actingFor: customer }), 'partner'],
    ['a desk call with a customer', () => client.call('ListDeskAuthorizations', { actingFor: customer }), 'partner'],
  ])('%s', async (_name, call, needs) => {
    const error = await failing(call())
    expect(error).toMatchObject({
      outcome: 'refused',
      value: { code: 'wrong-caller', safe: 'nothing-changed', detail: { needs } },
    })
    expect([api.log.length, swaps()]).toEqual([0, 0])
  })

  it('an operation of both kinds takes either, and sees what its caller sees', async () => {
    const mine = await client.call('ListCustomerOrders', { query: { customer_id: customer, limit: 1 } })
    const own = await client.call('ListCustomerOrders', { query: { limit: 1 }, actingFor: customer })
    expect(own.body.total_count).toBe(mine.body.total_count)
  })
})

describe('R-ORD-29 a customer’s token', () => {
  it('is swapped once for all calls at a time and kept', async () => {
    await Promise.all([balance(), balance(), balance()])
    await balance()
    expect(swaps()).toBe(1)
  })

  it('is renewed before its end', async () => {
    await balance()
    ahead = HOUR - 30_000
    await balance()
    expect(swaps()).toBe(2)
    expect(api.log.every(({ status }) => status === 200)).toBe(true)
  })

  it('that IAM let run out early is renewed by the answer 401, and the call goes once more', async () => {
    await balance()
    api.state.prepare('update tokens set expires_at = 1').run()
    expect((await balance()).http).toBe(200)
    expect(swaps()).toBe(2)
    expect(api.log.map(({ status, code }) => `${status} ${code}`)).toEqual(['200 ', '401 CBC.0154', '200 '])
  })

  it('is gone with the agency, also when the customer takes it back between two calls', async () => {
    await balance()
    revokeAuthorization(api.state, customer, 'enough')
    const error = await failing(balance())
    expect(error).toMatchObject({
      outcome: 'refused',
      value: { code: 'no-agency', safe: 'nothing-changed', retry: 'after-fix', detail: { customerId: customer } },
    })
    // Asked again and granted again, it works again: nothing of the old is kept.
    api.state
      .prepare(`update authorizations set state = 'REQUESTED', waits_for = 'CUSTOMER' where customer_id = ?`)
      .run(customer)
    grantAuthorization(api.state, customer)
    expect((await balance()).http).toBe(200)
  })

  it.each(['NONE', 'REQUESTED', 'DECLINED', 'REVOKED'] as const)('is not to be had while %s', async (state) => {
    const other = customerByAuthorization(api.state, state)
    const error = await failing(balance(other))
    expect(error).toMatchObject({ outcome: 'refused', value: { code: 'no-agency', detail: { customerId: other } } })
    expect(error.value.vendor?.operationId).toBe('ShowCustomerAccountBalances')
    expect(api.log).toHaveLength(0)
  })

  it('refused while it is fresh is no word about the partner’s own credential: nothing pauses for it', async () => {
    api.faults.add({
      operation: 'ShowCustomerAccountBalances',
      times: 2,
      fault: { kind: 'status', status: 401, code: 'APIG.0301' },
    })
    expect(await failing(balance())).toMatchObject({
      outcome: 'refused',
      value: { code: 'no-agency', detail: { reason: 'token-refused' } },
    })
    expect((await balance()).http).toBe(200)
  })

  it('forgotten, is swapped anew; another customer’s stays', async () => {
    const other = customerByAuthorization(api.state, 'GRANTED', 1)
    await Promise.all([balance(), balance(other)])
    client.forgetCustomer(customer)
    await Promise.all([balance(), balance(other)])
    expect([swaps(), swaps(other)]).toEqual([2, 1])
    client.forgetCustomer(null)
    await balance(other)
    expect(swaps(other)).toBe(2)
  })

  it('stands in no error, whatever went wrong', async () => {
    await balance()
    const token = api.state.prepare('select token from tokens').pluck().get() as string
    for (const fault of [
      { kind: 'status', status: 500, body: 'html' },
      { kind: 'brokenBody', how: 'garbage' },
      { kind: 'dropAfter' },
      { kind: 'throttle', retryAfterSeconds: 0 },
    ] as const) {
      api.faults.add({ operation: 'ShowCustomerAccountBalances', times: 1, fault })
      const error = await failing(balance())
      expect(JSON.stringify(error.value) + error.message + String(error.cause)).not.toContain(token.slice(0, 20))
    }
  })
})

describe('a swap that fails has not sent the call', () => {
  it.each([
    ['wrong keys of the partner', { sk: 'wrong' }, 'signed-out', 'signed-out'],
    ['nobody there', { endpoint: 'http://no-such-host.invalid' }, 'not-now', 'offline'],
  ])('%s', async (_name, { sk, endpoint }: { sk?: string; endpoint?: string }, outcome, code) => {
    await client.close()
    const { accessKey, secretKey } = api.credentials.administrator
    connect({
      ...(endpoint === undefined ? {} : { endpoint }),
      credential: { kind: 'ak-sk', ak: accessKey, sk: sk ?? secretKey },
    })
    const error = await failing(client.call('PayOrders', { body: { order_id: 'CS1' } as never, actingFor: customer }))
    expect(error).toMatchObject({ outcome, value: { code, safe: 'nothing-changed' } })
    expect(error.value.vendor?.operationId).toBe('PayOrders')
  })

  it('a caller that gives up meanwhile lets the swap of the others go on', async () => {
    const gone = new AbortController()
    const first = failing(balance(customer, gone.signal))
    const second = balance()
    gone.abort()
    expect(await first).toMatchObject({ outcome: 'not-now', value: { code: 'cancelled', safe: 'nothing-changed' } })
    expect((await second).http).toBe(200)
    expect(swaps()).toBe(1)
  })
})
