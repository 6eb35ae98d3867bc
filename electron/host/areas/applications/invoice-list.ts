/** The invoice list 开票清单 of one application or of a whole period (R-INC-24, R-INC-29, R-INC-30). */
import { requireSum } from '#host/documents/sums.ts'
import type { Cell, Column, Content, DocumentDeclaration, Source } from '#host/documents/types.ts'
import type { PrintOrder } from '#shared/contract/documents.ts'
import { AppError } from '#shared/errors.ts'
import { type Fen, fen, formatYuan, sumFen } from '#shared/money.ts'

export interface InvoiceListLine {
  readonly period: string
  /** Whose performance earned it; masked unless whole names were asked for. */
  readonly customer: string
  readonly plan: string
  /** 顾问销售, 代售, or `--` for a special incentive without performance. */
  readonly associationType: string
  /** Net amount 激励金额. */
  readonly amount: Fen
  /** As the vendor writes it, e.g. `6%`. */
  readonly taxRate: string
  readonly tax: Fen
  /** Price with tax 价税合计. */
  readonly total: Fen
}

export interface InvoiceListApplication {
  readonly number: string
  /** What was applied for, with tax: what the rows must add up to (R-INC-30). */
  readonly amount: Fen
  /** Invoice debt that the invoice settles; only the rest is invoiced (R-INC-15). */
  readonly debtOffset: Fen
  /** Contract party of the vendor 签约主体. */
  readonly contractParty: string
  readonly address: string
  readonly lines: readonly InvoiceListLine[]
}

/** The applications of an order, as last read; empty where there are none. */
export interface InvoiceListSource {
  applications(source: Source, order: PrintOrder): readonly InvoiceListApplication[]
  /** Who invoices whom, to be checked before printing; lines above the table. */
  parties(source: Source): Content['facts']
  /** Collection whose age the paper states. */
  readonly collection: string
}

const columns: readonly Column[] = [
  { heading: '申付单号', kind: 'id', weight: 14 },
  { heading: '对账期次', kind: 'text', weight: 11 },
  { heading: '激励计划', kind: 'text', weight: 24 },
  { heading: '关联类型', kind: 'text', weight: 10 },
  { heading: '客户', kind: 'text', weight: 12 },
  { heading: '激励金额', kind: 'amount', weight: 0, summed: true },
  { heading: '税率', kind: 'text', weight: 6 },
  { heading: '税额', kind: 'amount', weight: 0, summed: true },
  { heading: '价税合计', kind: 'amount', weight: 0, summed: true },
  { heading: '签约主体', kind: 'text', weight: 14 },
  { heading: '收件地址', kind: 'text', weight: 30 },
  { heading: '发票号码', kind: 'blank', weight: 18 },
]
const AMOUNT = 5
const TAX = 7
const TOTAL = 8
const PARTY = 9
const ADDRESS = 10

/**
 * The voucher is too narrow for party and address in every row: where they are the same for all, they stand above the
 * table. Throws `invalid-input` where they are not: cut texts would be no invoice list.
 */
function onVoucher(content: Content, [first, ...others]: readonly InvoiceListApplication[]): Content {
  if (!first) return content
  const { contractParty, address } = first
  if (others.some((other) => other.contractParty !== contractParty || other.address !== address))
    throw new AppError('invalid-input', { retry: 'after-fix', field: 'paper', detail: { reason: 'paper-too-small' } })
  const kept = (_: unknown, column: number): boolean => column !== PARTY && column !== ADDRESS
  return {
    ...content,
    facts: [...content.facts, { label: '签约主体', text: contractParty }, { label: '收件地址', text: address }],
    columns: content.columns.filter(kept),
    rows: content.rows.map((row) => row.filter(kept)),
  }
}

/** Throws `sums-differ` naming the application whose lines do not add up: nothing is printed then (R-INC-30). */
function rowsOf(application: InvoiceListApplication): Cell[][] {
  const rows = application.lines.map((line) => [
    application.number,
    line.period,
    line.plan,
    line.associationType,
    line.customer,
    line.amount,
    line.taxRate,
    line.tax,
    line.total,
    application.contractParty,
    application.address,
    null,
  ])
  try {
    requireSum(rows, TOTAL, application.amount)
    for (const row of rows) requireSum([[Number(row[AMOUNT])], [Number(row[TAX])]], 0, fen(Number(row[TOTAL])))
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    const { code, ...facts } = cause.value
    throw new AppError(code, { ...facts, detail: { ...facts.detail, application: application.number } })
  }
  return rows
}

/** Without debt the rows say it; with some, what is left must be said beside them. */
function toInvoice(applications: readonly InvoiceListApplication[]): Content['facts'] {
  const offset = sumFen(applications.map(({ debtOffset }) => debtOffset))
  if (offset === 0) return []
  const total = sumFen(applications.map(({ amount }) => amount))
  return [
    {
      label: '应开票',
      text: `${formatYuan(fen(total - offset))}（价税合计 ${formatYuan(total)}，抵扣欠票 ${formatYuan(offset)}）`,
    },
  ]
}

export const invoiceList = (source: InvoiceListSource): DocumentDeclaration => ({
  name: 'invoice-list',
  needs: 'funds.read',
  prefix: 'KP',
  freeze: (from, order) => {
    const applications = source.applications(from, order)
    const content: Content = {
      title: '开票清单',
      issuer: from.issuer,
      period: order.from === order.until ? order.from : `${order.from} 至 ${order.until}`,
      asOf: from.asOf(source.collection),
      facts: [
        {
          label: '申付单',
          text: `${applications.length} 份：${applications
            .slice(0, 5)
            .map(({ number }) => number)
            .join('、')}${applications.length > 5 ? ' 等' : ''}`,
        },
        ...toInvoice(applications),
        ...source.parties(from),
      ],
      columns,
      rows: applications.flatMap(rowsOf),
      totalColumn: TOTAL,
      notes: [
        '发票开具后在“发票号码”栏填写号码，清单随发票一并寄往收件地址。',
        '请开具增值税专用发票；每份申付单的应开票金额须与其发票合计一致。',
      ],
    }
    return order.paper === 'voucher' ? onVoucher(content, applications) : content
  },
})
