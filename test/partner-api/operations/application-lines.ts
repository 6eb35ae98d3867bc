// Lines of invoice lists: what each customer earned of a bill, to the fen, adding up to what was applied for.
import { customerId } from '#test/data/customers.ts'
import { SPECIAL_PLAN } from '#test/data/incentives.ts'
import { worldOf } from '#test/data/seed.ts'
import type { World } from '#test/data/world.ts'
import type { Context } from '../registry.ts'
import { fenOfMinor, shownUntil, statementOf } from './incentive-statements.ts'

interface ListedBill {
  readonly period: number
  readonly planCode: string
  /** Fen. */
  readonly amount: number
  /** Ten-thousandths. */
  readonly rate: number
}

export interface ListLine {
  /** Null where nobody's performance stands behind it. */
  readonly customer: string | null
  readonly amount: number
  readonly tax: number
}

/** Half up, away from zero, by line (incentives.md, Amounts). */
const taxOf = (amount: number, rate: number): number =>
  Math.sign(amount) * Math.floor((Math.abs(amount) * rate + 5_000) / 10_000)

/** Customers by their place and their shares: a large world has hundreds of thousands in a bill. */
interface Shares {
  readonly customers: Uint32Array
  readonly amounts: Float64Array
}

const kept = new WeakMap<World, Map<string, Shares>>()

function sharesOf(world: World, period: number, planCode: string, until: number): Shares {
  const all = kept.get(world) ?? new Map<string, Shares>()
  kept.set(world, all)
  const key = [until, period, planCode].join()
  const known = all.get(key)
  if (known) return known
  const earned = planCode === SPECIAL_PLAN ? undefined : statementOf(world, period, until).byCustomer.get(planCode)
  const customers = new Uint32Array(earned?.length ?? 0)
  const amounts = new Float64Array(earned?.length ?? 0)
  // Rounded as they add up, so that the lines make the bill to the fen.
  let sum = 0n
  let told = 0n
  let count = 0
  for (let customer = 0; earned && customer < earned.length; customer += 1) {
    const share = earned[customer] ?? 0n
    if (share === 0n) continue
    sum += share
    const amount = Number(fenOfMinor(sum) - told)
    if (amount === 0) continue
    told += BigInt(amount)
    customers[count] = customer
    amounts[count] = amount
    count += 1
  }
  const shares = { customers: customers.slice(0, count), amounts: amounts.slice(0, count) }
  all.set(key, shares)
  return shares
}

/** What the customers' shares do not make up of the amount stands in a line of its own, the last. */
const restOf = ({ amounts }: Shares, amount: number): number => amount - amounts.reduce((sum, one) => sum + one, 0)

const here = (ctx: Context, { period, planCode }: ListedBill): Shares =>
  sharesOf(worldOf(ctx.state), period, planCode, shownUntil(ctx.now()))

export function countLines(ctx: Context, bill: ListedBill): number {
  const shares = here(ctx, bill)
  return shares.amounts.length + (restOf(shares, bill.amount) === 0 ? 0 : 1)
}

export function sumOfTax(ctx: Context, bill: ListedBill): number {
  const shares = here(ctx, bill)
  const tax = shares.amounts.reduce((sum, amount) => sum + taxOf(amount, bill.rate), 0)
  return tax + taxOf(restOf(shares, bill.amount), bill.rate)
}

/** Lines `from` to before `until`, as far as there are some. */
export function* linesOf(ctx: Context, bill: ListedBill, from: number, until: number): Generator<ListLine> {
  const world = worldOf(ctx.state)
  const shares = here(ctx, bill)
  const { customers, amounts } = shares
  for (let n = from; n < Math.min(until, amounts.length); n += 1) {
    const amount = amounts[n] ?? 0
    yield { customer: customerId(world, customers[n] ?? 0), amount, tax: taxOf(amount, bill.rate) }
  }
  const rest = restOf(shares, bill.amount)
  if (rest !== 0 && from <= amounts.length && until > amounts.length)
    yield { customer: null, amount: rest, tax: taxOf(rest, bill.rate) }
}
