/**
 * Reclaim of one coupon or of many: always the whole rest (R-COUPON-14). Before, what is likely to come back; afterwards,
 * what the records say really did (R-COUPON-16).
 */
import { Link } from '@tanstack/react-router'
import { Alert, Button, Modal, Skeleton, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { IntentMark } from '#renderer/parts/IntentState.tsx'
import { refusalText } from '#renderer/parts/intent.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { CouponRow, ReclaimPlanRow } from '#shared/contract/coupons.ts'
import type { IntentView } from '#shared/contract/outbox.ts'
import { fen, formatYuan, sumFen } from '#shared/money.ts'

export function ReclaimDialog({ couponIds, onClose }: { couponIds: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation('coupons')
  const [requestId] = useState(() => crypto.randomUUID())
  /** What was agreed to, as it was then: what is done can no longer be planned. */
  const [taken, setTaken] = useState<{ groupId: string; rows: readonly ReclaimPlanRow[] } | null>(null)
  const plan = useRead(api.coupons.reclaimPlan, { couponIds: [...couponIds] })
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const rows = plan.data?.rows ?? []
  const able = rows.filter(({ refusal }) => refusal === null)
  const reclaim = useWrite(api.coupons.reclaim, { onDone: ({ groupId }) => setTaken({ groupId, rows: able }) })
  const go = (): void =>
    reclaim.mutate({
      requestId,
      release: !offline,
      items: able.map(({ coupon }) => ({
        payload: { couponId: coupon.couponId, customerId: coupon.customerId || null },
        basis: coupon.balance === null ? null : { balance: coupon.balance },
      })),
    })
  if (taken) return <ReclaimResult {...taken} onClose={onClose} />
  return (
    <Modal
      open
      width={680}
      title={t('reclaim.title')}
      onCancel={onClose}
      footer={[
        <Button key="cancel" autoFocus onClick={onClose}>
          {t('reclaim.cancel')}
        </Button>,
        <Button key="go" type="primary" danger disabled={able.length === 0} loading={reclaim.isPending} onClick={go}>
          {t('reclaim.go', { n: able.length })}
        </Button>,
      ]}
    >
      <div className="coupons-stack">
        {plan.isPending && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
        {plan.error && <ErrorNotice error={plan.error} onRetry={() => void plan.refetch()} />}
        {plan.data && (
          <Forecast able={able} refused={rows.filter(({ refusal }) => refusal !== null)} asOf={plan.data.asOf} />
        )}
        {offline && <Alert type="info" showIcon title={t('reclaim.offline')} />}
        {reclaim.error && <ErrorNotice error={reclaim.error} />}
      </div>
    </Modal>
  )
}

const nameOf = (coupon: CouponRow): string => coupon.customerName || coupon.customerAccount || coupon.customerId

function Forecast({
  able,
  refused,
  asOf,
}: {
  able: readonly ReclaimPlanRow[]
  refused: readonly ReclaimPlanRow[]
  asOf: number | null
}) {
  const { t } = useTranslation('coupons')
  const { t: to } = useTranslation('outbox')
  const known = able.flatMap(({ coupon: { balance } }) => (balance === null ? [] : [fen(balance)]))
  return (
    <>
      <p className="reclaim-forecast">
        <strong>{t('reclaim.forecast', { amount: formatYuan(sumFen(known)), n: able.length })}</strong>{' '}
        {t('reclaim.whole')} <AsOf at={asOf} />
      </p>
      {known.length < able.length && <p className="quiet">{t('reclaim.unknown', { n: able.length - known.length })}</p>}
      <Table<ReclaimPlanRow>
        size="small"
        rowKey={({ coupon }) => coupon.couponId}
        pagination={false}
        className="reclaim-rows"
        dataSource={able}
        columns={[
          { title: t('column.customer'), render: (_, { coupon }) => nameOf(coupon) },
          { title: t('column.couponId'), render: (_, { coupon }) => coupon.couponId },
          {
            title: t('reclaim.expected'),
            align: 'right',
            render: (_, { coupon }) => (coupon.balance === null ? t('none') : <Money amount={coupon.balance} />),
          },
        ]}
      />
      {refused.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('reclaim.excluded', { n: refused.length })}
          description={
            <ul className="warn-list reclaim-list">
              {refused.map(({ coupon, refusal }) => (
                <li key={coupon.couponId}>
                  <span className="warn-name">{nameOf(coupon)}</span>
                  <span>{refusal && refusalText(to, { ...refusal, detail: refusal.detail ?? null })}</span>
                </li>
              ))}
            </ul>
          }
        />
      )}
    </>
  )
}

const over: ReadonlySet<IntentView['state']> = new Set(['done', 'refused', 'discarded', 'expired'])

function ReclaimResult({
  groupId,
  rows,
  onClose,
}: {
  groupId: string
  rows: readonly ReclaimPlanRow[]
  onClose: () => void
}) {
  const { t } = useTranslation('coupons')
  const couponIds = rows.map(({ coupon }) => coupon.couponId)
  const intents = useIntents(groupId)
  const reclaimed = useRead(api.coupons.reclaimed, { couponIds })
  const amounts = new Map(reclaimed.data?.rows.map((row) => [row.couponId, row.amount]))
  const byCoupon = new Map(intents.map((intent) => [intent.target, intent]))
  const open = intents.filter(({ state }) => !over.has(state)).length
  const done = intents.filter(({ state }) => state === 'done').length
  const failed = intents.length - open - done
  const back = sumFen([...amounts.values()].map(fen))
  return (
    <Modal
      open
      width={680}
      title={t('reclaim.resultTitle')}
      onCancel={onClose}
      footer={[
        <Link key="pending" to="/outbox" search={{ group: groupId, tab: 'all' }}>
          {t('reclaim.pending')}
        </Link>,
        <Button key="close" type="primary" autoFocus onClick={onClose}>
          {t('reclaim.close')}
        </Button>,
      ]}
    >
      <div className="coupons-stack">
        {/* Screen readers hear it change. */}
        <div role="status">
          {open > 0 && <p>{t('reclaim.running', { open })}</p>}
          {amounts.size > 0 && (
            <p>
              <strong>{t('reclaim.back', { amount: formatYuan(back), n: amounts.size })}</strong>
            </p>
          )}
          {done > amounts.size && <p className="quiet">{t('reclaim.waitRecords', { n: done - amounts.size })}</p>}
          {failed > 0 && <Alert type="warning" showIcon title={t('reclaim.failed', { n: failed })} />}
        </div>
        <Table<ReclaimPlanRow>
          size="small"
          rowKey={({ coupon }) => coupon.couponId}
          pagination={false}
          className="reclaim-rows"
          dataSource={rows}
          columns={[
            { title: t('column.customer'), render: (_, { coupon }) => nameOf(coupon) },
            {
              title: t('reclaim.expected'),
              align: 'right',
              render: (_, { coupon }) => (coupon.balance === null ? t('none') : <Money amount={coupon.balance} />),
            },
            {
              title: t('reclaim.actual'),
              align: 'right',
              render: (_, { coupon }) => {
                const amount = amounts.get(coupon.couponId)
                return amount === undefined ? t('none') : <Money amount={amount} strong />
              },
            },
            {
              title: t('reclaim.state'),
              render: (_, { coupon }) => {
                const intent = byCoupon.get(`coupon:${coupon.couponId}`)
                return intent && <IntentMark intent={intent} />
              },
            },
          ]}
        />
      </div>
    </Modal>
  )
}

/** The intents of a group, at most 500 as one acceptance makes. */
function useIntents(groupId: string): readonly IntentView[] {
  const group = { groupId, before: null, limit: 200 }
  const first = useRead(api.outbox.list, group).data
  const more = first?.next != null
  const second = useRead(api.outbox.list, { ...group, at: 200 }, { enabled: more }).data
  const third = useRead(api.outbox.list, { ...group, at: 400 }, { enabled: more }).data
  return [...(first?.rows ?? []), ...(second?.rows ?? []), ...(third?.rows ?? [])]
}
