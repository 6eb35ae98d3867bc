/** Reads of payment applications: the partner's facts beside what is noted here. */

import type { IntentRow } from '#host/outbox/types.ts'
import { viewOf } from '#host/outbox/views.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { ApplicableBill, Application, BusinessInfo, Invoice, Mailing } from '#shared/contract/applications.ts'
import type { BusinessFacts, PayableBill } from '#shared/rules/applications.ts'
import { expectedBy } from '#shared/rules/chains.ts'

interface StoredInfo {
  readonly supplier_name: string | null
  readonly status: string | null
  readonly bank_name: string | null
  readonly bank_account: string | null
  readonly tax_number: string | null
  readonly contract_party: string | null
  readonly invoice_address: string | null
  readonly auto_apply: number
  readonly auto_payout_form: string | null
  readonly invoice_debts: string
  readonly as_of: number
}

const stored = (cache: Db): StoredInfo | null =>
  kept<StoredInfo>(cache, 'SELECT * FROM business_info WHERE gone_at IS NULL LIMIT 1').get() ?? null

type Debts = BusinessFacts['debts']

/** Business information as far as the rules ask; null before it was read. */
export function infoHere(cache: Db): BusinessFacts | null {
  const row = stored(cache)
  return row && { status: row.status, debts: JSON.parse(row.invoice_debts) as Debts }
}

const hidden = (account: string): string => `****${[...account].slice(-4).join('')}`

export function businessInfo(cache: Db): BusinessInfo | null {
  const row = stored(cache)
  if (!row) return null
  return {
    supplierName: row.supplier_name,
    status: row.status,
    bankName: row.bank_name,
    bankAccount: row.bank_account === null ? null : hidden(row.bank_account),
    taxNumber: row.tax_number,
    contractParty: row.contract_party,
    invoiceAddress: row.invoice_address,
    autoApply: row.auto_apply === 1,
    autoPayoutForm: row.auto_payout_form,
    debts: [...(JSON.parse(row.invoice_debts) as Debts)],
    asOf: row.as_of,
  }
}

export const payableHere = (cache: Db): PayableBill[] =>
  kept<PayableBill>(
    cache,
    'SELECT bill_id AS billId, payable, tax_rate AS taxRate FROM incentive_bills WHERE gone_at IS NULL',
  ).all()

/** Intents to apply that have not ended, by the bills they name. */
export function intentsByBill(local: Db): Map<string, IntentRow> {
  const rows = kept<IntentRow>(
    local,
    `SELECT * FROM intents WHERE command = 'applications.apply'
       AND state IN ('draft', 'queued', 'sent', 'uncertain', 'waiting') ORDER BY seq`,
  ).all()
  return new Map(
    rows.flatMap((row) =>
      ((JSON.parse(row.payload) as { bills?: { billId: string }[] }).bills ?? []).map(
        ({ billId }) => [billId, row] as const,
      ),
    ),
  )
}

/** R-INC-02: issued bills with something payable, newest period first. */
export function applicableBills(cache: Db, local: Db): ApplicableBill[] {
  const intents = intentsByBill(local)
  return kept<Omit<ApplicableBill, 'intent'>>(
    cache,
    `SELECT bill_id AS billId, period, plan_name AS planName, association_type AS associationType, total, payable, frozen,
       frozen_reason AS frozenReason, tax_rate AS taxRate, status
     FROM incentive_bills WHERE payable > 0 AND gone_at IS NULL ORDER BY period DESC, bill_id LIMIT 600`,
  )
    .all()
    .map((bill) => {
      const intent = intents.get(bill.billId)
      return { ...bill, intent: intent ? viewOf(intent) : null }
    })
}

interface StoredApplication {
  readonly number: string
  readonly payoutForm: string | null
  readonly status: string | null
  readonly incentive: number
  readonly tax: number
  readonly total: number
  readonly debtOffset: number
  readonly invoiceAmount: number
  readonly contractParty: string | null
  readonly invoiceAddress: string | null
  readonly rejectReason: string | null
  readonly automatic: number
  readonly createdAt: number | null
  readonly updatedAt: number | null
  readonly bills: string
  readonly steps: string
  readonly lines: number
}

