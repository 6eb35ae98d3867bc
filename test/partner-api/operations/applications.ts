// Payment applications 激励申付 of the desk API: applying, their states, invoice lists, business information (chain B).
import { incentivePeriods } from '#test/data/incentives.ts'
import { monthNumber } from '#test/data/time.ts'
import type { Context, Operation } from '../registry.ts'
import { fenOf, moneyNumber, utcText } from '../wire.ts'
import { countLines, linesOf } from './application-lines.ts'
import {
  billsOfApplication,
  CONTRACT_PARTY,
  debtsOf,
  INVOICE_ADDRESS,
  makeApplication,
  needsInvoice,
  type StoredApplication,
  settleApplications,
} from './application-store.ts'
import { billsOf, payableOf } from './incentive-statements.ts'
import { Filter, withoutEmpty } from './query.ts'

const rateText = (rate: number): string => (rate === 0 ? '0' : `0.${String(rate).padStart(4, '0').replace(/0+$/, '')}`)

const answerOf = (ctx: Context, row: StoredApplication): object => {
  const bills = billsOfApplication(ctx, row.application_number)
  const sum = (of: (bill: (typeof bills)[number]) => number): number => bills.reduce((all, bill) => all + of(bill), 0)
  const total = sum(({ amount, tax }) => amount + tax)
  const { offset } = ctx
    .sql('select ifnull(sum(amount), 0) offset from payout_offsets where application_number = ?')
    .get(row.application_number) as { offset: number }
  return withoutEmpty({
    application_number: row.application_number,
    request_id: row.request_id,
    payout_form: row.payout_form,
    status: row.status,
    incentive_amount: moneyNumber(sum(({ amount }) => amount)),
    tax_amount: moneyNumber(sum(({ tax }) => tax)),
    total_amount: moneyNumber(total),
    debt_offset_amount: moneyNumber(offset),
    invoice_amount: moneyNumber(needsInvoice(row.payout_form) ? total - offset : 0),
    contract_party: CONTRACT_PARTY,
    invoice_address: INVOICE_ADDRESS,
    reject_reason: row.reject_reason,
    automatic: row.automatic === 1,
    created_on: utcText(row.created_at),
    updated_on: utcText(row.updated_at),
    bills: bills.map((bill) => ({
      bill_id: bill.bill_id,
      period: bill.period,
      plan_name: bill.plan_name,
      association_type: bill.association_type,
      amount: moneyNumber(bill.amount),
      tax_rate: rateText(bill.tax_rate),
      tax_amount: moneyNumber(bill.tax),
      total_amount: moneyNumber(bill.amount + bill.tax),
    })),
    steps: (JSON.parse(row.steps) as { status: string; at: number; note: string | null }[]).map(
      ({ status, at, note }) => withoutEmpty({ status, on: utcText(at), note }),
    ),
  })
}

const list: Operation = {
  operationId: 'ListDeskPayoutApplications',
  handle: (ctx) => {
    settleApplications(ctx)
    const query = ctx.query as { period?: string; application_number?: string; request_id?: string }
    const { total, rows } = new Filter()
      .where('visible_at <= ?', ctx.visibleNow)
      .given('application_number = ?', query.application_number)
      .given('request_id = ?', query.request_id)
      .given(
        'exists (select 1 from payout_bills b where b.application_number = a.application_number and b.period = ?)',
        query.period,
      )
      .page<StoredApplication>(ctx, 'payout_applications a', 'created_at desc, application_number desc')
    return ctx.page(
      rows.map((row) => answerOf(ctx, row)),
      total,
    )
  },
}

interface Asked {
  readonly request_id: string
  readonly payout_form: string
  readonly bills: readonly { readonly bill_id: string; readonly amount: number }[]
}

const known: ReadonlySet<string> = new Set(['VOUCHER_QUOTA', 'BANK', 'ACCOUNT', 'ACCOUNT_DEBT'])

const infoOf = (ctx: Context) =>
  ctx.sql('select * from business_info').get() as {
    status: string
    auto_apply: number
    auto_payout_form: string | null
  }

