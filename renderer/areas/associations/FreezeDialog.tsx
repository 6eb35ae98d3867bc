/** Freezing and unfreezing, with what follows said before (R-CUST-38). On line only. */
import { Alert, Button, Input, Modal, Radio } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { FreezeCustomer } from '#shared/contract/associations.ts'
import type { CustomerRow } from '#shared/contract/customers.ts'
import { Submitted } from './Submitted.tsx'
import { useSubmitted } from './useSubmitted.ts'
import '#renderer/parts/batch/batch.css'

export function FreezeDialog({ row, freeze, onClose }: { row: CustomerRow; freeze: boolean; onClose: () => void }) {
  const { t } = useTranslation('associations')
  const field = useId()
  const { customerId } = row
  const [requestId] = useState(() => crypto.randomUUID())
  const [scope, setScope] = useState<FreezeCustomer['scope']>('account')
  const [reason, setReason] = useState('')
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const freezing = useWrite(api.associations.freeze)
  const unfreezing = useWrite(api.associations.unfreeze)
  const intent = useSubmitted(freezing.data ?? unfreezing.data)
  const act = freeze ? 'freeze' : 'unfreeze'
  const ready = reason.trim() !== '' && !offline
  const pending = freezing.isPending || unfreezing.isPending
  const error = freezing.error ?? unfreezing.error
  const submit = (): void => {
    if (!ready || pending || intent) return
    const asked = { requestId, draft: false, release: true }
    const told = { customerId, reason: reason.trim() }
    if (freeze) freezing.mutate({ ...asked, items: [{ payload: { ...told, scope } }] })
    else unfreezing.mutate({ ...asked, items: [{ payload: told }] })
  }
  return (
    <Modal
      open
      width={560}
      title={t(`${act}.title`, { name: row.name || row.accountName })}
      onCancel={onClose}
      destroyOnHidden
      footer={
        intent
          ? [
              <Button key="close" type="primary" autoFocus onClick={onClose}>
                {t('close')}
              </Button>,
            ]
          : [
              <Button key="cancel" autoFocus onClick={onClose}>
                {t('cancel')}
              </Button>,
              <Button key="act" danger type="primary" disabled={!ready} loading={pending} onClick={submit}>
                {t(`${act}.act`)}
              </Button>,
            ]
      }
    >
      {intent ? (
        <Submitted intent={intent} />
      ) : (
        <div className="batch-section">
          <Alert type="warning" showIcon title={t(`${act}.text`)} />
          {freeze && (
            <Radio.Group
              aria-label={t('freeze.scope')}
              value={scope}
              onChange={(event) => setScope(event.target.value as FreezeCustomer['scope'])}
              options={(['account', 'resources'] as const).map((value) => ({
                value,
                label: t(`freeze.scopes.${value}`),
              }))}
            />
          )}
          <label htmlFor={field}>{t('reason')}</label>
          <Input id={field} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
          {offline && <Alert type="info" showIcon title={t('freeze.offline')} />}
          {error && <ErrorNotice error={error} onRetry={submit} />}
        </div>
      )}
    </Modal>
  )
}
