import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { CustomerTab } from '#shared/contract/customers.ts'

const number = new Intl.NumberFormat('en-US')

/** In the order shown: what asks for someone first; it stands out once it is not zero. */
const looks: Record<CustomerTab, 'attention' | 'plain'> = {
  followUp: 'attention',
  debt: 'attention',
  frozen: 'attention',
  newCustomer: 'plain',
  all: 'plain',
  resale: 'plain',
  consultative: 'plain',
  gone: 'plain',
}
const tabs = Object.keys(looks) as CustomerTab[]

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
          {tabs.map((tab) => {
            const count = counts.data.tabs[tab]
            return (
              <li key={tab}>
                <Link
                  to="/customers"
                  search={tab === 'all' ? {} : { tab }}
                  className={count > 0 && looks[tab] === 'attention' ? 'count count-attention' : 'count'}
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
