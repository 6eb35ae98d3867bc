import Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'
import { customerLocalTables } from '#host/areas/customers/local-tables.ts'
import {
  deleteNote,
  listNotes,
  type NoteDraft,
  restoreNote,
  saveNote,
  unlistedNotes,
} from '#host/areas/customers/notes.ts'
import { settingsLocalTables } from '#host/areas/settings/local-tables.ts'
import { deleteView, ledgerSettings, listViews, saveView, setLedgerSettings } from '#host/areas/settings/views.ts'
import { append, entriesOf } from '#host/audit/audit.ts'
import { auditTables } from '#host/audit/tables.ts'
import type { Db } from '#host/store/types.ts'

let db: Db
beforeEach(() => {
  db = new Database(':memory:')
  db.exec(customerLocalTables + settingsLocalTables + auditTables)
})

const audit = (
  tx: Db,
  action: string,
  customerId: string,
  detail: Record<string, string | number | boolean | null>,
): void => {
  append(tx, {
    at: 1,
    actor: 'a',
    action,
    target: `customer:${customerId}`,
    detail,
    result: 'done',
    online: false,
    device: 'd',
  })
}
const draft = (over: Partial<NoteDraft> = {}): NoteDraft => ({
  noteId: 'n1',
  customerId: 'c1',
  text: '已拜访',
  followUpAt: 5000,
  done: false,
  basedOn: null,
  ...over,
})
const save = (over: Partial<NoteDraft> = {}, now = 100) =>
  saveNote(db, draft(over), { author: 'wang.fang', now }, audit)

describe('notes', () => {
  test('a deleted note comes back as it was, audited, and never over a newer one', () => {
    const note = save()
    deleteNote(db, 'n1', audit)
    expect(restoreNote(db, note, audit)).toEqual(note)
    expect(listNotes(db, 'c1')).toEqual([note])
    expect(entriesOf(db, 'customer:c1', 1)[0]).toMatchObject({
      action: 'customers.restoreNote',
      detail: { afterText: '已拜访' },
    })
    const newer = save({ text: '改期', basedOn: note.changedAt }, 300)
    expect(restoreNote(db, note, audit)).toEqual(newer)
  })

  test('notes whose customer the cache does not know are listed, own ones or all', () => {
    const cache = new Database(':memory:')
    cache.exec(`CREATE TABLE customers (id INTEGER PRIMARY KEY, customer_id TEXT UNIQUE);
      INSERT INTO customers VALUES (1, 'c1')`)
    save()
    const lost = save({ noteId: 'n2', customerId: 'c2' })
    const theirs = saveNote(db, draft({ noteId: 'n3', customerId: 'c2' }), { author: 'li.na', now: 200 }, audit)
    expect(unlistedNotes(db, cache, null)).toEqual({ notes: [theirs, lost], total: 2 })
    expect(unlistedNotes(db, cache, 'wang.fang')).toEqual({ notes: [lost], total: 1 })
  })

  test('a double click is one note and one audit entry', () => {
    const first = save()
    expect(save({}, 200)).toEqual(first)
    expect(listNotes(db, 'c1')).toEqual([first])
    expect(entriesOf(db, 'customer:c1', 10)).toHaveLength(1)
  })

  test('a change names the version it is based on; before and after are in the audit (R-ORG-16)', () => {
    const first = save()
    const second = save({ text: '改期', basedOn: first.changedAt }, 300)
    expect(second).toMatchObject({ text: '改期', createdAt: 100, changedAt: 300 })
    expect(entriesOf(db, 'customer:c1', 1)[0]).toMatchObject({
      action: 'customers.saveNote',
      detail: { beforeText: '已拜访', afterText: '改期' },
    })
  })

  test('two windows with the same version: the second is a conflict and nothing is lost', () => {
    const first = save()
    const second = save({ text: 'from A', basedOn: first.changedAt }, 100)
    expect(second.changedAt).toBe(101)
    expect(() => save({ text: 'from B', basedOn: first.changedAt }, 400)).toThrow('conflict')
    expect(listNotes(db, 'c1').map((note) => note.text)).toEqual(['from A'])
  })

  test('a note that was deleted meanwhile is a conflict, not a new note; another customer cannot take it over', () => {
    const first = save()
    expect(() => save({ customerId: 'c2', text: 'x', basedOn: first.changedAt })).toThrow('conflict')
    deleteNote(db, 'n1', audit)
    deleteNote(db, 'n1', audit)
    expect(() => save({ text: 'x', basedOn: first.changedAt })).toThrow('conflict')
    expect(entriesOf(db, 'customer:c1', 10).map((entry) => entry.action)).toEqual([
      'customers.deleteNote',
      'customers.saveNote',
    ])
  })
})

describe('ledger settings and saved views', () => {
  test('settings of a ledger are kept; what another version wrote is ignored', () => {
    const settings = { columns: [{ key: 'name', visible: true, width: 120 }] }
    setLedgerSettings(db, 'customers', settings, 1)
    expect(ledgerSettings(db, 'customers')).toEqual(settings)
    db.prepare('UPDATE ledger_settings SET settings = \'{"columns":7}\'').run()
    expect(ledgerSettings(db, 'customers')).toBeNull()
  })

  test('views: same id changes, order of creation, at most a hundred', () => {
    for (let n = 0; n < 100; n++) saveView(db, { viewId: `v${n}`, ledger: 'customers', name: `${n}`, query: '{}' }, n)
    expect(() => saveView(db, { viewId: 'v100', ledger: 'customers', name: 'x', query: '{}' }, 1)).toThrow('conflict')
    expect(saveView(db, { viewId: 'v3', ledger: 'customers', name: 'renamed', query: '{}' }, 999).createdAt).toBe(3)
    deleteView(db, 'v0')
    deleteView(db, 'v0')
    expect(
      listViews(db, 'customers')
        .slice(0, 3)
        .map((view) => view.name),
    ).toEqual(['1', '2', 'renamed'])
  })
})
