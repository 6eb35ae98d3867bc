/** A general distributor's quotas in the hands of its resellers: give, take back, records (R-COUPON-21…25). */
import { Button, Select, Table, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { dayOf } from '#renderer/areas/customers/dates.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { CopyText } from '#renderer/parts/CopyText.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { FilterField } from '#renderer/parts/FilterForm.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { QuotaRecord, QuotaRecordFilter, ResellerQuota } from '#shared/contract/resellers.ts'
import { refuseQuotaReclaim } from '#shared/rules/coupons.ts'
import { formatBeijing } from '#shared/time.ts'
import { CouponsFrame, WithCoupons } from './CouponsFrame.tsx'
import { codesOf } from './codes.ts'
import { DayField } from './fields.tsx'
import { GiveQuotaDialog } from './GiveQuotaDialog.tsx'
import { ReclaimQuotaDialog } from './ReclaimQuotaDialog.tsx'

export const ResellersPage = () => <WithCoupons>{() => <Resellers />}</WithCoupons>

function Resellers() {
  const { t } = useTranslation('coupons')
  const quotas = useRead(api.resellers.quotas, { resellerId: null })
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const mayMove = usePermitted('coupon.issue') === true
  const [giving, setGiving] = useState(false)
  const [reclaiming, setReclaiming] = useState<ResellerQuota | null>(null)
  return (
    <CouponsFrame
      section="resellers"
      beside={quotas.data && <AsOf at={quotas.data.asOf} offline={offline} />}
      actions={
        mayMove && (
          <Button type="primary" onClick={() => setGiving(true)}>
            {t('resellers.give')}
          </Button>
        )
      }
    >
      {quotas.error && <ErrorNotice error={quotas.error} onRetry={() => void quotas.refetch()} />}
      <Tabs
        items={[
          {
            key: 'quotas',
            label: t('resellers.quotas'),
            children: quotas.data && (
              <Quotas
                rows={quotas.data.rows}
                onReclaim={mayMove ? setReclaiming : null}
                synced={quotas.data.asOf !== null}
              />
            ),
          },
          { key: 'records', label: t('resellers.records'), children: <Records />, destroyOnHidden: true },
        ]}
      />
      {giving && <GiveQuotaDialog offline={offline} onClose={() => setGiving(false)} />}
      {reclaiming && <ReclaimQuotaDialog quota={reclaiming} offline={offline} onClose={() => setReclaiming(null)} />}
    </CouponsFrame>
  )
}

function Quotas({
  rows,
  onReclaim,
  synced,
}: {
  rows: readonly ResellerQuota[]
  onReclaim: ((quota: ResellerQuota) => void) | null
  synced: boolean
}) {
  const { t } = useTranslation('coupons')
  const codes = codesOf(t)
  return (
    <Table<ResellerQuota>
      size="small"
      rowKey="quotaId"
      dataSource={rows}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      scroll={{ x: 'max-content' }}
      locale={{
        emptyText: (
          <EmptyState
            kind="nothing-yet"
            title={t(synced ? 'empty.resellersTitle' : 'empty.yetTitle')}
            text={t(synced ? 'empty.resellersText' : 'resellers.onlyDistributor')}
          />
        ),
      }}
      columns={[
        { title: t('resellers.reseller'), render: (_, row) => row.resellerName || row.resellerId },
        { title: t('quota.id'), render: (_, row) => <CopyText text={row.quotaId} label={t('quota.id')} /> },
        { title: t('resellers.parent'), render: (_, row) => row.parentQuotaId ?? t('none') },
        { title: t('quota.status'), render: (_, row) => <CodeTag value={row.status} known={codes.quotaStatus} /> },
        { title: t('quota.value'), align: 'right', render: (_, row) => <Money amount={row.value} /> },
        {
          title: t('quota.balance'),
          align: 'right',
          sorter: (a, b) => a.balance - b.balance,
          render: (_, row) => <Money amount={row.balance} strong />,
        },
        {
          title: t('quota.expiresAt'),
          render: (_, { expiresAt }) => (expiresAt === null ? t('none') : dayOf(expiresAt)),
        },
        {
          title: t('column.createdAt'),
          render: (_, { createdAt }) => (createdAt === null ? t('none') : formatBeijing(createdAt)),
        },
        ...(onReclaim
          ? [
              {
                title: t('column.actions'),
                key: 'actions',
                render: (_: unknown, row: ResellerQuota) =>
                  refuseQuotaReclaim(row) === null &&
                  row.goneAt === null && (
                    <button type="button" className="link-button" onClick={() => onReclaim(row)}>
                      {t('resellers.reclaim')}
                    </button>
                  ),
              },
            ]
          : []),
      ]}
    />
  )
}

function Records() {
  const { t } = useTranslation('coupons')
  const codes = codesOf(t)
  const [filter, setFilter] = useState<QuotaRecordFilter>({})
  const read = useRead(api.resellers.records, { filter }, { keepPrevious: true })
  const resellers = useRead(api.resellers.list, {}).data?.rows ?? []
  const put = (part: Partial<Record<keyof QuotaRecordFilter, string | number | undefined>>): void =>
    setFilter(
      (old) =>
        Object.fromEntries(
          Object.entries({ ...old, ...part }).filter(([, value]) => value !== undefined),
        ) as QuotaRecordFilter,
    )
  const choice = (
    field: 'operationType' | 'resellerId' | 'operator',
    label: string,
    options: { value: string; label: string }[],
  ) => (
    <FilterField label={label}>
      {(id) => (
        <Select
          id={id}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('filter.any')}
          value={filter[field] ?? null}
          options={options}
          onChange={(value: string | undefined) => put({ [field]: value })}
        />
      )}
    </FilterField>
  )
  const data = read.data
  return (
    <div className="coupons-stack">
      <div className="filter-fields">
        {choice(
          'operationType',
          t('column.operationType'),
          ['10', '11'].map((value) => ({ value, label: codes.operationType[value]?.label ?? value })),
        )}
        {choice(
          'resellerId',
          t('filter.reseller'),
          resellers.map((row) => ({ value: row.resellerId, label: row.name || row.accountName || row.resellerId })),
        )}
        {choice(
          'operator',
          t('filter.operator'),
          (data?.operators ?? []).map((value) => ({ value, label: value })),
        )}
        <DayField label={t('filter.from')} value={filter.from} onChange={(from) => put({ from })} />
        <DayField label={t('filter.until')} value={filter.until} end onChange={(until) => put({ until })} />
      </div>
      {read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
      {data && <p className="quiet">{t('resellers.total_records', { n: data.total, shown: data.rows.length })}</p>}
      <Table<QuotaRecord>
        size="small"
        rowKey="recordId"
        loading={read.isPending}
        dataSource={data?.rows ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: 'max-content' }}
        locale={{
          emptyText: <EmptyState kind="nothing-matches" title={t('empty.matchTitle')} text={t('empty.matchText')} />,
        }}
        columns={[
          {
            title: t('column.operatedAt'),
            render: (_, { operatedAt }) => (operatedAt === null ? t('none') : formatBeijing(operatedAt)),
          },
          {
            title: t('column.operationType'),
            render: (_, row) => <CodeTag value={row.operationType} known={codes.operationType} />,
          },
          { title: t('resellers.reseller'), render: (_, row) => row.resellerName || row.resellerId },
          { title: t('column.amount'), align: 'right', render: (_, row) => <Money amount={row.amount} /> },
          { title: t('column.result'), render: (_, row) => <CodeTag value={row.result} known={codes.result} /> },
          { title: t('quota.id'), dataIndex: 'quotaId' },
          { title: t('resellers.parent'), dataIndex: 'parentQuotaId' },
          { title: t('resellers.operator'), dataIndex: 'operator' },
          { title: t('column.remark'), dataIndex: 'remark' },
        ]}
      />
    </div>
  )
}
