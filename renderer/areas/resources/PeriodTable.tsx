/** Yearly/monthly resources of a customer: main ones, what hangs on them under each, the first to end on top. */
import { Table, type TableColumnsType } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '#renderer/areas/customers/dates.ts'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { CopyText } from '#renderer/parts/CopyText.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import type { PeriodResource } from '#shared/contract/resources.ts'
import { codesOf, distance } from './codes.ts'

export interface MainResource extends PeriodResource {
  readonly dependants: readonly PeriodResource[]
}

/** Main resources in their order, each with what hangs on it; a row whose main one is not here stands by itself. */
export function underMains(rows: readonly PeriodResource[]): MainResource[] {
  const mains = new Set(rows.flatMap(({ main, resourceId }) => (main ? [resourceId] : [])))
  const hanging = Map.groupBy(
    rows.filter(({ main, parentId }) => !main && parentId !== null && mains.has(parentId)),
    ({ parentId }) => parentId as string,
  )
  return rows
    .filter(({ main, parentId }) => main || parentId === null || !mains.has(parentId))
    .map((row) => ({ ...row, dependants: hanging.get(row.resourceId) ?? [] }))
}

type Shown = PeriodResource & { readonly children?: readonly PeriodResource[]; readonly hanging: number }

export function PeriodTable({
  rows,
  chosen,
  onChoose,
}: {
  rows: readonly PeriodResource[]
  /** Ids of chosen main resources; null where nothing may be done with them. */
  chosen: readonly string[] | null
  onChoose: (resourceIds: string[]) => void
}) {
  const { t } = useTranslation('resources')
  const now = useNow(60_000)
  const codes = useMemo(() => codesOf(t), [t])
  const shown: Shown[] = useMemo(
    () =>
      underMains(rows).map(({ dependants, ...row }) => ({
        ...row,
        hanging: dependants.length,
        ...(dependants.length > 0 ? { children: dependants } : {}),
      })),
    [rows],
  )
  const columns: TableColumnsType<Shown> = [
    {
      title: t('column.name'),
      key: 'name',
      render: (_, { name, resourceId, hanging }) => (
        <>
          <span className="resource-name">{name ?? resourceId}</span>
          {hanging > 0 && <div className="quiet">{t('dependants', { n: hanging })}</div>}
        </>
      ),
    },
    {
      title: t('column.service'),
      key: 'service',
      render: (_, { serviceName, serviceCode }) => serviceName ?? serviceCode,
    },
    { title: t('column.type'), key: 'type', render: (_, { typeName }) => typeName },
    { title: t('column.spec'), key: 'spec', render: (_, { spec }) => <span className="resource-spec">{spec}</span> },
    { title: t('column.region'), key: 'region', render: (_, { regionCode }) => regionCode },
    {
      title: t('column.status'),
      key: 'status',
      render: (_, { status }) => <CodeTag value={status} known={codes.status} />,
    },
    {
      title: t('column.expireAt'),
      key: 'expireAt',
      render: (_, { expireAt, main }) =>
        expireAt !== null && (
          <>
            <time className="resource-day">{dayOf(expireAt)}</time>
            {main && (
              <div className={expireAt - now < 7 * 86_400_000 ? 'resource-soon' : 'quiet'}>
                {distance(t, expireAt, now)}
              </div>
            )}
          </>
        ),
    },
    {
      title: t('column.policy'),
      key: 'policy',
      render: (_, { expirePolicy, main }) => main && <CodeTag value={expirePolicy} known={codes.policy} />,
    },
    {
      title: t('column.resourceId'),
      key: 'id',
      render: (_, { resourceId }) => <CopyText text={resourceId} label={t('column.resourceId')} />,
    },
  ]
  return (
    <Table<Shown>
      size="small"
      rowKey="resourceId"
      dataSource={shown}
      columns={columns}
      scroll={{ x: 'max-content' }}
      pagination={shown.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      {...(chosen === null
        ? {}
        : {
            rowSelection: {
              selectedRowKeys: [...chosen],
              checkStrictly: true,
              // A few are chosen at once, never all of a page.
              columnTitle: t('column.choose'),
              columnWidth: 56,
              onChange: (keys) => onChoose(keys.map(String)),
              getCheckboxProps: ({ main, name, resourceId }) => ({
                disabled: !main,
                'aria-label': name ?? resourceId,
              }),
            },
          })}
      locale={{ emptyText: <EmptyState kind="nothing-yet" title={t('none')} text={t('nonePeriod')} /> }}
    />
  )
}
