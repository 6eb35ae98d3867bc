import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  countCustomers,
  listChoices,
  listCustomerIds,
  listCustomers,
  searchCustomers,
} from '#host/areas/customers/queries.ts'
import type { Scope } from '#host/person.ts'
import {
  type CustomerFilter,
  CustomerPage,
  type CustomerSort,
  type CustomerTab,
  customerSorts,
  customerTabs,
} from '#shared/contract/customers.ts'
import { type Book, finish, insertSql, NOW, openBook, type Stored } from '#test/areas/customers/book.ts'
import { fits, ordered } from '#test/areas/customers/model.ts'

let book: Book
let followUps: Map<string, number>
const all: Scope = { kind: 'all' }

function note(id: string, customerId: string, followUpAt: number | null, done = 0): void {
  book.local
    .prepare(
      `INSERT INTO customer_notes (note_id, customer_id, text, follow_up_at, done, author, created_at, changed_at) VALUES (?, ?, 'x', ?, ?, 'rep', 1, 1)`,
    )
    .run(id, customerId, followUpAt, done)
}

beforeAll(async () => {
  book = openBook('m')
  // What no generator makes: the same values many times, nothing at all, text that orders differently by code unit.
  const base = book.rows[0] as Stored
  const odd: Partial<Stored>[] = [
    { associated_at: null, level: null, amount: null, debt: null, manager: null, name: null },
    { account_name: '\u{20000}first', name: '\u{20000}' },
    { account_name: '\uffee last', name: '\uffee' },
    { amount: -5, debt: 5 },
    { amount: 0, debt: 0 },
    { level: 'V10' },
    { manager: '', frozen: null },
    { account_name: `${'长'.repeat(150)}a` },
    { account_name: `${'长'.repeat(150)}b` },
    ...Array.from({ length: 30 }, () => ({
      associated_at: base.associated_at,
      account_name: 'same',
      level: 'V1',
      amount: 7,
      debt: 7,
    })),
  ]
  const insert = book.writer.prepare(insertSql)
  for (const [place, change] of odd.entries()) {
    const row = { ...base, gone_at: null, ...change, id: 10_001 + place, customer_id: `odd-${place}` } as Stored
    insert.run(row)
    book.rows.push(row)
  }
  followUps = new Map()
  for (const [place, row] of book.rows.filter((_, n) => n % 37 === 5).entries()) {
    const at = NOW + (place % 9) * 1000
    note(`n${place}`, row.customer_id, at)
    note(`d${place}`, row.customer_id, NOW - 5000, 1)
    note(`w${place}`, row.customer_id, null)
    followUps.set(row.customer_id, at)
  }
  note('stranger', 'no-such-customer', NOW)
})
afterAll(() => book.close())

const values = (column: keyof Stored): fc.Arbitrary<string[]> =>
  fc.array(
    fc.oneof(
      fc.nat().map((n) => String(book.rows[n % book.rows.length]?.[column] ?? '')),
      fc.constantFrom('', 'unknown'),
    ),
    { minLength: 1, maxLength: 3 },
  )
const partOf = (column: keyof Stored): fc.Arbitrary<string> =>
  fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 5 })).map(([row, at, length]) => {
    const points = [...String(book.rows[row % book.rows.length]?.[column] ?? '')]
    return points
      .slice(at % (points.length + 1))
      .slice(0, length)
      .join('')
  })
const text = fc.oneof(
  partOf('name'),
  partOf('account_name'),
  partOf('telephone'),
  partOf('customer_id'),
  fc.constantFrom('gs', 'shenzhen', '云', '𠮷', ' ', 'zz', '"', '科 有'),
)

const filters = (): fc.Arbitrary<CustomerFilter> =>
  fc
    .record(
      {
        tab: fc.constantFrom(...customerTabs),
        text,
        name: partOf('name'),
        accountName: partOf('account_name'),
        label: partOf('label'),
        associationType: values('association_type'),
        verifiedStatus: values('verified_status'),
        customerType: values('customer_type'),
        frozen: values('frozen'),
        level: values('level'),
        newTag: values('new_tag'),
        manager: values('manager'),
        associatedFrom: fc.integer({ min: NOW - 2e11, max: NOW }),
        associatedUntil: fc.integer({ min: NOW - 2e11, max: NOW }),
      },
      { requiredKeys: [] },
    )
    .map((filter: CustomerFilter) => {
      // All at once would nearly always find nothing: up to four are kept.
      const keys = Object.keys(filter) as (keyof CustomerFilter)[]
      return Object.fromEntries(
        keys
          .filter((_, place) => (place * 7 + keys.length) % Math.ceil(keys.length / 3 || 1) === 0)
          .map((key) => [key, filter[key]]),
      )
    })
const sorts: fc.Arbitrary<CustomerSort> = fc.record({
  column: fc.constantFrom(...customerSorts),
  descending: fc.boolean(),
})
const scopes: fc.Arbitrary<Scope> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(all) },
  { weight: 1, arbitrary: fc.nat(9).map((rep): Scope => ({ kind: 'own', manager: `rep_${rep}` })) },
  {
    weight: 1,
    arbitrary: fc
      .array(
        fc.nat(39).map((rep) => `rep_${rep}`),
        { maxLength: 4 },
      )
      .map((managers): Scope => ({ kind: 'team', managers })),
  },
)

function expected(filter: CustomerFilter, sort: CustomerSort, scope: Scope): string[] {
  const rows = book.rows.filter((row) => fits(row, filter, scope, followUps, filter.tab ?? 'all'))
  return ordered(rows, sort, followUps).map((row) => row.customer_id)
}

