/** Matching against the slow, obviously right model; order of items does not matter; no quadratic trap. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Match,
  type MatchItem,
  type MatchOptions,
  type MatchRule,
  matchRules,
  matchSides,
  ONES_MOST,
  SELECTION_MOST,
  standardOptions,
} from '#shared/rules/matching.ts'

/** Says what the rules say, comparing each with each and trying every selection. */
function slowly(left: readonly MatchItem[], right: readonly MatchItem[], options: MatchOptions): Match[] {
  const found: Match[] = []
  let lefts = [...left]
  let rights = [...right]
  const keys = (item: MatchItem, key: MatchRule['key']): readonly string[] =>
    key === 'reference' ? item.references : item.customer === '' ? [] : [item.customer]
  const near = (items: readonly MatchItem[]): boolean =>
    options.days === null ||
    items.every((a) =>
      items.every((b) => a.day !== null && b.day !== null && Math.abs(a.day - b.day) <= (options.days ?? 0)),
    )
  const sum = (items: readonly MatchItem[]): bigint => items.reduce((all, { amount }) => all + BigInt(amount), 0n)
  const fits = (ls: readonly MatchItem[], rs: readonly MatchItem[]): boolean => {
    const difference = sum(ls) - sum(rs)
    return difference <= options.tolerance && difference >= -options.tolerance && near([...ls, ...rs])
  }
  const subsets = (items: readonly MatchItem[]): MatchItem[][] =>
    Array.from({ length: 1 << items.length }, (_, bits) =>
      items.filter((_item, at) => (bits & (1 << at)) !== 0),
    ).filter((some) => some.length > 1)
  for (const rule of matchRules) {
    if (options.without.includes(rule.name)) continue
    const names = [...new Set(lefts.flatMap((item) => keys(item, rule.key)))]
    const taken: [MatchItem[], MatchItem[]][] = []
    for (const name of names) {
      const ls = lefts.filter((item) => keys(item, rule.key).includes(name))
      const rs = rights.filter(
        (item) =>
          keys(item, rule.key)
            .filter((one) => names.includes(one))
            .every((one) => one === name) && keys(item, rule.key).includes(name),
      )
      if (rs.length === 0) continue
      if (rule.shape === 'sum' && fits(ls, rs)) taken.push([ls, rs])
      if (rule.shape === 'pair')
        for (const l of ls)
          for (const r of rs)
            if (
              fits([l], [r]) &&
              rs.filter((x) => fits([l], [x])).length === 1 &&
              ls.filter((x) => fits([x], [r])).length === 1
            )
              taken.push([[l], [r]])
      if (rule.shape === 'twins')
        for (const amount of new Set(ls.map((one) => one.amount))) {
          const a = ls.filter((one) => one.amount === amount)
          const b = rs.filter((one) => one.amount === amount)
          if (a.length === b.length && near([...a, ...b])) taken.push([a, b])
        }
      const many = (ones: MatchItem[], of: MatchItem[], put: (one: MatchItem, some: MatchItem[]) => void): void => {
        if (of.length > SELECTION_MOST || ones.length > ONES_MOST) return
        const picks = ones.flatMap((one) => {
          const right = subsets(of).filter((some) => fits([one], some))
          return right.length === 1 ? [[one, right[0] as MatchItem[]] as const] : []
        })
        for (const [one, some] of picks)
          if (picks.every(([other, others]) => other === one || others.every((item) => !some.includes(item))))
            put(one, some)
      }
      if (rule.shape === 'many-right') many(ls, rs, (one, some) => taken.push([[one], some]))
      if (rule.shape === 'many-left') many(rs, ls, (one, some) => taken.push([some, [one]]))
    }
    lefts = lefts.filter((item) => !taken.some(([ls]) => ls.includes(item)))
    rights = rights.filter((item) => !taken.some(([, rs]) => rs.includes(item)))
    const ids = (items: readonly MatchItem[]): string[] => items.map(({ id }) => id).sort()
    found.push(
      ...taken
        .map(([ls, rs]) => ({
          rule: rule.name,
          verdict: rule.verdict,
          left: ids(ls),
          right: ids(rs),
          difference: sum(ls) - sum(rs),
        }))
        .sort((a, b) => ((a.left[0] ?? '') < (b.left[0] ?? '') ? -1 : 1)),
    )
  }
  return found
}

const amount = fc.oneof(fc.integer({ min: -4, max: 12 }), fc.integer({ min: -400, max: 900 })).map((n) => n * 500_000)
const item = (side: 'L' | 'R') =>
  fc.record({
    amount,
    day: fc.option(fc.integer({ min: 0, max: 6 }), { freq: 6 }),
    customer: fc.constantFrom('', 'a', 'b', 'c'),
    references: fc.uniqueArray(fc.constantFrom('r1', 'r2', 'r3', 'r4'), { maxLength: side === 'L' ? 1 : 2 }),
  })
