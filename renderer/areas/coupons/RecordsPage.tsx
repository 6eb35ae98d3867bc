/** Operation records 操作记录: issue and every way back, with amount and result (R-COUPON-18, R-COUPON-29). */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Input, type InputRef } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { usePreferences } from '#renderer/app/preferences.ts'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { ExportJob } from '#renderer/areas/customers/ExportJob.tsx'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ColumnSettings } from '#renderer/parts/ColumnSettings.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { FilterForm } from '#renderer/parts/FilterForm.tsx'
import { Ledger } from '#renderer/parts/ledger/Ledger.tsx'
import type { ColumnSetting, LedgerColumn } from '#renderer/parts/ledger/types.ts'
import { withPart } from '#renderer/parts/question.ts'
import { StateTabs } from '#renderer/parts/StateTabs.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { CouponRecord } from '#shared/contract/coupons.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { ListEmpty } from './CouponList.tsx'
import { CouponsFrame, WithCoupons } from './CouponsFrame.tsx'
import { coded, instant, money, plain } from './cells.tsx'
import { codesOf } from './codes.ts'
import { ExportButton } from './ExportButton.tsx'
import { CodesField, DayField, TextField } from './fields.tsx'
import { type Place, placeOf } from './place.ts'
import { parseRecords, type RecordsSearch, recordFilterOf } from './search.ts'
import { useRows } from './useRows.ts'

export const RecordsPage = () => (
  <WithCoupons>
    {(workspaceId) => <Records key={workspaceId} place={placeOf<CouponRecord>(workspaceId, 'records')} />}
  </WithCoupons>
)

const rowId = (row: CouponRecord): string => row.recordId

function useRecordColumns(): LedgerColumn<CouponRecord>[] {
  const { t } = useTranslation('coupons')
  const { t: tp } = useTranslation('parts')
  return useMemo(() => {
    const unknown = (value: string): string => tp('code.unknown', { value })
    return [
      instant<CouponRecord>(
        { key: 'operatedAt', title: t('column.operatedAt'), width: 160, sort: 'operatedAt', frozen: 'start' },
        (row) => row.operatedAt,
      ),
      coded<CouponRecord>(
        t,
        unknown,
        { key: 'operationType', field: 'operationType', title: t('column.operationType'), width: 180 },
        (row) => row.operationType,
      ),
      money<CouponRecord>({ key: 'amount', title: t('column.amount'), width: 130 }, (row) => row.amount),
      coded<CouponRecord>(
        t,
        unknown,
        { key: 'result', field: 'result', title: t('column.result'), width: 80 },
        (row) => row.result,
      ),
      plain<CouponRecord>(
        { key: 'customer', title: t('column.customer'), width: 170 },
        (row) => row.customerName || row.customerId,
      ),
      plain<CouponRecord>(
        { key: 'couponId', title: t('column.couponId'), width: 210, kind: 'id' },
        (row) => row.couponId,
      ),
      plain<CouponRecord>({ key: 'quotaId', title: t('column.quotaId'), width: 200, kind: 'id' }, (row) => row.quotaId),
      plain<CouponRecord>({ key: 'remark', title: t('column.remark'), width: 220 }, (row) => row.remark),
    ]
  }, [t, tp])
}

