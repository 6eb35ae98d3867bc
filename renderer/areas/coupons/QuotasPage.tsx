/** Quotas 额度 with balance, limits, pace and the day they run dry; on top, what is about to be lost (domain: coupons.md). */
import { Link } from '@tanstack/react-router'
import { Button, Progress, Skeleton, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { dayOf } from '#renderer/areas/customers/dates.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { CopyText } from '#renderer/parts/CopyText.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { QuotaRow } from '#shared/contract/coupons.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { BurnDown } from './BurnDown.tsx'
import { CouponsFrame, WithCoupons } from './CouponsFrame.tsx'
import { codesOf } from './codes.ts'
import { Warnings } from './Warnings.tsx'

export const QuotasPage = () => <WithCoupons>{() => <Quotas />}</WithCoupons>

function Quotas() {
  const { t } = useTranslation('coupons')
  const quotas = useRead(api.coupons.quotas, {})
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const mayIssue = usePermitted('coupon.issue') === true
  const [burning, setBurning] = useState<string | null>(null)
  return (
    <CouponsFrame
      section="quotas"
      beside={quotas.data && <AsOf at={quotas.data.asOf} offline={offline} />}
      actions={
        mayIssue && (
          <Link to="/coupons/issue">
            <Button type="primary" tabIndex={-1}>
              {t('issue')}
            </Button>
          </Link>
        )
      }
    >
      <div className="coupons-stack">
        <Warnings />
        {quotas.error && <ErrorNotice error={quotas.error} onRetry={() => void quotas.refetch()} />}
        <Panel title={t('quota.list')}>
          {quotas.isPending && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
          {quotas.data && <QuotaTable rows={quotas.data.rows} onBurn={setBurning} synced={quotas.data.asOf !== null} />}
          <p className="quiet">{t('quota.pickUp')}</p>
        </Panel>
      </div>
      {burning !== null && <BurnDown quotaId={burning} onClose={() => setBurning(null)} />}
    </CouponsFrame>
  )
}

/** Share of the quota that is gone, whole percents. */
const usedPercent = ({ value, balance }: QuotaRow): number =>
  value <= 0 ? 0 : Math.min(100, Math.max(0, Math.round(((value - balance) / value) * 100)))

function QuotaTable({
  rows,
  onBurn,
  synced,
}: {
  rows: readonly QuotaRow[]
  onBurn: (quotaId: string) => void
  synced: boolean
}) {
  const { t } = useTranslation('coupons')
  const codes = codesOf(t)
  const now = useNow(60_000)
  return (
    <Table<QuotaRow>
      size="small"
      rowKey="quotaId"
      dataSource={rows}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{
        emptyText: (
          <EmptyState
            kind="nothing-yet"
            title={t(synced ? 'empty.quotasTitle' : 'empty.yetTitle')}
            text={t(synced ? 'empty.quotasText' : 'empty.yetText')}
          />
        ),
      }}
      columns={[
        {
          title: t('quota.id'),
          render: (_, { quotaId, goneAt }) => (
            <>
              <CopyText text={quotaId} label={t('quota.id')} />
              {goneAt !== null && <div className="quiet">{t('quota.gone', { at: dayOf(goneAt) })}</div>}
            </>
          ),
        },
        { title: t('quota.type'), render: (_, row) => <CodeTag value={row.quotaType} known={codes.quotaType} /> },
        { title: t('quota.status'), render: (_, row) => <CodeTag value={row.status} known={codes.quotaStatus} /> },
        {
          title: t('quota.value'),
          align: 'right',
          render: (_, row) => <Money amount={row.value} />,
        },
        {
          title: t('quota.balance'),
          align: 'right',
          sorter: (a, b) => a.balance - b.balance,
          render: (_, row) => (
            <>
              <Money amount={row.balance} strong />
              <Progress
                className="quota-bar"
                size="small"
                percent={usedPercent(row)}
                showInfo={false}
                aria-label={t('quota.usedUp', { percent: usedPercent(row) })}
              />
            </>
          ),
        },
        {
          title: t('quota.expiresAt'),
          sorter: (a, b) => (a.expiresAt ?? 9e15) - (b.expiresAt ?? 9e15),
          render: (_, { effectiveAt, expiresAt }) => (
            <>
              {expiresAt === null ? t('none') : dayOf(expiresAt)}
              {effectiveAt !== null && effectiveAt > now && (
                <div className="quiet">
                  {t('quota.effectiveAt')} {dayOf(effectiveAt)}
                </div>
              )}
            </>
          ),
        },
        { title: t('quota.spent'), align: 'right', render: (_, { spent }) => <Money amount={spent} /> },
        { title: t('quota.forecast'), render: (_, row) => <Forecast row={row} /> },
        { title: t('quota.limits'), render: (_, row) => <Limits row={row} /> },
        {
          title: t('column.actions'),
          render: (_, { quotaId }) => (
            <button type="button" className="link-button" onClick={() => onBurn(quotaId)}>
              {t('quota.open')}
            </button>
          ),
        },
      ]}
    />
  )
}

function Forecast({ row }: { row: QuotaRow }) {
  const { t } = useTranslation('coupons')
  if (row.status !== '0') return t('none')
  if (row.balance <= 0) return t('quota.dryNow')
  if (row.dryAt !== null) return t('quota.dry', { day: dayOf(row.dryAt) })
  if (row.leftAtExpiry !== null) return t('quota.leftAtExpiry', { amount: formatYuan(fen(row.leftAtExpiry)) })
  return t('quota.never')
}

/** Limits by their words; one that the program does not know by its own key (Law 9). */
function Limits({ row }: { row: QuotaRow }) {
  const { t } = useTranslation('coupons')
  const known: Record<string, string> = t('quota.limit', { returnObjects: true })
  if (row.limits.length === 0) return <span className="quiet">{t('quota.noLimits')}</span>
  return (
    <ul className="quota-limits">
      {row.limits.map(({ key, values }) => (
        <li key={key} title={values.join('、')}>
          {known[key] ?? key}
          {key !== 'firstLinkedOnly' && values.length > 0 && `：${values.slice(0, 2).join('、')}`}
          {values.length > 2 && ` +${values.length - 2}`}
        </li>
      ))}
    </ul>
  )
}
