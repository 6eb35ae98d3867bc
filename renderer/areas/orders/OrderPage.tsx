/** One order: its facts, what it costs and why, its members and lines, what happened when; a refund's parts. */
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button, Spin } from 'antd'
import { useCallback, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { Page, Panel } from '#renderer/app/Page.tsx'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { CopyText } from '#renderer/parts/CopyText.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { OrderCard } from '#shared/contract/orders.ts'
import { orderStates, UNSUBSCRIPTION } from '#shared/rules/orders.ts'
import { formatBeijing } from '#shared/time.ts'
import { ActButtons, ActOutcome, useActs } from './Acts.tsx'
import { Amounts } from './Amounts.tsx'
import { codesOf } from './codes.ts'
import { Lines, Members } from './Lines.tsx'
import { WithOrders } from './OrdersFrame.tsx'
import { RefundPanel } from './RefundPanel.tsx'
import { TimeLeft } from './TimeLeft.tsx'
import { Timeline } from './Timeline.tsx'

export function OrderPage() {
  const { orderId } = useParams({ strict: false }) as { orderId?: string }
  return <WithOrders>{() => orderId !== undefined && <Card key={orderId} orderId={orderId} />}</WithOrders>
}

/** Details of an order that is over do not change; the others are asked for again when they are older than this. */
const FRESH_MS = 5 * 60_000
const over: ReadonlySet<string> = new Set([orderStates.completed, orderStates.cancelled])

const isStale = ({ order, detailAsOf }: OrderCard, now: number): boolean =>
  detailAsOf === null || (!over.has(order.status) && detailAsOf < now - FRESH_MS)

function Card({ orderId }: { orderId: string }) {
  const { t } = useTranslation('orders')
  const navigate = useNavigate()
  const read = useRead(api.orders.get, { orderId })
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const details = useWrite(api.orders.refresh)
  const asked = useRef(false)
  const card = read.data
  const { mutate } = details
  useEffect(() => {
    if (!card || offline || asked.current || !isStale(card, Date.now())) return
    asked.current = true
    mutate({ orderId })
  }, [card, offline, mutate, orderId])
  const refresh = useCallback((): void => mutate({ orderId }), [mutate, orderId])
  const acts = useActs()
  useCommand('refresh', refresh)
  return (
    <Page
      title={t('card.title', { id: orderId })}
      beside={card && <AsOf at={card.asOf} offline={offline} />}
      actions={
        <>
          <Button onClick={() => void navigate({ to: '/orders', search: {} })}>{t('card.back')}</Button>
          <Button onClick={refresh} loading={details.isPending} disabled={offline} title="F5">
            {t('card.refresh')}
          </Button>
          {card && <ActButtons card={card} offline={offline} acts={acts} />}
        </>
      }
    >
      {read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Spin className="orders-wait" />}
      {card && (
        <div className="orders-stack">
          {card.order.goneAt !== null && (
            <Alert type="warning" showIcon title={t('card.gone', { at: formatBeijing(card.order.goneAt) })} />
          )}
          <ActOutcome acts={acts} onOver={refresh} />
          <Panel title={t('card.facts')}>
            <OrderFacts card={card} />
          </Panel>
          <div className="orders-columns">
            <Panel title={t('card.amounts')}>
              <Amounts card={card} />
            </Panel>
            <Panel title={t('card.timeline')}>
              <Timeline card={card} />
            </Panel>
          </div>
          {card.members.length > 0 && (
            <Panel title={t('card.members', { n: card.members.length })}>
              <p className="quiet">{t('card.membersNote')}</p>
              <Members members={card.members} />
            </Panel>
          )}
          <Panel title={t('card.lines')} beside={<AsOf at={card.detailAsOf} offline={offline} />}>
            {details.error && <ErrorNotice error={details.error} onRetry={refresh} />}
            {card.lines === null ? (
              <p className="quiet">
                {details.isPending ? t('card.linesAsking') : t(offline ? 'card.linesOffline' : 'card.linesNone')}
              </p>
            ) : (
              <Lines lines={card.lines} />
            )}
          </Panel>
          {card.order.orderType === UNSUBSCRIPTION && <RefundPanel orderId={orderId} offline={offline} />}
        </div>
      )}
    </Page>
  )
}

function OrderFacts({ card }: { card: OrderCard }) {
  const { t } = useTranslation('orders')
  const codes = codesOf(t)
  const { order } = card
  const none = t('none')
  const facts = [
    [
      t('column.customer'),
      <Link key="customer" to="/customers/$customerId" params={{ customerId: order.customerId }}>
        {order.customerName || order.customerId}
      </Link>,
    ],
    [t('column.orderId'), <CopyText key="id" text={order.orderId} label={t('column.orderId')} />],
    [t('column.status'), <CodeTag key="status" value={order.status} known={codes.status} />],
    [
      t('column.left'),
      order.status !== orderStates.pendingPayment ? (
        none
      ) : order.pendingUntil === null ? (
        t('left.unknown')
      ) : (
        <TimeLeft key="left" until={order.pendingUntil} exact />
      ),
    ],
    [t('column.orderType'), <CodeTag key="type" value={order.orderType} known={codes.orderType} />],
    [t('column.service'), order.serviceName ?? order.serviceCode],
    [t('column.source'), <CodeTag key="source" value={order.source} known={codes.source} />],
    [t('column.manager'), order.manager ?? none],
    [t('card.userName'), card.userName ?? none],
    [t('column.agentPaid'), order.agentPaid ? (card.payingAgent ?? t('filter.yes')) : t('filter.no')],
    [t('card.contract'), card.contractId ?? none],
    [t('card.projects'), card.projects.join('、') || none],
  ] as const
  return (
    <dl className="order-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