function paged(filter: CustomerFilter, sort: CustomerSort, scope: Scope, limit: number): string[] {
  const ids: string[] = []
  let after: string | null = null
  do {
    const page = listCustomers(book.reader, book.local, scope, { filter, sort, after, limit })
    CustomerPage.parse({ ...page, asOf: null })
    ids.push(...page.rows.map((row) => row.customerId))
    after = page.next
  } while (after !== null && ids.length < 3_000)
  return ids
}

/** Runs twice: scanning before the index exists, and with everything built. */
function equalsModel(runs: number): void {
  fc.assert(
    fc.property(
      filters(),
      sorts,
      scopes,
      fc.integer({ min: 1, max: 200 }),
      fc.nat(2100),
      (filter, sort, scope, limit, at) => {
        const ids = expected(filter, sort, scope)
        expect(paged(filter, sort, scope, Math.max(limit, Math.ceil(ids.length / 12)))).toEqual(ids)
        const jumped = listCustomers(book.reader, book.local, scope, { filter, sort, after: null, at, limit })
        expect(jumped.rows.map((row) => row.customerId)).toEqual(ids.slice(at, at + limit))
        expect(listCustomerIds(book.reader, book.local, scope, { filter, sort, limit })).toEqual({
          customerIds: ids.slice(0, limit),
          total: ids.length,
        })
      },
    ),
    { numRuns: runs, verbose: 1 },
  )
}

function countsEqualModel(runs: number): void {
  fc.assert(
    fc.property(filters(), scopes, (filter, scope) => {
      const { tab, ...rest } = filter
      const tabs = Object.fromEntries(
        customerTabs.map((name) => [name, book.rows.filter((row) => fits(row, rest, scope, followUps, name)).length]),
      ) as Record<CustomerTab, number>
      expect(countCustomers(book.reader, book.local, scope, { filter })).toEqual({ total: tabs[tab ?? 'all'], tabs })
    }),
    { numRuns: runs, verbose: 1 },
  )
}

const withoutPinyin = (row: Stored, fragment: string): boolean =>
  [row.name, row.account_name, row.customer_id, row.telephone, row.label]
    .map((value) => String(value ?? '').toLowerCase())
    .join('\n')
    .includes(fragment)

describe('before indexes and search are built', () => {
  test('pages, jumps and counts without a text equal the model', () => {
    const plain = filters().map(({ text: _text, ...filter }) => filter)
    fc.assert(
      fc.property(plain, sorts, scopes, (filter, sort, scope) => {
        expect(paged(filter, sort, scope, 200)).toEqual(expected(filter, sort, scope))
      }),
      { numRuns: 60, verbose: 1 },
    )
  })

  test('a text is looked for in the plain columns, and the page is told so', () => {
    const page = listCustomers(book.reader, book.local, all, {
      filter: { text: '科技' },
      sort: { column: 'associatedAt', descending: true },
      after: null,
      limit: 200,
    })
    expect(page.search).toBe('building')
    const rows = book.rows.filter((row) => row.gone_at === null && withoutPinyin(row, '科技'))
    expect(page.rows.map((row) => row.customerId)).toEqual(
      ordered(rows, { column: 'associatedAt', descending: true }, followUps)
        .slice(0, 200)
        .map((row) => row.customer_id),
    )
    expect(countCustomers(book.reader, book.local, all, { filter: { text: '科技' } }).total).toBe(rows.length)
  })
})

describe('with everything built', () => {
  beforeAll(() => finish(book))

  test('pages of any size, jumps, ids equal the model, by filter, order and scope', () => equalsModel(250), 120_000)
  test('totals of every tab equal the model', () => countsEqualModel(120), 120_000)

  test('P2 search everywhere: set and order equal a full scan, customers gone included', () => {
    fc.assert(
      fc.property(text, scopes, (fragment, scope) => {
        fc.pre(fragment !== '')
        const rows = book.rows.filter((row) => fits(row, { text: fragment }, scope, followUps, null))
        const ids = ordered(rows, { column: 'associatedAt', descending: true }, followUps)
          .slice(0, 50)
          .map((row) => row.customer_id)
        expect(searchCustomers(book.reader, book.local, scope, { text: fragment, limit: 50 })).toMatchObject({
          search: 'ready',
        })
        expect(
          searchCustomers(book.reader, book.local, scope, { text: fragment, limit: 50 }).rows.map(
            (row) => row.customerId,
          ),
        ).toEqual(ids)
      }),
      { numRuns: 400, verbose: 1 },
    )
  })

  test('choices are what the data holds, with counts, unknown values too', () => {
    for (const scope of [all, { kind: 'own', manager: 'rep_0' }] as const) {
      const choices = listChoices(book.reader, scope)
      const rows = book.rows.filter((row) => fits(row, {}, scope, followUps, 'all'))
      for (const [key, column] of [
        ['associationType', 'association_type'],
        ['level', 'level'],
        ['frozen', 'frozen'],
        ['newTag', 'new_tag'],
      ] as const) {
        const counted = new Map<string, number>()
        for (const row of rows)
          if (row[column]) counted.set(String(row[column]), (counted.get(String(row[column])) ?? 0) + 1)
        expect(new Map(choices[key].map(({ value, count }) => [value, count]))).toEqual(counted)
      }
      const unmanaged = rows.filter((row) => !row.manager).length
      expect(choices.manager.find(({ value }) => value === '')?.count ?? 0).toBe(unmanaged)
    }
  })
})
