/** Ledger settings and saved views of a workspace, in its local file. */

import type { Db } from '#host/store/types.ts'
import { LedgerSettings, type ledgers, type SavedView } from '#shared/contract/system.ts'
import { AppError } from '#shared/errors.ts'

type Ledger = (typeof ledgers)[number]

/** As the contract bounds the list. */
const MAX_VIEWS = 100

export function ledgerSettings(db: Db, ledger: Ledger): LedgerSettings | null {
  const text = db.prepare<[string], string>('SELECT settings FROM ledger_settings WHERE ledger = ?').pluck().get(ledger)
  if (text === undefined) return null
  const parsed = LedgerSettings.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}

export function setLedgerSettings(db: Db, ledger: Ledger, settings: LedgerSettings, now: number): void {
  db.prepare(
    `INSERT INTO ledger_settings (ledger, settings, changed_at) VALUES (?, ?, ?)
     ON CONFLICT (ledger) DO UPDATE SET settings = excluded.settings, changed_at = excluded.changed_at`,
  ).run(ledger, JSON.stringify(settings), now)
}

interface ViewRow {
  view_id: string
  ledger: SavedView['ledger']
  name: string
  query: string
  created_at: number
}

const viewOf = (row: ViewRow): SavedView => ({
  viewId: row.view_id,
  ledger: row.ledger,
  name: row.name,
  query: row.query,
  createdAt: row.created_at,
})

export function listViews(db: Db, ledger: Ledger): SavedView[] {
  return db
    .prepare<[string, number], ViewRow>(
      'SELECT * FROM saved_views WHERE ledger = ? ORDER BY created_at, view_id LIMIT ?',
    )
    .all(ledger, MAX_VIEWS)
    .map(viewOf)
}

/** The same id again changes that view; a further one beyond the hundredth is refused. */
export function saveView(db: Db, view: Omit<SavedView, 'createdAt'>, now: number): SavedView {
  return db.transaction(() => {
    const known = db.prepare<[string], ViewRow>('SELECT * FROM saved_views WHERE view_id = ?').get(view.viewId)
    if (!known && listViews(db, view.ledger).length >= MAX_VIEWS) {
      throw new AppError('conflict', { retry: 'after-fix', detail: { reason: 'too-many-views', limit: MAX_VIEWS } })
    }
    const createdAt = known?.created_at ?? now
    db.prepare(
      `INSERT INTO saved_views (view_id, ledger, name, query, created_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (view_id) DO UPDATE SET ledger = excluded.ledger, name = excluded.name, query = excluded.query`,
    ).run(view.viewId, view.ledger, view.name, view.query, createdAt)
    return { ...view, createdAt }
  })()
}

/** Deleting what is gone already is done. */
export function deleteView(db: Db, viewId: string): void {
  db.prepare('DELETE FROM saved_views WHERE view_id = ?').run(viewId)
}
