/** Steps slow enough to be killed inside: each adds a column and fills it. */
import type { Migration } from '#host/store/types.ts'

export const key = new Uint8Array(32).fill(9)

const ROWS = 20_000

export const steps: readonly Migration[] = [
  {
    id: 1,
    name: 'rows',
    up: (db) =>
      void db.exec(`CREATE TABLE rows (id INTEGER PRIMARY KEY, a INTEGER NOT NULL);
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS}) INSERT INTO rows SELECT i, i * 7 FROM n`),
  },
  ...[2, 3, 4, 5, 6].map((id) => ({
    id,
    name: `column ${id}`,
    up: (db: Parameters<Migration['up']>[0]) =>
      void db.exec(`ALTER TABLE rows ADD COLUMN c${id} INTEGER; UPDATE rows SET c${id} = a * ${id}`),
  })),
]
