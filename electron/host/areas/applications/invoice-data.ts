/** What an invoice list prints: applications and their lines as last read, offline too (R-INC-29). */
import {
  type InvoiceListApplication,
  type InvoiceListLine,
  invoiceList,
} from '#host/areas/applications/invoice-list.ts'
import { businessInfo } from '#host/areas/applications/queries.ts'
import type { Content, Source } from '#host/documents/types.ts'
import { kept } from '#host/store/open.ts'
import type { Application } from '#shared/contract/applications.ts'
import type { PrintOrder } from '#shared/contract/documents.ts'
import { AppError } from '#shared/errors.ts'
import { maskAccount, maskName } from '#shared/mask.ts'
import { fen, sumFen } from '#shared/money.ts'
import { needsInvoice } from '#shared/rules/applications.ts'

interface StoredApplication {
  readonly number: string
  readonly payoutForm: string | null
  readonly status: string | null
  readonly total: number
  readonly debtOffset: number
  readonly contractParty: string | null
  readonly invoiceAddress: string | null
  readonly bills: string
}

const COLUMNS = `application_number AS number, payout_form AS payoutForm, status, total, debt_offset AS debtOffset,
  contract_party AS contractParty, invoice_address AS invoiceAddress, bills`

interface StoredLine {
  readonly period: string
  readonly planName: string | null
  readonly associationType: string | null
  readonly customerId: string | null
  readonly name: string | null
  readonly accountName: string | null
  readonly amount: number
  readonly taxRate: number | null
  readonly tax: number
  readonly total: number
}

const LINES = `SELECT l.period, l.plan_name AS planName, l.association_type AS associationType, l.customer_id AS customerId,
    c.name, c.account_name AS accountName, l.amount, l.tax_rate AS taxRate, l.tax, l.total
  FROM invoice_list_lines l LEFT JOIN customers c ON c.customer_id = l.customer_id
  WHERE l.period BETWEEN @from AND @until AND l.application_number = @number AND l.gone_at IS NULL
  ORDER BY l.period, l.line_id`

const associations: Readonly<Record<string, string>> = { '1': '顾问销售', '2': '代售' }

const customerOf = ({ customerId, name, accountName }: StoredLine, full: boolean): string => {
  if (customerId === null) return ''
  if (name) return full ? name : maskName(name)
  if (accountName) return full ? accountName : maskAccount(accountName)
  return customerId
}

const rateText = (rate: number | null): string => (rate === null ? '' : `${rate / 100}%`)

function lineOf(line: StoredLine, full: boolean): InvoiceListLine {
  const type = line.associationType ?? ''
  return {
    period: line.period,
    customer: customerOf(line, full),
    plan: line.planName ?? '',
    associationType: Object.hasOwn(associations, type) ? (associations[type] as string) : type,
    amount: fen(line.amount),
    taxRate: rateText(line.taxRate),
    tax: fen(line.tax),
    total: fen(line.total),
  }
}

/** R-INC-22: in the order they are tried, why an application has no invoice list; null where it has one. */
function noListYet({ payoutForm, status }: Pick<StoredApplication, 'payoutForm' | 'status'>): string | null {
  if (!needsInvoice(payoutForm ?? '')) return 'no-invoice-needed'
  return status === 'PROCESSING' || status === 'REJECTED' ? 'no-list-yet' : null
}

const refused = (reason: string, application: string): AppError =>
  new AppError('not-found', { retry: 'later', detail: { rule: 'R-INC-22', reason, application } })

type Bills = Application['bills']

/** Throws `sums-differ` where the partner's own head and bills disagree: neither is guessed. */
function requireHead({ number, total }: StoredApplication, bills: Bills): void {
  const found = sumFen(bills.map((bill) => fen(bill.total)))
  if (found !== total)
    throw new AppError('sums-differ', {
      retry: 'after-fix',
      detail: { found, expected: total, difference: found - total, rows: bills.length, application: number },
    })
}

function applicationOf({ cache }: Source, order: PrintOrder, row: StoredApplication): InvoiceListApplication {
  const bills = JSON.parse(row.bills) as Bills
  requireHead(row, bills)
  // Of a whole period only its own lines; of one application all of them, whatever their periods.
  const own = order.applicationNumber !== null
  const from = own ? '0000-01' : order.from
  const until = own ? '9999-12' : order.until
  const inside = bills.filter(({ period }) => period >= from && period <= until)
  const lines = kept<StoredLine>(cache, LINES).all({ from, until, number: row.number })
  if (lines.length === 0) throw refused('lines-not-here', row.number)
  return {
    number: row.number,
    amount: sumFen(inside.map(({ total }) => fen(total))),
    debtOffset: fen(inside.length === bills.length ? row.debtOffset : 0),
    contractParty: row.contractParty ?? '',
    address: row.invoiceAddress ?? '',
    lines: lines.map((line) => lineOf(line, order.fullNames)),
  }
}

function applications(source: Source, order: PrintOrder): InvoiceListApplication[] {
  const { cache, asOf } = source
  if (asOf('payout-applications') === null || asOf('invoice-list-lines') === null)
    throw new AppError('not-found', { retry: 'later', detail: { reason: 'not-read-whole' } })
  if (order.applicationNumber !== null) {
    const row = kept<StoredApplication>(
      cache,
      `SELECT ${COLUMNS} FROM payout_applications WHERE application_number = ? AND gone_at IS NULL`,
    ).get(order.applicationNumber)
    if (!row) throw new AppError('not-found', { field: 'applicationNumber' })
    const reason = noListYet(row)
    if (reason !== null) throw refused(reason, row.number)
    return [applicationOf(source, order, row)]
  }
  return kept<StoredApplication>(
    cache,
    `SELECT ${COLUMNS} FROM payout_applications a WHERE gone_at IS NULL
       AND EXISTS (SELECT 1 FROM json_each(a.bills) b WHERE b.value ->> 'period' BETWEEN @from AND @until)
     ORDER BY application_number`,
  )
    .all({ from: order.from, until: order.until })
    .filter((row) => noListYet(row) === null)
    .map((row) => applicationOf(source, order, row))
}

/** Supplier with tax and bank data: the clerk checks it before the paper is stamped. */
function parties({ cache }: Source): Content['facts'] {
  const info = businessInfo(cache)
  if (!info) return []
  const known = (label: string, text: string | null): string[] => (text === null ? [] : [`${label} ${text}`])
  const bank = [...known('开户行', info.bankName), ...known('账号', info.bankAccount)]
  return [
    {
      label: '供应商',
      text: [info.supplierName ?? '', ...known('纳税人识别号', info.taxNumber), ...bank]
        .filter((text) => text !== '')
        .join('，'),
    },
  ]
}

export const invoiceListDocument = invoiceList({ applications, parties, collection: 'invoice-list-lines' })
