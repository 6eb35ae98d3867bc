import { services } from './services.ts'

/**
 * Keys of a quota's limits 使用限制. The vendor's catalog leaves `limit_key` open; these names are ours.
 * value1 is the value, several values are several entries.
 */
export const quotaLimits = {
  minimumFaceValue: 'minFaceValue',
  maximumFaceValue: 'maxFaceValue',
  /** Coupons that may be issued in all. */
  couponCount: 'couponCount',
  /** Sum of face values of one customer, yuan. */
  customerTotal: 'customerTotal',
  serviceType: 'cloudServiceType',
  product: 'productId',
  firstLinkedOnly: 'firstLinkedOnly',
  namedCustomer: 'customerId',
} as const

export interface QuotaLimit {
  readonly limit_key: string
  readonly limit_values: readonly { readonly value1: string; readonly value2?: string }[]
}

export const limit = (limitKey: string, ...values: readonly string[]): QuotaLimit => ({
  limit_key: limitKey,
  limit_values: values.map((value1) => ({ value1 })),
})

const codes = services.map(({ code }) => code)

/** Quotas that every seed has, one for each rule; what a quota is called tells what it is for. */
export const quotaKinds = [
  { name: 'plain', type: 0, status: 0, value: 500_000_00, limits: [] },
  {
    name: 'limited',
    type: 0,
    status: 0,
    value: 200_000_00,
    limits: [
      limit(quotaLimits.minimumFaceValue, '10'),
      limit(quotaLimits.maximumFaceValue, '2000'),
      limit(quotaLimits.serviceType, ...codes.slice(0, 5)),
      limit(quotaLimits.product, '90301-100001', '90301-100002'),
    ],
  },
  { name: 'first linked', type: 0, status: 0, value: 80_000_00, limits: [limit(quotaLimits.firstLinkedOnly, '1')] },
  {
    name: 'counted',
    type: 0,
    status: 0,
    value: 90_000_00,
    limits: [limit(quotaLimits.couponCount, '3'), limit(quotaLimits.customerTotal, '100')],
  },
  { name: 'cash', type: 1, status: 0, value: 120_000_00, limits: [] },
  { name: 'lapsed', type: 0, status: 3, value: 30_000_00, limits: [] },
  { name: 'being adjusted', type: 0, status: 4, value: 60_000_00, limits: [] },
  { name: 'frozen', type: 0, status: 5, value: 60_000_00, limits: [] },
  { name: 'not yet in force', type: 0, status: 0, value: 70_000_00, limits: [] },
  { name: 'named customers', type: 0, status: 0, value: 70_000_00, limits: [] },
] as const
