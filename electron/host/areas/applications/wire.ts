/** Applications from the partner's fields to columns; sources: DeskPayoutApplication, DeskInvoiceListLine, DeskBusinessInfo. */
import type { RowValues } from '#host/sync/types.ts'
import {
  code,
  extra,
  instant,
  mapping,
  month,
  rate,
  requiredText,
  requiredYuan,
  rows,
  text,
  type WireRow,
  yuan,
} from '#host/sync/wire.ts'

export const applicationColumns = [
  'application_number',
  'payout_form',
  'status',
  'incentive',
  'tax',
  'total',
  'debt_offset',
  'invoice_amount',
  'contract_party',
  'invoice_address',
  'reject_reason',
  'automatic',
  'created_at',
  'updated_at',
  'bills',
  'steps',
  'extra',
] as const
const ofApplication = new Set([
  'application_number',
  'payout_form',
  'status',
  'incentive_amount',
  'tax_amount',
  'total_amount',
  'debt_offset_amount',
  'invoice_amount',
  'contract_party',
  'invoice_address',
  'reject_reason',
  'automatic',
  'created_on',
  'updated_on',
  'bills',
  'steps',
])

const flag = (value: unknown): number => (value === true ? 1 : 0)

const billOf = (bill: WireRow) => ({
  billId: requiredText(bill.bill_id, 'bills.bill_id'),
  period: requiredText(month(bill.period, 'bills.period'), 'bills.period'),
  planName: text(bill.plan_name, 'bills.plan_name'),
  associationType: code(bill.association_type, 'bills.association_type'),
  amount: requiredYuan(bill.amount, 'bills.amount'),
  taxRate: rate(bill.tax_rate, 'bills.tax_rate'),
  tax: requiredYuan(bill.tax_amount, 'bills.tax_amount'),
  total: requiredYuan(bill.total_amount, 'bills.total_amount'),
})

const stepOf = (step: WireRow) => ({
  status: text(step.status, 'steps.status'),
  at: instant(step.on, 'steps.on'),
  note: text(step.note, 'steps.note'),
})

export const mapApplication = mapping(
  'application_number',
  (row): RowValues => [
    requiredText(row.application_number, 'application_number'),
    text(row.payout_form, 'payout_form'),
    text(row.status, 'status'),
    requiredYuan(row.incentive_amount, 'incentive_amount'),
    requiredYuan(row.tax_amount, 'tax_amount'),
    requiredYuan(row.total_amount, 'total_amount'),
    yuan(row.debt_offset_amount, 'debt_offset_amount') ?? 0,
    requiredYuan(row.invoice_amount, 'invoice_amount'),
    text(row.contract_party, 'contract_party'),
    text(row.invoice_address, 'invoice_address'),
    text(row.reject_reason, 'reject_reason'),
    flag(row.automatic),
    instant(row.created_on, 'created_on'),
    instant(row.updated_on, 'updated_on'),
    JSON.stringify(rows(row.bills, 'bills').map(billOf)),
    JSON.stringify(rows(row.steps, 'steps').map(stepOf)),
    extra(row, ofApplication),
  ],
)

export const lineColumns = [
  'line_id',
  'application_number',
  'period',
  'bill_id',
  'plan_name',
  'association_type',
  'customer_id',
  'amount',
  'tax_rate',
  'tax',
  'total',
  'contract_party',
  'invoice_address',
  'extra',
] as const
const ofLine = new Set([
  'line_id',
  'application_number',
  'period',
  'bill_id',
  'plan_name',
  'association_type',
  'customer_id',
  'amount',
  'tax_rate',
  'tax_amount',
  'total_amount',
  'contract_party',
  'invoice_address',
])

export const mapLine = mapping(
  'line_id',
  (row): RowValues => [
    requiredText(row.line_id, 'line_id'),
    requiredText(row.application_number, 'application_number'),
    requiredText(month(row.period, 'period'), 'period'),
    text(row.bill_id, 'bill_id'),
    text(row.plan_name, 'plan_name'),
    code(row.association_type, 'association_type'),
    text(row.customer_id, 'customer_id'),
    requiredYuan(row.amount, 'amount'),
    rate(row.tax_rate, 'tax_rate'),
    requiredYuan(row.tax_amount, 'tax_amount'),
    requiredYuan(row.total_amount, 'total_amount'),
    text(row.contract_party, 'contract_party'),
    text(row.invoice_address, 'invoice_address'),
    extra(row, ofLine),
  ],
)

export const infoColumns = [
  'partner_id',
  'supplier_name',
  'status',
  'bank_name',
  'bank_account',
  'tax_number',
  'contract_party',
  'invoice_address',
  'auto_apply',
  'auto_payout_form',
  'invoice_debts',
  'extra',
] as const
const ofInfo = new Set<string>(infoColumns)

/** Shared with the look before sending: what business information says about applying. */
export const infoFacts = (row: WireRow) => ({
  status: text(row.status, 'status'),
  debts: rows(row.invoice_debts, 'invoice_debts').map((debt) => ({
    taxRate: rate(debt.tax_rate, 'invoice_debts.tax_rate') ?? 0,
    amount: requiredYuan(debt.amount, 'invoice_debts.amount'),
  })),
  autoApply: row.auto_apply === true,
  autoPayoutForm: text(row.auto_payout_form, 'auto_payout_form'),
})

export const mapInfo = mapping('partner_id', (row): RowValues => {
  const { status, debts, autoApply, autoPayoutForm } = infoFacts(row)
  return [
    requiredText(row.partner_id, 'partner_id'),
    text(row.supplier_name, 'supplier_name'),
    status,
    text(row.bank_name, 'bank_name'),
    text(row.bank_account, 'bank_account'),
    text(row.tax_number, 'tax_number'),
    text(row.contract_party, 'contract_party'),
    text(row.invoice_address, 'invoice_address'),
    flag(autoApply),
    autoPayoutForm,
    JSON.stringify(debts),
    extra(row, ofInfo),
  ]
})
