/** The partner's quotas with their pace, and how one of them was spent (R-COUPON-20). */

import { boundOf, limitKeys, namedOf, readLimits } from '#host/areas/coupons/limits.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { QuotaBurn, QuotaRow } from '#shared/contract/coupons.ts'
import { AppError } from '#shared/errors.ts'
import { type Fen, fen } from '#shared/money.ts'
import {
  forecastQuota,
  ISSUED,
  PACE_DAYS,
  QUOTA_GIVEN,
  QUOTA_RETURNED,
  type QuotaFacts,
  returning,
} from '#shared/rules/coupons.ts'

const DAY_MS = 86_400_000
const ROWS_MOST = 500

interface StoredQuota {
  quota_id: string
  quota_type: string
  status: string
  value: number
  balance: number
  effective_at: number | null
  expires_at: number | null
  created_at: number | null
  limits: string
  gone_at: number | null
}

const columns = 'quota_id, quota_type, status, value, balance, effective_at, expires_at, created_at, limits, gone_at'

/** Every movement of a quota as one list: coupons issued and taken back, child quotas given and returned. */
const movements = `
  SELECT quota_id, operated_at, CASE WHEN operation_type = '${ISSUED}' THEN amount ELSE 0 END AS issued,
    CASE WHEN operation_type IN (${returning.map((type) => `'${type}'`).join(', ')}) THEN amount ELSE 0 END AS returned
  FROM coupon_records WHERE gone_at IS NULL AND ifnull(result, '0') = '0'
  UNION ALL
  SELECT parent_quota_id, operated_at, CASE WHEN operation_type = '${QUOTA_GIVEN}' THEN amount ELSE 0 END,
    CASE WHEN operation_type = '${QUOTA_RETURNED}' THEN amount ELSE 0 END
  FROM quota_records WHERE gone_at IS NULL AND ifnull(result, '0') = '0'`

/** Issued less returned since a moment, by quota, fen. */
function spentSince(reader: Db, since: number): Map<string, Fen> {
  const rows = kept<[string, number]>(
    reader,
    `SELECT quota_id, sum(issued) - sum(returned) FROM (${movements}) WHERE operated_at >= ? AND quota_id IS NOT NULL GROUP BY quota_id`,
  )
    .raw()
    .all(since) as [string, number][]
  return new Map(rows.map(([quotaId, spent]) => [quotaId, fen(spent)]))
}

function toRow(stored: StoredQuota, spent: Fen, now: number): QuotaRow {
  const limits = readLimits(JSON.parse(stored.limits))
  return {
    quotaId: stored.quota_id,
    quotaType: stored.quota_type.slice(0, 64),
    status: stored.status.slice(0, 64),
    value: fen(stored.value),
    balance: fen(stored.balance),
    effectiveAt: stored.effective_at,
    expiresAt: stored.expires_at,
    createdAt: stored.created_at,
    limits,
    minimum: boundOf(limits, limitKeys.minimum),
    maximum: boundOf(limits, limitKeys.maximum),
    spent,
    ...forecastQuota({ balance: fen(stored.balance), spent, expiresAt: stored.expires_at }, now),
    goneAt: stored.gone_at,
  }
}

/** Those in force first, the one that expires next on top. */
export function listQuotas(reader: Db, now: number): QuotaRow[] {
  const spent = spentSince(reader, now - PACE_DAYS * DAY_MS)
  return kept<StoredQuota>(
    reader,
    `SELECT ${columns} FROM coupon_quotas
     ORDER BY gone_at IS NOT NULL, status <> '0', ifnull(expires_at, 9e15), quota_id LIMIT ${ROWS_MOST}`,
  )
    .all()
    .map((stored) => toRow(stored, spent.get(stored.quota_id) ?? fen(0), now))
}

/** What the rules of an issue ask of a quota, as it was last read; null where it is not here. */
export function quotaFacts(reader: Db, quotaId: string): QuotaFacts | null {
  const stored = kept<StoredQuota>(reader, `SELECT ${columns} FROM coupon_quotas WHERE quota_id = ?`).get(quotaId)
  if (!stored || stored.gone_at !== null) return null
  const limits = readLimits(JSON.parse(stored.limits))
  return {
    status: stored.status,
    balance: fen(stored.balance),
    effectiveAt: stored.effective_at ?? 0,
    expiresAt: stored.expires_at ?? Number.MAX_SAFE_INTEGER,
    minimum: boundOf(limits, limitKeys.minimum),
    maximum: boundOf(limits, limitKeys.maximum),
    named: limits.some(({ key }) => key === limitKeys.named),
  }
}

/** Customers that the quota is bound to (R-COUPON-07); null where it names none or is not here. */
export function quotaNames(reader: Db, quotaId: string): readonly string[] | null {
  const limits = kept<string>(reader, 'SELECT limits FROM coupon_quotas WHERE quota_id = ?').pluck().get(quotaId)
  return limits === undefined ? null : namedOf(readLimits(JSON.parse(limits)))
}

interface Burn {
  issued: number
  returned: number
}

/** How the quota was spent by Beijing day and month. Throws `not-found`. */
export function quotaBurn(reader: Db, quotaId: string, now: number): Omit<QuotaBurn, 'asOf' | 'recordsAsOf'> {
  const stored = kept<StoredQuota>(reader, `SELECT ${columns} FROM coupon_quotas WHERE quota_id = ?`).get(quotaId)
  if (!stored) throw new AppError('not-found', { field: 'quotaId' })
  const by = <K extends string>(name: K, format: string, most: number): (Burn & Record<K, string>)[] =>
    kept<Burn & Record<K, string>>(
      reader,
      `SELECT strftime('${format}', operated_at / 1000, 'unixepoch', '+8 hours') AS ${name}, sum(issued) AS issued, sum(returned) AS returned
       FROM (${movements}) WHERE quota_id = ? AND operated_at IS NOT NULL GROUP BY 1 ORDER BY 1 DESC LIMIT ${most}`,
    )
      .all(quotaId)
      .reverse()
  const total = kept<Burn>(
    reader,
    `SELECT ifnull(sum(issued), 0) AS issued, ifnull(sum(returned), 0) AS returned FROM (${movements}) WHERE quota_id = ?`,
  ).get(quotaId)
  const spent = spentSince(reader, now - PACE_DAYS * DAY_MS).get(quotaId) ?? fen(0)
  return {
    quota: toRow(stored, spent, now),
    days: by('day', '%Y-%m-%d', 60),
    months: by('month', '%Y-%m', 24),
    issued: fen(total?.issued ?? 0),
    returned: fen(total?.returned ?? 0),
  }
}
