/** The partner's balance, part by part: each with its source and age, nothing guessed (customers.md, Amount formulas). */
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Page, Panel } from '#renderer/app/Page.tsx'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { AccountsTable } from './AccountsTable.tsx'
import { Formula } from './Formula.tsx'
import './funds.css'

export function FundsPage() {
  const { t } = useTranslation('funds')
  const { t: tc } = useTranslation('common')
  const balance = useRead(api.funds.partnerBalance, {})
  const data = balance.data
  return (
    <Page title={t('title')} beside={data && <AsOf at={data.asOf} />}>
      {balance.error?.code === 'forbidden' ? (
        <EmptyState kind="no-right" title={tc('notPermittedTitle')} text={tc('notPermittedText')} />
      ) : (
        balance.error && <ErrorNotice error={balance.error} onRetry={() => void balance.refetch()} />
      )}
      {balance.isPending && <Skeleton active />}
      {data && (
        <>
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
    </Page>
  )
}
