/** Customers whose balance warns, the nearest danger first. */
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { WARNED_COUNTED } from '#shared/contract/funds.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { netOf } from '#shared/rules/funds.ts'
import { runsOutText } from './OutlookFacts.tsx'
import './funds.css'

export function WarnedCustomers({ warning, limit }: { warning: 'low' | 'runs-out'; limit: number }) {
  const { t } = useTranslation('funds')
  const now = useNow(60_000)
  const outlook = useRead(api.funds.outlook, {}).data
  const list = useRead(api.funds.listWarned, { warning, limit }, { keepPrevious: true })
  const rows = list.data?.rows ?? []
  const count = outlook ? (warning === 'low' ? outlook.low : outlook.runsOut) : null
  const oldest = rows.reduce<number | null>(
    (least, { asOf }) => (asOf !== null && (least === null || asOf < least) ? asOf : least),
    null,
  )
  return (
    <Panel
      title={t(warning === 'low' ? 'outlook.lowCustomers' : 'outlook.runsOutCustomers')}
      beside={
        count !== null &&
        count > 0 && <span>{count >= WARNED_COUNTED ? t('outlook.atLeast', { n: count }) : count}</span>
      }
    >
      {list.error && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {list.data && rows.length === 0 && outlook && (
        <p>
          {warning === 'low'
            ? t('outlook.noLow', { amount: formatYuan(fen(outlook.thresholds.customerLow)) })
            : t('outlook.noRunsOut', { n: outlook.thresholds.days })}
        </p>
      )}
      <ul className="follow-list">
        {rows.map((row) => (
          <li key={row.customerId}>
            <Link to="/customers/$customerId" params={{ customerId: row.customerId }} className="follow">
              <span className="follow-name">{row.name || row.customerId}</span>
              <span className="follow-manager">
                {warning === 'low' ? row.managerName : runsOutText(t, row.runsOutAt, now)}
              </span>
              <span className="follow-amount">
                <Money amount={netOf(row.amount, row.debt)} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {rows.length > 0 && <AsOf at={oldest} />}
    </Panel>
  )
}
