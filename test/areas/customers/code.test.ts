/** Facets packed into one number: what they say equals the plain columns, unknown values and missing ones too. */
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codesOf, fits, noneOf, oneOf, type Packed, packedSql, type Term } from '#host/areas/customers/code.ts'
import {
  customerIndexes,
  customerTables,
  digits,
  type Facet,
  facets,
  flags,
  LEAST,
  packFacets,
} from '#host/areas/customers/tables.ts'
import type { Db } from '#host/store/types.ts'

const amounts = [null, 0, 5, -5, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]
const strange = ['', 'V7', '9', ' ', '0 ', 'y', '\u{20000}', "'"]
const valuesOf = (facet: Facet): readonly string[] => [...digits[facet], ...strange]

type Row = Record<Facet, string | null> & { amount: number | null; debt: number | null; gone_at: number | null }

const row: fc.Arbitrary<Row> = fc.record({
  ...(Object.fromEntries(
    facets.map((facet) => [facet, fc.option(fc.constantFrom(...valuesOf(facet)), { freq: 4 })]),
  ) as Record<Facet, fc.Arbitrary<string | null>>),
  amount: fc.constantFrom(...amounts),
  debt: fc.constantFrom(...amounts),
  gone_at: fc.constantFrom(null, null, 0, 1),
})

let db: Db
let rows: (Row & { id: number })[]

beforeAll(() => {
  db = new Database(':memory:')
  db.exec(customerTables)
  const made = fc.sample(row, { numRuns: 600, seed: 7 })
  rows = made.map((one, place) => ({ ...one, id: place + 1 }))
  const names = ['id', ...facets, 'amount', 'debt', 'gone_at'] as const
  const insert = db.prepare(
    `INSERT INTO customers (${names.join(', ')}, customer_id, account_name, as_of) VALUES (${names.map((name) => `@${name}`).join(', ')}, @id, 'a', 1)`,
  )
  // Half of them come before the step, half after it.
  for (const one of rows.slice(0, 300)) insert.run(one)
  db.exec(customerIndexes.find(({ name }) => name === 'customers_key')?.sql ?? '')
  packFacets(db)
  const after = db.prepare(insert.source)
  for (const one of rows.slice(300)) after.run(one)
})
afterAll(() => db.close())

test('the step keeps every row, and drops the indexes for the engine to make again', () => {
  const names = [...facets, 'amount', 'debt', 'gone_at'] as const
  expect(db.prepare(`SELECT ${names.join(', ')}, id FROM customers ORDER BY id`).all()).toEqual(
    rows.map(({ id, ...one }) => ({ ...Object.fromEntries(names.map((name) => [name, one[name]])), id })),
  )
  expect(db.prepare(`SELECT count(*) FROM sqlite_schema WHERE type = 'index'`).pluck().get()).toBe(0)
})

const term: fc.Arbitrary<{ term: Term; plain: (row: Row) => boolean }> = fc
  .constantFrom(...facets)
  .chain((facet) =>
    fc.tuple(
      fc.constant(facet),
      fc.array(fc.constantFrom(...valuesOf(facet), 'unknown'), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
    ),
  )
  .map(([facet, values, without]) => {
    const known = values.filter((value) => digits[facet].includes(value))
    return without
      ? { term: noneOf(facet, known), plain: (one: Row) => one[facet] !== null && !known.includes(one[facet]) }
      : { term: oneOf(facet, values), plain: (one: Row) => one[facet] !== null && values.includes(one[facet]) }
  })

test('packed conditions equal a full scan of the plain columns, and codes never say no to a row that fits', () => {
  const statements = db.prepare('SELECT id, code FROM customers').all() as { id: number; code: number }[]
  const codeOf = new Map(statements.map(({ id, code }) => [id, code]))
  fc.assert(
    fc.property(fc.array(term, { maxLength: 5 }), fc.constantFrom(null, true, false), (terms, gone) => {
      const packed: Packed = { terms: terms.map((one) => one.term), gone }
      const expected = rows.filter(
        (one) => (gone === null || (one.gone_at !== null) === gone) && terms.every(({ plain }) => plain(one)),
      )
      const conditions = packedSql(packed)
      const where = conditions.map(({ sql }) => sql).join(' AND ') || '1'
      const found = db
        .prepare(`SELECT c.id FROM customers c WHERE ${where} ORDER BY c.id`)
        .pluck()
        .all(...conditions.flatMap(({ params }) => params))
      expect(found).toEqual(expected.map(({ id }) => id))
      const wanted = new Set(found)
      for (const { id } of rows) {
        const answer = fits(codeOf.get(id) ?? -1, packed)
        if (answer !== 'perhaps') expect(answer === 'yes').toBe(wanted.has(id))
      }
    }),
    { numRuns: 300, verbose: 1 },
  )
})

test('the flags say whether an amount orders above the unknown ones', () => {
  const found = db
    .prepare(
      `SELECT count(*) FROM customers WHERE (amount_order > ${LEAST}) IS NOT (code & ${flags.amount_order} <> 0)
        OR (debt_order > ${LEAST}) IS NOT (code & ${flags.debt_order} <> 0)`,
    )
    .pluck()
    .get()
  expect(found).toBe(0)
})

test('the different codes come from their index', () => {
  for (const { name, sql } of customerIndexes) if (name === 'customers_of_code') db.exec(sql)
  expect(codesOf(db)).toEqual(db.prepare('SELECT DISTINCT code FROM customers ORDER BY code').pluck().all())
})
