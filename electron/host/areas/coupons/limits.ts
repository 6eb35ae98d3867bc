/** Limits 使用限制 of a quota: their keys are open, so all are kept and shown; those the program knows it also follows. */
import type { QuotaLimit } from '#shared/contract/coupons.ts'
import { type Fen, parseYuan } from '#shared/money.ts'

/** Names of limits; the catalog leaves them open, an unknown one bounds nothing here but at the partner's. */
export const limitKeys = { minimum: 'minFaceValue', maximum: 'maxFaceValue', named: 'customerId' } as const

/** Values of one limit that are kept. */
const VALUES_MOST = 200

const texts = (value: unknown): string[] => (typeof value === 'string' && value !== '' ? [value.slice(0, 400)] : [])

/** From the wire's `limit_infos`; what is no limit is left out, it stands in no rule. */
export function readLimits(value: unknown): QuotaLimit[] {
  if (!Array.isArray(value)) return []
  return value.slice(0, 50).flatMap((one: unknown) => {
    const { limit_key: key, limit_values: values } = (one ?? {}) as Record<string, unknown>
    if (typeof key !== 'string') return []
    const list = Array.isArray(values) ? values : []
    return [
      {
        key: key.slice(0, 128),
        values: list
          .slice(0, VALUES_MOST)
          .flatMap((item: unknown) => texts((item as Record<string, unknown> | null)?.value1)),
      },
    ]
  })
}

/** Customers that a quota is bound to; null where it names none, or more than are kept here. */
export function namedOf(limits: readonly QuotaLimit[]): readonly string[] | null {
  const named = limits.find(({ key }) => key === limitKeys.named)?.values
  return named === undefined || named.length >= VALUES_MOST ? null : named
}

/** Null where no such bound is told or it is no amount. */
export function boundOf(limits: readonly QuotaLimit[], key: string): Fen | null {
  const value = limits.find((limit) => limit.key === key)?.values[0]
  return value === undefined ? null : parseYuan(value)
}
