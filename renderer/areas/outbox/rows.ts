/** Rows of the page: intents with the customer's masked name, and what may be said of each. */
import type { LoadPage } from '#renderer/parts/ledger/rowSource.ts'
import { RowSource } from '#renderer/parts/ledger/rowSource.ts'
import { api } from '#renderer/rpc/api.ts'
import type { IntentView } from '#shared/contract/outbox.ts'
import type { ListFilter } from './search.ts'

export interface PendingRow extends IntentView {
  /** Masked; empty where it is not known or not this person's to see. */
  customer: string
}

export type Risk = 'none' | 'maybe' | 'holds' | 'applied'

/** What may have happened with the money already. */
export function riskOf({ state, holds, actions }: IntentView): Risk {
  if (state === 'done') return 'applied'
  if (state === 'sent' || state === 'uncertain' || state === 'waiting') return holds ? 'holds' : 'maybe'
  // Put back after silence: it cannot be discarded, because it may have happened.
  if (state === 'queued' && !actions.includes('discard')) return 'maybe'
  return 'none'
}

const names = new Map<string, string>()

/** Asks for the names that are not known yet. Who may not read customers sees ids. */
async function learnNames(rows: readonly IntentView[]): Promise<void> {
  const unknown = [...new Set(rows.flatMap(({ customerId }) => customerId ?? []))].filter((id) => !names.has(id))
  if (unknown.length === 0) return
  const told = await api.customers.names({ customerIds: unknown }, { repeatable: true }).catch(() => null)
  for (const [id, name] of Object.entries(told?.names ?? {})) names.set(id, name)
}

/** Another workspace's, or another person's, names must not be seen here. */
export const forgetNames = (): void => names.clear()

export const withName = (intent: IntentView): PendingRow => ({
  ...intent,
  customer: intent.customerId === null ? '' : (names.get(intent.customerId) ?? ''),
})

export const loadBy =
  (filter: ListFilter): LoadPage<PendingRow> =>
  async ({ after, at, limit }) => {
    const page = await api.outbox.list(
      { ...filter, before: after === null ? null : Number(after), ...(at === undefined ? {} : { at }), limit },
      { repeatable: true },
    )
    await learnNames(page.rows)
    return { rows: page.rows.map(withName), next: page.next === null ? null : String(page.next) }
  }

/** These rows from the pages at hand; null where one of them is not there. */
export function keptRows(source: RowSource<PendingRow>, ids: ReadonlySet<string>): PendingRow[] | null {
  const rows: PendingRow[] = []
  for (const id of ids) {
    const at = source.indexOf(({ intentId }) => intentId === id)
    const row = at === null ? undefined : source.rowAt(at)
    if (!row) return null
    rows.push(row)
  }
  return rows
}

/** Every row of a filter, read in pages. */
export async function allRows(filter: ListFilter): Promise<PendingRow[]> {
  const load = loadBy(filter)
  const rows: PendingRow[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof load>> = await load({ after, limit: 200 })
    rows.push(...page.rows)
    after = page.next
  } while (after !== null)
  return rows
}

export const newSource = (): RowSource<PendingRow> =>
  new RowSource<PendingRow>(() => Promise.reject(new Error('no question yet')))
