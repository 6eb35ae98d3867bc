/** What may be done with an order that waits for payment, and what became of what was done from this page. */
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { ConfirmDanger } from '#renderer/parts/ConfirmDanger.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { IntentState } from '#renderer/parts/IntentState.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { OrderCard } from '#shared/contract/orders.ts'
import type { Accepted, IntentView } from '#shared/contract/outbox.ts'
import { orderStates } from '#shared/rules/orders.ts'
import { PayDialog } from './PayDialog.tsx'

export interface Acts {
  /** Last accepted of this page. */
  readonly intent: IntentView | null
  readonly accepted: (accepted: Accepted) => void
}

export function useActs(): Acts {
  const [intent, setIntent] = useState<IntentView | null>(null)
  return { intent, accepted: ({ intents }) => setIntent(intents[0] ?? null) }
}

/** Buttons of the page's head; nothing for who may not act as the customer. */
export function ActButtons({ card, offline, acts }: { card: OrderCard; offline: boolean; acts: Acts }) {
  const { t } = useTranslation('orders')
  const allowed = usePermitted('authorization.act') === true
  const [doing, setDoing] = useState<'pay' | 'cancel' | null>(null)
  const [requestId, setRequestId] = useState('')
  const cancel = useWrite(api.orders.cancel, {
    onDone: (accepted) => {
      acts.accepted(accepted)
      setDoing(null)
    },
  })
  const { orderId, customerId, status } = card.order
  if (!allowed || status !== orderStates.pendingPayment) return null
  const begin = (what: 'pay' | 'cancel'): void => {
    setRequestId(crypto.randomUUID())
    setDoing(what)
  }
  return (
    <>
      <Button danger disabled={offline} onClick={() => begin('cancel')}>
        {t('cancel.action')}
      </Button>
      <Button type="primary" disabled={offline} onClick={() => begin('pay')} title={offline ? t('pay.offline') : ''}>
        {t('pay.action')}
      </Button>
      {doing === 'pay' && (
        <PayDialog
          orderId={orderId}
          onClose={() => setDoing(null)}
          onAccepted={(accepted) => {
            acts.accepted(accepted)
            setDoing(null)
          }}
        />
      )}
      <ConfirmDanger
        open={doing === 'cancel'}
        title={t('cancel.title')}
        action={t('cancel.action')}
        busy={cancel.isPending}
        onCancel={() => setDoing(null)}
        onConfirm={() => cancel.mutate({ requestId, release: true, items: [{ payload: { orderId, customerId } }] })}
      >
        <p>{t('cancel.text', { id: orderId })}</p>
        {card.members.length > 0 && <p>{t('card.membersNote')}</p>}
        {cancel.error && <ErrorNotice error={cancel.error} />}
      </ConfirmDanger>
    </>
  )
}

/** The intent as it goes on; once it is over the order is asked for again. */
export function ActOutcome({ acts, onOver }: { acts: Acts; onOver: () => void }) {
  const { t } = useTranslation('orders')
  const mayRead = usePermitted('outbox.read') === true
  const intentId = acts.intent?.intentId ?? ''
  const read = useRead(api.outbox.get, { intentId }, { enabled: mayRead && intentId !== '' })
  const intent = read.data?.intent ?? acts.intent
  const over = intent !== null && ['done', 'refused'].includes(intent.state)
  useEffect(() => {
    if (over) onOver()
  }, [over, onOver])
  if (intent === null) return null
  return (
    <Panel title={t('act.title')} beside={mayRead && <Link to="/outbox">{t('act.pending')}</Link>}>
      <div role="status">
        <IntentState intent={intent} />
      </div>
    </Panel>
  )
}
