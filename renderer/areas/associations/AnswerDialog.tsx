/** The partner's word on what the customer asked: agreed or declined. */
import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { AssociationRequest } from '#shared/contract/associations.ts'
import { Refunds } from './Refunds.tsx'
import { Submitted } from './Submitted.tsx'
import { useSubmitted } from './useSubmitted.ts'
import './associations.css'
import '#renderer/parts/batch/batch.css'

export function AnswerDialog({
  request,
  name,
  onClose,
}: {
  request: AssociationRequest
  name: string
  onClose: () => void
}) {
  const { t } = useTranslation('associations')
  const [requestId] = useState(() => crypto.randomUUID())
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const answer = useWrite(api.associations.answer)
  const intent = useSubmitted(answer.data)
  const say = (agree: boolean): void =>
    answer.mutate({
      requestId,
      draft: false,
      release: !offline,
      items: [{ payload: { requestId: request.requestId, customerId: request.customerId, agree } }],
    })
  return (
    <Modal
      open
      width={620}
      title={t('answer.title', { name })}
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
              <Button key="decline" loading={answer.isPending} onClick={() => say(false)}>
                {t('answer.decline')}
              </Button>,
              <Button key="agree" danger type="primary" loading={answer.isPending} onClick={() => say(true)}>
                {t('answer.agree')}
              </Button>,
            ]
      }
    >
      {intent ? (
        <Submitted intent={intent} />
      ) : (
        <div className="batch-section">
          <p>{t('answer.text', { reason: request.reason })}</p>
          <Refunds associationType={request.fromType} kind={request.kind === 'SWITCH' ? 'switch' : 'dissociate'} />
          {offline && <Alert type="info" showIcon title={t('change.offline')} />}
          {answer.error && <ErrorNotice error={answer.error} />}
        </div>
      )}
    </Modal>
  )
}
