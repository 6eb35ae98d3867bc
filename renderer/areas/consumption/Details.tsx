/** Details of a billing month, read online page by page; what has nothing to pay is hidden until asked for (R-CUST-44). */
import { Alert, Button, Checkbox, Drawer, Select, Spin, Table } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyText } from '#renderer/parts/CopyText.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Minor } from '#renderer/parts/Minor.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { ConsumptionDetail } from '#shared/contract/consumption.ts'
import { detailMonths } from '#shared/rules/consumption.ts'
import { formatBeijing } from '#shared/time.ts'

export interface Asked {
  readonly month: string
  readonly serviceCode?: string
  readonly product?: string
  readonly chargeMode?: string
}

interface Read {
  readonly rows: readonly ConsumptionDetail[]
  readonly hidden: number
  readonly unreadable: number
  readonly next: number | null
  readonly total: number
  readonly at: number
}

const asMode = (mode: string | undefined): { chargeMode?: '1' | '3' | '10' | '11' } =>
  mode === '1' || mode === '3' || mode === '10' || mode === '11' ? { chargeMode: mode } : {}

export function Details({ customerId, asked, onClose }: { customerId: string; asked: Asked; onClose: () => void }) {
  const { t } = useTranslation('consumption')
  const now = useNow(3600_000)
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const [month, setMonth] = useState(asked.month)
  const [withZeros, setWithZeros] = useState(false)
  const [read, setRead] = useState<Read | null>(null)
  const question = useRef('')
  const field = useId()
  const write = useWrite(api.consumption.details)
  const { mutate } = write
  const { serviceCode, chargeMode } = asked
  const ask = (offset: number): void => {
    const key = `${month} ${withZeros}`
    question.current = key
    mutate(
      {
        customerId,
        month,
        withZeros,
        offset,
        ...(serviceCode === undefined ? {} : { serviceCode }),
        ...asMode(chargeMode),
      },
      {
        onSuccess: (page) => {
          // Another month was chosen meanwhile: this answer is none of its.
          if (question.current !== key) return
          setRead((before) =>
            offset === 0 || before === null
              ? page
              : {
                  ...page,
                  rows: [...before.rows, ...page.rows],
                  hidden: before.hidden + page.hidden,
                  unreadable: before.unreadable + page.unreadable,
                },
          )
        },
      },
    )
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question is what is asked
  useEffect(() => {
    setRead(null)
    if (!offline) ask(0)
  }, [month, withZeros, offline])
  const modes: Record<string, string> = t('modes', { returnObjects: true })
  const types: Record<string, string> = t('types', { returnObjects: true })
  const done = read ? (read.next ?? read.total) : 0
  return (
    <Drawer open size={1180} title={`${t('details')}　${asked.product ?? t('allProducts')}`} onClose={onClose}>
      <div className="consumption-ask">
        <label htmlFor={field}>{t('month')}</label>
        <Select
          id={field}
          value={month}
          options={detailMonths(now).map((value) => ({ value, label: value }))}
          onChange={setMonth}
        />
        <Checkbox checked={withZeros} onChange={(event) => setWithZeros(event.target.checked)}>
          {t('withZeros')}
        </Checkbox>
        {write.isPending && <Spin size="small" />}
      </div>
      {offline && <Alert type="info" showIcon title={t('offline')} />}
      {write.error && <ErrorNotice error={write.error} onRetry={() => ask(read?.next ?? 0)} />}
      {read && (
        <>
          <Table<ConsumptionDetail>
            size="small"
            rowKey="id"
            dataSource={read.rows}
            pagination={read.rows.length > 100 ? { pageSize: 100, showSizeChanger: false } : false}
            scroll={{ x: 'max-content' }}
            locale={{ emptyText: <EmptyState kind="nothing-matches" title={t('none')} text={t('noneText')} /> }}
            columns={[
              {
                title: t('column.tradeAt'),
                key: 'tradeAt',
                render: (_, { tradeAt }) => tradeAt !== null && <time>{formatBeijing(tradeAt)}</time>,
              },
              {
                title: t('column.product'),
                key: 'product',
                render: (_, { serviceName, resourceTypeName }) => (
                  <>
                    {serviceName}
                    <div className="quiet">{resourceTypeName}</div>
                  </>
                ),
              },
              {
                title: t('column.resource'),
                key: 'resource',
                render: (_, { resourceName, resourceId, spec }) => (
                  <>
                    {resourceName}
                    <div className="quiet">{spec}</div>
                    {resourceId !== null && <CopyText text={resourceId} label={t('column.resourceId')} />}
                  </>
                ),
              },
              { title: t('column.region'), key: 'region', render: (_, { regionName }) => regionName },
              {
                title: t('column.mode'),
                key: 'mode',
                render: (_, row) => row.chargeMode !== null && (modes[row.chargeMode] ?? row.chargeMode),
              },
              {
                title: t('column.type'),
                key: 'type',
                render: (_, row) => row.detailType !== null && (types[row.detailType] ?? row.detailType),
              },
              ...(['official', 'discount', 'payment'] as const).map((key) => ({
                title: t(`column.${key}`),
                key,
                align: 'right' as const,
                render: (_: unknown, row: ConsumptionDetail) => (
                  <Minor amount={String(row[key])} strong={key === 'payment'} />
                ),
              })),
            ]}
          />
          <p className="quiet">
            {t('read', { total: read.total, n: done, at: formatBeijing(read.at).slice(11) })}
            {read.hidden > 0 && `　${t('hidden', { n: read.hidden })}`}
            {read.unreadable > 0 && `　${t('unreadable', { n: read.unreadable })}`}
          </p>
          {read.next !== null && (
            <Button loading={write.isPending} onClick={() => ask(read.next ?? 0)}>
              {t('more')}
            </Button>
          )}
          <p className="quiet">{t('decimals')}</p>
        </>
      )}
    </Drawer>
  )
}
