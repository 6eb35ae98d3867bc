/** Own books against a statement: 50,000 rows matched and stored, within the budget of product.md. */
import { join } from 'node:path'
import { matchBooks } from '#host/evidence/books.ts'
import { evidenceMigrations } from '#host/schema.ts'
import { migrate } from '#host/store/migrate.ts'
import { openLocal } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { type Bench, judged, type Line, timedNow } from './harness.ts'

const wanted = { s: 5_000, m: 50_000, l: 50_000 }
const BUDGET_MS = 5_000
const key = new Uint8Array(32).fill(9)

/** A third by reference, a third one sum a customer, a third by amount alone or not at all. */
function fill(dir: string, rows: number): Db {
  const db = openLocal({ file: join(dir, 'books-evidence.db'), key })
  migrate(db, evidenceMigrations)
  const line = db.prepare(
    `INSERT INTO edition_lines (first, data_id, period, bill_id, customer_id, service_type_code, payment, coupon, card, base, incentive)
     VALUES (1, ?, '2026-10', 'B', ?, 's', 1, 0, 0, 1, ?)`,
  )
  const row = db.prepare(
    `INSERT INTO book_rows (file, line, side, period, booked_at, reference, customer_id, amount)
     VALUES (1, ?, 'line', '2026-10', 1, ?, ?, ?)`,
  )
  db.transaction(() => {
    db.exec(
      `INSERT INTO book_files (id, side, name, hash, as_of, taken_at, taken_by, findings, rows) VALUES (1, 'line', 'n', 'h', 1, 1, 'b', '[]', 1)`,
    )
    for (let n = 0; n < rows; n += 1) {
      const customer = `c${Math.floor(n / 8)}`
      const amount = 1_000_000 * (1 + ((n * 7919) % 500_000))
      line.run(`d${n}`, customer, amount)
      const kind = Math.floor(n / 8) % 3
      if (kind === 0) row.run(n, `d${n}`, customer, amount + (n % 100 === 0 ? 5_000_000 : 0))
      else if (kind === 2) row.run(n, null, customer, amount)
      else if (n % 2 === 0) row.run(n, null, customer, amount + 1_000_000 * (1 + (((n + 1) * 7919) % 500_000)))
    }
  })()
  return db
}

export const books: Bench = {
  name: 'books',
  run: async (context): Promise<Line[]> => {
    const rows = wanted[context.size]
    const db = fill(context.dir, rows)
    try {
      const took = timedNow(() => matchBooks(db, 1))
      return [
        judged(context, {
          name: `own books: ${rows} lines matched by all rules and stored`,
          value: took,
          unit: 'ms',
          comparedTo: 'the budget of 5 s for 50,000 lines',
          ratio: took / ((BUDGET_MS * rows) / 50_000),
          goal: '≤ 1x',
          met: took <= (BUDGET_MS * rows) / 50_000,
        }),
      ]
    } finally {
      db.close()
    }
  },
}
