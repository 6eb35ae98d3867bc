/** One coupon: its facts, limits, what was used of it, the records that made and ended it. */
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button, Spin, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { Page, Panel } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { CopyText } from '#renderer/parts/CopyText.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { CouponCard, CouponRecord } from '#shared/contract/coupons.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { reclaimedByItself, refuseCouponReclaim } from '#shared/rules/coupons.ts'
import { formatBeijing } from '#shared/time.ts'
import { WithCoupons } from './CouponsFrame.tsx'
import { codesOf } from './codes.ts'
import { Facts } from './Facts.tsx'
import { ReclaimDialog } from './ReclaimDialog.tsx'
import { usedOf } from './useCouponColumns.tsx'

export function CouponPage() {
  const { couponId } = useParams({ strict: false }) as { couponId?: string }
  return <WithCoupons>{() => couponId !== undefined && <Card key={couponId} couponId={couponId} />}</WithCoupons>
}

function Card({ couponId }: { couponId: string }) {
  const { t } = useTranslation('coupons')
  const navigate = useNavigate()
  const read = useRead(api.coupons.get, { couponId })
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const mayReclaim = usePermitted('coupon.issue') === true
  const [reclaiming, setReclaiming] = useState(false)
  useCommand('refresh', () => void read.refetch())
  const card = read.data
  const able =
    card && refuseCouponReclaim({ status: card.coupon.status ?? '', lockOrderId: card.coupon.lockOrderId }) === null
  return (
    <Page
      title={t('card.title', { id: couponId })}
      beside={card && <AsOf at={card.asOf} offline={offline} />}
      actions={
        <>
          <Button onClick={() => void navigate({ to: '/coupons/issued', search: {} })}>{t('card.back')}</Button>
          {mayReclaim && able && (
            <Button danger onClick={() => setReclaiming(true)}>
              {t('card.reclaim')}
            </Button>
          )}
        </>
      }
    >
      {read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Spin className="coupons-wait" />}
      {card && (
        <div className="coupons-stack">
          <Automatic card={card} />
          <Panel title={t('card.facts')}>
            <CouponFacts card={card} />
          </Panel>
          <div className="coupons-columns">
            <Panel title={t('card.use')}>
              <Use card={card} />
            </Panel>
            <Panel title={t('card.limits')}>
              <UseLimits card={card} />
            </Panel>
          </div>
          <Panel title={t('card.records')} beside={<AsOf at={card.recordsAsOf} offline={offline} />}>
            <Records records={card.records} />
            <p className="quiet">{t('card.memoNote')}</p>
          </Panel>
        </div>
      )}
      {reclaiming && <ReclaimDialog couponIds={[couponId]} onClose={() => setReclaiming(false)} />}
    </Page>
  )
}

/** R-COUPON-18: what nobody did by hand is said so. */
function Automatic({ card }: { card: CouponCard }) {
  const { t } = useTranslation('coupons')
  const codes = codesOf(t)
  const type = card.coupon.reclaimType
  if (type === null || !reclaimedByItself.includes(type)) return null
  return <Alert type="info" showIcon title={t('card.automatic', { type: codes.operationType[type]?.label ?? type })} />
}

function CouponFacts({ card }: { card: CouponCard }) {
  const { t } = useTranslation('coupons')
  const codes = codesOf(t)
  const { coupon } = card
  const none = t('none')
  const time = (at: number | null): string => (at === null ? none : formatBeijing(at))
  return (
    <Facts
      facts={[
        [
          t('column.customer'),
          <Link key="customer" to="/customers/$customerId" params={{ customerId: coupon.customerId }}>
            {coupon.customerName || coupon.customerId}
          </Link>,
        ],
        [t('column.manager'), coupon.manager ?? none],
        [t('column.couponType'), <CodeTag key="type" value={coupon.couponType} known={codes.couponType} />],
        [t('column.status'), <CodeTag key="status" value={coupon.status} known={codes.status} />],
        [t('column.frozen'), <CodeTag key="frozen" value={coupon.frozen} known={codes.frozen} />],
        [t('column.faceValue'), <Money key="face" amount={coupon.faceValue} strong />],
        [t('column.effectiveAt'), time(coupon.effectiveAt)],
        [t('column.expiresAt'), time(coupon.expiresAt)],
        [t('column.createdAt'), time(coupon.createdAt)],
        [t('column.activeAt'), time(coupon.activeAt)],
        [
          t('column.quotaId'),
          coupon.quotaId === null ? none : <CopyText key="quota" text={coupon.quotaId} label={t('column.quotaId')} />,
        ],
        [t('column.planName'), [coupon.planName, card.planDescription].filter(Boolean).join('：') || none],
      ]}
    />
  )
}

function Use({ card: { coupon } }: { card: CouponCard }) {
  const { t } = useTranslation('coupons')
  const used = usedOf(coupon)
  const none = t('none')
  return (
    <>
      <p>
        {used === null || coupon.balance === null
          ? t('card.oldVersion')
          : coupon.lastUsedAt === null && used === 0
            ? t('card.unused')
            : t('card.usedText', {
                face: formatYuan(fen(coupon.faceValue)),
                used: formatYuan(fen(used)),
                left: formatYuan(fen(coupon.balance)),
              })}
      </p>
      <Facts
        facts={[
          [t('column.lastUsedAt'), coupon.lastUsedAt === null ? none : formatBeijing(coupon.lastUsedAt)],
          [t('column.orderId'), coupon.orderId ?? none],
          [t('column.lockOrderId'), coupon.lockOrderId || none],
        ]}
      />
    </>
  )
}

function UseLimits({ card: { limits } }: { card: CouponCard }) {
  const { t } = useTranslation('coupons')
  const known: Record<string, string> = t('card.limit', { returnObjects: true })
  if (limits.length === 0) return <p className="quiet">{t('card.noLimits')}</p>
  return <Facts facts={limits.map(({ key, value }) => [known[key] ?? key, value] as const)} />
}

function Records({ records }: { records: readonly CouponRecord[] }) {
  const { t } = useTranslation('coupons')
  const codes = codesOf(t)
  if (records.length === 0) return <p className="quiet">{t('card.noRecords')}</p>
  return (
    <Table<CouponRecord>
      size="small"
      rowKey="recordId"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={records}
      columns={[
        {
          title: t('column.operatedAt'),
          render: (_, { operatedAt }) => (operatedAt === null ? t('none') : formatBeijing(operatedAt)),
        },
        {
          title: t('column.operationType'),
          render: (_, { operationType }) => <CodeTag value={operationType} known={codes.operationType} />,
        },
        { title: t('column.amount'), align: 'right', render: (_, { amount }) => <Money amount={amount} /> },
        { title: t('column.result'), render: (_, { result }) => <CodeTag value={result} known={codes.result} /> },
        { title: t('column.remark'), render: (_, { remark }) => remark ?? '' },
      ]}
    />
  )
}
