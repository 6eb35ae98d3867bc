/** Issued coupons and use records: one ledger, two questions. The address is the question; see search.ts. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, type InputRef } from 'antd'
import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { usePreferences } from '#renderer/app/preferences.ts'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { dayOf } from '#renderer/areas/customers/dates.ts'
import { ExportJob } from '#renderer/areas/customers/ExportJob.tsx'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ColumnSettings } from '#renderer/parts/ColumnSettings.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Ledger } from '#renderer/parts/ledger/Ledger.tsx'
import type { ColumnSetting, LedgerSort, RowMark } from '#renderer/parts/ledger/types.ts'
import { withPart } from '#renderer/parts/question.ts'
import { StateTabs } from '#renderer/parts/StateTabs.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { type CouponFilter, type CouponRow, couponSorts, couponTabs } from '#shared/contract/coupons.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { CouponFilters } from './CouponFilters.tsx'
import { CouponsFrame, WithCoupons } from './CouponsFrame.tsx'
import { ExportButton } from './ExportButton.tsx'
import { type Place, placeOf } from './place.ts'
import { ReclaimDialog } from './ReclaimDialog.tsx'
import { type CouponsSearch, couponFilterOf, parseCoupons } from './search.ts'
import { useCouponColumns } from './useCouponColumns.tsx'
import { useRows } from './useRows.ts'

type Kind = 'issued' | 'uses'

/** Ids one reclaim takes. */
const RECLAIM_MOST = 500

export const IssuedPage = () => <CouponList kind="issued" />
export const UsesPage = () => <CouponList kind="uses" />

const CouponList = ({ kind }: { kind: Kind }) => (
  <WithCoupons>
    {(workspaceId) => <List key={`${workspaceId} ${kind}`} kind={kind} place={placeOf<CouponRow>(workspaceId, kind)} />}
  </WithCoupons>
)

const rowId = (row: CouponRow): string => row.couponId
const isGone = (row: CouponRow): boolean => row.goneAt !== null

/** Ids of the chosen rows; of "everything but some" the filter's first ones. */
async function chosenIds(place: Place<CouponRow>, filter: CouponFilter): Promise<string[]> {
  const chosen = place.selection.get()
  if (chosen.kind === 'some') return [...chosen.ids]
  const ids: string[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof api.coupons.list>> = await api.coupons.list(
      { filter, sort: { column: 'createdAt', descending: true }, after, limit: 200 },
      { repeatable: true },
    )
    ids.push(...page.rows.map(rowId).filter((id) => !chosen.ids.has(id)))
    after = page.next
  } while (after !== null && ids.length <= RECLAIM_MOST)
  return ids
}

