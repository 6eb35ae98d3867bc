/** The customers' list: filters, orders, depth, totals. P3, P4. */

import { conditionsOf, paramsOf, where } from '#host/areas/customers/filter.ts'
import { countCustomers, listCustomers } from '#host/areas/customers/queries.ts'
import type { orderIndexes } from '#host/areas/customers/tables.ts'
import { kept } from '#host/store/open.ts'
import type { CustomerFilter, CustomerSort, CustomerTab } from '#shared/contract/customers.ts'
import type { Book } from '#test/areas/customers/book.ts'
import { bookOf, everything, randomOf } from './fixture.ts'
import { type Bench, type BenchContext, informs, judged, type Line, median, percentile, timedNow } from './harness.ts'

const PAGE = 100
const orderOf = {
  associatedAt: 'associated_order',
  accountName: 'account_name',
  level: 'level_order',
  amount: 'amount_order',
  debt: 'debt_order',
} as const satisfies Partial<Record<CustomerSort['column'], keyof typeof orderIndexes>>
const columns = Object.keys(orderOf) as (keyof typeof orderOf)[]

/** Fields of the filter with values of the generated data, unknown ones too. */
function choicesOf({ rows }: Book): readonly (readonly [keyof CustomerFilter, readonly string[]])[] {
  const managers = [...new Set(rows.map((row) => (row.manager ?? '') as string))]
  return [
    ['associationType', ['1', '2']],
    ['verifiedStatus', ['2', '-1', '0', '1']],
    ['customerType', ['-1', '0', '1']],
    ['frozen', ['0', '1', '2']],
    ['level', ['V0', 'V1', 'V2', 'V3', 'V4', 'V5']],
    ['newTag', ['Y', 'N', 'UNDETERMINED']],
    ['manager', managers],
  ]
}

interface Asked {
  readonly filter: CustomerFilter
  readonly sort: CustomerSort & { column: keyof typeof orderOf }
  readonly filters: number
}

function questions(book: Book, count: number, seed: number): Asked[] {
  const below = randomOf(seed)
  const choices = choicesOf(book)
  return Array.from({ length: count }, (_, n) => {
    const filters = n % 6
    const chosen = [...choices].sort(() => below(2) - 0.5).slice(0, filters)
    const filter = Object.fromEntries(chosen.map(([field, values]) => [field, [values[below(values.length)] ?? '']]))
    const sort = { column: columns[below(columns.length)] ?? 'associatedAt', descending: below(4) !== 0 }
    return { filter: filter as CustomerFilter, sort, filters }
  })
}

/** The keyset statement alone; SQLite chooses the index by its statistics. */
function barePage(
  { reader }: Book,
  { filter, sort }: Asked,
  after: readonly [unknown, unknown] | null,
): [unknown, unknown] | null {
  const { all } = conditionsOf(filter, everything)
  const order = orderOf[sort.column]
  const [way, beyond] = sort.descending ? ['DESC', '<'] : ['ASC', '>']
  const rows = kept<{ place: unknown; id: unknown }>(
    reader,
    `SELECT c.*, c.${order} AS place FROM customers c WHERE ${where(all)} ${after ? `AND (c.${order}, c.id) ${beyond} (?, ?)` : ''}
     ORDER BY c.${order} ${way}, c.id ${way} LIMIT ${PAGE}`,
  ).all(...paramsOf(all), ...(after ?? []))
  const last = rows.at(-1)
  return last ? [last.place, last.id] : null
}

const p95 = (values: readonly number[]): number => percentile(values, 0.95)
const text = (ms: number): string => `${ms.toPrecision(3)} ms`

function filterLines(context: BenchContext, book: Book): Line[] {
  const { reader, local } = book
  const asked = questions(book, 420, context.seed)
  const first: { ours: number; bare: number; filters: number }[] = []
  const next: { ours: number; bare: number }[] = []
  for (const [n, one] of asked.entries()) {
    const input = { filter: one.filter, sort: one.sort, limit: PAGE }
    let cursor: string | null = null
    let place: [unknown, unknown] | null = null
    const ours = timedNow(() => (cursor = listCustomers(reader, local, everything, { ...input, after: null }).next))
    const bare = timedNow(() => (place = barePage(book, one, null)))
    if (n >= 60) first.push({ ours, bare, filters: one.filters })
    if (cursor === null) continue
    const oursNext = timedNow(() => listCustomers(reader, local, everything, { ...input, after: cursor }))
    const bareNext = timedNow(() => barePage(book, one, place))
    if (n >= 60) next.push({ ours: oursNext, bare: bareNext })
  }
  const line = (name: string, found: readonly { ours: number; bare: number }[]): Line => {
    const [ours, bare] = [p95(found.map((one) => one.ours)), p95(found.map((one) => one.bare))]
    return judged(context, {
      name,
      value: ours,
      unit: 'ms',
      comparedTo: `bare keyset ${text(bare)}; p50 ${text(median(found.map((one) => one.ours)))}`,
      ratio: ours / bare,
      goal: '≤ 5 ms, ≤ 1.5 of bare',
      met: ours <= 5 && ours <= 1.5 * bare,
    })
  }
  return [
    ...[0, 1, 2, 3, 4, 5].map((filters) =>
      line(
        `P3 first page, ${filters} filters, p95`,
        first.filter((one) => one.filters === filters),
      ),
    ),
    line('P3 next page, p95', next),
  ]
}

