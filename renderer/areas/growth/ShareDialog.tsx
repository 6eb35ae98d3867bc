/** Link and QR code of one share; each way is written to the log. The code is made on this machine (R-GROW-24). */
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { FilterField } from '#renderer/parts/FilterForm.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { ShareRow } from '#shared/contract/growth.ts'
import { formatBeijing } from '#shared/time.ts'
import './growth.css'

export function ShareDialog({ share, onClose }: { share: ShareRow; onClose: () => void }) {
  const { t } = useTranslation('growth')
  const { done } = useNotices()
  const [note, setNote] = useState('')
  const [showQr, setShowQr] = useState(false)
  const ask = useWrite(api.growth.share, {
    onDone: ({ link }, { how }) => {
      if (how === 'qr') return setShowQr(true)
      navigator.clipboard.writeText(link).then(
        () => done(t('dialog.copied')),
        () => done(t('dialog.copyFailed')),
      )
    },
  })
  const { shareId, name, validUntil } = share
  const go = (how: 'link' | 'qr'): void => ask.mutate({ shareId, how, note: note.trim() })
  const { data } = ask
  return (
    <Modal
      open
      title={t('dialog.title', { name })}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {t('dialog.close')}
        </Button>,
        <Button key="qr" loading={ask.isPending} onClick={() => go('qr')}>
          {t('dialog.qr')}
        </Button>,
        <Button key="copy" type="primary" loading={ask.isPending} onClick={() => go('link')}>
          {t('dialog.copy')}
        </Button>,
      ]}
    >
      <div className="growth-share">
        <p className="quiet">
          {validUntil === null ? t('dialog.endless') : t('dialog.until', { at: formatBeijing(validUntil) })}
        </p>
        <FilterField label={t('dialog.note')}>
          {(id) => <Input id={id} value={note} maxLength={128} onChange={(event) => setNote(event.target.value)} />}
        </FilterField>
        {ask.error && <ErrorNotice error={ask.error} />}
        {data && (
          <p className="growth-link" data-link={data.link}>
            <strong>{t('dialog.link')}</strong> {data.link}
          </p>
        )}
        {data && showQr && (
          <svg
            className="growth-qr"
            role="img"
            aria-label={t('dialog.qrLabel')}
            viewBox={`0 0 ${data.qr.size} ${data.qr.size}`}
          >
            <rect width={data.qr.size} height={data.qr.size} fill="#fff" />
            <path d={data.qr.path} fill="#000" shapeRendering="crispEdges" />
          </svg>
        )}
      </div>
    </Modal>
  )
}
