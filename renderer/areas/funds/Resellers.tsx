/** Resellers 云经销商 of a general distributor: what each holds, grant and reclaim (R-CUST-35). */
import { Button, Skeleton, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { Reseller } from '#shared/contract/funds.ts'
import { MoveDialog, type MoveKind } from './move/MoveDialog.tsx'
import { dayOf } from './OutlookFacts.tsx'

/** antd's table is quick below this many rows; more come on pages. */
const PAGE = 50

export function Resellers() {
  const { t } = useTranslation('funds')
  const list = useRead(api.funds.listResellers, {})
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const mayMove = usePermitted('funds.move') === true
  const [moving, setMoving] = useState<{ kind: MoveKind; row: Reseller } | null>(null)
  const { data } = list
  if (list.error) return <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
  if (!data) return <Skeleton active />
  if (data.rows.length === 0) {
    return data.permitted && data.asOf === null ? (
      <EmptyState kind="nothing-yet" title={t('resellers.empty')} text={t('resellers.emptyText')} />
    ) : (
      <EmptyState kind="no-right" title={t('resellers.onlyDistributor')} text={t('resellers.onlyDistributorText')} />
    )
  }
  const money = (title: string, key: 'amount' | 'grantable') => ({
    title,
    key,
    align: 'right' as const,
    render: (_: unknown, row: Reseller) => {
      const amount = row[key]
      return amount === null ? '—' : <Money amount={amount} strong={key === 'amount'} />
    },
  })
  return (
    <>
      <Table<Reseller>
        size="small"
        rowKey="resellerId"
        aria-label={t('resellers.label')}
        dataSource={data.rows}
        pagination={data.rows.length > PAGE ? { pageSize: PAGE } : false}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: t('resellers.name'), key: 'name', render: (_, { name, resellerId }) => name || resellerId },
          { title: t('resellers.account'), dataIndex: 'accountName' },
          { title: t('resellers.manager'), key: 'manager', render: (_, { managerName }) => managerName ?? '' },
          {
            title: t('resellers.associatedAt'),
            key: 'associatedAt',
            render: (_, { associatedAt }) => (associatedAt === null ? '' : dayOf(associatedAt)),
          },
          money(t('resellers.balance'), 'amount'),
          money(t('resellers.grantable'), 'grantable'),
          { title: t('resellers.asOf'), key: 'asOf', render: (_, { asOf }) => <AsOf at={asOf} offline={offline} /> },
          ...(mayMove
            ? [
                {
                  title: t('resellers.actions'),
                  key: 'actions',
                  render: (_: unknown, row: Reseller) => (
                    <span className="funds-actions">
                      {(['grant', 'reclaim'] as const).map((kind) => (
                        <Button key={kind} size="small" onClick={() => setMoving({ kind, row })}>
                          {t(`move.${kind}`)}
                        </Button>
                      ))}
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
      {moving && (
        <MoveDialog
          kind={moving.kind}
          other={{
            is: 'reseller',
            id: moving.row.resellerId,
            name: moving.row.name || moving.row.resellerId,
            balance: moving.row.grantable === null ? null : { amount: moving.row.grantable, debt: 0 },
            asOf: moving.row.asOf,
          }}
          onClose={() => setMoving(null)}
        />
      )}
    </>
  )
}
