import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { useCollectionName } from '#renderer/app/useCollectionName.ts'
import { OutlookLine } from '#renderer/areas/funds/OutlookFacts.tsx'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'

/** The partner's accounts as the vendor names their types; the page of the balance explains them. */
export function FundsPanel() {
  const { t } = useTranslation('home')
  const { t: tf } = useTranslation('funds')
  const balance = useRead(api.funds.partnerBalance, {})
  const outlook = useRead(api.funds.outlook, {}).data
  const data = balance.data
  const known: Record<string, string> = tf('types', { returnObjects: true })
  return (
    <Panel title={t('funds')} beside={<Link to="/funds">{t('fundsOpen')}</Link>}>
      {balance.error && <ErrorNotice error={balance.error} onRetry={() => void balance.refetch()} />}
      {balance.isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {data && data.accounts.length === 0 && (
        <EmptyState kind="nothing-yet" title={tf('empty')} text={tf('emptyText')} />
      )}
      {data && data.accounts.length > 0 && (
        <>
          <dl className="accounts">
            {data.accounts.map((account) => (
              <div key={`${account.accountType} ${account.accountId}`}>
                <dt>{known[account.accountType] ?? tf('unknownType', { type: account.accountType })}</dt>
                <dd>
                  <Money amount={account.amount} strong />
                </dd>
              </div>
            ))}
            {data.customersDebt !== null && (
              <div>
                <dt>{tf('customersDebt')}</dt>
                <dd>
                  <Money amount={data.customersDebt} />
                </dd>
              </div>
            )}
          </dl>
          {outlook?.partner.warning && <OutlookLine outlook={outlook.partner} />}
          <AsOf at={data.asOf} />
        </>
      )}
    </Panel>
  )
}

/** How old each kind of data is, and how much of it is up to date. */
export function FreshnessPanel() {
  const { t } = useTranslation('home')
  const nameOf = useCollectionName()
  const status = useRead(api.sync.status, {}).data
  const read = status?.collections.filter(({ state }) => state === 'fresh').length ?? 0
  return (
    <Panel title={t('freshness')} beside={<Link to="/sync">{t('freshnessOpen')}</Link>}>
      {status ? (
        <>
          <p>{t('collectionsFresh', { fresh: read, total: status.collections.length })}</p>
          {status.asOf === null && <p className="quiet">{t('asOfNone')}</p>}
          <dl className="ages">
            {status.collections.map(({ name, asOf }) => (
              <div key={name}>
                <dt>{nameOf(name)}</dt>
                <dd>
                  <AsOf at={asOf} offline={status.connection === 'offline'} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      ) : (
        <Skeleton active title={false} paragraph={{ rows: 2 }} />
      )}
    </Panel>
  )
}
