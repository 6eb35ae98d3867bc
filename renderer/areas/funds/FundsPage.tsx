/** The partner's money: balance part by part with what it is heading for, adjustment records, resellers. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Skeleton, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { Page, Panel } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { AccountsTable } from './AccountsTable.tsx'
import { AdjustRecords } from './AdjustRecords.tsx'
import { Formula } from './Formula.tsx'
import { OutlookPanel } from './OutlookPanel.tsx'
import { Resellers } from './Resellers.tsx'
import { fundsTabs, parseSearch } from './search.ts'
import { WarnedCustomers } from './WarnedCustomers.tsx'
import '#renderer/areas/home/home.css'
import '#renderer/parts/batch/batch.css'
import './funds.css'

/** Rows of each list of warnings here; the customer list shows the rest. */
const WARNED_SHOWN = 10

function Balance() {
  const { t } = useTranslation('funds')
  const balance = useRead(api.funds.partnerBalance, {})
  const { data } = balance
  return (
    <>
      {balance.error && <ErrorNotice error={balance.error} onRetry={() => void balance.refetch()} />}
      {balance.isPending && <Skeleton active />}
      {data && (
        <>
          <OutlookPanel />
          <div className="funds-warned">
            <WarnedCustomers warning="runs-out" limit={WARNED_SHOWN} />
            <WarnedCustomers warning="low" limit={WARNED_SHOWN} />
          </div>
          <Formula {...data} />
          <Panel title={t('parts')} beside={t('source', { source: t('sourceAccounts') })}>
            {data.accounts.length === 0 ? (
              <EmptyState kind="nothing-yet" title={t('empty')} text={t('emptyText')} />
            ) : (
              <AccountsTable accounts={data.accounts} />
            )}
          </Panel>
        </>
      )}
    </>
  )
}

export function FundsPage() {
  const { t } = useTranslation('funds')
  const { t: tc } = useTranslation('common')
  const navigate = useNavigate()
  const { tab = 'balance' } = parseSearch(useSearch({ strict: false }) as Record<string, unknown>)
  const balance = useRead(api.funds.partnerBalance, {})
  const records = useRead(api.sync.status, {}).data?.collections.find(({ name }) => name === 'adjust-records')
  const mayMove = usePermitted('funds.move') === true
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const asOf = tab === 'records' ? (records?.asOf ?? null) : (balance.data?.asOf ?? null)
  return (
    <Page
      title={t('title')}
      beside={balance.data && <AsOf at={asOf} offline={offline} />}
      actions={
        mayMove &&
        (['grant', 'reclaim'] as const).map((kind) => (
          <Button key={kind} onClick={() => void navigate({ to: '/funds/move', search: { kind } })}>
            {t(`batch.${kind}`)}
          </Button>
        ))
      }
    >
      {balance.error?.code === 'forbidden' ? (
        <EmptyState kind="no-right" title={tc('notPermittedTitle')} text={tc('notPermittedText')} />
      ) : (
        <>
          <Tabs
            aria-label={t('tabsLabel')}
            activeKey={tab}
            items={fundsTabs.map((key) => ({ key, label: t(`tabs.${key}`) }))}
            onChange={(key) => void navigate({ to: '/funds', search: { tab: key } })}
          />
          {tab === 'balance' && <Balance />}
          {tab === 'records' && <AdjustRecords />}
          {tab === 'resellers' && <Resellers />}
        </>
      )}
    </Page>
  )
}
