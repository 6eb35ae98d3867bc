import { createHash } from 'node:crypto'
import type { Database, Statement } from 'better-sqlite3'
import type { CatalogOperation } from './catalog.ts'
import { type Caller, type Context, RawJson, type Scope, VendorError } from './registry.ts'

/** What lives as long as the server and every call uses. */
export class Workshop {
  readonly state: Database
  readonly #statements = new Map<string, Statement>()
  readonly #seed: number
  #draws = 0

  constructor(state: Database, seed: number) {
    this.state = state
    this.#seed = seed
  }

  sql(text: string): Statement {
    let statement = this.#statements.get(text)
    if (!statement) {
      statement = this.state.prepare(text)
      this.#statements.set(text, statement)
    }
    return statement
  }

  random(): number {
    this.#draws += 1
    return this.#digest(`draw ${this.#draws}`).readUInt32BE(0) / 2 ** 32
  }

  newId(): string {
    const { last } = this.sql('update id_counter set last = last + 1 returning last').get() as { last: number }
    return this.#digest(`id ${last}`).toString('hex').slice(0, 32)
  }

  #digest(text: string): Buffer {
    return createHash('sha256').update(`${this.#seed} ${text}`).digest()
  }
}

export interface Call {
  readonly operation: CatalogOperation
  readonly caller: Caller
  readonly query: Record<string, unknown>
  readonly body: unknown
  readonly path: Record<string, string>
  readonly language: 'zh_CN' | 'en_US'
  /** The server's time with skew, and without. */
  readonly now: number
  readonly clock: number
  readonly lateMs: number
}

/** One call as its handler sees it. */
export class CallContext implements Context {
  readonly state: Database
  readonly caller: Caller
  readonly query: never
  readonly body: never
  readonly path: never
  readonly language: 'zh_CN' | 'en_US'
  readonly recordVisibleAt: number
  readonly visibleNow: number
  readonly #workshop: Workshop
  readonly #call: Call

  constructor(workshop: Workshop, call: Call) {
    this.#workshop = workshop
    this.#call = call
    this.state = workshop.state
    this.caller = call.caller
    // The declaration in registry.ts types these per operation; here any operation is meant.
    this.query = call.query as never
    this.body = call.body as never
    this.path = call.path as never
    this.language = call.language
    this.visibleNow = call.clock
    this.recordVisibleAt = call.lateMs === 0 ? 0 : call.clock + call.lateMs
  }

  get offset(): number {
    return this.#paging('offset', 0)
  }

  get limit(): number {
    return this.#paging('limit', 10)
  }

  now(): number {
    return this.#call.now
  }

  sql(text: string): Statement {
    return this.#workshop.sql(text)
  }

  random(): number {
    return this.#workshop.random()
  }

  newId(): string {
    return this.#workshop.newId()
  }

  scope(): Scope {
    const { caller, query, body } = this.#call
    const named = query.indirect_partner_id ?? (body as Record<string, unknown> | undefined)?.indirect_partner_id
    if (named === undefined || named === null || named === '') {
      return { partnerId: caller.partnerId, indirectPartnerId: '' }
    }
    const known =
      caller.kind === 'distributor' && this.sql('select 1 from resellers where indirect_partner_id = ?').get(named)
    if (!known) return this.fail('CBC.99000037')
    return { partnerId: caller.partnerId, indirectPartnerId: String(named) }
  }

  page(items: readonly (object | string)[], total: number, more: Readonly<Record<string, unknown>> = {}): RawJson {
    const { paging } = this.#call.operation
    if (!paging) throw new Error(`${this.#call.operation.operationId} has no paging`)
    const rows = items.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))).join(',')
    const rest = JSON.stringify({ ...(paging.total === null ? {} : { [paging.total]: total }), ...more }).slice(1)
    return new RawJson(`{"${paging.items}":[${rows}]${rest === '}' ? '' : ','}${rest}`)
  }

  fail(code: string, message?: string): never {
    throw new VendorError(code, message)
  }

  #paging(name: 'offset' | 'limit', fallback: number): number {
    const { operation, query, body } = this.#call
    const from = operation.paging?.in === 'query' ? query : (body as Record<string, unknown> | undefined)
    const value = from?.[name]
    return typeof value === 'number' ? value : fallback
  }
}
