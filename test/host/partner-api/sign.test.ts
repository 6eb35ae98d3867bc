import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { authorization, canonicalQuery, canonicalRequest, sdkDate, type ToSign } from '#host/partner-api/sign.ts'
import { vendorHeaders } from '../../partner-api/client.ts'

const credential = { ak: 'AKEXAMPLE0123456789', sk: 'SKexample0123456789abcdefghijklmnopqrstuv' }
const headers = { 'content-type': 'application/json', host: 'bss.myhuaweicloud.com', 'x-sdk-date': '20260105T083000Z' }
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

it("signs the catalog's first vector, a POST with a body", () => {
  const request: ToSign = {
    method: 'POST',
    path: '/v2/accounts/partner-accounts/adjust-amount',
    query: '',
    headers,
    body: '{"customer_id":"c0ffee","amount":10.05}',
  }
  expect(sha256(canonicalRequest(request))).toBe('e85c55b736f23ff7165eab9590f8316551f3112cb196b691589b117db0749eed')
  expect(authorization(request, credential)).toBe(
    'SDK-HMAC-SHA256 Access=AKEXAMPLE0123456789, SignedHeaders=content-type;host;x-sdk-date, Signature=dba8dac180dfb6463d32a49cf5a7b2838e5adb635ed7b85a015ba1309a25492c',
  )
})

it("signs the catalog's second vector, a GET whose query needs order and encoding", () => {
  const query = canonicalQuery({
    limit: 100,
    offset: 0,
    operation_types: [2, 1],
    operation_time_begin: '2026-01-05T00:00:00Z',
    quota_id: 'a b/中',
    left_out: undefined,
  })
  expect(query).toBe(
    'limit=100&offset=0&operation_time_begin=2026-01-05T00%3A00%3A00Z&operation_types=1&operation_types=2&quota_id=a%20b%2F%E4%B8%AD',
  )
  const request: ToSign = {
    method: 'GET',
    path: '/v2/promotions/benefits/partner-coupons/records/query',
    query,
    headers,
    body: '',
  }
  expect(sha256(canonicalRequest(request))).toBe('4d34a548941d5103c9fff1a07ebaceb976e5d1c1b1ae1df5e6a0494fdff2c873')
  expect(authorization(request, credential)).toMatch(
    /Signature=94cd3696309431ac0c2ef730651d29a4da0a15780486b27ca94464aa0e545b96$/,
  )
})

it("equals the vendor's own signer for any request", () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.isWellFormed())
  const name = fc.stringMatching(/^[a-z_]{1,10}$/)
  const value = fc.oneof(
    word,
    fc.integer(),
    fc.array(fc.stringMatching(/^[a-z0-9 ]{1,6}$/), { minLength: 1, maxLength: 3 }),
  )
  fc.assert(
    fc.property(
      fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
      fc.array(
        fc.stringMatching(/^[A-Za-z0-9._~-]{1,8}$/).filter((part) => !/^\.+$/.test(part)),
        { minLength: 1, maxLength: 4 },
      ),
      fc.dictionary(name, value, { maxKeys: 5, noNullPrototype: true }),
      fc.option(fc.record({ memo: word, amount: fc.integer() })),
      fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2040-01-01T00:00:00Z'), noInvalidDate: true }),
      (method, path, query, body, at) => {
        const sent = method === 'GET' || method === 'DELETE' ? null : body
        const date = sdkDate(at.getTime())
        const theirs = vendorHeaders(
          'https://bss.myhuaweicloud.com',
          {
            method,
            path: `/${path.join('/')}`,
            query,
            ...(sent ? { body: sent } : {}),
            headers: { 'X-Sdk-Date': date },
          },
          { accessKey: credential.ak, secretKey: credential.sk },
        )
        const ours = authorization(
          {
            method,
            path: `/${path.join('/')}`,
            query: canonicalQuery(query),
            headers: { ...headers, 'x-sdk-date': date },
            body: sent ? JSON.stringify(sent) : '',
          },
          credential,
        )
        expect(ours).toBe(theirs.Authorization ?? theirs.authorization)
      },
    ),
    { numRuns: 300 },
  )
})
