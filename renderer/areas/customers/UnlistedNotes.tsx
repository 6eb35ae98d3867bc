import { Alert, Button, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NoteItem } from '#renderer/areas/customers/NoteList.tsx'
import { CopyText } from '#renderer/parts/CopyText.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'

/** Notes whose customer is not in the list any more: they have no card to stand on, so they stand here. */
export function UnlistedNotes({ editable }: { editable: boolean }) {
  const { t } = useTranslation('customers')
  const [open, setOpen] = useState(false)
  const read = useRead(api.customers.unlistedNotes, {})
  const { notes, total } = read.data ?? { notes: [], total: 0 }
  if (read.error) return <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />
  if (total === 0 && !open) return null
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={t('unlisted.title', { total })}
        action={
          <Button size="small" onClick={() => setOpen(true)}>
            {t('unlisted.show')}
          </Button>
        }
      />
      <Drawer open={open} onClose={() => setOpen(false)} title={t('unlisted.title', { total })} size="large">
        <p className="quiet">{t('unlisted.text')}</p>
        {total > notes.length && <p className="quiet">{t('unlisted.newest', { shown: notes.length })}</p>}
        <ul className="notes" aria-label={t('unlisted.label')}>
          {notes.map((note) => (
            <li key={note.noteId} className="note-unlisted">
              <div className="quiet">
                {t('unlisted.customer')} <CopyText text={note.customerId} label={t('unlisted.customer')} />
              </div>
              <ul>
                <NoteItem note={note} editable={editable} />
              </ul>
            </li>
          ))}
        </ul>
      </Drawer>
    </>
  )
}
