import { Button, Input, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { CodeTag } from '#renderer/parts/CodeTag.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { foldWidth } from '#renderer/parts/fold.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { PrintRow } from '#shared/contract/documents.ts'
import { formatBeijing } from '#shared/time.ts'

const PAGE_ROWS = 50

/** Newest first; a number is found again however old it is. */
export function PrintLog({ onOpen }: { onOpen: (print: PrintRow) => void }) {
  const { t } = useTranslation('documents')
  const [text, setText] = useState('')
  const [places, setPlaces] = useState<readonly (string | null)[]>([null])
  const read = useRead(
    api.documents.list,
    { text: foldWidth(text).trim(), after: places.at(-1) ?? null, limit: PAGE_ROWS },
    { keepPrevious: true },
  )
  const next = read.data?.next ?? null
  const states = {
    issued: { label: t('states.issued'), tone: 'warn' as const },
    printed: { label: t('states.printed'), tone: 'good' as const },
    void: { label: t('states.void'), tone: 'neutral' as const },
  }
  return (
    <Panel
      title={t('tabs.log')}
      beside={
        <Input.Search
          allowClear
          aria-label={t('log.search')}
          placeholder={t('log.search')}
          value={text}
          onChange={({ target }) => {
            setText(target.value)
            setPlaces([null])
          }}
        />
      }
    >
      {read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
      <Table<PrintRow>
        size="small"
        rowKey="number"
        loading={read.isPending && !read.error}
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={read.data?.rows ?? []}
        locale={{
          emptyText:
            text.trim() === '' ? (
              <EmptyState kind="nothing-yet" title={t('log.empty')} text={t('log.emptyText')} />
            ) : (
              <EmptyState kind="nothing-matches" title={t('log.noMatch')} text={t('log.noMatchText')} />
            ),
        }}
        columns={[
          {
            title: t('column.number'),
            key: 'number',
            render: (_, print) => (
              <Button type="link" size="small" className="documents-number" onClick={() => onOpen(print)}>
                {print.number}
              </Button>
            ),
          },
          { title: t('column.document'), dataIndex: 'title' },
          { title: t('column.period'), dataIndex: 'period' },
          {
            title: t('column.state'),
            key: 'state',
            render: (_, { state }) => <CodeTag value={state} known={states} />,
          },
          { title: t('column.rows'), dataIndex: 'rows', align: 'right' },
          { title: t('column.pages'), dataIndex: 'pages', align: 'right' },
          {
            title: t('column.total'),
            key: 'total',
            align: 'right',
            render: (_, { total }) => <Money amount={total} />,
          },
          { title: t('column.copies'), dataIndex: 'copies', align: 'right' },
          { title: t('column.operator'), dataIndex: 'operator' },
          { title: t('column.issuedAt'), key: 'issuedAt', render: (_, { issuedAt }) => formatBeijing(issuedAt) },
        ]}
      />
      {(places.length > 1 || next !== null) && (
        <div className="documents-pager">
          <Button size="small" disabled={places.length === 1} onClick={() => setPlaces(places.slice(0, -1))}>
            {t('log.newer')}
          </Button>
          <Button size="small" disabled={next === null} onClick={() => setPlaces([...places, next])}>
            {t('log.older')}
          </Button>
        </div>
      )}
    </Panel>
  )
}