const COLUMNS = `application_number AS number, payout_form AS payoutForm, status, incentive, tax, total,
  debt_offset AS debtOffset, invoice_amount AS invoiceAmount, contract_party AS contractParty,
  invoice_address AS invoiceAddress, reject_reason AS rejectReason, automatic, created_at AS createdAt,
  updated_at AS updatedAt, bills, steps`

/** Lines that are here, counted in the index alone; `most` spares a list the counting of hundreds of thousands. */
const linesHere = (most: number): string => `(SELECT count(*) FROM (
  SELECT 1 FROM (SELECT DISTINCT b.value ->> 'period' AS period FROM json_each(a.bills) b) p
    JOIN invoice_list_lines l ON l.period = p.period AND l.application_number = a.application_number
    WHERE l.gone_at IS NULL LIMIT ${most})) AS lines`
/** A list tells no more lines of one application than this. */
const LISTED_LINES = 1_000

export const invoicesOf = (local: Db, number: string): Invoice[] =>
  kept<Invoice>(
    local,
    `SELECT id, invoice_number AS number, amount, issued_on AS issuedOn, by, at FROM application_invoices
     WHERE application_number = ? AND removed_at IS NULL ORDER BY id LIMIT 500`,
  ).all(number)

const mailingOf = (local: Db, number: string): Mailing | null =>
  kept<Mailing>(
    local,
    `SELECT id, courier, tracking_number AS trackingNumber, sent_on AS sentOn, by, at FROM application_mailings
     WHERE application_number = ? AND removed_at IS NULL ORDER BY id DESC LIMIT 1`,
  ).get(number) ?? null

function shown(local: Db, row: StoredApplication): Application {
  const steps = JSON.parse(row.steps) as Application['steps']
  const since = steps.findLast(({ status }) => status === row.status)?.at ?? row.updatedAt
  const { updatedAt: _, ...facts } = row
  return {
    ...facts,
    automatic: row.automatic === 1,
    since,
    expectedBy: since === null ? null : expectedBy('payout', row.status, since),
    bills: JSON.parse(row.bills) as Application['bills'],
    steps,
    invoices: invoicesOf(local, row.number),
    mailing: mailingOf(local, row.number),
  }
}

const OF_PERIOD = `EXISTS (SELECT 1 FROM json_each(a.bills) b WHERE b.value ->> 'period' = @period)`

/** R-INC-03: of one period, or all. */
export function listApplications(
  cache: Db,
  local: Db,
  { period, from, limit }: { readonly period?: string | undefined; readonly from: number; readonly limit: number },
) {
  const which = `FROM payout_applications a WHERE a.gone_at IS NULL${period === undefined ? '' : ` AND ${OF_PERIOD}`}`
  const given = period === undefined ? {} : { period }
  const rows = kept<StoredApplication>(
    cache,
    `SELECT ${COLUMNS}, ${linesHere(LISTED_LINES)} ${which} ORDER BY created_at DESC, application_number DESC LIMIT @limit OFFSET @from`,
  ).all({ ...given, limit, from })
  const periods = kept<string>(
    cache,
    `SELECT DISTINCT b.value ->> 'period' AS period FROM payout_applications a, json_each(a.bills) b
     WHERE a.gone_at IS NULL ORDER BY 1 DESC LIMIT 200`,
  )
    .pluck()
    .all() as string[]
  return {
    rows: rows.map((row) => shown(local, row)),
    total: kept<number>(cache, `SELECT count(*) ${which}`).pluck().get(given) as number,
    periods,
  }
}

/** Null where there is none of this number. */
export function findApplication(cache: Db, local: Db, number: string): Application | null {
  const row = kept<StoredApplication>(
    cache,
    `SELECT ${COLUMNS}, ${linesHere(-1)} FROM payout_applications a WHERE application_number = ? AND gone_at IS NULL`,
  ).get(number)
  return row ? shown(local, row) : null
}
