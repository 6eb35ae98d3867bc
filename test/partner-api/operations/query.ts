// Filters of list operations as SQL.
import type { Context } from '../registry.ts'

type Value = string | number | null

/** Collects conditions; a filter left out, or an empty list, is none. */
export class Filter {
  readonly #conditions: string[] = []
  readonly #values: Value[] = []

  /** Whether nothing was asked for. */
  get empty(): boolean {
    return this.#conditions.length === 0
  }

  /** Always there; `values` fill its `?`. */
  where(condition: string, ...values: readonly Value[]): this {
    this.#conditions.push(condition)
    this.#values.push(...values)
    return this
  }

  /** Only with a value; the condition has one `?`. */
  given(condition: string, value: Value | undefined): this {
    return value === undefined || value === null || value === '' ? this : this.where(condition, value)
  }

  /** `column in (...)`, only with a list that is not empty. */
  among(column: string, values: readonly Value[] | undefined): this {
    return values === undefined || values === null || values.length === 0
      ? this
      : this.where(`${column} in (select value from json_each(?))`, JSON.stringify(values))
  }

  /** After the begin and before the end; both ends excluded, as coupon times are. */
  between(column: string, begin: string | undefined, end: string | undefined): this {
    return this.given(`${column} > ?`, begin).given(`${column} < ?`, end)
  }

  /** Total and the rows of the call's page. */
  page<Row>(
    ctx: Pick<Context, 'sql' | 'offset' | 'limit'>,
    from: string,
    order: string,
    columns = '*',
  ): { total: number; rows: Row[] } {
    const { total } = ctx.sql(`select count(*) as total from ${from}${this.#where}`).get(...this.#values) as {
      total: number
    }
    return { total, rows: this.rows(ctx, from, order, columns, ctx.limit, ctx.offset) }
  }

  /** Some rows, without a total. */
  rows<Row>(
    ctx: Pick<Context, 'sql'>,
    from: string,
    order: string,
    columns: string,
    limit: number,
    offset: number,
  ): Row[] {
    return ctx
      .sql(`select ${columns} from ${from}${this.#where} order by ${order} limit ? offset ?`)
      .all(...this.#values, limit, offset) as Row[]
  }

  get #where(): string {
    return this.#conditions.length === 0 ? '' : ` where ${this.#conditions.join(' and ')}`
  }
}

/** The object without its empty fields, as the vendor leaves them out. */
export const withoutEmpty = <T extends Record<string, unknown>>(row: T): { [K in keyof T]?: NonNullable<T[K]> } => {
  const result: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(row)) if (value !== null && value !== undefined) result[name] = value
  return result as { [K in keyof T]?: NonNullable<T[K]> }
}
