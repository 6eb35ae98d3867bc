/** Editions of a statement: none overwrites another, and each tells what it changed. */
import { Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Minor } from '#renderer/parts/Minor.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { formatMinor } from '#shared/money.ts'
import { formatBeijing } from '#shared/time.ts'
import { useNames } from './Differences.tsx'
import { Findings } from './Findings.tsx'

const PAGE = 50

export function Editions({ period }: { period: string }) {
  const { t } = useTranslation('incentives')
  const { t: ts } = useTranslation('statements')
  const editions = useRead(api.incentives.editions, { period })
  const [shown, setShown] = useState<number | null>(null)
  const count = (value: number): string => value.toLocaleString('en-US')
  return (
    <>
      {editions.error && <ErrorNotice error={editions.error} onRetry={() => void editions.refetch()} />}
      <Table
        size="small"
        rowKey="number"
        loading={editions.isPending}
        dataSource={editions.data?.rows ?? []}
        pagination={false}
        columns={[
          { title: t('column.edition'), dataIndex: 'number', align: 'right' },
          {
            title: ts('column.source'),
            render: (_, { source, fileName, takenBy, findings }) =>
              source === 'service' ? (
                ts('source.service')
              ) : (
                <>
                  {ts('source.file')} {ts('source.fileBy', { file: fileName ?? '', by: takenBy ?? '' })}
                  <Findings of={findings} />
                </>
              ),
          },
          { title: t('column.asOf'), render: (_, { asOf }) => formatBeijing(asOf) },
          { title: t('column.lines'), align: 'right', render: (_, { lines }) => count(lines) },
          { title: t('column.added'), align: 'right', render: (_, { added }) => count(added) },
          {
            title: t('column.changed'),
            align: 'right',
            render: (_, { number, changed }) =>
              number > 1 ? (
                <button
                  type="button"
                  className="link-button"
                  aria-pressed={shown === number}
                  onClick={() => setShown(number)}
                >
                  {count(changed)}
                </button>
              ) : (
                t('none')
              ),
          },
          { title: t('column.vanished'), align: 'right', render: (_, { vanished }) => count(vanished) },
        ]}
      />
      {shown !== null && <Changes key={shown} period={period} number={shown} />}
    </>
  )
}

function Changes({ period, number }: { period: string; number: number }) {
  const { t } = useTranslation('incentives')
  const { t: ts } = useTranslation('statements')
  const sums = useRead(api.incentives.changeSums, { period, number }).data
  const [page, setPage] = useState(1)
  const changes = useRead(
    api.incentives.changes,
    { period, number, from: (page - 1) * PAGE, limit: PAGE },
    { keepPrevious: true },
  )
  const rows = changes.data?.rows ?? []
  const names = useNames(rows)
  return (
    <>
      {sums && (
        <section aria-label={ts('changeCause')}>
          <p>
            {ts('changeSums', { before: formatMinor(sums.before), after: formatMinor(sums.after) })}
            {sums.closed && <span className="quiet"> {ts('changeClosed')}</span>}
          </p>
          <ul className="incentives-findings">
            {sums.causes.map(({ cause, lines, difference }) => (
              <li key={cause}>
                {ts(`changeCauses.${cause}`)} · {lines.toLocaleString('en-US')} · <Minor amount={difference} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Table
        size="small"
        rowKey="dataId"
        loading={changes.isPending}
        dataSource={rows}
        pagination={{
          current: page,
          pageSize: PAGE,
          total: changes.data?.total ?? 0,
          onChange: setPage,
          showSizeChanger: false,
        }}
        columns={[
          { title: t('column.key'), dataIndex: 'dataId' },
          { title: t('column.customer'), render: (_, { customerId }) => names[customerId] ?? customerId },
          { title: t('column.decision'), render: (_, { kind }) => t(`column.${kind}`) },
          { title: ts('changeCause'), render: (_, { cause }) => ts(`changeCauses.${cause}`) },
          {
            title: t('column.told'),
            align: 'right',
            render: (_, { before }) => (before === null ? t('none') : <Minor amount={before} />),
          },
          {
            title: t('column.incentive'),
            align: 'right',
            render: (_, { after }) => (after === null ? t('none') : <Minor amount={after} />),
          },
        ]}
      />
    </>
  )
}
