/** What a list shows when something changes beneath it, and what it makes of a cursor that is none. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerCare } from '#host/areas/customers/care.ts'
import { countCustomers, listCustomers } from '#host/areas/customers/queries.ts'
import type { Scope } from '#host/person.ts'
import { AppError } from '#shared/errors.ts'
import { type Book, finish, insertSql, openBook, type Stored } from '#test/areas/customers/book.ts'

let book: Book
const all: Scope = { kind: 'all' }
beforeAll(async () => {
  book = openBook('s')
  await finish(book)
})
afterAll(() => book.close())

test('a commit of the writer is seen by the next page, jump and count', () => {
  const sort = { column: 'amount', descending: true } as const
  const list = () =>
    listCustomers(book.reader, book.local, all, { filter: {}, sort, after: null, at: 0, limit: 1 }).rows[0]
  const before = countCustomers(book.reader, book.local, all, { filter: {} }).total
  list()
  const row: Stored = {
    ...(book.rows[0] as Stored),
    id: 20_000,
    customer_id: 'latest',
    amount: Number.MAX_SAFE_INTEGER,
    gone_at: null,
  }
  book.writer.transaction(() => {
    book.writer.prepare(insertSql).run(row)
    customerCare.changed?.(book.writer, [row.id])
  })()
  expect(list()?.customerId).toBe('latest')
  expect(countCustomers(book.reader, book.local, all, { filter: {} }).total).toBe(before + 1)
  book.writer.transaction(() => {
    book.writer.prepare('DELETE FROM customers WHERE id = 20000').run()
    customerCare.changed?.(book.writer, [row.id])
  })()
  expect(list()?.customerId).not.toBe('latest')
})

test('a note changes the follow-up list at once', () => {
  const sort = { column: 'followUpAt', descending: false } as const
  const first = () => listCustomers(book.reader, book.local, all, { filter: {}, sort, after: null, limit: 1 }).rows[0]
  const target = book.rows.find((row) => row.gone_at === null && row.id > 20) as Stored
  expect(first()?.customerId).not.toBe(target.customer_id)
  book.local
    .prepare(
      `INSERT INTO customer_notes (note_id, customer_id, text, follow_up_at, author, created_at, changed_at) VALUES ('new', ?, 'x', 1, 'rep', 1, 1)`,
    )
    .run(target.customer_id)
  expect(first()).toMatchObject({ customerId: target.customer_id, followUpAt: 1, notes: 1 })
  book.local.exec(`DELETE FROM customer_notes WHERE note_id = 'new'`)
  expect(first()?.customerId).not.toBe(target.customer_id)
})

test.each([
  '',
  'x',
  '[]',
  '[0]',
  '{"a":1}',
  '[0,1]',
  '[2,1,1]',
  '[0,"a",1.5]',
  '[0,null,999999]',
  '[-1,1,1]',
  '[0,{},1]',
  'null',
])('a cursor %j that is none is refused', (after) => {
  const sort = { column: 'associatedAt', descending: true } as const
  let code = ''
  try {
    listCustomers(book.reader, book.local, all, { filter: {}, sort, after, limit: 10 })
  } catch (cause) {
    code = cause instanceof AppError ? `${cause.value.code} ${cause.value.field}` : String(cause)
  }
  expect(code).toBe('invalid-input after')
})
