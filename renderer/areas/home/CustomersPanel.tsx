import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { customerTabs } from '#shared/contract/customers.ts'

const number = new Intl.NumberFormat('en-US')

/** States with trouble in them stand out once they are not zero. */
const attention: ReadonlySet<string> = new Set(['debt', 'frozen', 'followUp'])

/** Counts by state; each figure leads to its rows. */
export function CustomersPanel() {
  const { t } = useTranslation('home')
  const { t: tt } = useTranslation('customers')
  const counts = useRead(api.customers.count, { filter: {} })
  return (
    <Panel title={t('customers')} beside={<Link to="/customers">{t('openList')}</Link>}>
      {counts.error && <ErrorNotice error={counts.error} onRetry={() => void counts.refetch()} />}
      {counts.isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {counts.data && (
        <ul className="counts">
          {customerTabs.map((tab) => {
            const count = counts.data.tabs[tab]
            return (
              <li key={tab}>
                <Link
                  to="/customers"
                  search={tab === 'all' ? {} : { tab }}
                  className={count > 0 && attention.has(tab) ? 'count count-attention' : 'count'}
                >
                  <span className="count-name">{tt(`tab.${tab}`)}</span>
                  <span className="count-figure">{number.format(count)}</span>
                </Link>
              </li>
            )
          })}
        </ul>
      )}
    </Panel>
  )
}
