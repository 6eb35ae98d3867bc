/**
 * Paying an order out of its customer's balance: coupons and discounts are asked as the customer when the form opens, what
 * cannot go together is said at once (R-ORD-16 … 19), and what the balance will pay is agreed to as a figure.
 */
import { Alert, Button, Checkbox, Modal, Radio, Skeleton } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '#renderer/areas/customers/dates.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { refusalText } from '#renderer/parts/intent.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { PayableOrder } from '#shared/contract/orders.ts'
import type { Accepted } from '#shared/contract/outbox.ts'
import { fen, formatYuan } from '#shared/money.ts'
import {
  type CouponFacts,
  expectedPayment,
  type OrderRefusal,
  refuseChoice,
  refusePayment,
} from '#shared/rules/orders.ts'
import { wordOf } from './codes.ts'
import { TimeLeft } from './TimeLeft.tsx'

interface Choice {
  readonly coupons: readonly string[]
  readonly discount: string | null
}

interface Judged {
  readonly refusal: OrderRefusal | null
  readonly covered: number
  readonly rest: number
}

function judge(order: PayableOrder, choice: Choice, now: number): Judged {
  const coupons = order.coupons.filter(({ couponId }) => choice.coupons.includes(couponId))
  const discount = order.discounts.find(({ discountId }) => discountId === choice.discount)
  const sum = expectedPayment({
    amount: fen(order.amount),
    official: fen(order.official),
    discount: discount ? fen(discount.amount) : null,
    coupons: coupons.map(({ balance }) => fen(balance)),
  })
  const refusal =
    refusePayment({ status: order.status, pendingUntil: order.pendingUntil, memberOf: null }, now) ??
    refuseChoice(
      { coupons: coupons as CouponFacts[], discounts: discount ? [discount] : [] },
      {
        serviceCode: order.serviceCode,
        discounted: order.discounted,
        offered: order.discounts.map(({ type }) => type),
      },
    ) ??
    (order.available < sum.rest
      ? ({ rule: 'R-ORD-15', reason: 'short', detail: { available: order.available, needed: sum.rest } } as const)
      : null)
  return { refusal, ...sum }
}

