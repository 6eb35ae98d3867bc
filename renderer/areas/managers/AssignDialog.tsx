/** Another account manager for one customer, or none: who loses sight of it is said before. */
import { Alert, Button, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { refusalText } from '#renderer/parts/intent.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { Accepted } from '#shared/contract/outbox.ts'
import { ManagerSelect, NOBODY } from './ManagerSelect.tsx'
import { Sight } from './Sight.tsx'
import './managers.css'
import '#renderer/parts/batch/batch.css'

export function AssignDialog({
  customerId,
  name,
  manager,
  onClose,
}: {
  customerId: string
  /** Masked. */
  name: string
  /** Account name; null = nobody's. */
  manager: string | null
  onClose: () => void
}) {
  const { t } = useTranslation('managers')
  const { t: outbox } = useTranslation('outbox')
  const notices = useNotices()
  const field = useId()
  const [to, setTo] = useState<string | null>(null)
  const [requestId] = useState(() => crypto.randomUUID())
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const rehearsal = useWrite(api.batches.rehearse)
  const onDone = ({ intents: [intent] }: Accepted): void => {
    if (intent?.state === 'refused') return
    notices.done(t(offline ? 'queued' : 'done'))
    onClose()
  }
  const assign = useWrite(api.managers.assign, { onDone })
  const takeBack = useWrite(api.managers.takeBack, { onDone })
  const choose = (next: string): void => {
    setTo(next)
    rehearsal.mutate({
      source: { from: 'customers', customerIds: [customerId] },
      terms: next === NOBODY ? { kind: 'managers.takeBack' } : { kind: 'managers.assign', manager: next },
    })
  }
  const view = rehearsal.data
  const [why] = view?.reasons ?? []
  const busy = assign.isPending || takeBack.isPending
  const submit = (): void => {
    if (to === null || view?.can !== 1 || busy) return
    // As the customer's row told it: who gave it away meanwhile is asked about.
    const basis = { manager: manager ?? '—' }
    if (to === NOBODY)
      takeBack.mutate({ requestId, draft: false, release: true, items: [{ payload: { customerId }, basis }] })
    else
      assign.mutate({
        requestId,
        draft: false,
        release: true,
        items: [{ payload: { customerId, manager: to }, basis }],
      })
  }
  const failed = assign.error ?? takeBack.error ?? rehearsal.error
  const refused = (assign.data ?? takeBack.data)?.intents[0]
  return (
    <Modal
      open
      width={600}
      title={t('title', { name })}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('cancel')}
        </Button>,
        <Button key="act" type="primary" disabled={view?.can !== 1} loading={busy} onClick={submit}>
          {t(to === NOBODY ? 'takeBack' : 'assign')}
        </Button>,
      ]}
    >
      <div className="batch-section">
        <label htmlFor={field}>{t('to')}</label>
        <ManagerSelect id={field} value={to} autoFocus onChange={choose} />
        {view && why && (
          <Alert
            type="warning"
            showIcon
            title={refusalText(outbox, { rule: why.rule ?? '', reason: why.reason, detail: why.detail ?? null })}
          />
        )}
        {view && <Sight effects={view.effects} />}
        <p className="quiet">
          {t('counts')} <AsOf at={view?.pot.asOf ?? null} offline={offline} />
        </p>
        {offline && <p className="quiet">{t('offline')}</p>}
        {refused?.state === 'refused' && (
          <Alert
            type="warning"
            showIcon
            title={refusalText(outbox, {
              rule: String(refused.detail?.['rule'] ?? ''),
              reason: String(refused.detail?.['reason'] ?? ''),
              detail: refused.detail,
            })}
          />
        )}
        {failed && <ErrorNotice error={failed} />}
      </div>
    </Modal>
  )
}
