import { Button, Checkbox, Input } from 'antd'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf, dayStart } from '#renderer/areas/customers/dates.ts'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { isComposing } from '#renderer/parts/fold.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { CustomerNote } from '#shared/contract/customers.ts'

/**
 * A note with its follow-up day. The id is made when the form opens, so a double click is one note. After a conflict
 * what was typed stays, the newest version stands beside it, and the person decides.
 */
export function NoteForm({
  customerId,
  note,
  onDone,
  onCancel,
}: {
  customerId: string
  /** null = a new one. */
  note: CustomerNote | null
  onDone: () => void
  onCancel: () => void
}) {
  const { t } = useTranslation('customers')
  const { t: tc } = useTranslation('common')
  const field = useId()
  const [noteId] = useState(() => note?.noteId ?? crypto.randomUUID())
  const [text, setText] = useState(note?.text ?? '')
  const [day, setDay] = useState(note?.followUpAt == null ? '' : dayOf(note.followUpAt))
  const [done, setDone] = useState(note?.done ?? false)
  const [basedOn, setBasedOn] = useState(note?.changedAt ?? null)
  const save = useWrite(api.customers.saveNote, { onDone })
  const conflict = save.error?.code === 'conflict'
  const read = useRead(api.customers.listNotes, { customerId }, { enabled: conflict })
  const { refetch } = read
  useEffect(() => {
    if (conflict) void refetch()
  }, [conflict, refetch])
  const newest =
    conflict && !read.isFetching ? (read.data?.notes.find((known) => known.noteId === noteId) ?? null) : undefined

  const submit = (based: number | null): void => {
    if (text.trim() === '' || save.isPending) return
    setBasedOn(based)
    save.mutate({ noteId, customerId, text: text.trim(), followUpAt: dayStart(day), done, basedOn: based })
  }
  const takeNewest = (version: CustomerNote): void => {
    setText(version.text)
    setDay(version.followUpAt === null ? '' : dayOf(version.followUpAt))
    setDone(version.done)
    setBasedOn(version.changedAt)
    save.reset()
  }
  return (
    <form
      className="note-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit(basedOn)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isComposing(event)) submit(basedOn)
      }}
    >
      <label htmlFor={`${field}-text`}>{t('note.text')}</label>
      <Input.TextArea
        id={`${field}-text`}
        autoFocus
        autoSize={{ minRows: 3, maxRows: 12 }}
        maxLength={4000}
        placeholder={t('note.placeholder')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="note-line">
        <label htmlFor={`${field}-day`}>{t('note.followUp')}</label>
        <Input id={`${field}-day`} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
        <Checkbox checked={done} onChange={(event) => setDone(event.target.checked)}>
          {t('note.done')}
        </Checkbox>
      </div>
      {save.error && <ErrorNotice error={save.error} />}
      {newest !== undefined && (
        <div className="note-newest" role="alert">
          {newest ? (
            <>
              <strong>{t('note.newest')}</strong>
              <blockquote>{newest.text}</blockquote>
              <Button size="small" onClick={() => takeNewest(newest)}>
                {t('note.takeNewest')}
              </Button>
            </>
          ) : (
            <p>{t('note.newestGone')}</p>
          )}
          <Button size="small" onClick={() => submit(newest?.changedAt ?? null)}>
            {t('note.keepMine')}
          </Button>
        </div>
      )}
      <div className="note-line note-end">
        <Button onClick={onCancel}>{tc('cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending} disabled={text.trim() === ''}>
          {t('note.save')}
        </Button>
      </div>
    </form>
  )
}
