import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerFaults, errorCodeOf } from './answer-check.ts'
import { catalog } from './catalog.ts'
import { customerToken, signedCall, tokenCall } from './client.ts'
import { implemented } from './operations/index.ts'
import type { SampleCall } from './registry.ts'
import { samples } from './samples/index.ts'
import { type PartnerApi, startPartnerApi } from './server.ts'

let api: PartnerApi
// What the seed sends as a newer service might.
const unknownFields = ['loyalty_tier', 'segments', 'big_number']
// Own bills, costs and packages of a customer, and enterprise accounts: no business of a partner's workstation.
const notOffered = [
  'ClaimEnterpriseMultiAccountCoupon',
  'CreateEnterpriseProjectAuth',
  'CreateSubEnterpriseAccount',
  'ListCosts',
  'ListCustomerBillsFeeRecords',
  'ListCustomerBillsMonthlyBreakDown',
  'ListCustomerCouponChangeRecords',
  'ListCustomerselfResourceRecordDetails',
  'ListCustomerselfResourceRecords',
  'ListEnterpriseMultiAccount',
  'ListEnterpriseOrganizations',
  'ListEnterpriseSubCustomers',
  'ListFreeResourceUsages',
  'ListFreeResourcesUsageRecords',
  'ListMultiAccountRetrieveCoupons',
  'ListMultiAccountTransferCoupons',
  'ListResourceUsage',
  'ListResourceUsageSummary',
  'ListStoredValueCards',
  'ReclaimEnterpriseMultiAccountCoupon',
  'ReclaimSubEnterpriseAmount',
  'SendSmsVerificationCode',
  'ShowCustomerMonthlySum',
  'ShowMultiAccountTransferAmount',
  'UpdateSubEnterpriseAmount',
]
const tokens = new Map<string, string>()

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
})
afterAll(() => api.close())

const tokenOf = async (customerId: string): Promise<string> => {
  const known = tokens.get(customerId)
  if (known !== undefined) return known
  const token = await customerToken(api.url, customerId)
  tokens.set(customerId, token)
  return token
}

const anyResaleCustomer = (): string =>
  api.state
    .prepare(
      `select customer_id from customers where association_type = '2' and linked = 1 and indirect_partner_id is null`,
    )
    .pluck()
    .get() as string

const send = async (sample: SampleCall) => {
  const operation = catalog.get(sample.operationId)
  if (!operation) throw new Error(`${sample.operationId} is in no catalog`)
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(sample.path?.[name] ?? ''))
  const call = {
    method: operation.method,
    path,
    ...(sample.query ? { query: sample.query } : {}),
    ...(sample.body === undefined ? {} : { body: sample.body }),
  }
  if (sample.as !== 'customer') return signedCall(api.url, sample.as, call)
  return tokenCall(api.url, await tokenOf(sample.customerId ?? anyResaleCustomer()), call)
}

describe('answers are as the catalogs say', () => {
  it('for every sample call', { timeout: 120_000 }, async () => {
    const wrong: string[] = []
    const answered = new Set<string>()
    for (const make of samples) {
      for (const sample of make(api.state)) {
        const result = await send(sample)
        const code = errorCodeOf(result.text)
        const faults = [...answerFaults(sample.operationId, result, { unknownFields })]
        if (code !== sample.error)
          faults.push(`expected ${sample.error ?? 'success'}, got ${result.status} ${result.text}`)
        if (code === undefined) answered.add(sample.operationId)
        if (faults.length > 0) wrong.push(`${JSON.stringify(sample)}: ${faults.slice(0, 5).join('; ')}`)
      }
    }
    expect(wrong).toEqual([])
    expect(api.errors).toEqual([])
    // Every implemented operation has a sample that succeeds.
    expect(implemented.map((one) => one.operationId).filter((id) => !answered.has(id))).toEqual([])
  })

  it('declares every operation once, and only operations of the catalogs', () => {
    const ids = implemented.map((one) => one.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !catalog.has(id))).toEqual([])
  })

  it('answers 403 CBC.0150 for the operations that are not offered, and these are no partner operations', async () => {
    const missing = [...catalog.keys()].filter((id) => !implemented.some((one) => one.operationId === id))
    const token = await tokenOf(anyResaleCustomer())
    for (const operationId of missing) {
      const operation = catalog.get(operationId)
      expect([operationId, ...(operation?.callers ?? [])]).toEqual([operationId, 'customer'])
      const call = { method: operation?.method ?? '', path: operation?.path ?? '', body: {} }
      const result = await tokenCall(api.url, token, call)
      expect([operationId, result.status, JSON.parse(result.text).error_code]).toEqual([operationId, 403, 'CBC.0150'])
    }
    expect(missing.sort()).toEqual(notOffered)
  })
})
