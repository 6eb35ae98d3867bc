/** Which way a list is found, and that SQLite takes it: no row is scanned, nothing is sorted but what was gathered. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { groupsSql } from '#host/areas/customers/counts.ts'
import { conditionsOf, paramsOf } from '#host/areas/customers/filter.ts'
import { find, type Key, keysAfter, keysAt, ofCodes, walkSql } from '#host/areas/customers/find.ts'
import { type Order, type OrderColumn, within } from '#host/areas/customers/ranges.ts'
import { customerSearch } from '#host/areas/customers/search.ts'
import { customerIndexes, LEAST, orderIndexes } from '#host/areas/customers/tables.ts'
import type { Scope } from '#host/person.ts'
import { candidatesFor } from '#host/store/search.ts'
import type { CustomerFilter } from '#shared/contract/customers.ts'
import { type Book, finish, openBook } from '#test/areas/customers/book.ts'

let book: Book
const all: Scope = { kind: 'all' }
beforeAll(async () => {
  book = openBook('m')
  await finish(book)
})
afterAll(() => book.close())

const orders = Object.keys(orderIndexes).flatMap((column) =>
  [true, false].map((descending): Order => ({ column: column as OrderColumn, descending })),
)
/** Every declared filter with a common value, alone and several together. */
const filters: [string, CustomerFilter][] = [
  ['nothing', {}],
  ['association', { associationType: ['2'] }],
  ['two associations', { associationType: ['1', '2'] }],
  ['verification', { verifiedStatus: ['2'] }],
  ['type', { customerType: ['1'] }],
  ['frozen', { frozen: ['0'] }],
  ['level', { level: ['V0', 'V1'] }],
  ['tag', { newTag: ['N'] }],
  ['manager', { manager: ['rep_0', ''] }],
  ['time', { associatedFrom: 0, associatedUntil: 9e12 }],
  ['one level', { level: ['V1'] }],
  ['tab', { tab: 'resale' }],
  ['five', { associationType: ['2'], verifiedStatus: ['2'], customerType: ['1'], frozen: ['0'], newTag: ['N', 'Y'] }],
]

const planOf = (sql: string, params: readonly unknown[]): string[] =>
  (book.reader.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params) as { detail: string }[]).map(({ detail }) => detail)

const always = { gather: -1, hits: -1 }

describe.each(filters)('walk with %s', (_name, filter) => {
  test.each(orders)(
    'by $column, descending $descending: one index in order, keyset as a range, no sorting',
    (order) => {
      const found = find(book.reader, conditionsOf(filter, all), order, always)
      if (found.kind !== 'walk') throw new Error('not walked')
      for (const from of [false, true]) {
        const sql = walkSql(book.reader, found, `c.${order.column}, c.id`, from)
        const plan = planOf(sql, [...paramsOf(found.conditions), ...(from ? ['x', 1] : []), 100, 0])
        expect(plan).toHaveLength(1)
        expect(plan[0]).toMatch(new RegExp(`USING (COVERING )?INDEX ${orderIndexes[order.column]}\\b`))
        // Reading goes on from the last key instead of the beginning.
        if (from) expect(plan[0]).toMatch(new RegExp(`^SEARCH c .*${order.column}${order.descending ? '<' : '>'}\\?`))
      }
    },
  )
})

test('a walk with a word looks up the text of each row, by its id', () => {
  const found = find(
    book.reader,
    conditionsOf({ text: '科' }, all),
    { column: 'associated_order', descending: true },
    always,
  )
  if (found.kind !== 'walk') throw new Error('not walked')
  expect(planOf(walkSql(book.reader, found, 'c.id', true), [...paramsOf(found.conditions), 1, 1, 100, 0])).toEqual([
    'SEARCH c USING INDEX customers_by_associated (associated_order<?)',
    'SEARCH t USING INTEGER PRIMARY KEY (rowid=?)',
  ])
})

test.each([
  // Both ends of the range are the vocabulary's to find.
  ['科', [/^SCAN customer_search_vocabulary VIRTUAL TABLE INDEX 1539:/, /^USE TEMP B-TREE FOR DISTINCT$/]],
  ['科技', [/^SCAN customer_search_vocabulary VIRTUAL TABLE INDEX 1539:/, /^USE TEMP B-TREE FOR DISTINCT$/]],
  ['科技有', [/^SCAN customer_search_trigrams VIRTUAL TABLE INDEX/]],
  ['abc def', [/^SCAN customer_search_trigrams VIRTUAL TABLE INDEX/]],
] as const)('candidates of %j come from a full-text index', (text, plan) => {
  const candidates = candidatesFor(book.reader, customerSearch, text.split(' '))
  expect(planOf(candidates.sql, candidates.params)).toEqual(plan.map((step) => expect.stringMatching(step)))
})

test.each(filters)('counting with %s reads one index', (_name, filter) => {
  const { rest } = conditionsOf(filter, all)
  const plan = planOf(groupsSql(book.reader, rest), paramsOf(rest))
  // Not called covering where a generated column is among its own, though it is read from the index too.
  expect(plan[0]).toMatch(/USING (COVERING )?INDEX customers_/)
  expect(plan.slice(1).filter((step) => step !== 'USE TEMP B-TREE FOR GROUP BY')).toEqual([])
})

