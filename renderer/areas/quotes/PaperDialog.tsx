/** The quotation on paper: numbered first, then shown, saved or printed. */
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import { billingMonth } from '#shared/time.ts'

export function PaperDialog({ quoteId, onClose }: { quoteId: string; onClose: () => void }) {
  const { t } = useTranslation('quotes')
  const { done } = useNotices()
  const navigate = useNavigate()
  const mayReveal = usePermitted('customer.reveal') === true
  const [fullNames, setFullNames] = useState(false)
  const preview = useWrite(api.documents.preview)
  const issue = useWrite(api.documents.issue, { onDone: ({ number }) => preview.mutate({ number }) })
  const save = useWrite(api.documents.save, {
    onDone: ({ fileName }) => {
      if (fileName !== null) done(t('paper.saved', { file: fileName }))
    },
  })
  const number = issue.data?.number ?? null
  const month = billingMonth(Date.now())
  const go = (): void =>
    issue.mutate({
      document: 'quotation',
      from: month,
      until: month,
      customerId: null,
      applicationNumber: null,
      quoteId,
      fullNames,
      paper: 'a4',
    })
  const unpriced = issue.error?.detail?.['reason'] === 'unpriced'
  const error = preview.error ?? save.error ?? (unpriced ? null : issue.error)
  return (
    <Modal
      open
      title={number === null ? t('paper.act') : t('paper.done', { number })}
      onCancel={onClose}
      destroyOnHidden
      footer={
        number === null
          ? [
              <Button key="go" type="primary" autoFocus loading={issue.isPending} onClick={go}>
                {t('paper.act')}
              </Button>,
            ]
          : [
              <Button key="log" type="link" onClick={() => void navigate({ to: '/documents' })}>
                {t('paper.log')}
              </Button>,
              <Button key="preview" loading={preview.isPending} onClick={() => preview.mutate({ number })}>
                {t('paper.preview')}
              </Button>,
              <Button key="pdf" loading={save.isPending} onClick={() => save.mutate({ number, format: 'pdf' })}>
                {t('paper.pdf')}
              </Button>,
              <Button key="xlsx" disabled={save.isPending} onClick={() => save.mutate({ number, format: 'xlsx' })}>
                {t('paper.xlsx')}
              </Button>,
              <Button key="close" type="primary" onClick={onClose}>
                {t('paper.close')}
              </Button>,
            ]
      }
    >
      <div className="quote-stack">
        {number === null && mayReveal && (
          <Checkbox checked={fullNames} onChange={(event) => setFullNames(event.target.checked)}>
            {t('paper.fullNames')}
          </Checkbox>
        )}
        <p className="quiet">{t('paper.text')}</p>
        {unpriced && <Alert type="info" showIcon title={t('paper.unpriced')} />}
        {error && <ErrorNotice error={error} />}
      </div>
    </Modal>
  )
}
