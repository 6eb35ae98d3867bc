// Payment applications as state: what the first reading finds, what time moves on, and what an application makes.
import type { Database } from 'better-sqlite3'
import { incentivePeriods } from '#test/data/incentives.ts'
import { DAY_MS, monthText } from '#test/data/time.ts'
import type { Context } from '../registry.ts'
import { beijingDay } from '../wire.ts'
import { sumOfTax } from './application-lines.ts'
import { billsOf, payableOf, type StatementBill, taxRateOf } from './incentive-statements.ts'

export const CONTRACT_PARTY = '华为云计算技术有限公司'
export const INVOICE_ADDRESS = '贵州省贵安新区黔中大道交兴功路华为云数据中心 财务共享中心激励发票组（收）'

/** Forms for which the partner issues an invoice (R-INC-14). */
const invoiced: ReadonlySet<string> = new Set(['BANK', 'ACCOUNT'])
export const needsInvoice = (form: string): boolean => invoiced.has(form)

export interface StoredApplication {
  readonly application_number: string
  readonly request_id: string | null
  readonly payout_form: string
  readonly status: string
  readonly reject_reason: string | null
  readonly automatic: number
  readonly created_at: number
  readonly updated_at: number
  readonly next_at: number | null
  readonly steps: string
}

export interface StoredBill {
  readonly bill_id: string
  readonly period: string
  readonly plan_code: string
  readonly plan_name: string
  readonly association_type: string
  readonly amount: number
  readonly tax_rate: number
  readonly tax: number
}

export const billsOfApplication = (ctx: Context, number: string): StoredBill[] =>
  ctx.sql('select * from payout_bills where application_number = ? order by bill_id').all(number) as StoredBill[]

const HOUR_MS = 3_600_000

/** Where an application goes by itself, and after how long; absent = somebody has to act. */
const next = (status: string, form: string): { to: string; ms: number } | null => {
  if (status === 'PROCESSING')
    return needsInvoice(form) ? { to: 'TO_INVOICE', ms: DAY_MS } : { to: 'COMPLETED', ms: HOUR_MS }
  if (status === 'TO_INVOICE') return { to: 'INVOICE_REVIEW', ms: 7 * DAY_MS }
  if (status === 'INVOICE_REVIEW') return { to: 'PAYMENT_REVIEW', ms: 2 * DAY_MS }
  if (status === 'PAYMENT_REVIEW') return { to: 'PAYING', ms: 3 * DAY_MS }
  return status === 'PAYING' ? { to: 'COMPLETED', ms: 2 * DAY_MS } : null
}

/** Moves an application, as an officer of the vendor would; a test's hand too. */
export const moveApplication = (
  state: Database,
  number: string,
  move: { readonly status: string; readonly at: number; readonly reason?: string },
): void => {
  const row = state.prepare('select * from payout_applications where application_number = ?').get(number) as
    | StoredApplication
    | undefined
  if (!row) throw new Error(`no application ${number}`)
  const steps = [
    ...(JSON.parse(row.steps) as object[]),
    { status: move.status, at: move.at, note: move.reason ?? null },
  ]
  const then = next(move.status, row.payout_form)
  state
    .prepare(
      `update payout_applications set status = ?, reject_reason = ?, updated_at = ?, next_at = ?, steps = ? where application_number = ?`,
    )
    .run(move.status, move.reason ?? null, move.at, then ? move.at + then.ms : null, JSON.stringify(steps), number)
}

export interface InvoiceDebt {
  readonly tax_rate: number
  readonly amount: number
}

/** Recorded by applications without an invoice, less what later invoices settled; by tax rate (R-INC-15). */
export const debtsOf = (ctx: Context): InvoiceDebt[] =>
  ctx
    .sql(
      `select tax_rate, sum(amount) amount from (
         select b.tax_rate, b.amount + b.tax amount from payout_bills b join payout_applications a using (application_number)
           where a.payout_form = 'ACCOUNT_DEBT' and a.status <> 'REJECTED'
         union all select o.tax_rate, -o.amount from payout_offsets o join payout_applications a using (application_number)
           where a.status <> 'REJECTED'
       ) group by tax_rate having sum(amount) > 0 order by tax_rate`,
    )
    .all() as InvoiceDebt[]

export interface NewApplication {
  readonly requestId: string | null
  readonly form: string
  readonly bills: readonly { readonly bill: StatementBill; readonly amount: number }[]
  readonly automatic: boolean
  readonly at: number
}

