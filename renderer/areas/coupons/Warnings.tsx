/** Quotas and coupons that are about to be lost, the most money first, and who could use them; all from here, offline too. */
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { dayOf } from '#renderer/areas/customers/dates.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { CouponWarnings } from '#shared/contract/coupons.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { codesOf } from './codes.ts'
import './coupons.css'

const SHOWN = 6

function useWarnings() {
  const read = useRead(api.coupons.warnings, {})
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  return { read, offline }
}

/** On the coupons page: everything. */
export function Warnings() {
  const { t } = useTranslation('coupons')
  const { read, offline } = useWarnings()
  const warnings = read.data
  return (
    <Panel title={t('warnings.title')} beside={warnings && <AsOf at={warnings.asOf} offline={offline} />}>
      {read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {warnings && warnings.quotas.length === 0 && warnings.coupons.total === 0 && <p>{t('warnings.none')}</p>}
      {warnings && (
        <div className="coupons-columns">
          {warnings.quotas.length > 0 && (
            <section aria-label={t('warnings.quotas')}>
              <h3>{t('warnings.quotas')}</h3>
              <QuotaWarnings quotas={warnings.quotas} />
            </section>
          )}
          {warnings.coupons.total > 0 && (
            <section aria-label={t('warnings.coupons')}>
              <h3>
                <CouponsTitle coupons={warnings.coupons} />
              </h3>
              <ExpiringCoupons coupons={warnings.coupons} shown={SHOWN} />
            </section>
          )}
          <section aria-label={t('warnings.candidates')}>
            <h3>{t('warnings.candidates')}</h3>
            <Candidates warnings={warnings} />
          </section>
        </div>
      )}
    </Panel>
  )
}

/** On the home page: the sums and the largest. */
export function WarningsPanel() {
  const { t } = useTranslation('coupons')
  const { read, offline } = useWarnings()
  const warnings = read.data
  return (
    <Panel title={t('warnings.home')} beside={<Link to="/coupons">{t('warnings.homeOpen')}</Link>}>
      {read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {warnings && (
        <>
          {warnings.quotas.length === 0 && warnings.coupons.total === 0 && <p>{t('warnings.none')}</p>}
          <QuotaWarnings quotas={warnings.quotas.slice(0, 3)} />
          {warnings.coupons.total > 0 && (
            <>
              <p>
                <CouponsTitle coupons={warnings.coupons} />
              </p>
              <ExpiringCoupons coupons={warnings.coupons} shown={3} />
            </>
          )}
          <AsOf at={warnings.asOf} offline={offline} />
        </>
      )}
    </Panel>
  )
}

function CouponsTitle({ coupons }: { coupons: CouponWarnings['coupons'] }): ReactNode {
  const { t } = useTranslation('coupons')
  return (
    <>
      {t('warnings.coupons')}{' '}
      <span className="warn-when">
        {t('warnings.couponsSum', { n: coupons.total, amount: formatYuan(fen(coupons.balance)) })}
      </span>
    </>
  )
}

function QuotaWarnings({ quotas }: { quotas: CouponWarnings['quotas'] }) {
  const { t } = useTranslation('coupons')
  const codes = codesOf(t)
  if (quotas.length === 0) return null
  return (
    <ul className="warn-list">
      {quotas.map(({ quota, why }) => (
        <li key={quota.quotaId}>
          <CodeTag value={quota.quotaType} known={codes.quotaType} />
          <span className="warn-name" title={quota.quotaId}>
            {quota.quotaId}
          </span>
          <span className="warn-when">
            {t(`warnings.${why}`, {
              day: dayOf((why === 'dry' ? quota.dryAt : quota.expiresAt) ?? 0),
              amount: formatYuan(fen(quota.balance)),
            })}
          </span>
        </li>
      ))}
    </ul>
  )
}

function ExpiringCoupons({ coupons, shown }: { coupons: CouponWarnings['coupons']; shown: number }) {
  const { t } = useTranslation('coupons')
  return (
    <>
      <ul className="warn-list">
        {coupons.rows.slice(0, shown).map((row) => (
          <li key={row.couponId}>
            <Link to="/coupons/issued/$couponId" params={{ couponId: row.couponId }} className="warn-name">
              {row.customerName || row.customerId}
            </Link>
            <Money amount={row.balance} strong />
            <span className="warn-when">{t('warnings.until', { day: dayOf(row.expiresAt) })}</span>
          </li>
        ))}
      </ul>
      {coupons.total > shown && (
        <p>
          <Link to="/coupons/issued" search={{ tab: 'expiring', sort: 'balance', descending: true }}>
            {t('warnings.more')}
          </Link>
        </p>
      )}
    </>
  )
}

function Candidates({ warnings }: { warnings: CouponWarnings }) {
  const { t } = useTranslation('coupons')
  const { candidates, month } = warnings
  return (
    <>
      <p className="quiet">{t('warnings.candidatesWhy', { month })}</p>
      {candidates.length === 0 && <p>{t('warnings.noCandidates')}</p>}
      <ul className="warn-list">
        {candidates.slice(0, SHOWN).map(({ customerId, customerName, why, amount }) => (
          <li key={customerId}>
            <Link to="/customers/$customerId" params={{ customerId }} className="warn-name">
              {customerName || customerId}
            </Link>
            <span className="warn-when">{t(`warnings.${why}`)}</span>
            <Money amount={amount} />
          </li>
        ))}
      </ul>
    </>
  )
}
