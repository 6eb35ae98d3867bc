// Incentive plans, bills and details of the desk API; what the partner confirmed or objected to is state.
import { BILL_SCALE } from '#test/data/bills.ts'
import {
  type IncentiveDetail,
  incentiveBillId,
  incentiveDetailOf,
  incentivePeriods,
  incentivePlans,
  incentiveRows,
} from '#test/data/incentives.ts'
import { worldOf } from '#test/data/seed.ts'
import { monthNumber, monthText } from '#test/data/time.ts'
import type { Context, Operation } from '../registry.ts'
import { moneyNumber, utcText } from '../wire.ts'
import { settleApplications } from './application-store.ts'
import { billAnswer, billsOf, type StatementBill, shownUntil, statementOf } from './incentive-statements.ts'
import { withoutEmpty } from './query.ts'

interface IncentiveQuery {
  readonly period?: string
}

const incentiveOperation = (operationId: string, handle: (ctx: Context) => unknown): Operation => ({
  operationId,
  handle,
})

const rateText = (rate: number): string => `0.${String(rate).padStart(4, '0')}`

/** The period of a call inside those with a statement, else CBC.0100. */
const periodOf = (ctx: Context): number => {
  const period = monthNumber((ctx.query as IncentiveQuery).period ?? '')
  return incentivePeriods(ctx.now()).includes(period) ? period : ctx.fail('CBC.0100', 'no statement of that period')
}

const plans = incentiveOperation('ListDeskIncentivePlans', (ctx) => {
  periodOf(ctx)
  const rows = incentivePlans.flatMap(({ code, name, associationType, rates }) =>
    Object.entries(rates).map(([policy, rate]) => ({
      plan_code: code,
      plan_name: name,
      association_type: associationType,
      incentive_policy: policy,
      rate: rateText(rate),
    })),
  )
  return ctx.page(rows.slice(ctx.offset, ctx.offset + ctx.limit), rows.length)
})

const detailAnswer = (detail: IncentiveDetail, manager: string | null) => {
  const { line, plan, peculiarity } = detail
  const amount = (minor: number | bigint): number => moneyNumber(minor, BILL_SCALE)
  return withoutEmpty({
    data_id: detail.id,
    bill_id: incentiveBillId(detail.period, plan.code),
    period: monthText(detail.period),
    performance_period: monthText(line.month),
    plan_code: plan.code,
    customer_id: line.customerId,
    account_manager: manager,
    trade_id: line.tradeId,
    trade_time: utcText(line.tradeAt),
    service_type_code: line.service.code,
    association_type: line.associationType,
    charging_mode: line.chargingMode,
    bill_detail_type: line.detailType,
    payment_amount: amount(line.payment),
    coupon_amount: amount(line.coupon),
    stored_value_card_amount: amount(detail.card),
    base_amount: amount(detail.base),
    rate: rateText(detail.rate),
    incentive_amount: amount(detail.incentive),
    status: detail.frozen ? 'FROZEN' : 'NORMAL',
    frozen_reason: detail.frozen ? '客户信用支付尚未还款' : null,
    performance_account: peculiarity === 'moved' ? 'hw_other_dealer' : null,
    dealer_status: peculiarity === 'expired' ? 'EXPIRED' : 'VALID',
    in_plan: peculiarity !== 'outside',
  })
}

const details = incentiveOperation('ListDeskIncentiveDetails', (ctx) => {
  const period = periodOf(ctx)
  const world = worldOf(ctx.state)
  const until = shownUntil(ctx.now())
  const { ends, rows } = statementOf(world, period, until)
  const managers = ctx.sql('select account_manager from customers where customer_id = ?').pluck()
  const found: object[] = []
  for (
    let customer = ends.findIndex((end) => end > ctx.offset);
    customer >= 0 && customer < ends.length && found.length < ctx.limit;
    customer += 1
  ) {
    let at = customer === 0 ? 0 : (ends[customer - 1] as number)
    if (at === ends[customer]) continue
    for (const row of incentiveRows(world, customer, period)) {
      const detail = incentiveDetailOf(world, row)
      if (detail.line.tradeAt >= until) continue
      if (at >= ctx.offset && found.length < ctx.limit)
        found.push(detailAnswer(detail, managers.get(detail.line.customerId) as string | null))
      at += 1
    }
  }
  return ctx.page(found, rows)
})

const bills = incentiveOperation('ListDeskIncentiveBills', (ctx) => {
  settleApplications(ctx)
  const asked = (ctx.query as IncentiveQuery).period
  const periods = asked === undefined ? incentivePeriods(ctx.now()) : [periodOf(ctx)]
  const rows = periods.flatMap((period) => billsOf(ctx, period))
  return ctx.page(
    rows.slice(ctx.offset, ctx.offset + ctx.limit).map((bill) => billAnswer(ctx, bill)),
    rows.length,
  )
})

/** The bill of a body that may still be spoken about, else CBC.0100. */
const openBill = (ctx: Context, billId: string): StatementBill => {
  for (const period of incentivePeriods(ctx.now())) {
    const bill = billsOf(ctx, period).find(({ id }) => id === billId)
    if (!bill) continue
    return bill.confirmed || bill.status === 'TO_CONFIRM' ? bill : ctx.fail('CBC.0100', 'not to be confirmed')
  }
  return ctx.fail('CBC.0100', 'no such bill')
}

const answerOf = (ctx: Context, { id, period }: StatementBill): unknown => {
  const bill = billsOf(ctx, period).find((one) => one.id === id)
  return bill && billAnswer(ctx, bill)
}

const upsert = `insert into incentive_words (bill_id, confirmed_at, feedback, updated_at) values (@id, @confirmed, @text, @now)
  on conflict (bill_id) do update set confirmed_at = coalesce(@confirmed, confirmed_at), feedback = coalesce(@text, feedback),
    updated_at = @now`

const confirm = incentiveOperation('ConfirmDeskIncentiveBill', (ctx) => {
  const { bill_id: id } = ctx.body as unknown as { bill_id: string }
  const bill = openBill(ctx, id)
  if (!bill.confirmed) ctx.sql(upsert).run({ id, confirmed: ctx.now(), text: null, now: ctx.now() })
  return answerOf(ctx, bill)
})

const feedBack = incentiveOperation('FeedBackDeskIncentiveBill', (ctx) => {
  const { bill_id: id, text } = ctx.body as unknown as { bill_id: string; text: string }
  const bill = openBill(ctx, id)
  if (bill.confirmed) ctx.fail('CBC.0100', 'confirmed already')
  ctx.sql(upsert).run({ id, confirmed: null, text, now: ctx.now() })
  return answerOf(ctx, bill)
})

export const incentiveOperations: readonly Operation[] = [plans, bills, details, confirm, feedBack]
