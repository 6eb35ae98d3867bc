/** The order that came of a quote, as it goes on; a moved price is put to the person again (R-ORD-05). */
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { Panel } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { CopyText } from '#renderer/parts/CopyText.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { IntentState } from '#renderer/parts/IntentState.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { QuoteView } from '#shared/contract/quotes.ts'
import { fen, formatYuan } from '#shared/money.ts'

type Order = NonNullable<QuoteView['order']>

export function OrderState({ order, offline }: { order: Order; offline: boolean }) {
  const { t } = useTranslation('quotes')
  const navigate = useNavigate()
  const act = useRef<HTMLButtonElement>(null)
  const mayPlace = usePermitted('order.place') === true
  const seesOrders = usePermitted('order.read') === true
  const seesPending = usePermitted('outbox.read') === true
  const handOver = useWrite(api.quotes.handOver)
  const drop = useWrite(api.quotes.dropOrder)
  const { intent, orderId, amount } = order
  const { intentId } = intent
  const waits = intent.state === 'draft' || (intent.state === 'queued' && !intent.released)
  const moved = waits && intent.why === 'ground-moved'
  const agreed = moved ? Number(intent.detail?.['amount'] ?? amount) : amount
  const go = (): void => handOver.mutate({ intentId })
  useCommand('quote-order', waits && mayPlace && !offline ? () => act.current?.focus() : null)
  return (
    <Panel title={t('order.state')} className="quote-order">
      <IntentState intent={intent} />
      {moved && (
        <Alert
          type="warning"
          showIcon
          title={t('order.moved', {
            before: formatYuan(fen(Number(intent.detail?.['before'] ?? 0))),
            amount: formatYuan(fen(agreed ?? 0)),
          })}
        />
      )}
      <dl className="quote-figures">
        {orderId !== null && (
          <div className="quote-figure">
            <dt>{t('order.number')}</dt>
            <dd>
              <CopyText text={orderId} label={t('order.number')} />
            </dd>
          </div>
        )}
        {agreed !== null && (
          <div className="quote-figure">
            <dt>{t('order.amount')}</dt>
            <dd>
              <Money amount={agreed} strong />
            </dd>
          </div>
        )}
      </dl>
      {intent.error && <ErrorNotice error={intent.error} />}
      {intent.state === 'refused' && <p className="quiet">{t('order.again')}</p>}
      <div className="quote-acts">
        {waits && mayPlace && (
          <Button ref={act} type="primary" disabled={offline} loading={handOver.isPending} onClick={go}>
            {moved ? t('order.agree', { amount: formatYuan(fen(agreed ?? 0)) }) : t('order.handOver')}
          </Button>
        )}
        {intent.actions.includes('discard') && waits && mayPlace && (
          <Button danger loading={drop.isPending} onClick={() => drop.mutate({ intentId })}>
            {t('order.drop')}
          </Button>
        )}
        {orderId !== null && seesOrders && (
          <Button onClick={() => void navigate({ to: '/orders/$orderId', params: { orderId } })}>
            {t('order.view')}
          </Button>
        )}
        {seesPending && (
          <Button
            type="link"
            onClick={() => void navigate({ to: '/outbox', search: { tab: 'all', intent: intentId } })}
          >
            {t('order.pending')}
          </Button>
        )}
      </div>
      {offline && waits && <p className="quiet">{t('order.offline')}</p>}
      {handOver.error && <ErrorNotice error={handOver.error} />}
      {drop.error && <ErrorNotice error={drop.error} />}
    </Panel>
  )
}
