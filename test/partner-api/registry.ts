// How an operation of the partner API is declared. An area file under operations/ exports a list of
// `operation(...)` values and is named in operations/index.ts; its tables are those of test/data/schema.
import type { Database, Statement } from 'better-sqlite3'
import type { operations } from '#shared/partner-api/wire.d.ts'

/** operationId of the vendor's catalog. */
export type OperationId = keyof operations

type Json<T> = T extends { content: { 'application/json': infer B } } ? B : undefined
export type Query<Id extends OperationId> = NonNullable<operations[Id]['parameters']['query']>
export type Path<Id extends OperationId> = NonNullable<operations[Id]['parameters']['path']>
export type Body<Id extends OperationId> = operations[Id] extends { requestBody: infer R } ? Json<R> : undefined
export type Success<Id extends OperationId> = operations[Id]['responses'] extends { 200: infer R } ? Json<R> : undefined

/** Who calls: the account behind the key or token. */
export interface Caller {
  readonly kind: 'partner' | 'distributor' | 'customer'
  /** Account id of the partner; for a customer, of the partner it is linked to. */
  readonly partnerId: string
  /** Account name of the operator (sub-user) whose key it is. */
  readonly operatorName: string
  /** Only for kind `customer`. */
  readonly customerId?: string
  /** Permission items of the operator; `all` for the primary account. */
  readonly permissions: ReadonlySet<string> | 'all'
}

/** Whose rows a call concerns: the caller's own, or those of one reseller of a distributor. */
export interface Scope {
  readonly partnerId: string
  /** Reseller's account id; empty for the caller's own rows. */
  readonly indirectPartnerId: string
}

/** An answer body that is already JSON; UTF-8 bytes spare the hot path a decoding and an encoding. */
export class RawJson {
  readonly json: string | Buffer
  constructor(json: string | Buffer) {
    this.json = json
  }
}

/** The vendor's error; the server answers it with the HTTP status of errors.json and the error body. */
export class VendorError extends Error {
  readonly code: string
  constructor(code: string, message?: string) {
    super(message ?? code)
    this.code = code
  }
}

export interface Context<Id extends OperationId = OperationId> {
  /** The state file. Writes run inside one transaction that `fail` rolls back. */
  readonly state: Database
  /** A prepared statement, kept for the life of the server. */
  sql(text: string): Statement
  readonly caller: Caller
  /** Typed and checked by the catalog: types, bounds, required, enums; defaults are filled in. */
  readonly query: Query<Id>
  readonly body: Body<Id>
  readonly path: Path<Id>
  /** From query or body, checked against x-paging (limit defaults to 10). */
  readonly offset: number
  readonly limit: number
  /** From X-Language; names of dictionaries follow it. */
  readonly language: 'zh_CN' | 'en_US'
  /** The server's time, UTC milliseconds, with the fault plan's clock skew. */
  now(): number
  /** Store it as `visible_at` of every record that a write makes (late records of the fault plan). */
  readonly recordVisibleAt: number
  /** Queries of records keep rows with `visible_at <= visibleNow`. */
  readonly visibleNow: number
  /** Deterministic by seed, 0 ≤ x < 1. */
  random(): number
  /** A new id: 32 lower-case hex characters, deterministic by seed and never repeated in this state file. */
  newId(): string
  /**
   * Own rows, or the reseller's when the call names `indirect_partner_id`.
   * @throws VendorError CBC.99000037 when that reseller is not the caller's.
   */
  scope(): Scope
  /** A page in the shape of x-paging: items (objects, or JSON text prebuilt per row), total and further fields. */
  page(items: readonly (object | string)[], total: number, more?: Readonly<Record<string, unknown>>): RawJson
  /** Answers this vendor error; the status is that of errors.json, 200 where x-errors-http200 lists the code. */
  fail(code: string, message?: string): never
}

/** Undefined answers 204. Money fields: see wire.ts (`moneyNumber`, `moneyString`). */
export type Answer<Id extends OperationId> = Success<Id> | RawJson | undefined

/** What the fault plan's `vanish` and `insert` do to the rows that a list operation pages over. */
export interface RowShift {
  /** Removes up to `count` rows, chosen by `random`. */
  vanish(state: Database, random: () => number, count: number): void
  /** Adds `count` rows where the list begins, so that later pages shift. */
  insert(state: Database, random: () => number, count: number, now: number): void
}

export interface OperationOptions {
  /** An optional field sent as `""` or null counts as left out. Without it such a value must pass the catalog. */
  readonly emptyIsAbsent?: boolean
  readonly shift?: RowShift
}

/** A declared operation; its context type is known only to itself. */
export interface Operation extends OperationOptions {
  readonly operationId: string
  readonly handle: (ctx: Context) => unknown
}

/** Declares the handler of one catalog operation. Handlers are synchronous: better-sqlite3 is. */
export const operation = <Id extends OperationId>(
  operationId: Id,
  handle: (ctx: Context<Id>) => Answer<Id>,
  options: OperationOptions = {},
): Operation => ({ operationId, handle: handle as unknown as Operation['handle'], ...options })

/** One call of the table that samples.test.ts sends and validates by ajv; samples/<area>.ts exports a list of these. */
export interface SampleCall {
  readonly operationId: string
  /** Key in `credentials` of identities.ts, or `customer` for a token of a resale customer. */
  readonly as: 'administrator' | 'finance' | 'director' | 'rep' | 'distributor' | 'limited' | 'customer'
  /** Whose token, for `customer`; any resale customer when left out. */
  readonly customerId?: string
  readonly query?: Readonly<Record<string, string | number | readonly (string | number)[]>>
  readonly path?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Expected error code; left out where success is expected. */
  readonly error?: string
}

/** Values that sample calls can only know once the state is seeded. */
export type Samples = (state: Database) => readonly SampleCall[]