export function PayDialog({
  orderId,
  onClose,
  onAccepted,
}: {
  orderId: string
  onClose: () => void
  onAccepted: (accepted: Accepted) => void
}) {
  const { t } = useTranslation('orders')
  const { t: to } = useTranslation('outbox')
  const [requestId] = useState(() => crypto.randomUUID())
  const [choice, setChoice] = useState<Choice>({ coupons: [], discount: null })
  const payable = useWrite(api.orders.payable)
  const pay = useWrite(api.orders.pay, { onDone: onAccepted })
  const asked = useRef(false)
  const { mutate } = payable
  useEffect(() => {
    // Each asking is an act as the customer and stands in the audit chain: once a form, not once a drawing.
    if (!asked.current) mutate({ orderId })
    asked.current = true
  }, [mutate, orderId])
  const order = payable.data
  const judged = order && judge(order, choice, Date.now())
  const go = (): void => {
    if (!order || !judged) return
    const discount = order.discounts.find(({ discountId }) => discountId === choice.discount)
    pay.mutate({
      requestId,
      release: true,
      items: [
        {
          payload: {
            orderId,
            customerId: order.customerId,
            amount: judged.rest,
            coupons: order.coupons
              .filter(({ couponId }) => choice.coupons.includes(couponId))
              .map(({ couponId, kind }) => ({ couponId, kind })),
            discount: discount ? { discountId: discount.discountId, type: discount.type } : null,
          },
          basis: { payable: judged.rest },
        },
      ],
    })
  }
  return (
    <Modal
      open
      width={640}
      title={t('pay.title')}
      onCancel={onClose}
      footer={[
        <Button key="cancel" autoFocus onClick={onClose}>
          {t('pay.cancel')}
        </Button>,
        <Button
          key="go"
          type="primary"
          disabled={!judged || judged.refusal !== null}
          loading={pay.isPending}
          onClick={go}
        >
          {judged ? t('pay.go', { amount: formatYuan(fen(judged.rest)) }) : t('pay.title')}
        </Button>,
      ]}
    >
      <div className="orders-stack">
        {payable.error && <ErrorNotice error={payable.error} onRetry={() => mutate({ orderId })} />}
        {!order && !payable.error && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
        {order && judged && (
          <>
            <p className="quiet">
              {t('pay.asCustomer')} <AsOf at={order.asOf} />
            </p>
            {order.pendingUntil !== null && (
              <p>
                {t('column.left')} <TimeLeft until={order.pendingUntil} exact />
              </p>
            )}
            <Discounts order={order} choice={choice} onChoice={setChoice} />
            <Coupons order={order} choice={choice} onChoice={setChoice} />
            <Sum order={order} judged={judged} choice={choice} />
            {judged.refusal && (
              <Alert
                type="warning"
                showIcon
                title={refusalText(to, { ...judged.refusal, detail: judged.refusal.detail ?? null })}
              />
            )}
          </>
        )}
        {pay.error && <ErrorNotice error={pay.error} />}
      </div>
    </Modal>
  )
}

interface Choosing {
  readonly order: PayableOrder
  readonly choice: Choice
  readonly onChoice: (choice: Choice) => void
}

function Discounts({ order, choice, onChoice }: Choosing) {
  const { t } = useTranslation('orders')
  if (order.discounts.length === 0) return <p className="quiet">{t('pay.noDiscounts')}</p>
  return (
    <Radio.Group
      aria-label={t('pay.discounts')}
      className="pay-choices"
      value={choice.discount ?? ''}
      onChange={({ target }) => onChoice({ ...choice, discount: target.value === '' ? null : String(target.value) })}
    >
      <Radio value="">{t('pay.noDiscount')}</Radio>
      {order.discounts.map(({ discountId, type, amount }) => (
        <Radio key={discountId} value={discountId}>
          {wordOf(t, 'payDiscount', type)} {t('pay.off', { amount: formatYuan(fen(amount)) })}
        </Radio>
      ))}
    </Radio.Group>
  )
}

function Coupons({ order, choice, onChoice }: Choosing) {
  const { t } = useTranslation('orders')
  if (order.coupons.length === 0) return <p className="quiet">{t('pay.noCoupons')}</p>
  return (
    <Checkbox.Group
      aria-label={t('pay.coupons')}
      className="pay-choices"
      value={[...choice.coupons]}
      onChange={(coupons) => onChoice({ ...choice, coupons: coupons.map(String) })}
    >
      {order.coupons.map(({ couponId, kind, balance, expiresAt }) => (
        <Checkbox key={couponId} value={couponId}>
          {wordOf(t, 'couponKind', String(kind))} {formatYuan(fen(balance))} · {couponId}
          {expiresAt !== null && ` · ${t('pay.until', { day: dayOf(expiresAt) })}`}
        </Checkbox>
      ))}
    </Checkbox.Group>
  )
}

function Sum({ order, judged, choice }: { order: PayableOrder; judged: Judged; choice: Choice }) {
  const { t } = useTranslation('orders')
  const rows: [string, number, string?][] = [
    [t('column.amount'), order.amount],
    ...(choice.discount === null
      ? []
      : ([[t('pay.discounted'), judged.covered + judged.rest, 'order-part']] as [string, number, string][])),
    ...(judged.covered === 0
      ? []
      : ([[t('pay.covered'), -judged.covered, 'order-part']] as [string, number, string][])),
    [t('pay.rest'), judged.rest, 'order-total'],
    [t('pay.available'), order.available],
  ]
  return (
    <table className="order-sum">
      <tbody>
        {rows.map(([label, amount, kind]) => (
          <tr key={label} className={kind ?? ''}>
            <td>{label}</td>
            <td>
              <Money amount={amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
