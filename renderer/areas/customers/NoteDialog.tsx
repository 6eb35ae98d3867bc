import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { NoteForm } from '#renderer/areas/customers/NoteForm.tsx'
import type { CustomerRow } from '#shared/contract/customers.ts'

/** A new note on a row of the list. */
export function NoteDialog({ row, onClose }: { row: CustomerRow; onClose: () => void }) {
  const { t } = useTranslation('customers')
  const notices = useNotices()
  return (
    <Modal open title={t('note.title', { name: row.name })} onCancel={onClose} footer={null} destroyOnHidden>
      <NoteForm
        customerId={row.customerId}
        note={null}
        onCancel={onClose}
        onDone={() => {
          notices.done(t('note.saved'))
          onClose()
        }}
      />
    </Modal>
  )
}
