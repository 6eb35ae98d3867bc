/** A customer's coupons on the card: usable ones with their sum, the next to expire on top, and their age. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { dayOf } from '#renderer/areas/customers/dates.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { RESALE } from '#shared/rules/customers.ts'
import { codesOf } from './codes.ts'
import './coupons.css'

const SHOWN = 5

export function CouponsBlock({ customerId, associationType }: { customerId: string; associationType: string | null }) {
  const { t } = useTranslation('coupons')
  const allowed = usePermitted('coupon.read') === true
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const list = useRead(
    api.coupons.list,
    {
      filter: { customerId, tab: 'usable' },
      sort: { column: 'expiresAt', descending: false },
      after: null,
      limit: SHOWN,
    },
    { enabled: allowed },
  )
  const usable = useRead(api.coupons.count, { filter: { customerId, tab: 'usable' } }, { enabled: allowed }).data
  if (!allowed) return null
  const codes = codesOf(t)
  const all = usable?.tabs.all ?? 0
  return (
    <section className="block" aria-label={t('block.title')}>
      <div className="block-head">
        <h2>{t('block.title')}</h2>
        {list.data && <AsOf at={list.data.asOf} offline={offline} />}
      </div>
      {list.error && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {usable && all === 0 && (
        <p className="quiet">{t(associationType === RESALE ? 'block.none' : 'block.notResale')}</p>
      )}
      {usable && all > 0 && (
        <>
          <p>{t('block.summary', { n: usable.total, amount: formatYuan(fen(usable.balance)) })}</p>
          <ul className="warn-list coupon-block-list">
            {list.data?.rows.map((row) => (
              <li key={row.couponId}>
                <CodeTag value={row.couponType} known={codes.couponType} />
                <Link to="/coupons/issued/$couponId" params={{ couponId: row.couponId }} className="warn-name">
                  {row.couponId}
                </Link>
                <Money amount={row.balance ?? row.faceValue} />
                {row.expiresAt !== null && (
                  <span className="warn-when">{t('warnings.until', { day: dayOf(row.expiresAt) })}</span>
                )}
              </li>
            ))}
          </ul>
          <Link to="/coupons/issued" search={{ customerId }}>
            {t('block.more', { n: all })}
          </Link>
        </>
      )}
    </section>
  )
}
