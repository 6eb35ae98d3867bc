/** Work that is prepared and cannot be done yet, because the customer has not authorized it (R-AUTH-01). */
import { mirrored, refuseByMirror } from '#host/areas/authorizations/gate.ts'
import { shownName } from '#host/areas/authorizations/queries.ts'
import { paramsOf, scopeCondition, where } from '#host/areas/customers/scoped.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { PlannedWork } from '#shared/contract/authorizations.ts'

/** How an area says for whom work is prepared: a statement on the local file that answers customer_id and count. */
export interface PlannedSource {
  readonly kind: string
  readonly sql: string
  readonly params?: readonly string[]
}

/** Intents of commands that go as the customer and have not ended. */
export const intentsOnBehalf = (commands: readonly string[]): PlannedSource => ({
  kind: 'intents',
  sql: `SELECT customer_id, count(*) AS count FROM intents WHERE customer_id IS NOT NULL
    AND command IN (SELECT value FROM json_each(?)) AND state IN ('draft', 'queued', 'refused') GROUP BY customer_id`,
  params: [JSON.stringify(commands)],
})

const ROWS_MOST = 200

export function plannedWithout(
  { reader, local, scope }: { reader: Db; local: Db; scope: Scope },
  sources: readonly PlannedSource[],
): { rows: PlannedWork[]; total: number } {
  const work = new Map<string, { kind: string; count: number }[]>()
  for (const { kind, sql, params = [] } of sources) {
    for (const { customer_id: customerId, count } of kept<{ customer_id: string; count: number }>(local, sql).all(
      ...params,
    )) {
      const known = work.get(customerId)
      if (known) known.push({ kind, count })
      else work.set(customerId, [{ kind, count }])
    }
  }
  const own = scopeCondition('c.customer_id', scope)
  const customer = kept<{ name: string | null; account_name: string }>(
    reader,
    `SELECT c.name, c.account_name FROM customers c WHERE c.customer_id = ? AND ${where(own)}`,
  )
  const rows = [...work].flatMap(([customerId, kinds]): PlannedWork[] => {
    const refusal = refuseByMirror(reader, customerId)
    const known = refusal ? customer.get(customerId, ...paramsOf(own)) : undefined
    if (!refusal || !known) return []
    const { state, waitsFor } = mirrored(reader, customerId) ?? { state: 'NONE', waitsFor: null }
    const { rule, reason } = refusal
    return [
      {
        customerId,
        customerName: shownName(known.name, known.account_name),
        state,
        waitsFor,
        refusal: { rule, reason },
        work: kinds.slice(0, 20),
      },
    ]
  })
  const amount = ({ work: kinds }: PlannedWork): number => kinds.reduce((sum, { count }) => sum + count, 0)
  rows.sort((a, b) => amount(b) - amount(a) || a.customerId.localeCompare(b.customerId))
  return { rows: rows.slice(0, ROWS_MOST), total: rows.length }
}
