/**
 * What is about to be lost, the most money first, and who could use it. All from here, so it holds without the network.
 * Customers are proposed by two plain facts: an open debt, or what they used last month while no coupon of theirs is usable.
 */

import { listQuotas } from '#host/areas/coupons/quotas.ts'
import { clip } from '#host/areas/customers/rows.ts'
import { scopeCondition } from '#host/areas/customers/scoped.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { CouponWarnings } from '#shared/contract/coupons.ts'
import { maskAccount, maskName } from '#shared/mask.ts'
import { fen } from '#shared/money.ts'
import { EXPIRING_DAYS, warnsOfQuota } from '#shared/rules/coupons.ts'
import { RESALE } from '#shared/rules/customers.ts'
import { billingMonth, monthAfter } from '#shared/time.ts'

const DAY_MS = 86_400_000
const COUPONS_MOST = 100
const CANDIDATES_MOST = 20

interface StoredCoupon {
  coupon_id: string
  customer_id: string
  name: string | null
  account_name: string | null
  manager: string | null
  rest: number
  expires_at: number
}

interface Named {
  name: string | null
  account_name: string | null
}

const nameOf = ({ name, account_name }: Named): string =>
  clip(name ? maskName(name) : account_name ? maskAccount(account_name) : '', 400)

/** Usable coupons with a rest that end soon. */
function expiringCoupons(reader: Db, scope: Scope, now: number): CouponWarnings['coupons'] {
  const own = scopeCondition('k.customer_id', scope)
  const where = `k.status = '2' AND k.gone_at IS NULL AND k.expires_order >= ? AND k.expires_order < ? AND ifnull(k.balance, k.face_value) > 0
    ${own.map(({ sql }) => `AND ${sql}`).join(' ')}`
  const params = [now, now + EXPIRING_DAYS * DAY_MS, ...own.flatMap((condition) => condition.params)]
  const rows = kept<StoredCoupon>(
    reader,
    `SELECT k.coupon_id, k.customer_id, c.name, c.account_name, c.manager, ifnull(k.balance, k.face_value) AS rest, k.expires_at
     FROM coupons k INDEXED BY coupons_by_expires LEFT JOIN customers c ON c.customer_id = k.customer_id
     WHERE ${where} ORDER BY rest DESC, k.expires_order LIMIT ${COUPONS_MOST}`,
  ).all(...params)
  const sum = kept<{ count: number; balance: number }>(
    reader,
    `SELECT count(*) AS count, ifnull(sum(ifnull(k.balance, k.face_value)), 0) AS balance FROM coupons k INDEXED BY coupons_by_expires WHERE ${where}`,
  ).get(...params)
  return {
    rows: rows.map((row) => ({
      couponId: row.coupon_id,
      customerId: clip(row.customer_id, 64),
      customerName: nameOf(row),
      manager: row.manager === null ? null : clip(row.manager, 128),
      balance: fen(row.rest),
      expiresAt: row.expires_at,
    })),
    total: sum?.count ?? 0,
    balance: fen(sum?.balance ?? 0),
  }
}

interface StoredCandidate extends Named {
  customer_id: string
  debt: number
  spent: number
}

const withoutCoupon = `NOT EXISTS (SELECT 1 FROM coupons k WHERE k.customer_id = c.customer_id AND k.status = '2' AND k.gone_at IS NULL
  AND k.expires_order >= ? AND ifnull(k.balance, k.face_value) > 0)`

/** Resale customers without a usable coupon: those in debt first, then those who used most last month. */
function candidates(reader: Db, scope: Scope, now: number): CouponWarnings['candidates'] {
  const own = scopeCondition('c.customer_id', scope)
  const scoped = own.map(({ sql }) => `AND ${sql}`).join(' ')
  const params = own.flatMap((condition) => condition.params)
  const month = monthAfter(billingMonth(now), -1)
  const eligible = `c.association_type = '${RESALE}' AND c.gone_at IS NULL AND ifnull(c.frozen, '0') = '0' AND ${withoutCoupon} ${scoped}`
  const debtors = kept<StoredCandidate>(
    reader,
    `SELECT c.customer_id, c.name, c.account_name, c.debt, 0 AS spent FROM customers c
     WHERE c.debt > 0 AND ${eligible} ORDER BY c.debt DESC, c.id LIMIT ${CANDIDATES_MOST}`,
  ).all(now, ...params)
  const users = kept<StoredCandidate>(
    reader,
    `SELECT c.customer_id, c.name, c.account_name, 0 AS debt, s.spent
     FROM (SELECT customer_id, sum(amount) AS spent FROM consumption_sums WHERE month = ? AND gone_at IS NULL
       GROUP BY customer_id HAVING sum(amount) > 0 ORDER BY 2 DESC LIMIT 500) s
     JOIN customers c ON c.customer_id = s.customer_id
     WHERE ${eligible} ORDER BY s.spent DESC, c.id LIMIT ${CANDIDATES_MOST}`,
  ).all(month, now, ...params)
  const named = new Set(debtors.map(({ customer_id }) => customer_id))
  return [...debtors, ...users.filter(({ customer_id }) => !named.has(customer_id))]
    .slice(0, CANDIDATES_MOST)
    .map((row) => ({
      customerId: clip(row.customer_id, 64),
      customerName: nameOf(row),
      why: row.debt > 0 ? ('debt' as const) : ('consumption' as const),
      amount: fen(row.debt > 0 ? row.debt : row.spent),
    }))
}

/** `now`: UTC milliseconds. */
export function couponWarnings(reader: Db, scope: Scope, now: number): Omit<CouponWarnings, 'asOf'> {
  const quotas = listQuotas(reader, now)
    .flatMap((quota) => {
      const why = warnsOfQuota(quota, now)
      return why === null ? [] : [{ quota, why }]
    })
    .sort((a, b) => b.quota.balance - a.quota.balance)
  return {
    quotas,
    coupons: expiringCoupons(reader, scope, now),
    candidates: candidates(reader, scope, now),
    month: monthAfter(billingMonth(now), -1),
  }
}
