/** Pending work 待办与待发送: every intent with its state, why it waits, and what a person may do about it. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Spin } from 'antd'
import { type KeyboardEvent, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { Page } from '#renderer/app/Page.tsx'
import { usePreferences } from '#renderer/app/preferences.ts'
import { useLedgerColumnsSetting } from '#renderer/app/useLedgerColumnsSetting.ts'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { ColumnSettings } from '#renderer/parts/ColumnSettings.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { isComposing, isTyping } from '#renderer/parts/fold.ts'
import { groupName, lookOf, markOf } from '#renderer/parts/intent.ts'
import { Ledger } from '#renderer/parts/ledger/Ledger.tsx'
import type { RowMark } from '#renderer/parts/ledger/types.ts'
import { StateTabs } from '#renderer/parts/StateTabs.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { IntentAction } from '#shared/contract/outbox.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { Alone } from './Alone.tsx'
import { DiscardDialog } from './DiscardDialog.tsx'
import { GroupPanel } from './GroupPanel.tsx'
import { IntentDrawer } from './IntentDrawer.tsx'
import { type Place, placeOf } from './place.ts'
import { PauseNotice, UndoNotice } from './QueueNotices.tsx'
import { ReleaseDialog } from './ReleaseDialog.tsx'
import { allRows, keptRows, loadBy, type PendingRow } from './rows.ts'
import { countsOf, filterOf, type OutboxSearch, type OutboxTab, outboxTabs, parseSearch } from './search.ts'
import { useIntentColumns } from './useIntentColumns.tsx'
import './outbox.css'

const rowId = (row: PendingRow): string => row.intentId
const ended = (row: PendingRow): boolean => row.state === 'discarded' || row.state === 'expired'

export function OutboxPage() {
  const { t } = useTranslation('pending')
  const state = useRead(api.workspaces.state, {}).data
  const allowed = usePermitted('outbox.read')
  if (state?.state !== 'ready') return <Spin className="outbox-wait" />
  if (allowed === false) return <EmptyState kind="no-right" title={t('empty.rightTitle')} text={t('empty.rightText')} />
  const { workspaceId } = state.workspace
  return <Pending key={workspaceId} place={placeOf(workspaceId)} />
}

/** Rows of the question in the address; asked again when intents changed. */
function useRows(place: Place, search: OutboxSearch) {
  const { source } = place
  const status = useRead(api.outbox.status, {})
  const group = useRead(
    api.outbox.group,
    { groupId: search.group ?? '-' },
    { enabled: search.group !== undefined, keepPrevious: true },
  )
  useSyncExternalStore(source.subscribe, source.version)
  const filter = useMemo(() => filterOf(search), [search])
  const question = JSON.stringify(filter)
  const { dataUpdatedAt } = status
  useEffect(() => {
    // An answer of `status` that is newer than the rows means that intents changed.
    void dataUpdatedAt
    if (place.question === question) return source.refresh()
    place.question = question
    place.selection.clear()
    place.offset = 0
    place.cursor.moveTo({ row: 0, column: 0 })
    source.restart(loadBy(filter))
  }, [place, source, filter, question, dataUpdatedAt])
  const counts = countsOf(status.data, search.group === undefined ? undefined : group.data)
  const total = counts?.[search.tab ?? 'open']
  const { answered } = source
  useEffect(() => {
    // Another question with as many rows must be told its total too.
    void question
    if (total !== undefined && answered) source.setTotal(total)
  }, [total, source, answered, question])
  return { status, group: search.group === undefined ? undefined : group.data, filter, counts }
}