test('debt has an index that holds only its rows; every other tab is a range of codes each', () => {
  const { rest } = conditionsOf({ tab: 'debt' }, all)
  expect(planOf(groupsSql(book.reader, rest), paramsOf(rest))).toEqual([
    expect.stringMatching(/^SCAN c USING (COVERING )?INDEX customers_in_debt$/),
  ])
  const codes = ofCodes([1, 2, 3])
  expect(planOf(`SELECT c.id FROM customers c WHERE ${codes.sql}`, codes.params)[0]).toMatch(
    /^SEARCH c USING (COVERING )?INDEX customers_of_code \(code=\?\)$/,
  )
})

test.each([
  ['amount', { associationType: ['1'] }, ['amount_order<?'], [{ high: LEAST }]],
  ['amount', { frozen: ['1', '2'] }, ['amount_order>?'], [{ low: LEAST + 1 }]],
  [
    'level',
    { level: ['V0', 'V2', 'V3', 'V8'] },
    ['level_order>? AND level_order<?', 'level_order>? AND level_order<?'],
    [
      { low: 'V7', high: 'V7' },
      { low: 'V2', high: 'V3' },
      { low: '', high: 'V0' },
    ],
  ],
] as const)('a walk by %s with %j looks only where its rows can stand', (column, filter, plans, ranges) => {
  const order = { column: `${column}_order`, descending: true } as const
  const found = find(book.reader, conditionsOf(filter as unknown as CustomerFilter, all), order, always)
  if (found.kind !== 'walk') throw new Error('not walked')
  expect(found.ranges).toEqual(ranges)
  for (const [n, plan] of plans.entries()) {
    const conditions = [...found.conditions, ...within(order, found.ranges[n] ?? {})]
    const sql = walkSql(book.reader, { ...found, conditions }, 'c.id', false)
    expect(planOf(sql, [...paramsOf(conditions), 1, 0])[0]).toContain(plan)
  }
})

test('names of indexes are unique and each can be made again after being dropped', () => {
  expect(new Set(customerIndexes.map(({ name }) => name)).size).toBe(customerIndexes.length)
  for (const { name, sql } of customerIndexes) {
    book.writer.exec(`DROP INDEX ${name}`)
    book.writer.exec(sql)
  }
})

test('common words that seldom meet are gathered from the rarest of them, those that often do are walked', () => {
  const names = book.rows.map(({ name }) => String(name ?? ''))
  const count = (...words: string[]): number =>
    names.filter((name) => words.every((word) => name.includes(word))).length
  const common = [...new Set(names.join(''))]
    .filter((one) => /\p{Script=Han}/u.test(one) && count(one) > 60)
    .slice(0, 40)
  const pairs = common.flatMap((one, at) =>
    common.slice(at + 1).map((other) => ({ one, other, both: count(one, other) })),
  )
  const order = { column: 'associated_order', descending: true } as const
  const seldom = pairs.filter(({ both }) => both > 0).sort((a, b) => a.both - b.both)[0]
  const often = pairs.sort((a, b) => b.both - a.both)[0]
  if (!seldom || !often) return expect.unreachable()
  expect(seldom.both).toBeLessThan(12)
  const kindOf = ({ one, other }: typeof often) =>
    find(book.reader, conditionsOf({ text: `${one} ${other}` }, all, { gone: 'both' }), order, { gather: 1, hits: 1 })
      .kind
  expect(kindOf(seldom)).toBe('gathered')
  expect(kindOf(often)).toBe('walk')
})

test('gathered and walked, at any page and row: the same keys', () => {
  const { rows } = book
  const value = (column: 'association_type' | 'level' | 'manager' | 'new_tag') =>
    fc.nat(rows.length - 1).map((place) => [String(rows[place]?.[column] ?? '')])
  const fragment = fc
    .tuple(fc.nat(rows.length - 1), fc.nat(9), fc.integer({ min: 1, max: 4 }))
    .map(([row, at, length]) => [...String(rows[row]?.name ?? 'a')].slice(at, at + length).join(''))
  const filter: fc.Arbitrary<CustomerFilter> = fc.record(
    {
      text: fragment,
      name: fragment,
      associationType: value('association_type'),
      level: value('level'),
      manager: value('manager'),
      newTag: value('new_tag'),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(
      filter,
      fc.constantFrom(...orders),
      fc.constantFrom<Scope>(all, { kind: 'own', manager: 'rep_1' }, { kind: 'team', managers: [] }),
      fc.integer({ min: 1, max: 700 }),
      fc.nat(2100),
      (wanted, order, scope, size, at) => {
        const conditions = conditionsOf(wanted, scope)
        const gathered = find(book.reader, conditions, order, { gather: 10_000, hits: 10_000 })
        const expected = gathered.kind === 'gathered' ? gathered.keys : keysAfter(book.reader, gathered, null, 10_000)
        for (const limits of [always, { gather: 20, hits: 5 }, { gather: 3, hits: 10_000 }]) {
          const found = find(book.reader, conditions, order, limits)
          const keys: Key[] = []
          let page: readonly Key[]
          do {
            page = keysAfter(book.reader, found, keys.at(-1) ?? null, size)
            keys.push(...page)
          } while (page.length > 0)
          expect(keys).toEqual(expected)
          expect(keysAt(book.reader, found, at, 50)).toEqual(expected.slice(at, at + 50))
        }
      },
    ),
    { numRuns: 120, verbose: 1 },
  )
}, 60_000)
