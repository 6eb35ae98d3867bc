/**
 * Two sides of one truth matched by declared rules: own ledger or bank against a statement. A rule takes only what it can
 * take without choosing: where two partners fit, neither is taken. So the result depends on the items, never on their
 * order. Sorting and buckets instead of comparing each with each; a slow model in the tests does exactly that.
 */

export interface MatchItem {
  readonly id: string
  /** 10^-8 yuan, a safe integer. */
  readonly amount: number
  /** Days since 1970 in Beijing; null where none is told. */
  readonly day: number | null
  /** Empty where none is told. */
  readonly customer: string
  /** What the item can be called by; the left side has one at most. */
  readonly references: readonly string[]
}

export const matchRuleNames = [
  'reference',
  'reference-sum',
  'customer-twins',
  'customer-amount',
  'one-to-many',
  'many-to-one',
  'customer-sum',
] as const
export type MatchRuleName = (typeof matchRuleNames)[number]

export interface MatchRule {
  readonly name: MatchRuleName
  /** Sure ones stand by themselves, suggested ones wait for a person. */
  readonly verdict: 'sure' | 'suggested'
  readonly key: 'reference' | 'customer'
  /**
   * pair: the only two that fit. sum: all of one key on both sides. twins: as many of one amount here as there. many: the
   * only selection of the other side's items that adds up to one item.
   */
  readonly shape: 'pair' | 'sum' | 'twins' | 'many-right' | 'many-left'
}

/** In the order they are tried; each works on what the ones before it left. */
export const matchRules: readonly MatchRule[] = [
  { name: 'reference', verdict: 'sure', key: 'reference', shape: 'pair' },
  { name: 'reference-sum', verdict: 'sure', key: 'reference', shape: 'sum' },
  { name: 'customer-twins', verdict: 'sure', key: 'customer', shape: 'twins' },
  { name: 'customer-amount', verdict: 'suggested', key: 'customer', shape: 'pair' },
  { name: 'one-to-many', verdict: 'suggested', key: 'customer', shape: 'many-right' },
  { name: 'many-to-one', verdict: 'suggested', key: 'customer', shape: 'many-left' },
  { name: 'customer-sum', verdict: 'suggested', key: 'customer', shape: 'sum' },
]

export interface MatchOptions {
  /** Difference that a match may have, 10^-8 yuan. */
  readonly tolerance: number
  /** Days that two items may lie apart; null = any. */
  readonly days: number | null
  /** Rules that are left out. */
  readonly without: readonly MatchRuleName[]
}

/** A fen either way: books are kept in fen, statements to eight decimals. */
export const standardOptions: MatchOptions = { tolerance: 1_000_000, days: null, without: [] }

export interface Match {
  readonly rule: MatchRuleName
  readonly verdict: 'sure' | 'suggested'
  /** Ids in order. */
  readonly left: readonly string[]
  readonly right: readonly string[]
  /** Left minus right. */
  readonly difference: bigint
}

/** Items of one key, within which selections are tried: 2^12 sums a group are quick, more would not end. */
export const SELECTION_MOST = 12
/** Items of the other side that selections are tried for. */
export const ONES_MOST = 64

interface Group {
  readonly left: MatchItem[]
  readonly right: MatchItem[]
}

const keysOf = (item: MatchItem, key: MatchRule['key']): readonly string[] =>
  key === 'reference' ? item.references : item.customer === '' ? [] : [item.customer]

/** Items by key; a right item that two keys of the left side claim belongs to neither. */
function groupsOf(left: readonly MatchItem[], right: readonly MatchItem[], key: MatchRule['key']): Group[] {
  const groups = new Map<string, Group>()
  for (const item of left)
    for (const one of keysOf(item, key)) {
      const known = groups.get(one)
      if (known) known.left.push(item)
      else groups.set(one, { left: [item], right: [] })
    }
  for (const item of right) {
    const claims = [...new Set(keysOf(item, key))].flatMap((one) => groups.get(one) ?? [])
    if (claims.length === 1) claims[0]?.right.push(item)
  }
  return [...groups.values()].filter((group) => group.right.length > 0)
}

const byAmount = (a: MatchItem, b: MatchItem): number => a.amount - b.amount || (a.id < b.id ? -1 : 1)

