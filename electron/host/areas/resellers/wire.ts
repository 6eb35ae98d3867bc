/** Resellers 云经销商 of a distributor, the quotas they were given and the records of that; amounts in fen. */

import { limitsOf, mapQuotaFacts, quotaFacts, quotaFields } from '#host/areas/coupons/wire.ts'
import { code, extra, instant, mapping, requiredText, requiredYuan, text } from '#host/sync/wire.ts'

export const resellerQuotaColumns = [
  'quota_id',
  'parent_quota_id',
  'reseller_id',
  'reseller_name',
  'reseller_account',
  ...quotaFacts,
  'limits',
  'extra',
] as const

const knownOfResellerQuota = new Set([
  ...quotaFields,
  'parent_quota_id',
  'indirect_partner_id',
  'indirect_partner_name',
  'indirect_partner_account_name',
])

/** Source: ListIssuedCouponQuotas. */
export const mapResellerQuota = mapping('quota_id', (row) => [
  requiredText(row.quota_id, 'quota_id'),
  text(row.parent_quota_id, 'parent_quota_id'),
  requiredText(row.indirect_partner_id, 'indirect_partner_id'),
  text(row.indirect_partner_name, 'indirect_partner_name'),
  text(row.indirect_partner_account_name, 'indirect_partner_account_name'),
  ...mapQuotaFacts(row),
  limitsOf(row),
  extra(row, knownOfResellerQuota),
])

export const quotaRecordColumns = [
  'record_id',
  'month',
  'operation_type',
  'quota_id',
  'parent_quota_id',
  'reseller_id',
  'reseller_name',
  'amount',
  'operator',
  'operated_at',
  'result',
  'remark',
  'extra',
] as const

const knownOfQuotaRecord = new Set([
  'id',
  'operation_type',
  'quota_id',
  'parent_quota_id',
  'indirect_partner_id',
  'indirect_partner_name',
  'amount',
  'operator',
  'operation_time',
  'result',
  'remark',
])

/** Source: ListCouponQuotasRecords, of one month. */
export const mapQuotaRecord = (month: string) =>
  mapping('id', (row) => [
    requiredText(row.id, 'id'),
    month,
    code(row.operation_type, 'operation_type') ?? '',
    text(row.quota_id, 'quota_id'),
    text(row.parent_quota_id, 'parent_quota_id'),
    text(row.indirect_partner_id, 'indirect_partner_id'),
    text(row.indirect_partner_name, 'indirect_partner_name'),
    requiredYuan(row.amount, 'amount'),
    text(row.operator, 'operator'),
    instant(row.operation_time, 'operation_time'),
    code(row.result, 'result'),
    text(row.remark, 'remark'),
    extra(row, knownOfQuotaRecord),
  ])

export const resellerColumns = [
  'reseller_id',
  'account_name',
  'name',
  'telephone',
  'email',
  'associated_at',
  'manager',
  'manager_name',
  'extra',
] as const

const knownOfReseller = new Set([
  'indirect_partner_id',
  'account_name',
  'name',
  'mobile_phone',
  'email',
  'associated_on',
  'account_manager_id',
  'account_manager_name',
])

/** Source: ListIndirectPartners. */
export const mapReseller = mapping('indirect_partner_id', (row) => [
  requiredText(row.indirect_partner_id, 'indirect_partner_id'),
  text(row.account_name, 'account_name'),
  text(row.name, 'name'),
  text(row.mobile_phone, 'mobile_phone'),
  text(row.email, 'email'),
  instant(row.associated_on, 'associated_on'),
  text(row.account_manager_id, 'account_manager_id'),
  text(row.account_manager_name, 'account_manager_name'),
  extra(row, knownOfReseller),
])
