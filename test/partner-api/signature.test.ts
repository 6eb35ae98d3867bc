import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { queryText, vendorHeaders } from './client.ts'
import { canonicalRequest, parseAuthorization, type SignedRequest, sdkDateMillis, signatureOf } from './signature.ts'

const keys = { accessKey: 'AKEXAMPLE0123456789', secretKey: 'SKexample0123456789abcdefghijklmnopqrstuv' }
const endpoint = 'https://bss.myhuaweicloud.com'
const headers = {
  'content-type': 'application/json',
  host: 'bss.myhuaweicloud.com',
  'x-sdk-date': '20260105T083000Z',
}
const signed = ['content-type', 'host', 'x-sdk-date']
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const grant: SignedRequest = {
  method: 'POST',
  path: '/v2/accounts/partner-accounts/adjust-amount',
  query: '',
  headers,
  body: Buffer.from('{"customer_id":"c0ffee","amount":10.05}'),
}
const records: SignedRequest = {
  method: 'GET',
  path: '/v2/promotions/benefits/partner-coupons/records/query',
  // Out of order on purpose: the server sorts.
  query:
    'operation_types=2&operation_types=1&limit=100&offset=0&quota_id=a%20b%2F%E4%B8%AD&operation_time_begin=2026-01-05T00%3A00%3A00Z',
  headers,
  body: Buffer.alloc(0),
}

describe('SDK-HMAC-SHA256, the test vectors of the catalog', () => {
  it('first vector: a body', () => {
    expect(sha256(grant.body.toString())).toBe('b9a8bab5ab567a5a532447c8a7951cbad18ee9b595f7883bbf5a526587a03790')
    expect(sha256(canonicalRequest(grant, signed))).toBe(
      'e85c55b736f23ff7165eab9590f8316551f3112cb196b691589b117db0749eed',
    )
    expect(signatureOf(grant, signed, keys.secretKey)).toBe(
      'dba8dac180dfb6463d32a49cf5a7b2838e5adb635ed7b85a015ba1309a25492c',
    )
  })

  it('second vector: a query with repeated names and Chinese', () => {
    expect(sha256(canonicalRequest(records, signed))).toBe(
      '4d34a548941d5103c9fff1a07ebaceb976e5d1c1b1ae1df5e6a0494fdff2c873',
    )
    expect(signatureOf(records, signed, keys.secretKey)).toBe(
      '94cd3696309431ac0c2ef730651d29a4da0a15780486b27ca94464aa0e545b96',
    )
  })

  it.each([
    [
      'first',
      'POST',
      grant.path,
      {},
      { customer_id: 'c0ffee', amount: 10.05 },
      'dba8dac180dfb6463d32a49cf5a7b2838e5adb635ed7b85a015ba1309a25492c',
    ],
    [
      'second',
      'GET',
      records.path,
      {
        limit: 100,
        offset: 0,
        operation_types: [2, 1],
        operation_time_begin: '2026-01-05T00:00:00Z',
        quota_id: 'a b/中',
      },
      undefined,
      '94cd3696309431ac0c2ef730651d29a4da0a15780486b27ca94464aa0e545b96',
    ],
  ] as const)('the vendor’s own signer agrees with the %s vector', (_, method, path, query, body, signature) => {
    const made = vendorHeaders(
      endpoint,
      { method, path, query, ...(body === undefined ? {} : { body }), headers: { 'X-Sdk-Date': '20260105T083000Z' } },
      keys,
    )
    expect(made.Authorization).toContain(`Signature=${signature}`)
  })

  it('agrees with the vendor’s signer on random requests', () => {
    const seed = Date.now() % 2 ** 31
    const name = fc.stringMatching(/^[a-z_]{1,12}$/)
    const value = fc.string({ unit: 'grapheme', maxLength: 12 })
    fc.assert(
      fc.property(
        fc.dictionary(name, value, { maxKeys: 5 }),
        fc.option(fc.dictionary(name, value), { nil: undefined }),
        (query, body) => {
          const call = {
            method: body ? 'POST' : 'GET',
            path: '/v2/partners/sub-customers/query',
            query,
            ...(body ? { body } : {}),
          }
          const made = vendorHeaders(endpoint, call, keys)
          const parsed = parseAuthorization(made.Authorization ?? '')
          const request: SignedRequest = {
            method: call.method,
            path: call.path,
            query: queryText(query).slice(1),
            headers: Object.fromEntries(Object.entries(made).map(([key, one]) => [key.toLowerCase(), one])),
            body: Buffer.from(body ? JSON.stringify(body) : ''),
          }
          expect(signatureOf(request, parsed?.signedHeaders ?? [], keys.secretKey)).toBe(parsed?.signature)
        },
      ),
      { seed },
    )
  })

  it('reads X-Sdk-Date, and nothing else, as a time', () => {
    expect(sdkDateMillis('20260105T083000Z')).toBe(Date.UTC(2026, 0, 5, 8, 30))
    expect(sdkDateMillis('2026-01-05T08:30:00Z')).toBeNaN()
  })
})