const items = (side: 'L' | 'R') =>
  fc.array(item(side), { maxLength: 9 }).map((all) => all.map((one, n): MatchItem => ({ ...one, id: `${side}${n}` })))
const options = fc.record({
  tolerance: fc.constantFrom(0, 500_000, 1_000_000),
  days: fc.constantFrom(null, 0, 2),
  without: fc.subarray(
    matchRules.map(({ name }) => name),
    { maxLength: 3 },
  ),
})

describe('R-INC-11 own ledger against statement', () => {
  it('finds what the slow model finds, whatever the order of the items', () => {
    fc.assert(
      fc.property(items('L'), items('R'), options, fc.gen(), (left, right, how, gen) => {
        const expected = slowly(left, right, how)
        expect(matchSides(left, right, how)).toEqual(expected)
        const shuffled = <T>(all: readonly T[]): T[] => gen(fc.shuffledSubarray, [...all], { minLength: all.length })
        expect(matchSides(shuffled(left), shuffled(right), how)).toEqual(expected)
      }),
      { numRuns: 600, seed: Date.now(), verbose: true },
    )
  })

  it('each rule takes what it says, in its order, and nothing that another one fits as well', () => {
    const one = (id: string, amount: number, customer = '', references: string[] = []): MatchItem => ({
      id,
      amount,
      day: 1,
      customer,
      references,
    })
    const found = matchSides(
      [
        one('L1', 100, '', ['r1']),
        one('L2', 300, '', ['r2']),
        one('L3', 50, 'a'),
        one('L4', 50, 'a'),
        one('L5', 71, 'b'),
        one('L6', 30, 'c'),
        one('L7', 10, 'd'),
        one('L8', 20, 'd'),
        one('L9', 40, 'e'),
        one('La', 41, 'e'),
        one('Lb', 500, 'f'),
      ],
      [
        one('R1', 100, 'x', ['r1']),
        one('R2', 100, 'y', ['r2', 'z1']),
        one('R3', 200, 'y', ['r2', 'z2']),
        one('R4', 50, 'a'),
        one('R5', 50, 'a'),
        one('R6', 70, 'b'),
        one('R7', 10, 'c'),
        one('R8', 20, 'c'),
        one('R9', 30, 'd'),
        one('Ra', 60, 'e'),
        one('Rb', 21, 'e'),
        one('Rc', 501, 'f'),
        one('Rd', 499, 'f'),
      ],
      { ...standardOptions, tolerance: 1 },
    )
    expect(
      found.map(({ rule, left, right, difference }) => [rule, left.join(), right.join(), Number(difference)]),
    ).toEqual([
      ['reference', 'L1', 'R1', 0],
      ['reference-sum', 'L2', 'R2,R3', 0],
      ['customer-twins', 'L3,L4', 'R4,R5', 0],
      ['customer-amount', 'L5', 'R6', 1],
      ['one-to-many', 'L6', 'R7,R8', 0],
      ['many-to-one', 'L7,L8', 'R9', 0],
      ['customer-sum', 'L9,La', 'Ra,Rb', 0],
    ])
  })

  it('no item is in two matches, and the sums close exactly', () => {
    fc.assert(
      fc.property(items('L'), items('R'), options, (left, right, how) => {
        const matches = matchSides(left, right, how)
        const all = matches.flatMap((match) => [...match.left, ...match.right])
        expect(new Set(all).size).toBe(all.length)
        const sum = (some: readonly MatchItem[]): bigint => some.reduce((total, one) => total + BigInt(one.amount), 0n)
        const open = (some: readonly MatchItem[]): bigint => sum(some.filter(({ id }) => !all.includes(id)))
        const differences = matches.reduce((total, { difference }) => total + difference, 0n)
        expect(sum(left) - sum(right)).toBe(differences + open(left) - open(right))
      }),
      { numRuns: 300, seed: Date.now(), verbose: true },
    )
  })

  it('one customer, one amount, no reference: 50,000 lines against 49,999 end at once, and nothing is chosen', () => {
    const many = (side: string, count: number): MatchItem[] =>
      Array.from({ length: count }, (_, n) => ({
        id: `${side}${n}`,
        amount: 100_000_000,
        day: n % 28,
        customer: 'a',
        references: [],
      }))
    const began = performance.now()
    expect(matchSides(many('L', 50_000), many('R', 49_999), { ...standardOptions, days: 3 })).toEqual([])
    // No wall time is asserted tightly: comparing each with each would be minutes.
    expect(performance.now() - began).toBeLessThan(20_000)
    console.log(`50,000 equal lines: ${Math.round(performance.now() - began)} ms`)
  })
})
