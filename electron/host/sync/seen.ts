/**
 * Which rows a reading has met, kept in the transaction of the page, so that a reading resumed after a kill can still
 * tell what vanished. Only chunks that changed are written.
 */
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'

const CHUNK_BYTES = 512
const CHUNK_BITS = CHUNK_BYTES * 8

const readChunks = 'SELECT chunk, bits FROM sync_seen WHERE collection = ?'
const writeChunk =
  'INSERT INTO sync_seen (collection, chunk, bits) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET bits = excluded.bits'

interface Chunk {
  chunk: number
  bits: Buffer
}

export interface Seen<Id extends number | string> {
  readonly count: number
  has(id: Id): boolean
  add(id: Id): void
  /** Writes what was added since; inside the page's transaction. */
  save(db: Db): void
}

export function forgetSeen(db: Db, collection: string): void {
  kept(db, 'DELETE FROM sync_seen WHERE collection = ?').run(collection)
}

/** By rowid: one bit a row. */
export class SeenRows implements Seen<number> {
  readonly #collection: string
  readonly #chunks = new Map<number, Buffer>()
  readonly #dirty = new Set<number>()
  #count = 0

  constructor(db: Db, collection: string) {
    this.#collection = collection
    for (const { chunk, bits } of kept<Chunk>(db, readChunks).all(collection)) {
      this.#chunks.set(chunk, bits)
      for (const byte of bits) for (let left = byte; left > 0; left &= left - 1) this.#count += 1
    }
  }

  get count(): number {
    return this.#count
  }

  has(id: number): boolean {
    const bits = this.#chunks.get(Math.floor(id / CHUNK_BITS))
    const bit = id % CHUNK_BITS
    return bits !== undefined && ((bits[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0
  }

  add(id: number): void {
    if (this.has(id)) return
    const chunk = Math.floor(id / CHUNK_BITS)
    const bits = this.#chunks.get(chunk) ?? Buffer.alloc(CHUNK_BYTES)
    this.#chunks.set(chunk, bits)
    const bit = id % CHUNK_BITS
    bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7))
    this.#dirty.add(chunk)
    this.#count += 1
  }

  save(db: Db): void {
    for (const chunk of this.#dirty) kept(db, writeChunk).run(this.#collection, chunk, this.#chunks.get(chunk))
    this.#dirty.clear()
  }
}

/** By key, for small tables without a rowid: each save is a chunk of its own. */
export class SeenKeys implements Seen<string> {
  readonly #collection: string
  readonly #keys = new Set<string>()
  #added: string[] = []
  #chunk = 0

  constructor(db: Db, collection: string) {
    this.#collection = collection
    for (const { chunk, bits } of kept<Chunk>(db, readChunks).all(collection)) {
      this.#chunk = Math.max(this.#chunk, chunk + 1)
      for (const key of JSON.parse(bits.toString('utf8')) as string[]) this.#keys.add(key)
    }
  }

  get count(): number {
    return this.#keys.size
  }

  has(key: string): boolean {
    return this.#keys.has(key)
  }

  add(key: string): void {
    if (this.#keys.has(key)) return
    this.#keys.add(key)
    this.#added.push(key)
  }

  save(db: Db): void {
    if (this.#added.length === 0) return
    kept(db, writeChunk).run(this.#collection, this.#chunk, Buffer.from(JSON.stringify(this.#added)))
    this.#chunk += 1
    this.#added = []
  }
}
