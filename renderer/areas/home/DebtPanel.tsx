import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'

const SHOWN = 10

/** Customers in debt as the vendor states it, the largest debt first. */
export function DebtPanel() {
  const { t } = useTranslation('home')
  const list = useRead(api.customers.list, {
    filter: { tab: 'debt' },
    sort: { column: 'debt', descending: true },
    after: null,
    limit: SHOWN,
  })
  const rows = list.data?.rows ?? []
  return (
    <Panel
      title={t('debts')}
      beside={
        rows.length > 0 && (
          <Link to="/customers" search={{ tab: 'debt', sort: 'debt', descending: true }}>
            {t('debtsMore')}
          </Link>
        )
      }
    >
      {list.error && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
      {list.data && rows.length === 0 && <p>{t('debtsEmpty')}</p>}
      <ul className="follow-list">
        {rows.map((row) => (
          <li key={row.customerId}>
            <Link to="/customers/$customerId" params={{ customerId: row.customerId }} className="follow">
              <span className="follow-name">{row.name || row.accountName || row.customerId}</span>
              <span className="follow-manager">{row.managerName ?? row.manager}</span>
              {row.debt !== null && (
                <span className="follow-amount">
                  <Money amount={row.debt} />
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      {list.data && rows.length > 0 && <AsOf at={list.data.asOf} />}
    </Panel>
  )
}