function Pending({ place }: { place: Place }) {
  const { t } = useTranslation('pending')
  const { t: to } = useTranslation('outbox')
  const navigate = useNavigate()
  const { done, fault } = useNotices()
  const raw = useSearch({ strict: false }) as Record<string, unknown>
  const search = useMemo(() => parseSearch(raw), [raw])
  const { source, selection, cursor } = place
  const { status, group, filter, counts } = useRows(place, search)
  const [{ density }] = usePreferences()
  const mayDecide = usePermitted('outbox.decide') !== false
  const now = useNow(30_000)
  const pause = status.data?.pause ?? null
  const [settings, setSettings, settingsFailure] = useLedgerColumnsSetting('outbox')
  const [releasing, setReleasing] = useState<PendingRow[] | null>(null)
  const [discarding, setDiscarding] = useState<PendingRow[] | null>(null)
  const chosenCount = useSyncExternalStore(selection.subscribe, () => selection.count(source.total) ?? 0)

  const ask = useCallback(
    (change: Partial<Record<keyof OutboxSearch, string | undefined>>) =>
      void navigate({ to: '/outbox', search: { ...search, ...change }, replace: true }),
    [navigate, search],
  )
  const open = useCallback((row: PendingRow) => ask({ intent: row.intentId }), [ask])
  const columns = useIntentColumns({ pause, now, onOpen: open })

  /** The chosen rows, or the one of the cursor. */
  const targets = async (): Promise<PendingRow[]> => {
    const chosen = selection.get()
    if (chosen.kind === 'some' && chosen.ids.size === 0) {
      const row = source.rowAt(Math.max(0, cursor.at.row))
      return row ? [row] : []
    }
    const kept = chosen.kind === 'some' ? keptRows(source, chosen.ids) : null
    const rows = kept ?? (await allRows(filter))
    return rows.filter(({ intentId }) => selection.has(intentId))
  }
  const act = (action: IntentAction, none: string, show: (rows: PendingRow[]) => void): void => {
    if (!mayDecide) return
    targets().then((rows) => {
      const able = rows.filter(({ actions }) => actions.includes(action))
      if (able.length > 0) show(able)
      else if (rows.length > 0) done(none)
    }, fault)
  }
  const release = (): void => act('release', t('nothingToRelease'), setReleasing)
  const discard = (): void => act('discard', t('nothingToDiscard'), setDiscarding)
  useCommand('refresh', () => {
    void status.refetch()
    source.refresh()
  })

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isComposing(event) || isTyping(event.target)) return
    // Keys of a dialogue over the grid bubble here through the tree of components, not through the page's.
    if (!event.currentTarget.contains(event.target as Node)) return
    if (event.key === 'r' || event.key === 'R') release()
    else if (event.key === 'Delete') discard()
    else return
    event.preventDefault()
  }

  const mark = useCallback(
    (row: PendingRow): { mark: RowMark; text: string } | null => {
      const found = markOf(row)
      return found ? { mark: found, text: to(`states.${lookOf(row)}`) } : null
    },
    [to],
  )
  const failure = source.failure as AppErrorValue | null
  const tab: OutboxTab = search.tab ?? 'open'
  const nothing = counts !== null && counts.all === 0
  const releasable = counts !== null && counts.person + counts.draft > 0
  const discardable = counts !== null && counts.open + counts.failed > 0
  const endDialog = (): void => {
    setReleasing(null)
    setDiscarding(null)
    selection.clear()
  }
  return (
    <Page
      title={t('title')}
      beside={<span className="outbox-keys">{t('keys')}</span>}
      actions={
        <>
          {mayDecide && (
            <>
              <Button type="primary" disabled={!releasable} title="R" onClick={release}>
                {chosenCount === 0 ? t('releaseHere') : t('releaseN', { n: chosenCount })}
              </Button>
              <Button disabled={!discardable} title="Delete" onClick={discard}>
                {chosenCount === 0 ? t('discardHere') : t('discardN', { n: chosenCount })}
              </Button>
              {status.data && <Alone alone={status.data.alone} />}
            </>
          )}
          <ColumnSettings columns={columns} settings={settings} onChange={setSettings} />
        </>
      }
    >
      <div className="outbox-list">
        {status.error && <ErrorNotice error={status.error} onRetry={() => void status.refetch()} />}
        {status.data && <PauseNotice status={status.data} mayDecide={mayDecide} />}
        {mayDecide && <UndoNotice />}
        <GroupPanel chosen={search.group} mayDecide={mayDecide} onChoose={(groupId) => ask({ group: groupId })} />
        {group && (
          <Alert
            type="info"
            showIcon
            title={t('groups.only', { name: groupName(to, group) })}
            action={
              <Button size="small" onClick={() => ask({ group: undefined })}>
                {t('groups.clear')}
              </Button>
            }
          />
        )}
        <StateTabs
          label={t('tabsLabel')}
          active={tab}
          tabs={outboxTabs.map((key) => ({ key, label: t(`tabs.${key}`), count: counts?.[key] ?? null }))}
          onChange={(key) => ask({ tab: key === 'open' ? undefined : key })}
        />
        {settingsFailure && <ErrorNotice error={settingsFailure} />}
        {failure && source.count > 0 && <ErrorNotice error={failure} onRetry={() => source.retry()} />}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the grid inside, which takes the focus itself */}
        <div className="outbox-work" onKeyDown={onKeyDown}>
          <Ledger
            label={t('listLabel')}
            source={source}
            rowId={rowId}
            columns={columns}
            cursor={cursor}
            selection={selection}
            settings={settings}
            onSettings={setSettings}
            sort={null}
            onSort={() => {}}
            density={density}
            mark={mark}
            faded={ended}
            onOpen={open}
            onPreview={open}
            empty={
              failure ? (
                <ErrorNotice error={failure} onRetry={() => source.retry()} />
              ) : nothing || (tab === 'all' && !search.group) ? (
                <EmptyState kind="nothing-yet" title={t('empty.title')} text={t('empty.text')} />
              ) : (
                <EmptyState
                  kind="nothing-matches"
                  title={t('empty.tabTitle')}
                  text={t('empty.tabText')}
                  action={<Button onClick={() => ask({ tab: 'all', group: undefined })}>{t('empty.tabAction')}</Button>}
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
      {search.intent !== undefined && (
        <IntentDrawer
          key={search.intent}
          intentId={search.intent}
          pause={pause}
          mayDecide={mayDecide}
          onRelease={(row) => setReleasing([row])}
          onDiscard={(row) => setDiscarding([row])}
          onGroup={(groupId) => ask({ group: groupId, intent: undefined, tab: 'all' })}
          onClose={() => ask({ intent: undefined })}
        />
      )}
      {releasing && (
        <ReleaseDialog
          rows={releasing}
          codeNeeded={status.data?.codeNeeded ?? false}
          onDone={endDialog}
          onClose={() => setReleasing(null)}
        />
      )}
      {discarding && <DiscardDialog rows={discarding} onDone={endDialog} onClose={() => setDiscarding(null)} />}
    </Page>
  )
}