/** By day where days matter, each in order of amounts: so a look at a window ends at the second one that fits. */
function bucketsOf(items: readonly MatchItem[], days: number | null): Map<number | null, MatchItem[]> {
  const buckets = new Map<number | null, MatchItem[]>()
  for (const item of items) {
    const key = days === null ? null : item.day
    if (days !== null && key === null) continue
    const known = buckets.get(key)
    if (known) known.push(item)
    else buckets.set(key, [item])
  }
  for (const bucket of buckets.values()) bucket.sort(byAmount)
  return buckets
}

/** First place whose amount is not below. */
function placeOf(items: readonly MatchItem[], amount: number): number {
  let low = 0
  let end = items.length
  while (low < end) {
    const middle = (low + end) >> 1
    if ((items[middle] as MatchItem).amount < amount) low = middle + 1
    else end = middle
  }
  return low
}

/** The one partner of each item within the tolerance; absent where there is none or more than one. */
function onlyPartners(
  from: readonly MatchItem[],
  to: readonly MatchItem[],
  { tolerance, days }: MatchOptions,
): Map<MatchItem, MatchItem> {
  const buckets = bucketsOf(to, days)
  const found = new Map<MatchItem, MatchItem>()
  for (const item of from) {
    if (days !== null && item.day === null) continue
    const partners: MatchItem[] = []
    const first = days === null ? 0 : (item.day ?? 0) - days
    const last = days === null ? 0 : (item.day ?? 0) + days
    for (let day = first; day <= last && partners.length < 2; day += 1) {
      const bucket = buckets.get(days === null ? null : day) ?? []
      for (let at = placeOf(bucket, item.amount - tolerance); at < bucket.length && partners.length < 2; at += 1) {
        const other = bucket[at] as MatchItem
        if (other.amount > item.amount + tolerance) break
        partners.push(other)
      }
    }
    if (partners.length === 1) found.set(item, partners[0] as MatchItem)
  }
  return found
}

function pairs({ left, right }: Group, options: MatchOptions): Group[] {
  const there = onlyPartners(left, right, options)
  const back = onlyPartners(right, left, options)
  return [...there].flatMap(([one, other]) => (back.get(other) === one ? [{ left: [one], right: [other] }] : []))
}

const total = (items: readonly MatchItem[]): bigint => items.reduce((sum, { amount }) => sum + BigInt(amount), 0n)

const within = (difference: bigint, tolerance: number): boolean =>
  difference <= BigInt(tolerance) && difference >= -BigInt(tolerance)

const spread = (items: readonly MatchItem[], days: number | null): boolean => {
  if (days === null) return true
  const told = items.flatMap(({ day }) => day ?? [])
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const day of told) {
    first = Math.min(first, day)
    last = Math.max(last, day)
  }
  return told.length === items.length && last - first <= days
}

const sums = (group: Group, { tolerance, days }: MatchOptions): Group[] =>
  within(total(group.left) - total(group.right), tolerance) && spread([...group.left, ...group.right], days)
    ? [group]
    : []

function twins({ left, right }: Group, { days }: MatchOptions): Group[] {
  const amounts = new Map<number, Group>()
  for (const item of left) {
    const known = amounts.get(item.amount)
    if (known) known.left.push(item)
    else amounts.set(item.amount, { left: [item], right: [] })
  }
  for (const item of right) amounts.get(item.amount)?.right.push(item)
  return [...amounts.values()].filter(
    (group) => group.left.length === group.right.length && spread([...group.left, ...group.right], days),
  )
}

/** Sum of every selection; the bits of the place say who is in it. */
function selections(items: readonly MatchItem[]): Float64Array {
  const sums = new Float64Array(1 << items.length)
  for (let bits = 1; bits < sums.length; bits += 1) {
    const lowest = bits & -bits
    sums[bits] = (sums[bits ^ lowest] as number) + (items[31 - Math.clz32(lowest)] as MatchItem).amount
  }
  return sums
}

const exact = (items: readonly MatchItem[]): boolean =>
  items.reduce((sum, { amount }) => sum + Math.abs(amount), 0) <= Number.MAX_SAFE_INTEGER