const apply: Operation = {
  operationId: 'ApplyDeskPayout',
  handle: (ctx) => {
    settleApplications(ctx)
    const asked = ctx.body as unknown as Asked
    const byRequest = ctx.sql('select * from payout_applications where request_id = ?')
    const before = byRequest.get(asked.request_id) as StoredApplication | undefined
    if (before) return answerOf(ctx, before)
    if (infoOf(ctx).status !== 'COMPLETE') ctx.fail('CBC.0100', 'business information is not complete')
    if (!known.has(asked.payout_form)) ctx.fail('CBC.0100', 'unknown pay-out form')
    if (new Set(asked.bills.map(({ bill_id }) => bill_id)).size < asked.bills.length)
      ctx.fail('CBC.0100', 'a bill is named twice')
    const all = incentivePeriods(ctx.now()).flatMap((period) => billsOf(ctx, period))
    const bills = asked.bills.map(({ bill_id: id, amount }) => {
      const bill = all.find((one) => one.id === id) ?? ctx.fail('CBC.0100', 'no such bill')
      const wanted = fenOf(amount)
      if (wanted === undefined || wanted <= 0 || BigInt(wanted) !== payableOf(ctx, bill))
        ctx.fail('CBC.0100', 'the amount is not what may be applied for')
      return { bill, amount: wanted as number }
    })
    makeApplication(ctx, {
      requestId: asked.request_id,
      form: asked.payout_form,
      bills,
      automatic: false,
      at: ctx.now(),
    })
    return answerOf(ctx, byRequest.get(asked.request_id) as StoredApplication)
  },
}

/** Lines are there once an application was processed, and of those only that need an invoice (R-INC-22). */
const lines: Operation = {
  operationId: 'ListDeskInvoiceListLines',
  handle: (ctx) => {
    settleApplications(ctx)
    const { period } = ctx.query as { period: string }
    const bills = ctx
      .sql(
        `select a.payout_form, b.* from payout_bills b join payout_applications a using (application_number)
         where b.period = ? and a.status not in ('PROCESSING', 'REJECTED') and a.visible_at <= ?
         order by b.application_number, b.bill_id`,
      )
      .all(period, ctx.visibleNow) as (ReturnType<typeof billsOfApplication>[number] & {
      application_number: string
      payout_form: string
    })[]
    const found: object[] = []
    let at = 0
    for (const bill of bills.filter(({ payout_form }) => needsInvoice(payout_form))) {
      const listed = {
        period: monthNumber(bill.period),
        planCode: bill.plan_code,
        amount: bill.amount,
        rate: bill.tax_rate,
      }
      const from = Math.max(ctx.offset - at, 0)
      let n = from
      for (const { customer, amount, tax } of linesOf(ctx, listed, from, from + ctx.limit - found.length)) {
        n += 1
        found.push(
          withoutEmpty({
            line_id: `${bill.application_number}-${bill.plan_code}-${String(n).padStart(6, '0')}`,
            application_number: bill.application_number,
            period: bill.period,
            bill_id: bill.bill_id,
            plan_name: bill.plan_name,
            association_type: bill.association_type,
            customer_id: customer,
            amount: moneyNumber(amount),
            tax_rate: rateText(bill.tax_rate),
            tax_amount: moneyNumber(tax),
            total_amount: moneyNumber(amount + tax),
            contract_party: CONTRACT_PARTY,
            invoice_address: INVOICE_ADDRESS,
          }),
        )
      }
      at += countLines(ctx, listed)
    }
    return ctx.page(found, at)
  },
}

const infoAnswer = (ctx: Context): object => {
  const { status, auto_apply, auto_payout_form } = infoOf(ctx)
  const partner = ctx.sql('select name from partner').get() as { name: string }
  return withoutEmpty({
    partner_id: ctx.caller.partnerId,
    supplier_name: partner.name,
    status,
    bank_name: '中国工商银行深圳南山支行',
    bank_account: '4000026619200123456',
    tax_number: '91440300MA5F7K2M8X',
    contract_party: CONTRACT_PARTY,
    invoice_address: INVOICE_ADDRESS,
    auto_apply: auto_apply === 1,
    auto_payout_form,
    invoice_debts: debtsOf(ctx).map(({ tax_rate, amount }) => ({
      tax_rate: rateText(tax_rate),
      amount: moneyNumber(amount),
    })),
  })
}

const info: Operation = {
  operationId: 'ShowDeskBusinessInfo',
  handle: (ctx) => {
    settleApplications(ctx)
    return infoAnswer(ctx)
  },
}

const autoApply: Operation = {
  operationId: 'SetDeskAutoApply',
  handle: (ctx) => {
    const { enabled, payout_form: form } = ctx.body as unknown as { enabled: boolean; payout_form?: string }
    if (enabled && (form === undefined || !known.has(form))) ctx.fail('CBC.0100', 'which pay-out form')
    ctx
      .sql('update business_info set auto_apply = ?, auto_payout_form = ?')
      .run(enabled ? 1 : 0, enabled ? (form ?? null) : null)
    return infoAnswer(ctx)
  },
}

export const applicationOperations: readonly Operation[] = [list, apply, lines, info, autoApply]