function Records({ place }: { place: Place<CouponRecord> }) {
  const { t } = useTranslation('coupons')
  const { t: tp } = useTranslation('parts')
  const navigate = useNavigate()
  const raw = useSearch({ strict: false }) as Record<string, unknown>
  const search = useMemo(() => parseRecords(raw), [raw])
  const filter = useMemo(() => recordFilterOf(search), [search])
  const descending = search.descending ?? true
  const { source, cursor } = place
  const count = useRead(api.coupons.countRecords, { filter }, { keepPrevious: true })
  const counted = count.isPlaceholderData ? undefined : count.data
  // The tabs keep every type countable while one of them is chosen.
  const types = useRead(
    api.coupons.countRecords,
    { filter: withPart(filter, { operationType: undefined }) },
    { keepPrevious: true },
  )
  useRows(
    place,
    JSON.stringify([filter, descending]),
    async (request) => {
      const page = await api.coupons.listRecords({ filter, descending, ...request }, { repeatable: true })
      place.asOf = page.asOf
      return page
    },
    { total: counted?.total, at: count.dataUpdatedAt },
  )
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const [{ density }] = usePreferences()
  const mayExport = usePermitted('coupon.export') === true
  const [settings, setSettings] = useState(place.settings)
  const [jobId, setJobId] = useState<string | null>(null)
  const [filterOpen, setFilterOpen] = useState(false)
  const box = useRef<InputRef>(null)
  const columns = useRecordColumns()
  const codes = codesOf(t)
  const ask = useCallback(
    (next: RecordsSearch) => void navigate({ to: '/coupons/records', search: next, replace: true }),
    [navigate],
  )
  const open = (row: CouponRecord): void => {
    if (row.couponId !== null)
      void navigate({ to: '/coupons/issued/$couponId', params: { couponId: row.couponId }, search: {} })
  }
  const keepSettings = (next: readonly ColumnSetting[] | null): void => {
    place.settings = next
    setSettings(next)
  }
  const focusFilter = useCallback(() => box.current?.focus({ cursor: 'all' }), [])
  useCommand('filter', focusFilter)
  const failure = source.failure as AppErrorValue | null
  const only = filter.operationType?.length === 1 ? filter.operationType[0] : undefined
  const all = types.data?.types ?? []
  return (
    <CouponsFrame
      section="records"
      beside={<AsOf at={place.asOf} offline={offline} />}
      actions={
        <>
          {mayExport && (
            <ExportButton
              question={{ what: 'records', filter, descending }}
              disabled={source.count === 0}
              onStarted={setJobId}
            />
          )}
          <ColumnSettings columns={columns} settings={settings} onChange={keepSettings} />
        </>
      }
    >
      <div className="coupons-list">
        <div className="coupons-ask">
          <Input.Search
            ref={box}
            key={search.text ?? ''}
            allowClear
            defaultValue={search.text ?? ''}
            maxLength={200}
            placeholder={t('list.searchRecords')}
            aria-label={t('list.searchRecords')}
            enterButton={t('list.searchButton')}
            onSearch={(text) => ask(withPart(search, { text }))}
          />
          <RecordFilters search={search} open={filterOpen} onOpen={setFilterOpen} onSearch={ask} />
        </div>
        <StateTabs
          label={t('column.operationType')}
          active={only ?? 'all'}
          tabs={[
            { key: 'all', label: t('tab.all'), count: types.data?.total ?? null },
            ...all.map(({ operationType, count: n }) => ({
              key: operationType,
              label: codes.operationType[operationType]?.label ?? tp('code.unknown', { value: operationType }),
              count: n,
            })),
          ]}
          onChange={(key) => ask(withPart(search, { operationType: key === 'all' ? undefined : [key] }))}
        />
        {failure && source.count > 0 && <ErrorNotice error={failure} onRetry={() => source.retry()} />}
        {jobId && <ExportJob jobId={jobId} onClose={() => setJobId(null)} />}
        <div className="coupons-work">
          <Ledger
            label={t('list.recordsLabel')}
            source={source}
            rowId={rowId}
            columns={columns}
            cursor={cursor}
            settings={settings}
            onSettings={keepSettings}
            sort={{ column: 'operatedAt', descending }}
            onSort={(next) => ask({ ...search, descending: next.descending })}
            density={density}
            onOpen={open}
            onPreview={open}
            onFilter={focusFilter}
            empty={
              failure ? (
                <ErrorNotice error={failure} onRetry={() => source.retry()} />
              ) : (
                <ListEmpty
                  kind={Object.keys(filter).length > 0 ? 'match' : place.asOf === null ? 'yet' : 'none'}
                  onClear={() => ask({})}
                  onSync={() => void navigate({ to: '/sync' })}
                />
              )
            }
            initialOffset={place.offset}
            onOffset={(offset) => {
              place.offset = offset
            }}
            autoFocus
          />
        </div>
      </div>
    </CouponsFrame>
  )
}

const texts = ['couponId', 'customerId', 'quotaId'] as const
const fields = [...texts, 'operationType', 'result', 'from', 'until'] as const
const nothing = Object.fromEntries(fields.map((field) => [field, undefined])) as Partial<RecordsSearch>

function RecordFilters({
  search,
  open,
  onOpen,
  onSearch,
}: {
  search: RecordsSearch
  open: boolean
  onOpen: (open: boolean) => void
  onSearch: (search: RecordsSearch) => void
}) {
  const { t } = useTranslation('coupons')
  const codes = codesOf(t)
  const [draft, setDraft] = useState<RecordsSearch>(search)
  useEffect(() => setDraft(search), [search])
  const put = (part: Partial<RecordsSearch>): void => setDraft((old) => ({ ...old, ...part }))
  const parts = Object.fromEntries(fields.map((field) => [field, draft[field]])) as Partial<RecordsSearch>
  return (
    <FilterForm
      open={open}
      onOpen={onOpen}
      active={fields.filter((field) => search[field] !== undefined).length}
      onSubmit={() => onSearch(withPart(search, parts))}
      onReset={() => onSearch(withPart(search, nothing))}
    >
      {texts.map((field) => (
        <TextField
          key={field}
          label={t(`filter.${field}`)}
          value={draft[field]}
          onChange={(value) => put({ [field]: value })}
        />
      ))}
      <CodesField
        label={t('column.operationType')}
        known={codes.operationType}
        value={draft.operationType}
        onChange={(operationType) => put({ operationType })}
      />
      <CodesField
        label={t('column.result')}
        known={codes.result}
        value={draft.result}
        onChange={(result) => put({ result })}
      />
      <DayField label={t('filter.from')} value={draft.from} onChange={(from) => put({ from })} />
      <DayField label={t('filter.until')} value={draft.until} end onChange={(until) => put({ until })} />
    </FilterForm>
  )
}
