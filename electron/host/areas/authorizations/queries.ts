/** Reads of the authorizations' room: pages by the last key seen, the data scope in every condition, names masked. */
import { letterNeeded } from '#host/areas/authorizations/commands.ts'
import { refuseByMirror } from '#host/areas/authorizations/gate.ts'
import { clip } from '#host/areas/customers/rows.ts'
import {
  type Condition,
  customerText,
  managedBy,
  paramsOf,
  scopeCondition,
  where,
} from '#host/areas/customers/scoped.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import {
  type AuthorizationCard,
  type AuthorizationChange,
  type AuthorizationFilter,
  type AuthorizationRow,
  type AuthorizationTab,
  authorizationTabs,
} from '#shared/contract/authorizations.ts'
import { AppError } from '#shared/errors.ts'
import { maskAccount, maskName } from '#shared/mask.ts'

interface Stored {
  id: number
  customer_id: string
  name: string | null
  account_name: string | null
  manager: string | null
  state: string
  waits_for: string | null
  letter_accepted: 0 | 1
  requested_by: string | null
  requested_at: number | null
  decided_by: string | null
  decided_at: number | null
  reason: string | null
  updated_at: number | null
  updated_order: number
}

const columns = `a.id, a.customer_id, c.name, c.account_name, c.manager, a.state, a.waits_for, a.letter_accepted, a.requested_by,
  a.requested_at, a.decided_by, a.decided_at, a.reason, a.updated_at, a.updated_order`

const clipped = (text: string | null, length: number): string | null => (text === null ? null : clip(text, length))
export const shownName = (name: string | null, account: string | null): string =>
  clip(name ? maskName(name) : account ? maskAccount(account) : '', 400)

const toRow = (stored: Stored): AuthorizationRow => ({
  customerId: stored.customer_id,
  customerName: shownName(stored.name, stored.account_name),
  manager: clipped(stored.manager, 128),
  state: clip(stored.state, 64),
  waitsFor: clipped(stored.waits_for, 64),
  letterAccepted: stored.letter_accepted === 1,
  requestedBy: clipped(stored.requested_by, 128),
  requestedAt: stored.requested_at,
  decidedBy: clipped(stored.decided_by, 64),
  decidedAt: stored.decided_at,
  reason: clipped(stored.reason, 1000),
  updatedAt: stored.updated_at,
})

const conditionsOf = (reader: Db, filter: AuthorizationFilter, scope: Scope): Condition[] => [
  { sql: 'a.gone_at IS NULL', params: [] },
  ...scopeCondition('a.customer_id', scope),
  ...(filter.manager && filter.manager.length > 0 ? [managedBy('a.customer_id', filter.manager)] : []),
  ...(filter.text
    ? customerText(reader, 'authorizations', { customer: 'a.customer_id', ids: ['a.customer_id'] }, filter.text)
    : []),
]

const tabCondition = (tab: AuthorizationTab): Condition[] =>
  tab === 'all' ? [] : [{ sql: 'a.state = ?', params: [tab] }]

/** Opaque to the page: the last key. */
function readCursor(text: string): [number, number] {
  const match = /^(-?\d{1,16})\.(\d{1,16})$/.exec(text)
  if (!match) throw new AppError('invalid-input', { field: 'after' })
  return [Number(match[1]), Number(match[2])]
}

export function listAuthorizations(
  reader: Db,
  scope: Scope,
  {
    filter,
    after,
    at,
    limit,
  }: { filter: AuthorizationFilter; after: string | null; at?: number | undefined; limit: number },
): { rows: AuthorizationRow[]; next: string | null } {
  const all = [
    ...conditionsOf(reader, filter, scope),
    ...tabCondition(filter.tab ?? 'all'),
    ...(after === null || at !== undefined
      ? []
      : [{ sql: '(a.updated_order, a.id) < (?, ?)', params: readCursor(after) }]),
  ]
  const found = kept<Stored>(
    reader,
    `SELECT ${columns} FROM authorizations a INDEXED BY authorizations_by_time
     LEFT JOIN customers c ON c.customer_id = a.customer_id
     WHERE ${where(all)} ORDER BY a.updated_order DESC, a.id DESC LIMIT ? OFFSET ?`,
  ).all(...paramsOf(all), limit, at ?? 0)
  const last = found.at(-1)
  return { rows: found.map(toRow), next: last && found.length === limit ? `${last.updated_order}.${last.id}` : null }
}