/** The number of the application made; refuses an amount that does not exceed the invoice debt (R-INC-15). */
export const makeApplication = (ctx: Context, { requestId, form, bills, automatic, at }: NewApplication): string => {
  const { made } = ctx.sql('select count(*) made from payout_applications').get() as { made: number }
  const number = `SF${beijingDay(at).replaceAll('-', '')}${String(made + 1).padStart(8, '0')}`
  const rows = bills.map(({ bill, amount }) => {
    // A voucher quota is no payment: no tax, no invoice.
    const rate = form === 'VOUCHER_QUOTA' ? 0 : taxRateOf(bill)
    return { bill, amount, rate, tax: sumOfTax(ctx, { ...bill, amount, rate }) }
  })
  const offsets = needsInvoice(form)
    ? debtsOf(ctx).filter(({ tax_rate }) => rows.some(({ rate }) => rate === tax_rate))
    : []
  for (const { tax_rate, amount } of offsets) {
    const sum = rows.reduce((all, row) => all + (row.rate === tax_rate ? row.amount + row.tax : 0), 0)
    if (sum <= amount) ctx.fail('CBC.0100', 'the amount must exceed the invoice debt')
  }
  ctx
    .sql(`insert into payout_applications (application_number, request_id, payout_form, status, automatic, created_at, updated_at,
       next_at, steps, visible_at) values (?, ?, ?, 'PROCESSING', ?, ?, ?, ?, ?, ?)`)
    .run(
      number,
      requestId,
      form,
      automatic ? 1 : 0,
      at,
      at,
      at + (next('PROCESSING', form)?.ms ?? 0),
      JSON.stringify([{ status: 'PROCESSING', at, note: null }]),
      requestId === null ? 0 : ctx.recordVisibleAt,
    )
  for (const { bill, amount, rate, tax } of rows)
    ctx
      .sql('insert into payout_bills values (?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        number,
        bill.id,
        monthText(bill.period),
        bill.planCode,
        bill.planName,
        bill.associationType,
        amount,
        rate,
        tax,
      )
  for (const { tax_rate, amount } of offsets)
    ctx.sql('insert into payout_offsets values (?, ?, ?)').run(number, tax_rate, amount)
  return number
}

type Fate = readonly [form: string, steps: readonly string[], reason?: string]
const whole = ['TO_INVOICE', 'INVOICE_REVIEW', 'PAYMENT_REVIEW', 'PAYING', 'COMPLETED'] as const

/** What the first reading finds, by how many issued periods lie between: the newest has not been applied for. */
const fates: readonly (readonly Fate[])[] = [
  [],
  [
    ['BANK', whole.slice(0, 1)],
    ['BANK', whole.slice(0, 2)],
  ],
  [
    ['ACCOUNT', whole.slice(0, 3)],
    ['BANK', [...whole.slice(0, 2), 'TO_INVOICE', 'REJECTED'], '发票抬头与商业信息不一致，请核对后重新申请'],
  ],
  [
    ['BANK', whole.slice(0, 4)],
    ['VOUCHER_QUOTA', ['QUOTA_FAILED']],
  ],
  [
    ['VOUCHER_QUOTA', ['COMPLETED']],
    ['BANK', whole],
  ],
]
/** Of older ones: one application for all of the period. */
const oldFate: Fate = ['BANK', whole]

const makeHistory = (ctx: Context): void => {
  const now = ctx.now()
  const issued = incentivePeriods(now).filter((period) => billsOf(ctx, period)[0]?.status === 'ISSUED')
  const make = (bills: readonly StatementBill[], [form, steps, reason]: Fate, long: number): void => {
    // What still runs came where it is yesterday; what ended did so long ago.
    const at = next(steps.at(-1) ?? '', form) ? now - (steps.length + 1) * DAY_MS : long
    const parts = bills.flatMap((bill) => {
      const amount = Number(payableOf(ctx, bill))
      return amount > 0 ? [{ bill, amount }] : []
    })
    if (parts.length === 0) return
    const number = makeApplication(ctx, { requestId: null, form, bills: parts, automatic: false, at })
    for (const [n, status] of steps.entries()) {
      const last = n === steps.length - 1
      moveApplication(ctx.state, number, {
        status,
        at: at + (n + 1) * DAY_MS,
        ...(last && reason !== undefined ? { reason } : {}),
      })
    }
    // What still runs has just come there, or a first reading would find it moved on.
    ctx
      .sql('update payout_applications set next_at = ? where application_number = ? and next_at is not null')
      .run(now + 7 * DAY_MS, number)
  }
  for (const [back, period] of issued.entries()) {
    const bills = billsOf(ctx, period)
    const at = now - (back + 1) * 9 * DAY_MS
    const fate = fates[back]
    if (!fate) make(bills, oldFate, at)
    for (const [n, one] of (fate ?? []).entries()) make(bills.slice(n, n + 1), one, at)
  }
}

/** Makes the history where there is none, moves on what is due, and applies by itself where that is switched on. */
export const settleApplications = (ctx: Context): void => {
  const work = ctx.state.transaction(() => {
    if (!ctx.sql('select 1 from payout_applications limit 1').get()) makeHistory(ctx)
    const due = ctx.sql('select application_number from payout_applications where next_at <= ? limit 1').pluck()
    for (let number = due.get(ctx.now()); number !== undefined; number = due.get(ctx.now())) {
      const row = ctx
        .sql('select * from payout_applications where application_number = ?')
        .get(number) as StoredApplication
      const then = next(row.status, row.payout_form)
      if (then && row.next_at !== null)
        moveApplication(ctx.state, row.application_number, { status: then.to, at: row.next_at })
    }
    const info = ctx.sql('select * from business_info').get() as {
      status: string
      auto_apply: number
      auto_payout_form: string | null
    }
    if (!info.auto_apply || info.auto_payout_form === null || info.status !== 'COMPLETE') return
    for (const period of incentivePeriods(ctx.now())) {
      const bills = billsOf(ctx, period).flatMap((bill) => {
        const amount = Number(payableOf(ctx, bill))
        return amount > 0 ? [{ bill, amount }] : []
      })
      if (bills.length > 0)
        makeApplication(ctx, { requestId: null, form: info.auto_payout_form, bills, automatic: true, at: ctx.now() })
    }
  })
  work()
}
