/** The customer list (domain: customers.md). Its address is its question; see search.ts. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, type InputRef, Segmented, Spin } from 'antd'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reportReady } from '#renderer/app/bridge.ts'
import { useCommand } from '#renderer/app/commands.ts'
import { Page } from '#renderer/app/Page.tsx'
import { usePreferences } from '#renderer/app/preferences.ts'
import { useLedgerColumnsSetting } from '#renderer/app/useLedgerColumnsSetting.ts'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { useIssueFromList } from '#renderer/areas/coupons/issue/useIssueFromList.tsx'
import { CustomerFilters } from '#renderer/areas/customers/CustomerFilters.tsx'
import { CustomerPreview } from '#renderer/areas/customers/CustomerPreview.tsx'
import { CustomersEmpty } from '#renderer/areas/customers/CustomersEmpty.tsx'
import { CustomerTabs } from '#renderer/areas/customers/CustomerTabs.tsx'
import { CustomerViews } from '#renderer/areas/customers/CustomerViews.tsx'
import { dayOf } from '#renderer/areas/customers/dates.ts'
import { ExportDialog } from '#renderer/areas/customers/ExportDialog.tsx'
import { ExportJob } from '#renderer/areas/customers/ExportJob.tsx'
import { type ListMemory, listMemory } from '#renderer/areas/customers/listMemory.ts'
import { NoteDialog } from '#renderer/areas/customers/NoteDialog.tsx'
import { SearchBox } from '#renderer/areas/customers/SearchBox.tsx'
import { type CustomersSearch, parseSearch, withPart } from '#renderer/areas/customers/search.ts'
import { UnlistedNotes } from '#renderer/areas/customers/UnlistedNotes.tsx'
import { useCustomerColumns, useReveals } from '#renderer/areas/customers/useCustomerColumns.tsx'
import { useCustomerList } from '#renderer/areas/customers/useCustomerList.ts'
import { useMoveFromList } from '#renderer/areas/funds/move/useMoveFromList.tsx'
import { useAssignFromList } from '#renderer/areas/managers/useAssignFromList.tsx'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ColumnSettings } from '#renderer/parts/ColumnSettings.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { arrange } from '#renderer/parts/ledger/columns.ts'
import { Ledger } from '#renderer/parts/ledger/Ledger.tsx'
import type { Density, LedgerSort, RowMark } from '#renderer/parts/ledger/types.ts'
import type { RowWindow } from '#renderer/parts/ledger/window.ts'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { type CustomerRow, customerSorts, exportColumns } from '#shared/contract/customers.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import './customers.css'

const rowId = (row: CustomerRow): string => row.customerId
const isGone = (row: CustomerRow): boolean => row.goneAt !== null
const rowsShown = (): void => reportReady('rows')

export function CustomersPage() {
  const state = useRead(api.workspaces.state, {}).data
  const allowed = usePermitted('customer.read')
  if (state?.state !== 'ready') return <Spin className="customers-wait" />
  if (allowed === false) return <CustomersEmpty kind="no-right" />
  const { workspaceId } = state.workspace
  return <CustomerList key={workspaceId} memory={listMemory(workspaceId)} />
}

function CustomerList({ memory }: { memory: ListMemory }) {
  const { t } = useTranslation('customers')
  const navigate = useNavigate()
  const notices = useNotices()
  const raw = useSearch({ strict: false }) as Record<string, unknown>
  const search = useMemo(() => parseSearch(raw), [raw])
  const { source, cursor, selection } = memory
  const list = useCustomerList(memory, search)
  const connection = useRead(api.sync.status, {}).data?.connection
  const [preferences, setPreferences] = usePreferences()
  const [settings, setSettings, settingsFailure] = useLedgerColumnsSetting('customers')
  const canExport = usePermitted('customer.export') !== false
  const canNote = usePermitted('customer.note') !== false
  const canReveal = usePermitted('customer.reveal') !== false
  const [filterOpen, setFilterOpen] = useState(memory.filterOpen)
  const [previewOpen, setPreviewOpen] = useState(memory.previewOpen)
  const [noteOn, setNoteOn] = useState<{ row: CustomerRow; edit: boolean } | null>(null)
  const newNote = useCallback((row: CustomerRow | undefined) => setNoteOn(row ? { row, edit: false } : null), [])
  const [exporting, setExporting] = useState<'screen' | 'chosen' | 'all' | null>(null)
  const [jobId, setJobId] = useState<string | null>(null)
  const box = useRef<InputRef>(null)
  const seen = useRef<() => RowWindow>(() => ({ first: 0, last: -1 }))
  const now = useNow(60_000)

  const ask = useCallback(
    (next: CustomersSearch, replace = false) => void navigate({ to: '/customers', search: next, replace }),
    [navigate],
  )
  const open = useCallback(
    (row: CustomerRow) =>
      void navigate({ to: '/customers/$customerId', params: { customerId: row.customerId }, search: {} }),
    [navigate],
  )
  const onView = useCallback((rows: () => RowWindow) => {
    seen.current = rows
  }, [])
  const idsOnScreen = useCallback((): string[] => {
    const { first, last } = seen.current()
    const ids: string[] = []
    for (let index = first; index <= last; index++) {
      const row = source.rowAt(index)
      if (row) ids.push(row.customerId)
    }
    return ids
  }, [source])
  const onRevealError = useCallback((reason: unknown) => notices.fault(reason as AppErrorValue), [notices])
  const reveals = useReveals(idsOnScreen, onRevealError)
  const columns = useCustomerColumns({ reveals, canReveal, onOpen: open, onNote: canNote ? newNote : null })

  const showPreview = (on: boolean): void => {
    memory.previewOpen = on
    setPreviewOpen(on)
  }
  const rowOfCursor = (): CustomerRow | undefined => source.rowAt(Math.max(0, cursor.at.row))
  const focusFilter = useCallback(() => box.current?.focus({ cursor: 'all' }), [])
  const refresh = useCallback(() => source.refresh(), [source])
  const issue = useIssueFromList({
    filter: list.filter,
    chosen: () => selection.get(),
    count: () => selection.count(source.total),
    row: rowOfCursor,
  })
  const moveButton = useMoveFromList({
    filter: list.filter,
    chosen: () => selection.get(),
    count: () => selection.count(source.total),
  })
  const assignButton = useAssignFromList({
    filter: list.filter,
    chosen: () => selection.get(),
    count: () => selection.count(source.total),
  })
  useCommand('filter', focusFilter)
  useCommand('refresh', refresh)
  useCommand(
    'export',
    canExport && source.count > 0 ? () => setExporting(selection.count(source.total) === 0 ? 'all' : 'chosen') : null,
  )
  useCommand('new', canNote && source.count > 0 ? () => newNote(rowOfCursor()) : null)

  const inStep = list.facts?.asOf != null
  const inStepText = t('list.inStep')
  const mark = useCallback(
    (row: CustomerRow): { mark: RowMark; text: string } | null => {
      if (row.goneAt !== null) return { mark: 'needs-you', text: t('list.gone', { at: dayOf(row.goneAt) }) }
      if (row.followUpAt !== null && row.followUpAt <= now) {
        return { mark: 'needs-you', text: t('list.followUpDue', { at: dayOf(row.followUpAt) }) }
      }
      return inStep ? { mark: 'in-step', text: inStepText } : null
    },
    [t, now, inStep, inStepText],
  )
  const onSort = useCallback(
    (sort: LedgerSort) => {
      const column = customerSorts.find((known) => known === sort.column)
      if (column) ask({ ...search, sort: column, descending: sort.descending }, true)
    },
    [ask, search],
  )
  const failure = list.failure as AppErrorValue | null
  const shown = arrange(columns, settings).flatMap((setting) =>
    setting.visible ? (exportColumns.find((column) => column === setting.key) ?? []) : [],
  )
  return (
    <Page
      title={t('title')}
      beside={<AsOf at={list.facts?.asOf ?? null} offline={connection === 'offline'} />}
      actions={
        <>
          {issue.button}
          {moveButton}
          {assignButton}
          {canExport && (
            <Button disabled={source.count === 0} onClick={() => setExporting('all')}>
              {t('list.export')}
            </Button>
          )}
          <Button onClick={refresh}>{t('list.refresh')}</Button>
          <Segmented<Density>
            aria-label={t('list.density')}
            value={preferences.density}
            options={[
              { value: 'compact', label: t('list.compact') },
              { value: 'middle', label: t('list.middle') },
            ]}
            onChange={(density) => setPreferences({ density })}
          />
          <ColumnSettings columns={columns} settings={settings} onChange={setSettings} />
        </>
      }
    >
      <div className="customers-list">
        <div className="customers-ask">
          <SearchBox ref={box} text={search.text ?? ''} onSearch={(text) => ask(withPart(search, { text }), true)} />
          <CustomerViews search={search} onApply={(view) => ask(view)} />
          <CustomerFilters
            search={search}
            open={filterOpen}
            onOpen={(on) => {
              memory.filterOpen = on
              setFilterOpen(on)
            }}
            onSearch={(next) => ask(next)}
          />
        </div>
        <CustomerTabs search={search} counts={list.tabs} onChange={(tab) => ask(withPart(search, { tab }))} />
        <UnlistedNotes editable={canNote} />
        {list.facts?.search === 'building' && <Alert type="info" showIcon banner title={t('list.building')} />}
        {failure && source.count > 0 && <ErrorNotice error={failure} onRetry={() => source.retry()} />}
        {settingsFailure && <ErrorNotice error={settingsFailure} />}
        {jobId && <ExportJob jobId={jobId} onClose={() => setJobId(null)} />}
        <div className="customers-work">
          <Ledger
            label={t('listLabel')}
            source={source}
            rowId={rowId}
            columns={columns}
            cursor={cursor}
            selection={selection}
            settings={settings}
            onSettings={setSettings}
            sort={list.sort}
            onSort={onSort}
            density={preferences.density}
            mark={mark}
            faded={isGone}
            onOpen={open}
            onPreview={() => showPreview(!previewOpen)}
            {...(canNote && { onEdit: (row: CustomerRow) => setNoteOn({ row, edit: true }) })}
            onEscape={() => showPreview(false)}
            onFilter={focusFilter}
            empty={
              failure ? (
                <ErrorNotice error={failure} onRetry={() => source.retry()} />
              ) : (
                <CustomersEmpty
                  kind={Object.keys(list.filter).length > 0 ? 'no-match' : inStep ? 'none' : 'not-yet'}
                  onClear={() => ask({})}
                  onSync={() => void navigate({ to: '/sync' })}
                />
              )
            }
            initialOffset={memory.offset}
            onOffset={(offset) => {
              memory.offset = offset
            }}
            onFirstRows={rowsShown}
            onView={onView}
            autoFocus
          />
          {previewOpen && <CustomerPreview memory={memory} onOpen={open} onClose={() => showPreview(false)} />}
        </div>
      </div>
      {issue.dialog}
      {noteOn && <NoteDialog {...noteOn} onClose={() => setNoteOn(null)} />}
      {exporting && (
        <ExportDialog
          question={{
            filter: list.filter,
            sort: list.sort,
            screenIds: idsOnScreen(),
            chosen: selection.get(),
            chosenCount: selection.count(source.total),
            total: source.total,
            columns: shown,
            language: preferences.language,
          }}
          first={exporting}
          onClose={() => setExporting(null)}
          onStarted={setJobId}
        />
      )}
    </Page>
  )
}