export function countAuthorizations(
  reader: Db,
  scope: Scope,
  filter: AuthorizationFilter,
): { total: number; tabs: Record<AuthorizationTab, number> } {
  const all = conditionsOf(reader, filter, scope)
  const rows = kept<{ state: string; count: number }>(
    reader,
    `SELECT a.state, count(*) AS count FROM authorizations a INDEXED BY authorizations_by_time WHERE ${where(all)} GROUP BY 1`,
  ).all(...paramsOf(all))
  const tabs = Object.fromEntries(authorizationTabs.map((tab) => [tab, 0])) as Record<AuthorizationTab, number>
  for (const { state, count } of rows) {
    tabs.all += count
    // A state that the program does not know is in `all` alone.
    if (state !== 'all' && state in tabs) tabs[state as AuthorizationTab] += count
  }
  return { total: tabs[filter.tab ?? 'all'], tabs }
}

/** The masked name. Throws `not-found` for a customer outside the scope. */
export function customerShown(reader: Db, scope: Scope, customerId: string): string {
  const own = scopeCondition('c.customer_id', scope)
  const row = kept<{ name: string | null; account_name: string }>(
    reader,
    `SELECT c.name, c.account_name FROM customers c WHERE c.customer_id = ? AND ${where(own)}`,
  ).get(customerId, ...paramsOf(own))
  if (!row) throw new AppError('not-found', { field: 'customerId' })
  return shownName(row.name, row.account_name)
}

/** Throws `not-found` for a customer outside the scope. */
export function authorizationCard(
  reader: Db,
  local: Db,
  scope: Scope,
  customerId: string,
): Omit<AuthorizationCard, 'asOf'> {
  const own = scopeCondition('c.customer_id', scope)
  const customer = kept<{ association_type: string | null }>(
    reader,
    `SELECT c.association_type FROM customers c WHERE c.customer_id = ? AND ${where(own)}`,
  ).get(customerId, ...paramsOf(own))
  if (!customer) throw new AppError('not-found', { field: 'customerId' })
  const stored = kept<Stored>(
    reader,
    `SELECT ${columns} FROM authorizations a LEFT JOIN customers c ON c.customer_id = a.customer_id
     WHERE a.customer_id = ? AND a.gone_at IS NULL`,
  ).get(customerId)
  const waiting = kept<{ one: 1 }>(
    local,
    `SELECT 1 AS one FROM intents WHERE target = ? AND state IN ('queued', 'sent', 'uncertain', 'waiting') LIMIT 1`,
  ).get(`authorization:${customerId}`)
  return {
    customerId,
    associationType: clipped(customer.association_type, 64),
    authorization: stored ? toRow(stored) : null,
    refusal: refuseByMirror(reader, customerId),
    letterNeeded: letterNeeded(reader, customerId),
    queued: waiting !== undefined,
  }
}

const NEWS_MOST = 100

/** Changes that a customer (or the system) made, since somebody looked; our own requests are no news. */
export function authorizationNews(
  reader: Db,
  local: Db,
  scope: Scope,
): { changes: AuthorizationChange[]; more: number } {
  const seen = kept<{ seen_until: number }>(local, 'SELECT seen_until FROM authorization_news').get()?.seen_until ?? 0
  const all: Condition[] = [
    { sql: `n.at > ? AND n.to_state <> 'REQUESTED'`, params: [seen] },
    ...scopeCondition('n.customer_id', scope),
  ]
  const rows = kept<{
    customer_id: string
    name: string | null
    account_name: string | null
    from_state: string
    to_state: string
    reason: string | null
    at: number
  }>(
    reader,
    `SELECT n.customer_id, c.name, c.account_name, n.from_state, n.to_state, n.at,
       iif(a.state = n.to_state, a.reason, NULL) AS reason
     FROM authorization_changes n LEFT JOIN customers c ON c.customer_id = n.customer_id
     LEFT JOIN authorizations a ON a.customer_id = n.customer_id
     WHERE ${where(all)} ORDER BY n.at DESC, n.id DESC LIMIT ${NEWS_MOST + 1}`,
  ).all(...paramsOf(all))
  const total =
    rows.length <= NEWS_MOST
      ? rows.length
      : (kept<{ count: number }>(
          reader,
          `SELECT count(*) AS count FROM authorization_changes n WHERE ${where(all)}`,
        ).get(...paramsOf(all))?.count ?? 0)
  const changes = rows.slice(0, NEWS_MOST).map((row) => ({
    customerId: row.customer_id,
    customerName: shownName(row.name, row.account_name),
    from: clip(row.from_state, 64),
    to: clip(row.to_state, 64),
    reason: clipped(row.reason, 1000),
    at: row.at,
  }))
  return { changes, more: total - changes.length }
}

export const newsSeen = (local: Db, until: number): void =>
  void kept(
    local,
    `INSERT INTO authorization_news (one, seen_until) VALUES (1, ?)
     ON CONFLICT (one) DO UPDATE SET seen_until = max(seen_until, excluded.seen_until)`,
  ).run(until)
