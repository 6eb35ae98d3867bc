/** Quotes, newest change first: open ones, ordered ones, templates. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, type InputRef, Spin, Table } from 'antd'
import { useDeferredValue, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useCommand } from '#renderer/app/commands.ts'
import { Page } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { foldAlphanumeric } from '#renderer/parts/fold.ts'
import { IntentMark } from '#renderer/parts/IntentState.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { StateTabs } from '#renderer/parts/StateTabs.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { type QuoteRow, QuoteTab, quoteTabs } from '#shared/contract/quotes.ts'
import { formatBeijing } from '#shared/time.ts'
import { useNewQuote } from './useNewQuote.ts'
import './quotes.css'

const Search = z.object({ tab: QuoteTab.catch('open') })

/** Rows asked for at once; more come when asked for. */
const STEP = 50
const MOST = 200

export function QuotesPage() {
  const { t } = useTranslation('quotes')
  const state = useRead(api.workspaces.state, {}).data
  const allowed = usePermitted('quote.read')
  if (allowed === false)
    return (
      <Page title={t('title')}>
        <EmptyState kind="no-right" title={t('noRight')} text={t('noRightText')} />
      </Page>
    )
  return state?.state === 'ready' ? <Quotes /> : <Spin />
}

function Quotes() {
  const { t } = useTranslation('quotes')
  const { tab } = Search.parse(useSearch({ strict: false }))
  const navigate = useNavigate()
  const field = useRef<InputRef>(null)
  const [typed, setTyped] = useState('')
  const [limit, setLimit] = useState(STEP)
  const text = useDeferredValue(foldAlphanumeric(typed).trim())
  const read = useRead(api.quotes.list, { tab, text, after: null, limit }, { keepPrevious: true })
  const mayWrite = usePermitted('quote.write') === true
  const create = useNewQuote()
  const make = (): void => create(null)
  useCommand('new', mayWrite ? make : null)
  useCommand('filter', () => field.current?.focus())
  useCommand('refresh', () => void read.refetch())
  const { data } = read
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Input.Search
            ref={field}
            allowClear
            className="quotes-search"
            aria-label={t('search')}
            placeholder={t('search')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          {mayWrite && (
            <Button type="primary" title="N" onClick={make}>
              {t('new')}
            </Button>
          )}
        </>
      }
    >
      <StateTabs
        label={t('tabsLabel')}
        active={tab}
        tabs={quoteTabs.map((key) => ({ key, label: t(`tabs.${key}`), count: null }))}
        onChange={(next) => void navigate({ to: '/quotes', search: { tab: next } })}
      />
      {read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
      <Table<QuoteRow>
        size="small"
        rowKey="quoteId"
        loading={read.isPending}
        dataSource={data?.rows ?? []}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{
          emptyText: data && (
            <EmptyState
              kind={text === '' && tab === 'open' ? 'nothing-yet' : 'nothing-matches'}
              title={t(text === '' && tab === 'open' ? 'empty' : 'noMatch')}
              text={t(text === '' && tab === 'open' ? 'emptyText' : 'noMatchText')}
            />
          ),
        }}
        columns={[
          {
            title: t('column.title'),
            render: (_, row) => (
              <Link to="/quotes/$quoteId" params={{ quoteId: row.quoteId }}>
                {row.title || t(row.template ? 'template' : 'untitled')}
              </Link>
            ),
          },
          { title: t('column.customer'), render: (_, row) => row.customerName || (row.template ? t('template') : '—') },
          { title: t('column.lines'), align: 'right', dataIndex: 'lines' },
          {
            title: t('column.amount'),
            align: 'right',
            render: (_, row) =>
              row.amount === null ? <span className="quiet">{t('noPrice')}</span> : <Money amount={row.amount} />,
          },
          {
            title: t('column.pricedAt'),
            render: (_, row) => (row.pricedAt === null ? '—' : <AsOf at={row.pricedAt} />),
          },
          {
            title: t('column.state'),
            render: (_, row) =>
              row.orderState === null ? '—' : <IntentMark intent={{ state: row.orderState, released: true }} />,
          },
          { title: t('column.order'), render: (_, row) => row.orderId ?? '—' },
          { title: t('column.author'), dataIndex: 'author' },
          { title: t('column.changedAt'), render: (_, row) => formatBeijing(row.changedAt) },
        ]}
      />
      {data?.next !== null && data !== undefined && limit < MOST && (
        <Button className="quotes-more" onClick={() => setLimit(Math.min(MOST, limit + STEP))}>
          {t('more')}
        </Button>
      )}
    </Page>
  )
}
