/** What was asked for, newest first, beside the customer that came of it: the id of the partner's own joins them. */
import type { IntentRow } from '#host/outbox/types.ts'
import { viewOf } from '#host/outbox/views.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { CreateCustomer, type CreationRow } from '#shared/contract/creations.ts'

const SHOWN = 200

export function creationRows(local: Db, cache: Db): CreationRow[] {
  const intents = kept<IntentRow>(
    local,
    `SELECT * FROM intents WHERE command = 'creations.create' ORDER BY seq DESC LIMIT ${SHOWN}`,
  ).all()
  const linked = kept<{ customer_id: string; associated_at: number | null }>(
    cache,
    'SELECT customer_id, associated_at FROM customers WHERE xaccount_id = ? AND gone_at IS NULL LIMIT 1',
  )
  return intents.flatMap((row): CreationRow[] => {
    const read = CreateCustomer.safeParse(JSON.parse(row.payload))
    if (!read.success) return []
    const { accountName, xaccountId, cooperation } = read.data
    const customer = row.state === 'done' ? linked.get(xaccountId) : undefined
    return [
      {
        intent: viewOf(row),
        accountName,
        xaccountId,
        cooperation,
        customerId: customer?.customer_id ?? null,
        linkedAt: customer?.associated_at ?? null,
      },
    ]
  })
}
