/** The inbox of partner payments 代付: what waits by the time left; paying and rejecting, one or many. */
import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Input, Modal, Table } from 'antd'
import { type Key, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { refusalText } from '#renderer/parts/intent.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { PartnerPayment, PartnerPayments } from '#shared/contract/orders.ts'
import { fen, formatYuan, sumFen } from '#shared/money.ts'
import { paymentStates, refusePartnerShort } from '#shared/rules/orders.ts'
import { formatBeijing } from '#shared/time.ts'
import { paymentStateCodes } from './codes.ts'
import { WithOrders } from './OrdersFrame.tsx'
import { TimeLeft } from './TimeLeft.tsx'

export const PaymentsPage = () => <WithOrders>{() => <Inbox />}</WithOrders>

function Inbox() {
  const { t } = useTranslation('orders')
  const navigate = useNavigate()
  const allowed = usePermitted('order.payFor')
  const read = useRead(api.orders.payments, {}, { enabled: allowed === true })
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const [chosen, setChosen] = useState<readonly Key[]>([])
  const [doing, setDoing] = useState<'pay' | 'reject' | null>(null)
  if (allowed === false)
    return <EmptyState kind="no-right" title={t('payments.rightTitle')} text={t('empty.rightText')} />
  const inbox = read.data
  const rows = (inbox?.rows ?? []).filter(
    ({ orderId, state }) => state === paymentStates.pending && chosen.includes(orderId),
  )
  const close = (): void => {
    setDoing(null)
    setChosen([])
  }
  return (
    <Page
      title={t('payments.title')}
      beside={inbox && <AsOf at={inbox.asOf} offline={offline} />}
      actions={
        <>
          <Button onClick={() => void navigate({ to: '/orders', search: {} })}>{t('card.back')}</Button>
          <Button danger disabled={rows.length === 0} onClick={() => setDoing('reject')}>
            {t('payments.reject')} {rows.length > 0 && rows.length}
          </Button>
          <Button
            type="primary"
            disabled={rows.length === 0 || offline}
            title={offline ? t('pay.offline') : ''}
            onClick={() => setDoing('pay')}
          >
            {t('payments.pay')} {rows.length > 0 && rows.length}
          </Button>
        </>
      }
    >
      {read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
      {inbox && (
        <div className="orders-stack">
          <p className="quiet">
            {t('payments.summary', { n: inbox.pending.count, amount: formatYuan(fen(inbox.pending.amount)) })}{' '}
            {inbox.balance !== null &&
              inbox.grantable !== null &&
              t('payments.balances', {
                balance: formatYuan(fen(inbox.balance)),
                grantable: formatYuan(fen(inbox.grantable)),
              })}
          </p>
          <Requests rows={inbox.rows} chosen={chosen} onChosen={setChosen} />
        </div>
      )}
      {doing === 'pay' && inbox && <PayFor rows={rows} inbox={inbox} onClose={close} />}
      {doing === 'reject' && <Reject rows={rows} onClose={close} />}
    </Page>
  )
}

function Requests({
  rows,
  chosen,
  onChosen,
}: {
  rows: readonly PartnerPayment[]
  chosen: readonly Key[]
  onChosen: (keys: readonly Key[]) => void
}) {
  const { t } = useTranslation('orders')
  const states = paymentStateCodes(t)
  return (
    <Table<PartnerPayment>
      size="small"
      rowKey="orderId"
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      // Without a scroll of its own: the row by which that measures repeats the box of the head.
      className="orders-wide"
      dataSource={rows}
      locale={{ emptyText: t('payments.none') }}
      rowSelection={{
        selectedRowKeys: [...chosen],
        onChange: (keys) => onChosen(keys),
        columnTitle: (box) => <span title={t('payments.choose')}>{box}</span>,
        getCheckboxProps: ({ orderId, state }) => ({
          disabled: state !== paymentStates.pending,
          'aria-label': t('payments.chooseOne', { id: orderId }),
        }),
      }}
      columns={[
        {
          title: t('column.orderId'),
          render: (_, { orderId }) => (
            <Link to="/orders/$orderId" params={{ orderId }}>
              {orderId}
            </Link>
          ),
        },
        {
          title: t('column.customer'),
          render: (_, { customerId, customerName }) => (
            <Link to="/customers/$customerId" params={{ customerId }}>
              {customerName || customerId}
            </Link>
          ),
        },
        { title: t('column.service'), render: (_, { service }) => service ?? '' },
        { title: t('payments.amount'), align: 'right', render: (_, { amount }) => <Money amount={amount} /> },
        { title: t('column.status'), render: (_, { state }) => <CodeTag value={state} known={states} /> },
        {
          title: t('column.left'),
          render: (_, { state, expiresAt }) =>
            state === paymentStates.pending && expiresAt !== null ? <TimeLeft until={expiresAt} /> : '',
        },
        {
          title: t('payments.requestedAt'),
          render: (_, { requestedAt }) => (requestedAt === null ? '' : formatBeijing(requestedAt)),
        },
        { title: t('payments.reason'), render: (_, { reason }) => reason ?? '' },
        {
          title: t('payments.decided'),
          render: (_, { decidedBy, decidedAt }) =>
            [decidedBy, decidedAt === null ? null : formatBeijing(decidedAt)].filter(Boolean).join(' '),
        },
      ]}
    />
  )
}

/** R-ORD-23: the sum is told against both balances before anything is agreed to. */
function PayFor({
  rows,
  inbox,
  onClose,
}: {
  rows: readonly PartnerPayment[]
  inbox: PartnerPayments
  onClose: () => void
}) {
  const { t } = useTranslation('orders')
  const { t: to } = useTranslation('outbox')
  const navigate = useNavigate()
  const [requestId] = useState(() => crypto.randomUUID())
  const codeNeeded = useRead(api.outbox.status, {}).data?.codeNeeded === true
  const pay = useWrite(api.orders.payFor, {
    onDone: ({ groupId }) => {
      onClose()
      void navigate({ to: '/outbox', search: { group: groupId, tab: 'all' } })
    },
  })
  const sum = sumFen(rows.map(({ amount }) => fen(amount)))
  const accounts = [
    ...(inbox.balance === null ? [] : [{ accountType: '1', amount: inbox.balance }]),
    ...(inbox.grantable === null ? [] : [{ accountType: '8', amount: inbox.grantable }]),
  ]
  const short = refusePartnerShort(sum, accounts)
  return (
    <Modal
      open
      title={t('payments.payTitle')}
      onCancel={onClose}
      footer={[
        <Button key="cancel" autoFocus onClick={onClose}>
          {t('pay.cancel')}
        </Button>,
        <Button
          key="go"
          type="primary"
          loading={pay.isPending}
          disabled={short !== null}
          onClick={() =>
            pay.mutate({
              requestId,
              release: true,
              items: rows.map(({ orderId, customerId, amount }) => ({
                payload: { orderId, customerId, amount },
                basis: { amount },
              })),
            })
          }
        >
          {t('payments.go', { amount: formatYuan(sum) })}
        </Button>,
      ]}
    >
      <div className="orders-stack">
        <p>{t('payments.payText', { n: rows.length, amount: formatYuan(sum) })}</p>
        {codeNeeded && <Alert type="info" showIcon title={t('payments.code')} />}
        {short && <Alert type="warning" showIcon title={refusalText(to, { ...short, detail: short.detail ?? null })} />}
        {pay.error && <ErrorNotice error={pay.error} />}
      </div>
    </Modal>
  )
}

function Reject({ rows, onClose }: { rows: readonly PartnerPayment[]; onClose: () => void }) {
  const { t } = useTranslation('orders')
  const [requestId] = useState(() => crypto.randomUUID())
  const [reason, setReason] = useState('')
  const reject = useWrite(api.orders.rejectPayment, { onDone: onClose })
  const words = reason.trim()
  return (
    <Modal
      open
      title={t('payments.rejectTitle', { n: rows.length })}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('payments.keep')}
        </Button>,
        <Button
          key="go"
          danger
          type="primary"
          loading={reject.isPending}
          disabled={words === ''}
          onClick={() =>
            reject.mutate({
              requestId,
              release: true,
              items: rows.map(({ orderId, customerId }) => ({ payload: { orderId, customerId, reason: words } })),
            })
          }
        >
          {t('payments.reject')}
        </Button>,
      ]}
    >
      <div className="orders-stack">
        <p>{t('payments.rejectText')}</p>
        <Input.TextArea
          autoFocus
          rows={3}
          maxLength={400}
          value={reason}
          aria-label={t('payments.reason')}
          placeholder={t('payments.reason')}
          onChange={(event) => setReason(event.target.value)}
        />
        {reject.error && <ErrorNotice error={reject.error} />}
      </div>
    </Modal>
  )
}
