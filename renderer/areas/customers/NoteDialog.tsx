import { Modal, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { NoteForm } from '#renderer/areas/customers/NoteForm.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { CustomerRow } from '#shared/contract/customers.ts'

/** A new note on a row of the list; with `edit` its newest note, where it has one. */
export function NoteDialog({ row, edit, onClose }: { row: CustomerRow; edit: boolean; onClose: () => void }) {
  const { t } = useTranslation('customers')
  const notices = useNotices()
  const { customerId } = row
  const read = useRead(api.customers.listNotes, { customerId }, { enabled: edit })
  return (
    <Modal open title={t('note.title', { name: row.name })} onCancel={onClose} footer={null} destroyOnHidden>
      {edit && read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
      {edit && read.isPending ? (
        <Skeleton active />
      ) : (
        <NoteForm
          customerId={customerId}
          note={edit ? (read.data?.notes[0] ?? null) : null}
          onCancel={onClose}
          onDone={() => {
            notices.done(t('note.saved'))
            onClose()
          }}
        />
      )}
    </Modal>
  )
}
