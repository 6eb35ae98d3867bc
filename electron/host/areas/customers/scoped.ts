/** Rows of other areas that speak of a customer: whose of them a person sees, and those of customers with certain words. */
import { wordsCondition } from '#host/areas/customers/filter.ts'
import { hasIndex } from '#host/areas/customers/find.ts'
import { customerSearch } from '#host/areas/customers/search.ts'
import type { Scope } from '#host/person.ts'
import { foldWords } from '#host/store/fold.ts'
import { searchBuilt } from '#host/store/search.ts'
import type { Db } from '#host/store/types.ts'

export interface Condition {
  readonly sql: string
  readonly params: readonly (string | number)[]
}

export const where = (conditions: readonly Condition[]): string =>
  conditions.length === 0 ? '1' : conditions.map(({ sql }) => sql).join(' AND ')
export const paramsOf = (conditions: readonly Condition[]): (string | number)[] =>
  conditions.flatMap(({ params }) => params)

/** Of customers whom one of these account managers looks after. */
export const managedBy = (column: string, managers: readonly string[]): Condition => ({
  sql: `${column} IN (SELECT c.customer_id FROM customers c WHERE c.manager_key IN (SELECT value FROM json_each(?)))`,
  params: [JSON.stringify(managers)],
})

/** R-CUST-03: whose customers' rows a person sees; '' stands for customers without a manager, who are nobody's. */
export function scopeCondition(column: string, scope: Scope): Condition[] {
  if (scope.kind === 'all') return []
  const managers = scope.kind === 'own' ? [scope.manager] : scope.managers
  return [
    managedBy(
      column,
      managers.filter((manager) => manager !== ''),
    ),
  ]
}

/** Customers of the words, among those that the table speaks of: a text is looked at once a customer, not once a row. */
function ofCustomers(reader: Db, table: string, column: string, words: readonly string[]): Condition {
  const built = searchBuilt(reader, customerSearch)
  const conditions = wordsCondition(words, built)
  const text = built ? `CROSS JOIN ${customerSearch.name}_text t ON t.id = c.id` : ''
  const few = hasIndex(reader, 'customers_key') ? `c.customer_id IN (SELECT customer_id FROM ${table}) AND` : ''
  return {
    sql: `${column} IN (SELECT c.customer_id FROM customers c ${text} WHERE ${few} ${conditions.map(({ sql }) => sql).join(' AND ')})`,
    params: conditions.flatMap(({ params }) => params),
  }
}

/** Rows of `table` whose id is the text, or whose customer has its words. */
export function customerText(
  reader: Db,
  table: string,
  columns: { customer: string; ids: readonly string[] },
  text: string,
): Condition[] {
  const words = foldWords(text)
  if (words.length === 0) return []
  const customers = ofCustomers(reader, table, columns.customer, words)
  const whole = text.trim()
  return [
    {
      sql: `(${columns.ids.map((id) => `${id} = ?`).join(' OR ')} OR ${customers.sql})`,
      params: [...columns.ids.map(() => whole), ...customers.params],
    },
  ]
}