function depthLines(context: BenchContext, book: Book): Line[] {
  const { reader, local, rows } = book
  const input = { filter: {}, sort: { column: 'associatedAt', descending: true }, limit: PAGE } as const
  const deepest = Math.min(800, Math.floor(rows.length / PAGE) - 1)
  const cursors: (string | null)[] = [null]
  for (let page = 0; page < deepest; page++) {
    const { next } = listCustomers(reader, local, everything, { ...input, after: cursors.at(-1) ?? null })
    if (next === null) break
    cursors.push(next)
  }
  const pages = (from: number): number[] =>
    Array.from({ length: 60 }, (_, n) =>
      timedNow(() => listCustomers(reader, local, everything, { ...input, after: cursors[from + (n % 5)] ?? null })),
    )
  const begin = Math.max(cursors.length - 5, 0)
  pages(0)
  const [near, deep] = [p95(pages(0)), p95(pages(begin))]
  const below = randomOf(context.seed + 7)
  const jumps = Array.from({ length: 80 }, () =>
    timedNow(() => listCustomers(reader, local, everything, { ...input, after: null, at: below(rows.length) })),
  )
  const offset = kept(
    reader,
    `SELECT c.* FROM customers c WHERE c.gone_at IS NULL ORDER BY c.associated_order DESC, c.id DESC LIMIT ${PAGE} OFFSET ?`,
  )
  const offsets = Array.from({ length: 20 }, () => timedNow(() => offset.all(below(rows.length))))
  const [later, first = 0] = [p95(jumps.slice(20)), jumps[0]]
  return [
    judged(context, {
      name: `P3 page ${begin + 1} of ${PAGE}, p95`,
      value: deep,
      unit: 'ms',
      comparedTo: `page 1 ${text(near)}`,
      ratio: deep / near,
      goal: '≤ 5 ms, ≤ 1.5 of page 1',
      met: deep <= 5 && deep <= 1.5 * near,
    }),
    judged(context, {
      name: 'P3 jump to any row, p95',
      value: later,
      unit: 'ms',
      comparedTo: `OFFSET ${text(p95(offsets))}`,
      ratio: later / p95(offsets),
      goal: '≤ 5 ms',
      met: later <= 5,
    }),
    informs({ name: 'P3 first jump after a change', value: first, unit: 'ms' }),
  ]
}

const countedTabs: readonly CustomerTab[] = ['all', 'resale', 'consultative', 'debt', 'frozen', 'newCustomer', 'gone']

function countLines(context: BenchContext, book: Book): Line[] {
  const { reader, local } = book
  const ours: number[] = []
  const bare: number[] = []
  for (const [n, { filter }] of questions(book, 140, context.seed + 3).entries()) {
    const product = timedNow(() => countCustomers(reader, local, everything, { filter }))
    // The product answers the total and every tab beside it: the same counts, one plain statement each.
    const plain = timedNow(() => {
      for (const tab of countedTabs) {
        const { all } = conditionsOf({ ...filter, tab }, everything)
        kept(reader, `SELECT count(*) FROM customers c WHERE ${where(all)}`)
          .pluck()
          .get(...paramsOf(all))
      }
    })
    if (n < 20) continue
    ours.push(product)
    bare.push(plain)
  }
  return [
    judged(context, {
      name: 'P4 exact total and tab counts, p95',
      value: p95(ours),
      unit: 'ms',
      comparedTo: `bare count(*) of each ${text(p95(bare))}; p50 ${text(median(ours))}`,
      ratio: p95(ours) / p95(bare),
      goal: '≤ 50 ms, ≤ 1 of bare (a tenth for noise)',
      met: p95(ours) <= 50 && p95(ours) <= 1.1 * p95(bare),
    }),
  ]
}

export const lists: Bench = {
  name: 'lists',
  run: async (context) => {
    const book = await bookOf(context, context.size)
    return [...filterLines(context, book), ...depthLines(context, book), ...countLines(context, book)]
  },
}