function List({ kind, place }: { kind: Kind; place: Place<CouponRow> }) {
  const { t } = useTranslation('coupons')
  const navigate = useNavigate()
  const { done, fault } = useNotices()
  const raw = useSearch({ strict: false }) as Record<string, unknown>
  const search = useMemo(() => parseCoupons(raw), [raw])
  const { source, selection, cursor } = place
  const filter = useMemo<CouponFilter>(
    () => ({ ...couponFilterOf(search), ...(kind === 'uses' ? { used: true } : {}) }),
    [search, kind],
  )
  const sort = useMemo(
    () => ({
      column: search.sort ?? (kind === 'uses' ? ('lastUsedAt' as const) : ('createdAt' as const)),
      descending: search.descending ?? search.sort === undefined,
    }),
    [search, kind],
  )
  const count = useRead(api.coupons.count, { filter }, { keepPrevious: true })
  const counted = count.isPlaceholderData ? undefined : count.data
  useRows(
    place,
    JSON.stringify([filter, sort]),
    async (request) => {
      const page = await api.coupons.list({ filter, sort, ...request }, { repeatable: true })
      place.asOf = page.asOf
      return page
    },
    { total: counted?.total, at: count.dataUpdatedAt },
  )
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const [{ density }] = usePreferences()
  const mayReclaim = usePermitted('coupon.issue') === true
  const mayExport = usePermitted('coupon.export') === true
  const [settings, setSettings] = useState(place.settings)
  const [filterOpen, setFilterOpen] = useState(false)
  const [jobId, setJobId] = useState<string | null>(null)
  const [reclaiming, setReclaiming] = useState<string[] | null>(null)
  const chosen = useSyncExternalStore(selection.subscribe, () => selection.count(source.total) ?? 0)
  const box = useRef<InputRef>(null)
  const now = useNow(60_000)

  const ask = useCallback(
    (next: CouponsSearch) => void navigate({ to: `/coupons/${kind}`, search: next, replace: true }),
    [navigate, kind],
  )
  const open = useCallback(
    (row: CouponRow) =>
      void navigate({ to: '/coupons/issued/$couponId', params: { couponId: row.couponId }, search: {} }),
    [navigate],
  )
  const columns = useCouponColumns(kind, open)
  const keepSettings = (next: readonly ColumnSetting[] | null): void => {
    place.settings = next
    setSettings(next)
  }
  const onSort = (next: LedgerSort): void => {
    const column = couponSorts.find((known) => known === next.column)
    if (column) ask({ ...search, sort: column, descending: next.descending })
  }
  const reclaim = (): void => {
    chosenIds(place, filter).then((ids) => {
      if (ids.length === 0) done(t('reclaim.choose'))
      else if (ids.length > RECLAIM_MOST) done(t('reclaim.tooMany'))
      else setReclaiming(ids)
    }, fault)
  }
  const focusFilter = useCallback(() => box.current?.focus({ cursor: 'all' }), [])
  useCommand('filter', focusFilter)
  useCommand('refresh', () => {
    void count.refetch()
    source.refresh()
  })
  const mark = useCallback(
    (row: CouponRow): { mark: RowMark; text: string } | null => {
      if (row.goneAt !== null) return { mark: 'needs-you', text: t('list.gone', { at: dayOf(row.goneAt) }) }
      if (row.lockOrderId) return { mark: 'waiting', text: t('list.locked') }
      if (row.status === '2' && row.expiresAt !== null && row.expiresAt <= now)
        return { mark: 'uncertain', text: t('list.lapsed', { at: dayOf(row.expiresAt) }) }
      return { mark: 'in-step', text: t('list.inStep') }
    },
    [t, now],
  )
  const failure = source.failure as AppErrorValue | null
  const filtered = Object.keys(couponFilterOf(search)).length > 0
  return (
    <CouponsFrame
      section={kind}
      beside={<AsOf at={place.asOf} offline={offline} />}
      actions={
        <>
          {mayReclaim && kind === 'issued' && (
            <Button danger disabled={chosen === 0} onClick={reclaim}>
              {t('reclaim.action')} {chosen > 0 && chosen}
            </Button>
          )}
          {mayExport && (
            <ExportButton
              question={{ what: kind === 'uses' ? 'uses' : 'coupons', filter, sort }}
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
            placeholder={t('list.search')}
            aria-label={t('list.search')}
            enterButton={t('list.searchButton')}
            onSearch={(text) => ask(withPart(search, { text }))}
          />
          <CouponFilters search={search} open={filterOpen} onOpen={setFilterOpen} onSearch={ask} />
        </div>
        {kind === 'issued' && (
          <StateTabs
            label={t('tab.label')}
            active={search.tab ?? 'all'}
            tabs={couponTabs.map((tab) => ({ key: tab, label: t(`tab.${tab}`), count: counted?.tabs[tab] ?? null }))}
            onChange={(tab) => ask(withPart(search, { tab: tab === 'all' ? undefined : tab }))}
          />
        )}
        {kind === 'uses' && <p className="quiet">{t('list.usesNote')}</p>}
        {counted && (
          <p className="quiet coupons-sums">
            {t('list.sums', { face: formatYuan(fen(counted.faceValue)), balance: formatYuan(fen(counted.balance)) })}
          </p>
        )}
        {failure && source.count > 0 && <ErrorNotice error={failure} onRetry={() => source.retry()} />}
        {jobId && <ExportJob jobId={jobId} onClose={() => setJobId(null)} />}
        <div className="coupons-work">
          <Ledger
            label={t(kind === 'uses' ? 'list.usesLabel' : 'list.issuedLabel')}
            source={source}
            rowId={rowId}
            columns={columns}
            cursor={cursor}
            {...(kind === 'issued' && mayReclaim ? { selection } : {})}
            settings={settings}
            onSettings={keepSettings}
            sort={sort}
            onSort={onSort}
            density={density}
            mark={mark}
            faded={isGone}
            onOpen={open}
            onPreview={open}
            onFilter={focusFilter}
            empty={
              failure ? (
                <ErrorNotice error={failure} onRetry={() => source.retry()} />
              ) : (
                <ListEmpty
                  kind={filtered ? 'match' : place.asOf === null ? 'yet' : 'none'}
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
      {reclaiming && (
        <ReclaimDialog
          couponIds={reclaiming}
          onClose={() => {
            setReclaiming(null)
            selection.clear()
          }}
        />
      )}
    </CouponsFrame>
  )
}

export function ListEmpty({
  kind,
  onClear,
  onSync,
}: {
  kind: 'match' | 'none' | 'yet'
  onClear: () => void
  onSync: () => void
}) {
  const { t } = useTranslation('coupons')
  const action =
    kind === 'match' ? (
      <Button onClick={onClear}>{t('empty.matchAction')}</Button>
    ) : kind === 'yet' ? (
      <Button type="primary" onClick={onSync}>
        {t('empty.yetAction')}
      </Button>
    ) : undefined
  return (
    <EmptyState
      kind={kind === 'match' ? 'nothing-matches' : 'nothing-yet'}
      title={t(`empty.${kind}Title`)}
      text={t(`empty.${kind}Text`)}
      action={action}
    />
  )
}
