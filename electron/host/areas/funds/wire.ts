/** Accounts of the partner; source: AccountBalanceV2. */

import type { RowValues } from '#host/sync/types.ts'
import { code, extra, mapping, requiredText, requiredYuan, requireYuan, text, yuan } from '#host/sync/wire.ts'

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
