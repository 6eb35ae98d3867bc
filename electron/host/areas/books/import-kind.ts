/** Own ledgers and files of a bank: date, reference, customer, amount, text. */
import { minorCell, monthCell, textCell, timeCell } from '#host/imports/cells.ts'
import type { FactColumn, FactKind, FactLine, ImportFiles } from '#host/imports/types.ts'
import { kept } from '#host/store/open.ts'
import type { ImportFinding } from '#shared/contract/imports.ts'

const fields: readonly FactColumn[] = [
  {
    field: 'bookedAt',
    column: 'booked_at',
    headings: ['记账日期', '交易日期', '入账日期', '业务日期', '交易时间', '日期', 'date', 'bookingdate'],
    required: false,
    is: 'value',
    read: timeCell,
  },
  {
    field: 'reference',
    column: 'reference',
    headings: [
      '参考号',
      '业务编号',
      '订单号',
      '激励账单id',
      '激励数据id',
      '流水号',
      '凭证号',
      '单据号',
      'reference',
      'ref',
    ],
    required: false,
    is: 'id',
    read: textCell(64),
  },
  {
    field: 'amount',
    column: 'amount',
    headings: ['金额', '收入金额', '贷方金额', '贷方发生额', '应收激励', '激励金额', '收入', 'credit', 'amount'],
    required: false,
    is: 'amount',
    read: minorCell,
  },
  {
    field: 'debit',
    column: 'debit',
    headings: ['支出金额', '借方金额', '借方发生额', '支出', 'debit'],
    required: false,
    is: 'amount',
    read: minorCell,
  },
  {
    field: 'period',
    column: 'period',
    headings: ['对账期次', '期次', '所属月份', '账期', 'period'],
    required: false,
    is: 'value',
    read: monthCell,
  },
  {
    field: 'memo',
    column: 'memo',
    headings: ['摘要', '备注', '说明', '用途', 'text', 'memo'],
    required: false,
    is: 'value',
    read: textCell(400),
  },
]

const finding = (code: ImportFinding['code'], asks: boolean, count: number): ImportFinding[] =>
  count > 0 ? [{ code, asks, detail: { count } }] : []

const sameness = ({ values }: FactLine): string =>
  JSON.stringify([values.booked_at, values.reference, values.customer_id, values.amount, values.memo])

const known = ({ evidence }: ImportFiles, { values }: FactLine): boolean =>
  kept(
    evidence,
    `SELECT 1 FROM book_rows r JOIN book_files f ON f.id = r.file
     WHERE f.withdrawn_at IS NULL AND r.amount = @amount AND r.reference IS @reference AND r.booked_at IS @booked_at
       AND r.customer_id IS @customer_id AND r.memo IS @memo
       AND (@period IS NULL OR r.period = @period) LIMIT 1`,
  ).get({
    amount: values.amount,
    reference: values.reference,
    booked_at: values.booked_at,
    customer_id: values.customer_id,
    memo: values.memo,
    period: values.period,
  }) !== undefined

export const bookImport: FactKind = {
  name: 'books.rows',
  needs: 'incentive.reconcile',
  makes: 'facts',
  customer: 'optional',
  fields,
  sums: 'amount',
  needsOne: ['amount', 'debit'],
  // Money that left stands on the other side of zero.
  lookUp: () => (values) => ({
    ...values,
    amount: Number(values.amount ?? 0) - Number(values.debit ?? 0),
  }),
  // Two payments may be alike: they are counted, not refused.
  keyOf: () => '',
  periodOf: ({ period }) => String(period ?? ''),
  findings: async (lines, files, _asOf, rest) => {
    const seen = new Map<string, number>()
    let here = 0
    for (const line of lines) {
      seen.set(sameness(line), (seen.get(sameness(line)) ?? 0) + 1)
      if (known(files, line)) here += 1
      await rest()
    }
    const equal = [...seen.values()].reduce((sum, count) => sum + (count > 1 ? count : 0), 0)
    return [
      ...finding('equal-rows', true, equal),
      ...finding('rows-known', true, here),
      ...finding('without-period', false, lines.filter(({ period }) => period === '').length),
    ]
  },
}
