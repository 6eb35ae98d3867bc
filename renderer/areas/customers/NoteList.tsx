import { Button, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { dayOf } from '#renderer/areas/customers/dates.ts'
import { NoteForm } from '#renderer/areas/customers/NoteForm.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { CustomerNote } from '#shared/contract/customers.ts'
import { formatBeijing } from '#shared/time.ts'

/** Notes of a customer, newest first; `limit` for a look without buttons. */
export function NoteList({
  customerId,
  limit,
  editable = false,
}: {
  customerId: string
  limit?: number
  editable?: boolean
}) {
  const { t } = useTranslation('customers')
  const read = useRead(api.customers.listNotes, { customerId })
  if (read.error) return <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />
  const notes = read.data?.notes.slice(0, limit) ?? []
  if (read.data && notes.length === 0) {
    return limit === undefined ? (
      <EmptyState kind="nothing-yet" title={t('note.empty')} text={t('note.emptyText')} />
    ) : null
  }
  return (
    <ul className="notes" aria-label={t('card.notes')}>
      {notes.map((note) => (
        <NoteItem key={note.noteId} note={note} editable={editable} />
      ))}
    </ul>
  )
}

export function NoteItem({ note, editable }: { note: CustomerNote; editable: boolean }) {
  const { t } = useTranslation('customers')
  const [editing, setEditing] = useState(false)
  const now = useNow(60_000)
  const save = useWrite(api.customers.saveNote)
  const { undoable, fault } = useNotices()
  const remove = useWrite(api.customers.deleteNote, {
    onDone: (_answer, input) =>
      // Without a hook: by then this note stands in the list no more.
      undoable(t('note.deleted'), () => void api.customers.restoreNote(input).catch(fault)),
  })
  if (editing) {
    return (
      <li>
        <NoteForm
          customerId={note.customerId}
          note={note}
          onDone={() => setEditing(false)}
          onCancel={() => setEditing(false)}
        />
      </li>
    )
  }
  const due = !note.done && note.followUpAt !== null && note.followUpAt <= now
  const { noteId, customerId, text, followUpAt, changedAt } = note
  const failure = save.error ?? remove.error
  return (
    <li className={note.done ? 'note note-done' : 'note'}>
      <p className="note-text">{text}</p>
      <div className="note-facts">
        {followUpAt !== null && (
          <Tag color={due ? 'warning' : 'default'}>
            {t('note.followUp')} {dayOf(followUpAt)} {due && t('note.due')}
          </Tag>
        )}
        {note.done && <Tag color="success">{t('note.done')}</Tag>}
        <span className="quiet">{t('note.by', { author: note.author, at: formatBeijing(note.createdAt) })}</span>
        {changedAt !== note.createdAt && (
          <span className="quiet">{t('note.changed', { at: formatBeijing(changedAt) })}</span>
        )}
        {editable && (
          <span className="note-buttons">
            <Button
              size="small"
              type="text"
              onClick={() =>
                save.mutate({ noteId, customerId, text, followUpAt, done: !note.done, basedOn: changedAt })
              }
            >
              {note.done ? t('note.markOpen') : t('note.markDone')}
            </Button>
            <Button size="small" type="text" onClick={() => setEditing(true)}>
              {t('note.edit')}
            </Button>
            <Button
              size="small"
              type="text"
              danger
              loading={remove.isPending}
              onClick={() => remove.mutate({ noteId })}
            >
              {t('note.delete')}
            </Button>
          </span>
        )}
      </div>
      {failure && <ErrorNotice error={failure} />}
    </li>
  )
}
