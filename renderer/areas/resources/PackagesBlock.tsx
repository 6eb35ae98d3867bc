/** Resource packages 资源包, each with its mode (R-CUST-48); read with the customer's credential where it granted the agency. */
import { Button, Spin, Table } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { dayOf } from '#renderer/areas/customers/dates.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { refusalText } from '#renderer/parts/intent.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { ResourcePackage } from '#shared/contract/resources.ts'
import { codesOf } from './codes.ts'

export function PackagesBlock({
  customerId,
  refusal,
}: {
  customerId: string
  /** Why nobody may act for the customer, by the mirror; null = it may be tried. */
  refusal: { readonly rule: string; readonly reason: string } | null
}) {
  const { t } = useTranslation('resources')
  const { t: outbox } = useTranslation('outbox')
  const online = useRead(api.sync.status, {}).data?.connection === 'online'
  const mayAct = usePermitted('authorization.act') === true
  const packages = useRead(api.resources.packages, { customerId })
  const known = useRead(api.authorizations.get, { customerId }, { enabled: mayAct }).isSuccess
  const refresh = useWrite(api.resources.refreshPackages)
  const { mutate } = refresh
  const able = online && mayAct && known && refusal === null
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current || !able) return
    asked.current = true
    mutate({ customerId })
  }, [able, customerId, mutate])
  const codes = codesOf(t)
  const { data } = packages
  return (
    <section className="block" aria-label={t('package.title')}>
      <div className="block-head">
        <h2>{t('package.title')}</h2>
        {data && <AsOf at={data.asOf} offline={!online} />}
        {refresh.isPending && <Spin size="small" />}
        {able && !refresh.isPending && (
          <Button size="small" onClick={() => mutate({ customerId })}>
            {t('read')}
          </Button>
        )}
      </div>
      {packages.error && <ErrorNotice error={packages.error} onRetry={() => void packages.refetch()} />}
      {refresh.error && <ErrorNotice error={refresh.error} onRetry={() => mutate({ customerId })} />}
      {data?.asOf === null && !able && (
        <p className="quiet">
          {t('package.needs')} {refusal && refusalText(outbox, refusal)}
        </p>
      )}
      {data && data.asOf !== null && (
        <Table<ResourcePackage>
          size="small"
          rowKey="packageId"
          dataSource={data.rows}
          pagination={data.rows.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: t('package.none') }}
          columns={[
            {
              title: t('column.name'),
              key: 'name',
              render: (_, { name, packageId, serviceName }) => (
                <>
                  {name ?? packageId}
                  <div className="quiet">{serviceName}</div>
                </>
              ),
            },
            {
              title: t('column.status'),
              key: 'status',
              render: (_, { status }) => <CodeTag value={status} known={codes.packageStatus} />,
            },
            {
              title: t('package.mode'),
              key: 'mode',
              render: (_, { reuseMode }) => <CodeTag value={reuseMode} known={codes.reuseMode} />,
            },
            {
              title: t('package.items'),
              key: 'items',
              render: (_, { items, reuseMode }) => (
                <ul className="package-items">
                  {items.map(({ name, rest, stated, total, measure }) => (
                    <li key={`${name} ${stated}`}>
                      {name} {t(reuseMode === '1' ? 'package.month' : 'package.term', { rest, stated, measure })}
                      {reuseMode === '1' && total !== null && (
                        <span className="quiet"> {t('package.total', { total, measure })}</span>
                      )}
                    </li>
                  ))}
                </ul>
              ),
            },
            {
              title: t('column.expireAt'),
              key: 'expireAt',
              render: (_, { expireAt }) => expireAt !== null && <time className="resource-day">{dayOf(expireAt)}</time>,
            },
          ]}
        />
      )}
    </section>
  )
}
