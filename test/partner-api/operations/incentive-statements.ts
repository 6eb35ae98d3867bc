// Statements and bills of a period as the formulas and the partner's own words make them; what is answered is elsewhere.
import {
  announceEnd,
  type BillStatus,
  incentiveBillId,
  incentiveDetailOf,
  incentivePlans,
  incentiveRows,
  SPECIAL_PLAN,
  statusByDate,
} from '#test/data/incentives.ts'
import { worldOf } from '#test/data/seed.ts'
import { monthText } from '#test/data/time.ts'
import type { World } from '#test/data/world.ts'
import type { Context } from '../registry.ts'
import { moneyNumber, utcText } from '../wire.ts'
import { withoutEmpty } from './query.ts'

interface Statement {
  /** Rows up to and with the customer at the same place. */
  readonly ends: Uint32Array
  readonly rows: number
  readonly sums: ReadonlyMap<
    string,
    { readonly total: bigint; readonly frozen: bigint; readonly base: bigint; readonly count: number }
  >
  /** What each customer earned that is not frozen, by plan; 10^-8 yuan, at the customer's place. */
  readonly byCustomer: ReadonlyMap<string, BigInt64Array>
}

// A statement is walked whole once: its pages and its bills speak of the same lines.
const statements = new WeakMap<World, Map<string, Statement>>()

/** Bills are to the fen: half up, away from zero. */
export const fenOfMinor = (minor: bigint): bigint => {
  const fen = ((minor < 0n ? -minor : minor) + 500_000n) / 1_000_000n
  return minor < 0n ? -fen : fen
}

export const statementOf = (world: World, period: number, until: number): Statement => {
  const kept = statements.get(world) ?? new Map<string, Statement>()
  statements.set(world, kept)
  const key = `${period} ${until}`
  const known = kept.get(key)
  if (known) return known
  const ends = new Uint32Array(world.counts.customers)
  const sums = new Map(incentivePlans.map(({ code }) => [code, { total: 0n, frozen: 0n, base: 0n, count: 0 }]))
  const byCustomer = new Map(incentivePlans.map(({ code }) => [code, new BigInt64Array(ends.length)]))
  let rows = 0
  for (let customer = 0; customer < ends.length; customer += 1) {
    for (const row of incentiveRows(world, customer, period)) {
      const detail = incentiveDetailOf(world, row)
      if (detail.line.tradeAt >= until) continue
      rows += 1
      const sum = sums.get(detail.plan.code)
      const own = byCustomer.get(detail.plan.code)
      if (!sum || !own) continue
      sum.total += detail.incentive
      sum.base += BigInt(detail.base)
      sum.count += 1
      if (detail.frozen) sum.frozen += detail.incentive
      else own[customer] = (own[customer] ?? 0n) + detail.incentive
    }
    ends[customer] = rows
  }
  const statement = { ends, rows, sums, byCustomer }
  kept.set(key, statement)
  return statement
}

/** Performance of a day appears one working day later; here: what was traded before the last midnight in Beijing. */
export const shownUntil = (now: number): number =>
  Math.floor((now + 8 * 3_600_000) / 86_400_000) * 86_400_000 - 8 * 3_600_000

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
const SPECIAL = { code: SPECIAL_PLAN, name: '季度专项激励', fen: 500_000n } as const

export interface StatementBill {
  readonly id: string
  readonly period: number
  readonly planCode: string
  readonly planName: string
  readonly associationType: string
  /** Fen. */
  readonly total: bigint
  readonly frozen: bigint
  readonly count: number
  readonly status: BillStatus
  readonly confirmed: boolean
}

export const billsOf = (ctx: Context, period: number): StatementBill[] => {
  const { sums } = statementOf(worldOf(ctx.state), period, shownUntil(ctx.now()))
  const bill = (
    planCode: string,
    planName: string,
    associationType: string,
    amounts: Pick<StatementBill, 'total' | 'frozen' | 'count'>,
  ): StatementBill => {
    const id = incentiveBillId(period, planCode)
    const confirmed = Boolean(wordsOf(ctx, id)?.confirmed_at)
    return { id, period, planCode, planName, associationType, ...amounts, status: statusOf(ctx, period, id), confirmed }
  }
  const plain = incentivePlans.map(({ code, name, associationType }) => {
    const { total, frozen, count } = sums.get(code) ?? { total: 0n, frozen: 0n, count: 0 }
    return bill(code, name, associationType, { total: fenOfMinor(total), frozen: fenOfMinor(frozen), count })
  })
  const special = { total: SPECIAL.fen, frozen: 0n, count: 0 }
  return period % 3 === 0 ? [...plain, bill(SPECIAL.code, SPECIAL.name, '--', special)] : plain
}

/** Ten-thousandths; 3 % for what has no performance behind it. */
export const taxRateOf = ({ associationType }: Pick<StatementBill, 'associationType'>): number =>
  associationType === '--' ? 300 : 600

/** What may be applied for now: issued, not frozen, and in no application that stands (R-INC-02); fen. */
export const payableOf = (ctx: Context, { id, status, total, frozen }: StatementBill): bigint => {
  if (status !== 'ISSUED') return 0n
  const applied = ctx
    .sql(`select ifnull(sum(b.amount), 0) from payout_bills b join payout_applications a using (application_number)
      where b.bill_id = ? and a.status <> 'REJECTED'`)
    .pluck()
    .get(id) as number
  const left = total - frozen - BigInt(applied)
  return left > 0n ? left : 0n
}

export const billAnswer = (ctx: Context, bill: StatementBill): object => {
  const { id, period, total, frozen } = bill
  const words = wordsOf(ctx, id)
  return withoutEmpty({
    bill_id: id,
    period: monthText(period),
    plan_code: bill.planCode,
    plan_name: bill.planName,
    association_type: bill.associationType,
    total_amount: moneyNumber(total),
    payable_amount: moneyNumber(payableOf(ctx, bill)),
    frozen_amount: moneyNumber(frozen),
    frozen_reason: frozen > 0n ? '客户信用支付尚未还款' : null,
    status: bill.status,
    announce_end: utcText(announceEnd(period)),
    detail_count: bill.count,
    feedback: words?.feedback,
    tax_rate: `0.0${taxRateOf(bill) / 100}`,
    updated_on: utcText(words?.updated_at ?? shownUntil(ctx.now())),
  })
}
