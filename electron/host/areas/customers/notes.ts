/** Notes and follow-ups: facts of our own in the local file, kept through every sync; each change is audited. */

import type { AuditDetail } from '#host/audit/audit.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { CustomerNote } from '#shared/contract/customers.ts'
import { AppError } from '#shared/errors.ts'

interface NoteRow {
  note_id: string
  customer_id: string
  text: string
  follow_up_at: number | null
  done: number
  author: string
  created_at: number
  changed_at: number
}

const noteOf = (row: NoteRow): CustomerNote => ({
  noteId: row.note_id,
  customerId: row.customer_id,
  text: row.text,
  followUpAt: row.follow_up_at,
  done: row.done === 1,
  author: row.author,
  createdAt: row.created_at,
  changedAt: row.changed_at,
})

export const findNote = (db: Db, noteId: string): CustomerNote | null => {
  const row = kept<NoteRow>(db, 'SELECT * FROM customer_notes WHERE note_id = ?').get(noteId)
  return row ? noteOf(row) : null
}

/** Newest first, at most 500. */
export function listNotes(db: Db, customerId: string): CustomerNote[] {
  return kept<NoteRow>(
    db,
    'SELECT * FROM customer_notes WHERE customer_id = ? ORDER BY created_at DESC, note_id LIMIT 500',
  )
    .all(customerId)
    .map(noteOf)
}

export interface NoteDraft {
  noteId: string
  customerId: string
  text: string
  followUpAt: number | null
  done: boolean
  basedOn: number | null
}

const sameContent = (a: CustomerNote, b: NoteDraft): boolean =>
  a.customerId === b.customerId && a.text === b.text && a.followUpAt === b.followUpAt && a.done === b.done

const facts = (note: Pick<CustomerNote, 'text' | 'followUpAt' | 'done'>, prefix: string): AuditDetail => ({
  [`${prefix}Text`]: note.text,
  [`${prefix}FollowUpAt`]: note.followUpAt,
  [`${prefix}Done`]: note.done,
})

export type NoteAudit = (tx: Db, action: string, customerId: string, detail: AuditDetail) => void

const insertNote = (db: Db, note: CustomerNote): void =>
  void kept(
    db,
    `INSERT INTO customer_notes (note_id, customer_id, text, follow_up_at, done, author, created_at, changed_at)
     VALUES (@noteId, @customerId, @text, @followUpAt, @done, @author, @createdAt, @changedAt)
     ON CONFLICT (note_id) DO UPDATE SET text = excluded.text, follow_up_at = excluded.follow_up_at,
       done = excluded.done, changed_at = excluded.changed_at`,
  ).run({ ...note, done: note.done ? 1 : 0 })

/**
 * Saves a note in one transaction with its audit entry. The same content under the same id again is the same note (a
 * double click); another content is a `conflict` unless `basedOn` names the version that is there.
 */
export function saveNote(
  db: Db,
  draft: NoteDraft,
  by: { author: string; now: number },
  audit: NoteAudit,
): CustomerNote {
  return db
    .transaction(() => {
      const known = findNote(db, draft.noteId)
      if (known && sameContent(known, draft)) return known
      if (known ? known.customerId !== draft.customerId || known.changedAt !== draft.basedOn : draft.basedOn !== null) {
        throw new AppError('conflict', { retry: 'after-reconcile', detail: { reason: known ? 'changed' : 'deleted' } })
      }
      const note: CustomerNote = {
        noteId: draft.noteId,
        customerId: draft.customerId,
        text: draft.text,
        followUpAt: draft.followUpAt,
        done: draft.done,
        author: known?.author ?? by.author,
        createdAt: known?.createdAt ?? by.now,
        // A version's time names it, so the next one is later even within a millisecond.
        changedAt: known ? Math.max(by.now, known.changedAt + 1) : by.now,
      }
      insertNote(db, note)
      audit(db, 'customers.saveNote', note.customerId, {
        noteId: note.noteId,
        ...(known ? facts(known, 'before') : {}),
        ...facts(note, 'after'),
      })
      return note
    })
    .immediate()
}

/** Deleting what is gone already is done. */
export function deleteNote(db: Db, noteId: string, audit: NoteAudit): void {
  db.transaction(() => {
    const known = findNote(db, noteId)
    if (!known) return
    kept(db, 'DELETE FROM customer_notes WHERE note_id = ?').run(noteId)
    audit(db, 'customers.deleteNote', known.customerId, { noteId, ...facts(known, 'before') })
  }).immediate()
}

/** Puts a deleted note back as it was, author and times included; where its id is taken again, that note stays. */
export function restoreNote(db: Db, note: CustomerNote, audit: NoteAudit): CustomerNote {
  return db
    .transaction(() => {
      const known = findNote(db, note.noteId)
      if (known) return known
      insertNote(db, note)
      audit(db, 'customers.restoreNote', note.customerId, { noteId: note.noteId, ...facts(note, 'after') })
      return note
    })
    .immediate()
}

export const isListed = (cache: Db, customerId: string): boolean =>
  kept(cache, 'SELECT 1 FROM customers WHERE customer_id = ?').get(customerId) !== undefined

const UNLISTED_SHOWN = 200

/**
 * Notes whose customer the cache does not know (after it began anew, or because the customer was removed): newest first.
 * @param author only this person's; null = everybody's
 */
export function unlistedNotes(local: Db, cache: Db, author: string | null): { notes: CustomerNote[]; total: number } {
  const unlisted = kept<string>(local, 'SELECT DISTINCT customer_id FROM customer_notes')
    .pluck()
    .all()
    .filter((customerId) => !isListed(cache, customerId))
  const notes = kept<NoteRow>(
    local,
    `SELECT * FROM customer_notes WHERE customer_id IN (SELECT value FROM json_each(@unlisted))
       AND (@author IS NULL OR author = @author) ORDER BY created_at DESC, note_id`,
  )
    .all({ unlisted: JSON.stringify(unlisted), author })
    .map(noteOf)
  return { notes: notes.slice(0, UNLISTED_SHOWN), total: notes.length }
}
