/** Asking a customer (R-AUTH-03): what it will see, what it would allow (R-AUTH-05), the letter the first time (R-AUTH-08). */
import { Alert, Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { useIdentity } from '#renderer/app/usePermitted.ts'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { refusalText } from '#renderer/parts/intent.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import { ScopeList } from './ScopeList.tsx'
import './authorizations.css'

/** The desk API's name of a cloud reseller 云经销商. */
const RESELLER = 'CLOUD_RESELLER'

export function RequestDialog({
  customerId,
  letterNeeded,
  onClose,
}: {
  customerId: string
  letterNeeded: boolean
  onClose: () => void
}) {
  const { t } = useTranslation('authorizations')
  const { t: to } = useTranslation('outbox')
  const { done } = useNotices()
  const [requestId] = useState(() => crypto.randomUUID())
  const [letter, setLetter] = useState(false)
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const reseller = useIdentity()?.partnerKinds.includes(RESELLER) === true
  const ask = useWrite(api.authorizations.request, {
    onDone: ({ intents }) => {
      if (intents.some(({ state }) => state === 'refused')) return
      done(t('request.done'))
      onClose()
    },
  })
  const ready = !letterNeeded || letter
  const go = (): void => {
    if (ready) ask.mutate({ requestId, items: [{ payload: { customerId, letterAccepted: letter } }] })
  }
  const refused = ask.data?.intents.find(({ state }) => state === 'refused')
  return (
    <Modal
      open
      title={t('request.title')}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('request.cancel')}
        </Button>,
        <Button key="go" type="primary" disabled={!ready} loading={ask.isPending} onClick={go}>
          {t('request.go')}
        </Button>,
      ]}
    >
      <div className="authorization-stack">
        <p>{t('request.intro')}</p>
        {reseller && <p className="quiet">{t('request.distributor')}</p>}
        <ScopeList />
        {letterNeeded && (
          <>
            <Checkbox checked={letter} onChange={(event) => setLetter(event.target.checked)}>
              {t('request.letter')}
            </Checkbox>
            <p className="quiet">{t('request.letterFirst')}</p>
          </>
        )}
        {offline && <Alert type="info" showIcon title={t('request.offline')} />}
        {refused && (
          <Alert
            type="error"
            showIcon
            title={refusalText(to, {
              rule: String(refused.detail?.['rule'] ?? ''),
              reason: String(refused.detail?.['reason'] ?? ''),
              detail: refused.detail,
            })}
          />
        )}
        {ask.error && <ErrorNotice error={ask.error} />}
      </div>
    </Modal>
  )
}
