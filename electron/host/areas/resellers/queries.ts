/** Resellers of a distributor, their quotas, and the records of giving and taking back. */

import { clip } from '#host/areas/customers/rows.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { QuotaRecord, QuotaRecordFilter, ResellerQuota, ResellerRow } from '#shared/contract/resellers.ts'
import { maskAccount, maskName } from '#shared/mask.ts'
import { fen } from '#shared/money.ts'

const ROWS_MOST = 2_000
const RECORDS_MOST = 500

const clipped = (text: string | null, length: number): string | null => (text === null ? null : clip(text, length))
const masked = (text: string | null, mask: (text: string) => string): string =>
  text === null || text === '' ? '' : clip(mask(text), 400)

interface StoredReseller {
  reseller_id: string
  name: string | null
  account_name: string | null
  manager_name: string | null
  associated_at: number | null
  gone_at: number | null
}

/** Those that are there now first. */
export function listResellers(reader: Db): ResellerRow[] {
  return kept<StoredReseller>(
    reader,
    `SELECT reseller_id, name, account_name, manager_name, associated_at, gone_at FROM resellers
     ORDER BY gone_at IS NOT NULL, name, reseller_id LIMIT ${ROWS_MOST}`,
  )
    .all()
    .map((stored) => ({
      resellerId: stored.reseller_id,
      name: masked(stored.name, maskName),
      accountName: masked(stored.account_name, maskAccount),
      managerName: clipped(stored.manager_name, 128),
      associatedAt: stored.associated_at,
      goneAt: stored.gone_at,
    }))
}

interface StoredQuota {
  quota_id: string
  parent_quota_id: string | null
  reseller_id: string
  reseller_name: string | null
  quota_type: string
  status: string
  value: number
  balance: number
  effective_at: number | null
  expires_at: number | null
  created_at: number | null
  gone_at: number | null
}

/** Newest first; null = of all resellers. */
export function listResellerQuotas(reader: Db, resellerId: string | null): ResellerQuota[] {
  return kept<StoredQuota>(
    reader,
    `SELECT quota_id, parent_quota_id, reseller_id, reseller_name, quota_type, status, value, balance, effective_at, expires_at,
       created_at, gone_at FROM reseller_quotas WHERE reseller_id = ifnull(?, reseller_id)
     ORDER BY gone_at IS NOT NULL, created_at DESC, quota_id LIMIT ${ROWS_MOST}`,
  )
    .all(resellerId)
    .map((stored) => ({
      quotaId: stored.quota_id,
      parentQuotaId: clipped(stored.parent_quota_id, 64),
      resellerId: clip(stored.reseller_id, 64),
      resellerName: masked(stored.reseller_name, maskName),
      quotaType: clip(stored.quota_type, 64),
      status: clip(stored.status, 64),
      value: fen(stored.value),
      balance: fen(stored.balance),
      effectiveAt: stored.effective_at,
      expiresAt: stored.expires_at,
      createdAt: stored.created_at,
      goneAt: stored.gone_at,
    }))
}

interface StoredRecord {
  record_id: string
  operation_type: string
  quota_id: string | null
  parent_quota_id: string | null
  reseller_id: string | null
  reseller_name: string | null
  amount: number
  operator: string | null
  operated_at: number | null
  result: string | null
  remark: string | null
}

/** The newest records of the filter, their number, and who operates. */
export function listQuotaRecords(
  reader: Db,
  filter: QuotaRecordFilter,
): { rows: QuotaRecord[]; total: number; operators: string[] } {
  const conditions: string[] = []
  const params: (string | number)[] = []
  const when = (sql: string, ...values: (string | number | undefined)[]): void => {
    if (values.some((value) => value === undefined || value === '')) return
    conditions.push(sql)
    params.push(...(values as (string | number)[]))
  }
  when('operation_type = ?', filter.operationType)
  when('reseller_id = ?', filter.resellerId)
  when('(quota_id = ? OR parent_quota_id = ?)', filter.quotaId, filter.quotaId)
  when('operator = ?', filter.operator)
  when('operated_at >= ?', filter.from)
  when('operated_at < ?', filter.until)
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
  const rows = kept<StoredRecord>(
    reader,
    `SELECT record_id, operation_type, quota_id, parent_quota_id, reseller_id, reseller_name, amount, operator, operated_at, result,
       remark FROM quota_records ${where} ORDER BY operated_at DESC, record_id LIMIT ${RECORDS_MOST}`,
  ).all(...params)
  const total = kept<number>(reader, `SELECT count(*) FROM quota_records ${where}`)
    .pluck()
    .get(...params) as number
  const operators = kept<string>(
    reader,
    `SELECT DISTINCT operator FROM quota_records WHERE ifnull(operator, '') <> '' ORDER BY 1 LIMIT 200`,
  )
    .pluck()
    .all() as string[]
  return {
    rows: rows.map((stored) => ({
      recordId: stored.record_id,
      operationType: clip(stored.operation_type, 64),
      quotaId: clipped(stored.quota_id, 64),
      parentQuotaId: clipped(stored.parent_quota_id, 64),
      resellerId: clipped(stored.reseller_id, 64),
      resellerName: masked(stored.reseller_name, maskName),
      amount: fen(stored.amount),
      operator: clipped(stored.operator, 128),
      operatedAt: stored.operated_at,
      result: clipped(stored.result, 64),
      remark: clipped(stored.remark, 2000),
    })),
    total,
    operators: operators.map((operator) => clip(operator, 128)),
  }
}
