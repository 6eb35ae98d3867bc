/** A store full of generated customers with every index, made once a run and shared by the subjects that only read. */

import { spawnSync } from 'node:child_process'
import { rmSync, statSync } from 'node:fs'
import type { Db } from '#host/store/types.ts'
import { type Book, columns, finish, openBook, type Stored } from '#test/areas/customers/book.ts'
import type { BenchContext, Size } from './harness.ts'
import { timed } from './harness.ts'

const books = new Map<Size, Promise<Book>>()

export function bookOf({ seed, say }: Pick<BenchContext, 'seed' | 'say'>, size: Size): Promise<Book> {
  let book = books.get(size)
  if (!book) {
    book = timed(async () => {
      const made = openBook(size, { keepRows: true, seed })
      await finish(made)
      return made
    }).then(({ ms, value }) => {
      say(`a store of size ${size} made in ${(ms / 1000).toFixed(1)} s`)
      return value
    })
    books.set(size, book)
  }
  return book
}

export async function closeBooks(): Promise<void> {
  for (const book of books.values()) (await book).close()
  books.clear()
}

/** Columns of the customers' table in the order of `valuesOf`. */
export const rowColumns = ['id', ...columns] as const

export const valuesOf = (row: Stored): (string | number | null)[] => rowColumns.map((column) => row[column])

export const everything = { kind: 'all' } as const

export const fileBytes = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

export function removeStore(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
}

/** Takes a file out of the system's cache; false where that cannot be asked for. */
export const coolDown = (file: string): boolean =>
  process.platform === 'linux' &&
  spawnSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0', 'status=none']).status === 0

/** Bytes of the tables and indexes whose name begins so. */
export const bytesOf = (db: Db, like: string): number =>
  db
    .prepare('SELECT ifnull(sum(pgsize), 0) FROM dbstat WHERE aggregate = 1 AND name GLOB ?')
    .pluck()
    .get(like) as number

/** Numbers below `below`, the same for the same seed (mulberry32). */
export function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