/** For each of `ones` the only selection of `many` that adds up to it; where two selections share an item, neither. */
function onlySelections(
  ones: readonly MatchItem[],
  many: readonly MatchItem[],
  { tolerance, days }: MatchOptions,
): { one: MatchItem; of: MatchItem[] }[] {
  if (many.length < 2 || many.length > SELECTION_MOST || ones.length > ONES_MOST || !exact(many)) return []
  const items = [...many].sort(byAmount)
  const all = selections(items)
  const picked = (bits: number): MatchItem[] => items.filter((_, at) => (bits & (1 << at)) !== 0)
  const found = ones.flatMap((one) => {
    let only: number | null = null
    for (let bits = 3; bits < all.length; bits += 1) {
      if (Math.abs((all[bits] as number) - one.amount) > tolerance || (bits & (bits - 1)) === 0) continue
      if (!spread([one, ...picked(bits)], days)) continue
      if (only !== null) return []
      only = bits
    }
    return only === null ? [] : [{ one, bits: only }]
  })
  const claims = new Map<number, number>()
  for (const { bits } of found)
    for (let at = 0; at < items.length; at += 1) if (bits & (1 << at)) claims.set(at, (claims.get(at) ?? 0) + 1)
  return found
    .filter(({ bits }) => items.every((_, at) => (bits & (1 << at)) === 0 || claims.get(at) === 1))
    .map(({ one, bits }) => ({ one, of: picked(bits) }))
}

function taken(rule: MatchRule, group: Group, options: MatchOptions): Group[] {
  switch (rule.shape) {
    case 'pair':
      return pairs(group, options)
    case 'sum':
      return sums(group, options)
    case 'twins':
      return twins(group, options)
    case 'many-right':
      return onlySelections(group.left, group.right, options).map(({ one, of }) => ({ left: [one], right: of }))
    case 'many-left':
      return onlySelections(group.right, group.left, options).map(({ one, of }) => ({ left: of, right: [one] }))
  }
}

const ids = (items: readonly MatchItem[]): string[] => items.map(({ id }) => id).sort()

/** What the rules find; in the order of the rules, and of their first items within. */
export function matchSides(
  left: readonly MatchItem[],
  right: readonly MatchItem[],
  options: MatchOptions = standardOptions,
): Match[] {
  let lefts = left
  let rights = right
  const found: Match[] = []
  for (const rule of matchRules) {
    if (options.without.includes(rule.name)) continue
    const groups = groupsOf(lefts, rights, rule.key).flatMap((group) => taken(rule, group, options))
    if (groups.length === 0) continue
    const gone = new Set<MatchItem>(groups.flatMap((group) => [...group.left, ...group.right]))
    lefts = lefts.filter((item) => !gone.has(item))
    rights = rights.filter((item) => !gone.has(item))
    const matches = groups.map(
      (group): Match => ({
        rule: rule.name,
        verdict: rule.verdict,
        left: ids(group.left),
        right: ids(group.right),
        difference: total(group.left) - total(group.right),
      }),
    )
    found.push(...matches.sort((a, b) => ((a.left[0] ?? '') < (b.left[0] ?? '') ? -1 : 1)))
  }
  return found
}

/** Names a match by its items: the same match of another run has the same name. */
export const matchKey = ({ left, right }: Pick<Match, 'left' | 'right'>): string =>
  JSON.stringify([[...left].sort(), [...right].sort()])

/** What a run of the rules would find. */
export interface Trial {
  readonly rules: readonly {
    readonly rule: MatchRuleName
    readonly matches: number
    readonly left: number
    readonly right: number
  }[]
  /** Names of all matches, for comparing them with what persons decided. */
  readonly keys: readonly string[]
  readonly open: { readonly left: number; readonly right: number }
}

export function trialOf(
  left: readonly MatchItem[],
  right: readonly MatchItem[],
  matches: readonly Match[],
  keyOf: (match: Match) => string,
): Trial {
  const of = (name: MatchRuleName): readonly Match[] => matches.filter(({ rule }) => rule === name)
  const count = (some: readonly Match[], pane: 'left' | 'right'): number =>
    some.reduce((sum, match) => sum + match[pane].length, 0)
  return {
    rules: matchRuleNames
      .map((rule) => ({
        rule,
        matches: of(rule).length,
        left: count(of(rule), 'left'),
        right: count(of(rule), 'right'),
      }))
      .filter((one) => one.matches > 0),
    keys: matches.map(keyOf),
    open: { left: left.length - count(matches, 'left'), right: right.length - count(matches, 'right') },
  }
}
