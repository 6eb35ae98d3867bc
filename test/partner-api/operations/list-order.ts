import type { Database } from 'better-sqlite3'
import type { Context } from '../registry.ts'

/** Places of all rows of one view in list order, kept until a customer comes, goes or changes hands. */
const orders = new WeakMap<Database, { version: number; ids: Map<string, Int32Array> }>()

/** Ids in list order, so that a page costs the same at any depth. */
export const orderOf = (ctx: Context, reseller: string, managers: readonly string[] | undefined): Int32Array => {
  const { version } = ctx.sql('select version from list_version').get() as { version: number }
  let known = orders.get(ctx.state)
  if (known?.version !== version) {
    known = { version, ids: new Map() }
    orders.set(ctx.state, known)
  }
  const key = `${reseller} ${managers?.join() ?? '*'}`
  let ids = known.ids.get(key)
  if (!ids) {
    const rows = ctx.state
      .prepare(`select id from customers where ${inView(managers)} order by id`)
      .pluck()
      .all(reseller, ...(managers ?? [])) as number[]
    ids = Int32Array.from(rows)
    known.ids.set(key, ids)
  }
  return ids
}

/** SQL condition of a view; its values are the reseller (empty for own customers), then the managers. */
export const inView = (managers: readonly string[] | undefined): string =>
  `linked = 1 and coalesce(indirect_partner_id, '') = ?${
    managers ? ` and account_manager in (${managers.map(() => '?').join()})` : ''
  }`
