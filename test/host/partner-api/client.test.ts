import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createPartnerApi } from '#host/partner-api/client.ts'
import { type PartnerApi as Client, type Connection, PartnerError } from '#host/partner-api/types.ts'
import { sendCall } from '../../partner-api/client.ts'
import type { Fault } from '../../partner-api/faults.ts'
import { type PartnerApi, startPartnerApi } from '../../partner-api/server.ts'

let api: PartnerApi
let client: Client | undefined
let other: Server | undefined

beforeEach(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
})
afterEach(async () => {
  await client?.close()
  await api.close()
  other?.closeAllConnections()
  other?.close()
  client = other = undefined
})

const connect = (
  more: Partial<Connection> = {},
  as: keyof PartnerApi['credentials'] = 'administrator',
  now?: () => number,
): Client => {
  const { accessKey, secretKey } = api.credentials[as]
  client = createPartnerApi(
    {
      endpoint: api.url,
      credential: { kind: 'ak-sk', ak: accessKey, sk: secretKey },
      site: 'china',
      limitShare: null,
      timeoutMs: 400,
      ...more,
    },
    now,
  )
  return client
}
const list = (options: { signal?: AbortSignal } = {}) =>
  (client ?? connect()).call('ListSubCustomers', { body: { offset: 0, limit: 100 }, ...options })
const failing = async (work: Promise<unknown>): Promise<PartnerError> => {
  try {
    await work
  } catch (cause) {
    if (cause instanceof PartnerError) return cause
    throw cause
  }
  throw new Error('the call succeeded')
}
const strike = (fault: Fault, times = 1, operation = 'ListSubCustomers'): void =>
  api.faults.add({ operation, times, fault })

it('reads a page, signed by access key or by token', async () => {
  const answer = await list()
  expect(answer.body.customer_infos?.length).toBe(answer.body.count)
  expect(answer.requestId).toMatch(/^[0-9a-f]{32}$/)
  await client?.close()
  const { operatorName: name, password } = api.credentials.finance
  const issued = await sendCall(
    api.url,
    {
      method: 'POST',
      path: '/v3/auth/tokens',
      body: { auth: { identity: { methods: ['password'], password: { user: { name, password } } } } },
    },
    { 'content-type': 'application/json' },
  )
  const token = String(issued.headers['x-subject-token'])
  connect({ credential: { kind: 'token', token } })
  expect((await list()).http).toBe(200)
})

it.each<[string, Fault, Partial<PartnerError['value']> & { outcome: string }]>([
  ['429', { kind: 'throttle', retryAfterSeconds: 3 }, { outcome: 'not-now', code: 'throttled', retry: 'later' }],
  [
    '503 as an HTML page',
    { kind: 'status', status: 503, body: 'html' },
    { outcome: 'unknown', code: 'unknown-outcome', retry: 'later' },
  ],
  [
    '500 without a body',
    { kind: 'status', status: 500, body: 'empty' },
    { outcome: 'unknown', code: 'unknown-outcome' },
  ],
  ['a dropped connection', { kind: 'dropBefore' }, { outcome: 'unknown', code: 'unknown-outcome' }],
  ['a half-open connection', { kind: 'never' }, { outcome: 'unknown', code: 'unknown-outcome' }],
  [
    'a body that stops half way',
    { kind: 'brokenBody', how: 'stalled' },
    { outcome: 'unknown', code: 'unknown-outcome' },
  ],
  ['a body cut half way', { kind: 'brokenBody', how: 'cut' }, { outcome: 'unknown', code: 'unknown-outcome' }],
  ['truncated JSON', { kind: 'brokenBody', how: 'truncated' }, { outcome: 'unknown', code: 'answer-unreadable' }],
  ['no JSON at all', { kind: 'brokenBody', how: 'garbage' }, { outcome: 'unknown', code: 'answer-unreadable' }],
  ['an error inside HTTP 200', { kind: 'error200', code: 'CBC.99000035' }, { outcome: 'refused', code: 'refused' }],
  [
    'an unlisted error inside HTTP 200',
    { kind: 'error200', code: 'CBC.77777777' },
    { outcome: 'unknown', code: 'unknown-outcome' },
  ],
  [
    '400 with errorCode',
    { kind: 'status', status: 400, code: 'CBC.0100', body: 'camel' },
    { outcome: 'refused', code: 'refused' },
  ],
  [
    '400 with code and message',
    { kind: 'status', status: 400, code: 'CBC.0100', body: 'code' },
    { outcome: 'refused', code: 'refused' },
  ],
  [
    '400 one level down',
    { kind: 'status', status: 400, code: 'CBC.0100', body: 'nested' },
    { outcome: 'refused', code: 'refused' },
  ],
  [
    'an expired token',
    { kind: 'status', status: 401, code: 'CBC.0154' },
    { outcome: 'signed-out', code: 'signed-out' },
  ],
  ['the wrong site', { kind: 'status', status: 403, code: 'CBC.0156' }, { outcome: 'refused', code: 'wrong-site' }],
])('R-PLAT-18 R-PLAT-23 sorts %s', async (_name, fault, { outcome, ...value }) => {
  strike(fault)
  const error = await failing(list())
  expect(error.outcome).toBe(outcome)
  expect(error.value).toMatchObject(value)
  expect(error.value.vendor?.operationId).toBe('ListSubCustomers')
  if (fault.kind === 'throttle') expect(error.retryAfterMs).toBe(3000)
  if (fault.kind === 'status' && fault.body === 'nested') expect(error.value.vendor?.code).toBe('CBC.0100')
})

