import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeExport } from '#host/areas/customers/export.ts'
import { listCustomerIds } from '#host/areas/customers/queries.ts'
import { type Book, finish, NOW, openBook } from './book.ts'

const all = { kind: 'all' } as const
const sort = { column: 'amount', descending: true } as const

let book: Book
beforeAll(async () => {
  book = openBook('m', { keepRows: false })
  await finish(book)
})
afterAll(() => book.close())

test('an export is of one moment: rows that move while it is written are neither missed nor met twice', async () => {
  const { dir, key, writer, reader, local } = book
  const before = listCustomerIds(reader, local, all, { filter: {}, sort, limit: 10_000 })
  expect(before.total).toBeGreaterThan(1_500)
  const temporary = join(dir, 'ledger.csv')
  let moves = 0
  const rows = await writeExport(
    {
      task: 'export-customers',
      dir,
      key,
      scope: all,
      filter: {},
      sort,
      temporary,
      format: 'csv',
      language: 'zh',
      columns: ['customerId'],
      only: null,
      total: before.total,
      asOf: NOW,
    },
    () => {
      // A sync commits between two pages: the richest become the poorest, a new one comes, one goes.
      moves += 1
      writer.exec(`UPDATE customers SET amount = -amount - 1 WHERE amount IS NOT NULL;
        UPDATE customers SET gone_at = ${NOW} WHERE id = ${moves + 1}`)
    },
  )
  expect(moves).toBeGreaterThan(1)
  expect(rows).toBe(before.total)
  const written = readFileSync(temporary, 'utf8').match(/[0-9a-f]{32}/g)
  expect(written).toEqual(before.customerIds)
  const after = listCustomerIds(reader, local, all, { filter: {}, sort, limit: 10_000 })
  expect(after.customerIds).not.toEqual(before.customerIds)
})
