// Lines of invoice lists: what each customer earned of a bill, to the fen, adding up to what was applied for.

import { customerId } from '#test/data/customers.ts'
import { SPECIAL_PLAN } from '#test/data/incentives.ts'
import { worldOf } from '#test/data/seed.ts'
import type { World } from '#test/data/world.ts'
import type { Context } from '../registry.ts'
import { fenOfMinor, shownUntil, statementOf } from './incentive-statements.ts'

export interface ListLine {
  /** Null where nobody's performance stands behind it. */
  readonly customer: string | null
  readonly amount: number
  readonly tax: number
}

/** Half up, away from zero, by line (incentives.md, Amounts). */
export const taxOf = (amount: number, rate: number): number => {
  const tax = (BigInt(Math.abs(amount)) * BigInt(rate) + 5_000n) / 10_000n
  return Number(amount < 0 ? -tax : tax)
}

const kept = new WeakMap<World, Map<string, readonly ListLine[]>>()

/** @param amount fen; what the customers' shares do not make up of it stands in a line of its own */
export const linesOf = (
  ctx: Context,
  bill: { readonly period: number; readonly planCode: string; readonly amount: number; readonly rate: number },
): readonly ListLine[] => {
  const world = worldOf(ctx.state)
  const until = shownUntil(ctx.now())
  const all = kept.get(world) ?? new Map<string, readonly ListLine[]>()
  kept.set(world, all)
  const key = [until, bill.period, bill.planCode, bill.amount, bill.rate].join()
  const known = all.get(key)
  if (known) return known
  const line = (customer: string | null, amount: number): ListLine => ({
    customer,
    amount,
    tax: taxOf(amount, bill.rate),
  })
  const lines: ListLine[] = []
  const earned =
    bill.planCode === SPECIAL_PLAN ? undefined : statementOf(world, bill.period, until).byCustomer.get(bill.planCode)
  // Rounded as they add up, so that the lines make the bill to the fen.
  let sum = 0n
  let told = 0n
  for (const [customer, share] of (earned ?? new BigInt64Array()).entries()) {
    if (share === 0n) continue
    sum += share
    const amount = Number(fenOfMinor(sum) - told)
    told = fenOfMinor(sum)
    if (amount !== 0) lines.push(line(customerId(world, customer), amount))
  }
  const rest = bill.amount - Number(told)
  if (rest !== 0) lines.push(line(null, rest))
  all.set(key, lines)
  return lines
}