it('says that a write without an answer may have happened', async () => {
  connect()
  strike({ kind: 'dropAfter' }, 1, 'UpdateCustomerAccountAmount')
  const error = await failing(
    client!.call('UpdateCustomerAccountAmount', { body: { customer_id: 'c0ffee', amount: 1 } }),
  )
  expect(error.outcome).toBe('unknown')
  expect(error.value).toMatchObject({ safe: 'unknown', retry: 'after-reconcile' })
})

it('names the items that a credential lacks', async () => {
  connect({}, 'limited')
  const error = await failing(client!.call('ListPartnerBalances'))
  expect(error.value).toMatchObject({ code: 'permission-missing', vendor: { code: 'CBC.0151', http: 403 } })
  expect(String(error.value.detail?.missing).split(' ')).toContain('BPC_ITEM_VIEW_010100')
})

it('knows that nothing was done where nothing is reached', async () => {
  const port = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as AddressInfo
      server.close(() => resolve(free))
    })
  })
  connect({ endpoint: `http://127.0.0.1:${port}` })
  expect(await failing(list())).toMatchObject({
    outcome: 'not-now',
    value: { code: 'offline', safe: 'nothing-changed' },
  })
  await client?.close()
  connect({ endpoint: 'http://no-such-host.invalid' })
  expect(await failing(list())).toMatchObject({ outcome: 'not-now', value: { code: 'offline' } })
})

it.each([3600_000, -3600_000])('corrects a clock that is an hour off (%i ms) without a failure', async (off) => {
  connect({}, 'administrator', () => Date.now() - off)
  expect((await list()).http).toBe(200)
  expect(Math.abs(client!.clockSkewMs - off)).toBeLessThan(3_000)
  await list()
  expect(api.log.map(({ status }) => status)).toEqual([401, 200, 200])
})

it('asks only once more where the date is not what is wrong', async () => {
  connect({ credential: { kind: 'ak-sk', ak: api.credentials.administrator.accessKey, sk: 'wrong' } })
  expect(await failing(list())).toMatchObject({
    outcome: 'signed-out',
    value: { code: 'signed-out', vendor: { code: 'APIG.0301' } },
  })
  expect(api.log).toHaveLength(1)
})

it('can be cancelled while it waits for an answer', async () => {
  strike({ kind: 'never' })
  connect({ timeoutMs: 60_000 })
  const gone = new AbortController()
  const error = failing(list({ signal: gone.signal }))
  await expect.poll(() => api.log.length).toBe(1)
  gone.abort()
  expect((await error).value.code).toBe('cancelled')
})

it('stops reading an answer that does not end, and one that drips', async () => {
  other = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    if (request.url?.includes('resource')) {
      const timer = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(timer))
      return
    }
    const chunk = Buffer.alloc(1024 * 1024, ' ')
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
      response.once('drain', more)
    }
    more()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => other?.once('listening', resolve))
  connect({ endpoint: `http://127.0.0.1:${(other.address() as AddressInfo).port}`, timeoutMs: 300 })
  expect((await failing(list())).outcome).toBe('unknown')
  expect((await failing(client!.call('ListResourceTypes'))).outcome).toBe('unknown')
})

it('lists the items of a batch that failed alone', async () => {
  other = createServer((_request, response) =>
    response.end(
      JSON.stringify({
        error_details: [
          { id: 'a', error_code: 'CBC.99000013' },
          { id: 'b', error_code: 'CBC.0000' },
        ],
        coupon_infos: [{}],
      }),
    ),
  ).listen(0, '127.0.0.1')
  await new Promise((resolve) => other?.once('listening', resolve))
  connect({ endpoint: `http://127.0.0.1:${(other.address() as AddressInfo).port}` })
  const { failures } = await client!.call('CreatePartnerCoupons', {
    body: { quota_id: 'q', customer_ids: ['a'], face_value: 1 } as never,
  })
  expect(failures).toEqual([{ id: 'a', error_code: 'CBC.99000013' }])
})

it('a Retry-After of a day counts as a quarter of an hour', async () => {
  strike({ kind: 'throttle', retryAfterSeconds: 86_400 })
  expect((await failing(list())).retryAfterMs).toBe(15 * 60_000)
  client?.releaseHolds()
  expect((await list()).http).toBe(200)
})
