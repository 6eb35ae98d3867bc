/** A switch or a dissociation: the checks, what follows, understood, the reason, and only then the word (R-CUST-15, R-CUST-20). */
import { Alert, Button, Checkbox, Input, Modal, Skeleton } from 'antd'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { CustomerCard } from '#shared/contract/customers.ts'
import { fen, formatYuan } from '#shared/money.ts'
import type { ChangeKind } from '#shared/rules/associations.ts'
import { formatBeijing } from '#shared/time.ts'
import { Checks } from './Checks.tsx'
import { Refunds } from './Refunds.tsx'
import { Submitted } from './Submitted.tsx'
import { useSubmitted } from './useSubmitted.ts'
import './associations.css'
import '#renderer/parts/batch/batch.css'

export function ChangeDialog({ kind, card, onClose }: { kind: ChangeKind; card: CustomerCard; onClose: () => void }) {
  const { t } = useTranslation('associations')
  const field = useId()
  const { customerId, associationType, name, accountName } = card.row
  const [requestId] = useState(() => crypto.randomUUID())
  const [understood, setUnderstood] = useState(false)
  const [reason, setReason] = useState('')
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const view = useRead(api.associations.get, { customerId }).data
  const live = useWrite(api.associations.checkLive)
  const ask = useWrite(api.associations.request)
  const intent = useSubmitted(ask.data)
  const { mutate: check } = live
  useEffect(() => {
    if (!offline) check({ customerId, kind })
  }, [offline, check, customerId, kind])
  const items = live.data?.items ?? view?.checks[kind]
  const failed = items?.filter(({ state }) => state === 'failed').length ?? 0
  const ready = items !== undefined && failed === 0 && understood && reason.trim() !== ''
  const submit = (): void => {
    if (!ready || ask.isPending || ask.data) return
    ask.mutate({
      requestId,
      draft: false,
      release: !offline,
      items: [{ payload: { customerId, kind, reason: reason.trim() }, basis: { associationType } }],
    })
  }
  const footer = intent
    ? [
        <Button key="close" type="primary" autoFocus onClick={onClose}>
          {t('close')}
        </Button>,
      ]
    : [
        <Button key="cancel" autoFocus onClick={onClose}>
          {t('cancel')}
        </Button>,
        <Button key="check" disabled={offline} loading={live.isPending} onClick={() => check({ customerId, kind })}>
          {t('checks.again')}
        </Button>,
        <Button key="act" danger type="primary" disabled={!ready} loading={ask.isPending} onClick={submit}>
          {t(offline ? 'change.draft' : `change.act.${kind}`)}
        </Button>,
      ]
  return (
    <Modal
      open
      width={680}
      title={t(`change.title.${kind}`, { name: name || accountName })}
      onCancel={onClose}
      destroyOnHidden
      footer={footer}
    >
      {intent ? (
        <div className="batch-section">
          <Submitted intent={intent} />
          {intent.state === 'done' && <Alert type="info" showIcon title={t('change.waits')} />}
        </div>
      ) : (
        <div className="batch-section">
          <p>{t(`change.text.${kind}`)}</p>
          {!items && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
          {items && <Checks items={items} />}
          <p className="quiet">
            {live.data ? t('checks.liveAt', { time: formatBeijing(live.data.at).slice(11) }) : t('checks.here')}{' '}
            {!live.data && <AsOf at={view?.asOf ?? null} offline={offline} />}
          </p>
          {live.error && <ErrorNotice error={live.error} onRetry={() => check({ customerId, kind })} />}
          <Refunds associationType={associationType} kind={kind} />
          <p className="quiet">{t('refunds.days')}</p>
          {view && view.coupons.count > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t('change.coupons', { n: view.coupons.count, amount: formatYuan(fen(view.coupons.balance)) })}
            />
          )}
          {kind === 'dissociate' && card.balance && card.balance.amount > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t('change.balance', { amount: formatYuan(fen(card.balance.amount)) })}
            />
          )}
          <Checkbox checked={understood} onChange={(event) => setUnderstood(event.target.checked)}>
            {t(`change.understood.${kind}`)}
          </Checkbox>
          <label htmlFor={field}>{t('reason')}</label>
          <Input.TextArea
            id={field}
            rows={2}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          {offline && <Alert type="info" showIcon title={t('change.offline')} />}
          {ask.error && <ErrorNotice error={ask.error} onRetry={submit} />}
        </div>
      )}
    </Modal>
  )
}
