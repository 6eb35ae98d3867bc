// Incentive plans, bills and details of the desk API; what the partner confirmed or objected to is state.
import { BILL_SCALE } from '#test/data/bills.ts'
import {
  announceEnd,
  type BillStatus,
  type IncentiveDetail,
  incentiveBillId,
  incentiveDetailOf,
  incentivePeriods,
  incentivePlans,
  incentiveRows,
  statusByDate,
} from '#test/data/incentives.ts'
import { worldOf } from '#test/data/seed.ts'
import { monthNumber, monthText } from '#test/data/time.ts'
import type { World } from '#test/data/world.ts'
import type { Context, Operation } from '../registry.ts'
import { moneyNumber, utcText } from '../wire.ts'
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

interface Statement {
  /** Rows up to and with the customer at the same place. */
  readonly ends: Uint32Array
  readonly rows: number
  readonly sums: ReadonlyMap<string, { readonly total: bigint; readonly frozen: bigint; readonly count: number }>
}

// A statement is walked whole once: its pages and its bills speak of the same lines.
const statements = new WeakMap<World, Map<string, Statement>>()

/** Bills are to the fen: half up, away from zero. */
const fenOf = (minor: bigint): bigint => {
  const fen = ((minor < 0n ? -minor : minor) + 500_000n) / 1_000_000n
  return minor < 0n ? -fen : fen
}

const statementOf = (world: World, period: number, until: number): Statement => {
  const kept = statements.get(world) ?? new Map<string, Statement>()
  statements.set(world, kept)
  const key = `${period} ${until}`
  const known = kept.get(key)
  if (known) return known
  const ends = new Uint32Array(world.counts.customers)
  const sums = new Map(incentivePlans.map(({ code }) => [code, { total: 0n, frozen: 0n, count: 0 }]))
  let rows = 0
  for (let customer = 0; customer < ends.length; customer += 1) {
    for (const row of incentiveRows(world, customer, period)) {
      const detail = incentiveDetailOf(world, row)
      if (detail.line.tradeAt >= until) continue
      rows += 1
      const sum = sums.get(detail.plan.code)
      if (!sum) continue
      sum.total += detail.incentive
      sum.count += 1
      if (detail.frozen) sum.frozen += detail.incentive
    }
    ends[customer] = rows
  }
  const statement = { ends, rows, sums }
  kept.set(key, statement)
  return statement
}

/** Performance of a day appears one working day later; here: what was traded before the last midnight in Beijing. */
const shownUntil = (now: number): number => Math.floor((now + 8 * 3_600_000) / 86_400_000) * 86_400_000 - 8 * 3_600_000

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

interface Words {
  readonly confirmed_at: number | null
  readonly feedback: string | null
  readonly updated_at: number
}

const wordsOf = (ctx: Context, billId: string): Words | undefined =>
  ctx.sql('select confirmed_at, feedback, updated_at from incentive_words where bill_id = ?').get(billId) as
    | Words
    | undefined

const statusOf = (ctx: Context, period: number, billId: string): BillStatus => {
  const status = statusByDate(period, ctx.now())
  return status === 'TO_CONFIRM' && wordsOf(ctx, billId)?.confirmed_at ? 'ISSUING' : status
}

/** Once a quarter the vendor adds a bill without performance: it has no details. */
const SPECIAL = { code: 'SPECIAL', name: '季度专项激励', fen: 500_000n } as const

const billAnswers = (ctx: Context, period: number): object[] => {
  const world = worldOf(ctx.state)
  const { sums } = statementOf(world, period, shownUntil(ctx.now()))
  const bill = (code: string, name: string, associationType: string, total: bigint, frozen: bigint, count: number) => {
    const id = incentiveBillId(period, code)
    const status = statusOf(ctx, period, id)
    const words = wordsOf(ctx, id)
    return withoutEmpty({
      bill_id: id,
      period: monthText(period),
      plan_code: code,
      plan_name: name,
      association_type: associationType,
      total_amount: moneyNumber(total),
      payable_amount: moneyNumber(status === 'ISSUED' && total > frozen ? total - frozen : 0n),
      frozen_amount: moneyNumber(frozen),
      frozen_reason: frozen > 0n ? '客户信用支付尚未还款' : null,
      status,
      announce_end: utcText(announceEnd(period)),
      detail_count: count,
      feedback: words?.feedback,
      updated_on: utcText(words?.updated_at ?? shownUntil(ctx.now())),
    })
  }
  const plain = incentivePlans.map(({ code, name, associationType }) => {
    const sum = sums.get(code) ?? { total: 0n, frozen: 0n, count: 0 }
    return bill(code, name, associationType, fenOf(sum.total), fenOf(sum.frozen), sum.count)
  })
  return period % 3 === 0 ? [...plain, bill(SPECIAL.code, SPECIAL.name, '--', SPECIAL.fen, 0n, 0)] : plain
}

const bills = incentiveOperation('ListDeskIncentiveBills', (ctx) => {
  const asked = (ctx.query as IncentiveQuery).period
  const periods = asked === undefined ? incentivePeriods(ctx.now()) : [periodOf(ctx)]
  const rows = periods.flatMap((period) => billAnswers(ctx, period))
  return ctx.page(rows.slice(ctx.offset, ctx.offset + ctx.limit), rows.length)
})

/** The bill of a body that may still be spoken about, else CBC.0100. */
const openBill = (ctx: Context, billId: string): { period: number; confirmed: boolean } => {
  for (const period of incentivePeriods(ctx.now())) {
    const known = (billAnswers(ctx, period) as { bill_id: string }[]).some((bill) => bill.bill_id === billId)
    if (!known) continue
    const confirmed = Boolean(wordsOf(ctx, billId)?.confirmed_at)
    if (!confirmed && statusOf(ctx, period, billId) !== 'TO_CONFIRM') return ctx.fail('CBC.0100', 'not to be confirmed')
    return { period, confirmed }
  }
  return ctx.fail('CBC.0100', 'no such bill')
}

const answerOf = (ctx: Context, period: number, billId: string): unknown =>
  (billAnswers(ctx, period) as { bill_id: string }[]).find((bill) => bill.bill_id === billId)

const upsert = `insert into incentive_words (bill_id, confirmed_at, feedback, updated_at) values (@id, @confirmed, @text, @now)
  on conflict (bill_id) do update set confirmed_at = coalesce(@confirmed, confirmed_at), feedback = coalesce(@text, feedback),
    updated_at = @now`

const confirm = incentiveOperation('ConfirmDeskIncentiveBill', (ctx) => {
  const { bill_id: id } = ctx.body as unknown as { bill_id: string }
  const { period, confirmed } = openBill(ctx, id)
  if (!confirmed) ctx.sql(upsert).run({ id, confirmed: ctx.now(), text: null, now: ctx.now() })
  return answerOf(ctx, period, id)
})

const feedBack = incentiveOperation('FeedBackDeskIncentiveBill', (ctx) => {
  const { bill_id: id, text } = ctx.body as unknown as { bill_id: string; text: string }
  const { period, confirmed } = openBill(ctx, id)
  if (confirmed) ctx.fail('CBC.0100', 'confirmed already')
  ctx.sql(upsert).run({ id, confirmed: null, text, now: ctx.now() })
  return answerOf(ctx, period, id)
})

export const incentiveOperations: readonly Operation[] = [plans, bills, details, confirm, feedBack]
