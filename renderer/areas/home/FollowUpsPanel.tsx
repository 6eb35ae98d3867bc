import { Link } from '@tanstack/react-router'
import { Skeleton, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { formatBeijing } from '#shared/time.ts'

const SHOWN = 6

/** Customers with a follow-up date of our own, the earliest first. */
export function FollowUpsPanel() {
  const { t } = useTranslation('home')
  const now = useNow(60_000)
  const list = useRead(api.customers.list, {
    filter: { tab: 'followUp' },
    sort: { column: 'followUpAt', descending: false },
    after: null,
    limit: SHOWN,
  })
  const rows = list.data?.rows ?? []
  return (
    <Panel
      title={t('followUps')}
      className="follow-ups"
      beside={
        rows.length > 0 && (
          <Link to="/customers" search={{ tab: 'followUp', sort: 'followUpAt', descending: false }}>
            {t('followUpsMore')}
          </Link>
        )
      }
    >
      {list.error && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
      {list.data && rows.length === 0 && (
        <p>
          {t('followUpsEmpty')}
          <span className="quiet follow-hint">{t('followUpsEmptyText')}</span>
        </p>
      )}
      <ul className="follow-list">
        {rows.map((row) => (
          <li key={row.customerId}>
            <Link to="/customers/$customerId" params={{ customerId: row.customerId }} className="follow">
              <span className="follow-name">{row.name || row.accountName || row.customerId}</span>
              <span className="follow-manager">{row.managerName ?? row.manager}</span>
              {row.followUpAt !== null && (
                <>
                  {row.followUpAt <= now && <Tag color="warning">{t('due')}</Tag>}
                  <time>{formatBeijing(row.followUpAt).slice(0, 10)}</time>
                </>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
