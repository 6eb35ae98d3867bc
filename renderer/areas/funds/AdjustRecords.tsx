/** Adjustment records 调账记录: what really moved, matched to our intents. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Dropdown, Input, Select } from 'antd'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { usePreferences } from '#renderer/app/preferences.ts'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { FilterField, FilterForm } from '#renderer/parts/FilterForm.tsx'
import { foldWidth } from '#renderer/parts/fold.ts'
import { Cursor } from '#renderer/parts/ledger/cursor.ts'
import { Ledger } from '#renderer/parts/ledger/Ledger.tsx'
import { RowSource } from '#renderer/parts/ledger/rowSource.ts'
import type { ColumnSetting } from '#renderer/parts/ledger/types.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { AdjustRecord } from '#shared/contract/funds.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { type FundsSearch, filterOf, filtersOn, noFilter, operationCodes, parseSearch } from './search.ts'
import { useAdjustColumns } from './useAdjustColumns.tsx'

const number = new Intl.NumberFormat('en-US')
const rowId = ({ transId }: AdjustRecord): string => transId

function Filters({ search, onAsk }: { search: FundsSearch; onAsk: (change: Partial<FundsSearch>) => void }) {
  const { t } = useTranslation('funds')
  const active = filtersOn(search)
  const [open, setOpen] = useState(active > 0)
  const [typed, setTyped] = useState(search)
  const put = (change: Partial<FundsSearch>): void => setTyped({ ...typed, ...change })
  const names = t('records.operations', { returnObjects: true }) as Record<string, string>
  return (
    <FilterForm
      open={open}
      onOpen={setOpen}
      active={active}
      onSubmit={() => onAsk(typed)}
      onReset={() => {
        setTyped({ ...typed, ...noFilter })
        onAsk(noFilter)
      }}
    >
      <FilterField label={t('records.operation')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('records.all')}
            value={typed.operation ?? null}
            options={operationCodes.map((value) => ({ value, label: names[value] ?? value }))}
            onChange={(operation: FundsSearch['operation'] | null) => put({ operation: operation ?? undefined })}
          />
        )}
      </FilterField>
      <FilterField label={t('records.whose')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder={t('records.all')}
            value={typed.ours ?? null}
            options={(['ours', 'elsewhere'] as const).map((value) => ({ value, label: t(`records.${value}`) }))}
            onChange={(ours: FundsSearch['ours'] | null) => put({ ours: ours ?? undefined })}
          />
        )}
      </FilterField>
      {(['from', 'until'] as const).map((key) => (
        <FilterField key={key} label={t(`records.${key}`)}>
          {(id) => (
            <Input
              id={id}
              type="date"
              value={typed[key] ?? ''}
              onChange={(event) => put({ [key]: event.target.value || undefined })}
            />
          )}
        </FilterField>
      ))}
      {(['customer', 'trans'] as const).map((key) => (
        <FilterField key={key} label={t(key === 'customer' ? 'records.filterCustomer' : 'records.transId')}>
          {(id) => (
            <Input
              id={id}
              value={typed[key] ?? ''}
              autoComplete="off"
              onChange={(event) => put({ [key]: foldWidth(event.target.value).trim() || undefined })}
            />
          )}
        </FilterField>
      ))}
    </FilterForm>
  )
}

export function AdjustRecords() {
  const { t, i18n } = useTranslation('funds')
  const navigate = useNavigate()
  const { done, fault } = useNotices()
  const raw = useSearch({ strict: false }) as Record<string, unknown>
  const search = useMemo(() => parseSearch(raw), [raw])
  const filter = useMemo(() => filterOf(search), [search])
  const [{ density }] = usePreferences()
  const [source] = useState(() => new RowSource<AdjustRecord>(() => Promise.reject(new Error('no question yet'))))
  const [cursor] = useState(() => new Cursor())
  const [settings, setSettings] = useState<readonly ColumnSetting[] | null>(null)
  useSyncExternalStore(source.subscribe, source.version)
  const sums = useRead(api.funds.sumRecords, { filter }, { keepPrevious: true })
  const question = JSON.stringify(filter)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question names the rows
  useEffect(() => {
    cursor.moveTo({ row: 0, column: 0 })
    source.restart(async ({ after, at, limit }) => {
      const page = await api.funds.listRecords(
        { filter, after, ...(at === undefined ? {} : { at }), limit },
        { repeatable: true },
      )
      return { rows: page.rows, next: page.next }
    })
  }, [source, cursor, question])
  const { dataUpdatedAt, data } = sums
  useEffect(() => {
    // A newer answer of the sums means that records or intents changed.
    void dataUpdatedAt
    if (source.answered) source.refresh()
  }, [source, dataUpdatedAt])
  useEffect(() => {
    if (data && source.answered) source.setTotal(data.total)
  }, [source, data])
  const ask = useCallback(
    (change: Partial<FundsSearch>) =>
      void navigate({ to: '/funds', search: { ...search, ...change, tab: 'records' }, replace: true }),
    [navigate, search],
  )
  const write = useWrite(api.funds.exportRecords, {
    onDone: ({ jobId }) => {
      if (jobId !== null) done(t('records.exporting'))
    },
  })
  const language = i18n.language.startsWith('zh') ? 'zh' : 'en'
  const exportAs = (format: 'xlsx' | 'csv'): void =>
    write.mutate({ filter, format, language }, { onError: (cause: AppErrorValue) => fault(cause) })
  useCommand('export', data && data.total > 0 ? () => exportAs('xlsx') : null)
  useCommand('refresh', () => {
    void sums.refetch()
    source.refresh()
  })
  const open = useCallback(
    ({ intentId, customerId }: AdjustRecord) =>
      intentId === null
        ? void navigate({ to: '/customers/$customerId', params: { customerId } })
        : void navigate({ to: '/outbox', search: { tab: 'all', intent: intentId } }),
    [navigate],
  )
  const columns = useAdjustColumns()
  const names = t('records.operations', { returnObjects: true }) as Record<string, string>
  const failure = source.failure as AppErrorValue | null
  return (
    <div className="adjust-records">
      <Filters key={question} search={search} onAsk={ask} />
      <div className="adjust-sums" aria-live="polite">
        {data && <strong>{t('records.total', { n: number.format(data.total) })}</strong>}
        {data?.sums.map(({ operation, count, amount }) => (
          <span key={operation}>
            {t('records.sum', { operation: names[operation] ?? operation, n: number.format(count) })}{' '}
            <Money amount={amount} strong />
          </span>
        ))}
        <span className="quiet">{t('records.note')}</span>
        <Dropdown
          menu={{
            items: [
              { key: 'xlsx', label: t('records.exportXlsx') },
              { key: 'csv', label: t('records.exportCsv') },
            ],
            onClick: ({ key }) => exportAs(key === 'csv' ? 'csv' : 'xlsx'),
          }}
          trigger={['click']}
          disabled={!data || data.total === 0}
        >
          <Button className="adjust-export" loading={write.isPending}>
            {t('records.export')}
          </Button>
        </Dropdown>
      </div>
      {failure && source.count > 0 && <ErrorNotice error={failure} onRetry={() => source.retry()} />}
      <div className="adjust-work">
        <Ledger
          label={t('records.label')}
          source={source}
          rowId={rowId}
          columns={columns}
          cursor={cursor}
          settings={settings}
          onSettings={setSettings}
          sort={null}
          onSort={() => {}}
          density={density}
          onOpen={open}
          onPreview={open}
          empty={
            failure ? (
              <ErrorNotice error={failure} onRetry={() => source.retry()} />
            ) : !source.answered ? null : filtersOn(search) > 0 ? (
              <EmptyState
                kind="nothing-matches"
                title={t('records.noMatch')}
                text={t('records.noMatchText')}
                action={<Button onClick={() => ask(noFilter)}>{t('records.reset')}</Button>}
              />
            ) : (
              <EmptyState kind="nothing-yet" title={t('records.empty')} text={t('records.emptyText')} />
            )
          }
        />
      </div>
    </div>
  )
}
