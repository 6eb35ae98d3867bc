/** A customer's orders on the card: what waits for payment first, then the newest, with their age. */
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
import type { OrderRow } from '#shared/contract/orders.ts'
import { orderStates } from '#shared/rules/orders.ts'
import { codesOf } from './codes.ts'
import { TimeLeft } from './TimeLeft.tsx'
import './orders.css'

const SHOWN = 5
const newest = { column: 'createdAt', descending: true } as const

export function OrdersBlock({ customerId }: { customerId: string }) {
  const { t } = useTranslation('orders')
  const allowed = usePermitted('order.read') === true
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const page = { sort: newest, after: null, limit: SHOWN }
  const list = useRead(api.orders.list, { ...page, filter: { customerId } }, { enabled: allowed })
  const pending = useRead(
    api.orders.list,
    { ...page, filter: { customerId, tab: 'pendingPayment' } },
    { enabled: allowed },
  ).data
  const counted = useRead(api.orders.count, { filter: { customerId } }, { enabled: allowed }).data
  if (!allowed) return null
  const waiting = pending?.rows ?? []
  const rows = [...waiting, ...(list.data?.rows ?? []).filter(({ status }) => status !== orderStates.pendingPayment)]
  return (
    <section className="block" aria-label={t('block.title')}>
      <div className="block-head">
        <h2>{t('block.title')}</h2>
        {list.data && <AsOf at={list.data.asOf} offline={offline} />}
      </div>
      {list.error && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {counted && counted.total === 0 && <p className="quiet">{t('block.none')}</p>}
      {counted && counted.total > 0 && (
        <>
          <p>{t('block.summary', { n: counted.total, pending: counted.tabs.pendingPayment })}</p>
          <ul className="warn-list order-block-list">
            {rows.slice(0, SHOWN).map((row) => (
              <BlockRow key={row.orderId} row={row} />
            ))}
          </ul>
          <Link to="/orders" search={{ customerId }}>
            {t('block.more', { n: counted.total })}
          </Link>
        </>
      )}
    </section>
  )
}

function BlockRow({ row }: { row: OrderRow }) {
  const { t } = useTranslation('orders')
  const codes = codesOf(t)
  const waits = row.status === orderStates.pendingPayment && row.pendingUntil !== null
  return (
    <li>
      <CodeTag value={row.status} known={codes.status} />
      <Link to="/orders/$orderId" params={{ orderId: row.orderId }} className="warn-name">
        {row.serviceName ?? row.serviceCode} · {codes.orderType[row.orderType]?.label ?? row.orderType}
      </Link>
      {row.amount !== null && <Money amount={row.amount} />}
      <span className="warn-when">
        {waits && row.pendingUntil !== null ? (
          <TimeLeft until={row.pendingUntil} />
        ) : row.createdAt === null ? null : (
          dayOf(row.createdAt)
        )}
      </span>
    </li>
  )
}
