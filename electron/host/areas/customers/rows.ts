/** Rows as the page gets them: masked here (R-CUST-01), with what our own notes say about each. */

import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { CustomerRow } from '#shared/contract/customers.ts'
import { maskAccount, maskMail, maskName, maskPhone } from '#shared/mask.ts'
import { RESALE } from '#shared/rules/customers.ts'

export interface StoredCustomer {
  id: number
  customer_id: string
  name: string | null
  account_name: string
  association_type: string | null
  associated_at: number | null
  label: string | null
  telephone: string | null
  email: string | null
  verified_status: string | null
  customer_type: string | null
  frozen: string | null
  manager: string | null
  manager_name: string | null
  level: string | null
  new_tag: string | null
  amount: number | null
  debt: number | null
  gone_at: number | null
}

const columns = `c.id, c.customer_id, c.name, c.account_name, c.association_type, c.associated_at, c.label, c.telephone,
  c.email, c.verified_status, c.customer_type, c.frozen, c.manager,
  (SELECT m.name FROM account_managers m WHERE m.account_name = c.manager) AS manager_name,
  c.level, c.new_tag, c.amount, c.debt, c.gone_at`

/** A value longer than the contract allows is cut between two characters. */
export const clip = (text: string, length: number): string => text.slice(0, length).toWellFormed()
const clipped = (text: string | null, length: number): string | null => (text === null ? null : clip(text, length))

/** An amount outside the exact range is shown as unknown rather than wrong. */
const exact = (amount: number | null): number | null =>
  amount !== null && Number.isSafeInteger(amount) ? amount : null

interface NoteFacts {
  customer_id: string
  notes: number
  follow_up_at: number | null
}

/** Notes live in the other file: asked once a page, by the ids on it. */
function notesOf(local: Db, customerIds: readonly string[]): Map<string, NoteFacts> {
  const rows = kept<NoteFacts>(
    local,
    `SELECT customer_id, count(*) AS notes, min(CASE WHEN done = 0 THEN follow_up_at END) AS follow_up_at FROM customer_notes
     WHERE customer_id IN (SELECT value FROM json_each(?)) GROUP BY customer_id`,
  ).all(JSON.stringify(customerIds))
  return new Map(rows.map((row) => [row.customer_id, row]))
}

/** Next follow-up that is not done, by customer; the earliest first. */
export function openFollowUps(local: Db): Map<string, number> {
  const rows = kept<[string, number]>(
    local,
    `SELECT customer_id, min(follow_up_at) FROM customer_notes WHERE follow_up_at IS NOT NULL AND done = 0 GROUP BY customer_id`,
  ).raw()
  return new Map(rows.all() as [string, number][])
}

export function toRow(stored: StoredCustomer, note: NoteFacts | undefined): CustomerRow {
  const resale = stored.association_type === RESALE
  return {
    customerId: stored.customer_id,
    name: maskedOrEmpty(stored.name, maskName),
    accountName: clip(maskAccount(stored.account_name), 400),
    telephone: maskedOrEmpty(stored.telephone, maskPhone),
    email: maskedOrEmpty(stored.email, maskMail),
    associationType: clipped(stored.association_type, 64),
    associatedAt: stored.associated_at,
    label: clipped(stored.label, 400),
    verifiedStatus: clipped(stored.verified_status, 64),
    customerType: clipped(stored.customer_type, 64),
    frozen: clipped(stored.frozen, 64),
    manager: clipped(stored.manager, 128),
    managerName: clipped(stored.manager_name, 128),
    level: clipped(stored.level, 64),
    newTag: clipped(stored.new_tag, 64),
    // R-CUST-06: a figure from before a switch of type is not shown.
    amount: resale ? exact(stored.amount) : null,
    debt: resale ? exact(stored.debt) : null,
    goneAt: stored.gone_at,
    followUpAt: note?.follow_up_at ?? null,
    notes: note?.notes ?? 0,
  }
}

function maskedOrEmpty(value: string | null, mask: (text: string) => string): string {
  return value === null || value === '' ? '' : clip(mask(value), 400)
}

/** The rows of these ids in their order; one that went meanwhile is left out. */
export function rowsOf(reader: Db, local: Db, ids: readonly number[]): CustomerRow[] {
  const read = kept<StoredCustomer>(reader, `SELECT ${columns} FROM customers c WHERE c.id = ?`)
  const stored = ids.flatMap((id) => read.get(id) ?? [])
  const notes = notesOf(
    local,
    stored.map((row) => row.customer_id),
  )
  return stored.map((row) => toRow(row, notes.get(row.customer_id)))
}
