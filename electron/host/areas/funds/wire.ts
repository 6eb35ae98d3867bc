/** Accounts, adjustment records and resellers' balances in the partner's fields; sources: AccountBalanceV2, AdjustRecordV3. */
import { createHash } from 'node:crypto'

import type { RowValues } from '#host/sync/types.ts'
import {
  code,
  extra,
  instant,
  mapping,
  requiredText,
  requiredYuan,
  requireYuan,
  text,
  type WireRow,
  yuan,
} from '#host/sync/wire.ts'
import { type FundsAccount, grantableOf } from '#shared/rules/funds.ts'

export const accountColumns = [
  'account_id',
  'account_type',
  'amount',
  'designated',
  'credit',
  'currency',
  'memo',
  'extra',
] as const

const known = new Set([
  'account_id',
  'account_type',
  'amount',
  'currency',
  'designated_amount',
  'credit_amount',
  'measure_id',
  'memo',
])

export const mapAccount = mapping('account_id', (row): RowValues => {
  requireYuan(row.measure_id)
  return [
    requiredText(row.account_id, 'account_id'),
    code(row.account_type, 'account_type') ?? '',
    requiredYuan(row.amount, 'amount'),
    yuan(row.designated_amount, 'designated_amount'),
    yuan(row.credit_amount, 'credit_amount'),
    text(row.currency, 'currency') ?? 'CNY',
    text(row.memo, 'memo'),
    extra(row, known),
  ]
})

export const adjustColumns = [
  'trans_id',
  'month',
  'customer_id',
  'customer_name',
  'operation',
  'amount',
  'currency',
  'apply_scene',
  'operated_at',
  'memo',
  'extra',
] as const

const knownOfAdjust = new Set([
  'trans_id',
  'customer_id',
  'customer_name',
  'operation_type',
  'amount',
  'currency',
  'apply_scene',
  'operation_time',
  'measure_id',
  'memo',
])

/** The transaction id; a record that names none is told by everything else about it. */
function recordKey(row: WireRow): string {
  const named = text(row.trans_id, 'trans_id')
  if (named) return named.length <= 64 ? named : createHash('sha256').update(named).digest('hex')
  const parts = [row.customer_id, row.operation_type, row.operation_time, row.amount]
  return `no-id-${createHash('sha1').update(JSON.stringify(parts)).digest('hex')}`
}

/** A record of one month; its amount without a sign, as `operation` tells the direction. */
export const mapAdjust = (month: string) =>
  mapping('trans_id', (row): RowValues => {
    requireYuan(row.measure_id)
    return [
      recordKey(row),
      month,
      requiredText(row.customer_id, 'customer_id'),
      text(row.customer_name, 'customer_name'),
      code(row.operation_type, 'operation_type') ?? '',
      Math.abs(requiredYuan(row.amount, 'amount')),
      text(row.currency, 'currency') ?? 'CNY',
      text(row.apply_scene, 'apply_scene'),
      instant(requiredText(row.operation_time, 'operation_time'), 'operation_time'),
      text(row.memo, 'memo'),
      extra(row, knownOfAdjust),
    ]
  })

/** The accounts of an answer of ListPartnerBalances, as the rules want them. */
export const accountsOf = (rows: readonly WireRow[]): FundsAccount[] =>
  rows.map((row) => {
    requireYuan(row.measure_id)
    return {
      accountType: code(row.account_type, 'account_type') ?? '',
      amount: requiredYuan(row.amount, 'amount'),
      designated: yuan(row.designated_amount, 'designated_amount'),
    }
  })

export const resellerBalanceColumns = ['reseller_id', 'amount', 'grantable', 'currency', 'extra'] as const

/** A reseller with the answer about its accounts; `accounts` null = the partner tells none of it. */
export const mapResellerBalance = mapping('indirect_partner_id', (row): RowValues => {
  const accounts = (row.accounts as readonly WireRow[] | null) ?? []
  const cash = accounts.find(({ account_type }) => code(account_type, 'account_type') === '1')
  return [
    requiredText(row.indirect_partner_id, 'indirect_partner_id'),
    cash ? requiredYuan(cash.amount, 'amount') : null,
    grantableOf(accountsOf(accounts)),
    (cash && text(cash.currency, 'currency')) ?? 'CNY',
    null,
  ]
})
