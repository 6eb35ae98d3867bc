/** Own books beside a statement: suggestions settled with one key, the rest in two panes, every step undone exactly. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Radio, Select, Spin, Tabs } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page, Panel } from '#renderer/app/Page.tsx'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { isComposing, isTyping } from '#renderer/parts/fold.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { BookSide } from '#shared/contract/books.ts'
import { BookFiles } from './BookFiles.tsx'
import { Matches } from './Matches.tsx'
import { Panes } from './Panes.tsx'
import { Rules } from './Rules.tsx'
import { Suggestions } from './Suggestions.tsx'
import { Sums } from './Sums.tsx'
import './books.css'

const tabs = ['suggested', 'open', 'sure', 'person', 'rules', 'files'] as const
type Tab = (typeof tabs)[number]

export interface Of {
  readonly period: string
  readonly side: BookSide
}

/** What a step does: the page keeps them in order for taking them back. */
export type Done = (decisionId: number) => void

export function BooksPage() {
  const { t } = useTranslation('incentives')
  const allowed = usePermitted('incentive.reconcile')
  const periods = useRead(api.incentives.periods, {}, { enabled: allowed === true })
  const search = useSearch({ strict: false }) as { period?: string; side?: BookSide }
  if (allowed === undefined || (allowed && periods.isPending)) return <Spin className="incentives-wait" />
  if (!allowed) return <EmptyState kind="no-right" title={t('empty.rightTitle')} text={t('empty.rightText')} />
  const rows = periods.data?.rows ?? []
  const period = search.period ?? rows.find(({ edition }) => edition !== null)?.period ?? rows[0]?.period
  if (periods.error) return <ErrorNotice error={periods.error} onRetry={() => void periods.refetch()} />
  if (period === undefined) return <EmptyState kind="nothing-yet" title={t('empty.title')} text={t('empty.text')} />
  const side = search.side === 'bill' ? 'bill' : 'line'
  return <Books key={`${period} ${side}`} of={{ period, side }} periods={rows.map((row) => row.period)} />
}

function Books({ of, periods }: { of: Of; periods: readonly string[] }) {
  const { t } = useTranslation('books')
  const navigate = useNavigate()
  const notices = useNotices()
  const [tab, setTab] = useState<Tab>('suggested')
  /** Steps of this visit, the last one first to be undone. */
  const [steps, setSteps] = useState<readonly number[]>([])
  const summary = useRead(api.books.summary, of, { keepPrevious: true })
  const undo = useWrite(api.books.undo)
  const undoLast = useCallback((): void => {
    const last = steps.at(-1)
    if (last === undefined || undo.isPending) return
    undo.mutate({ decisionId: last }, { onError: notices.fault, onSettled: () => setSteps((all) => all.slice(0, -1)) })
  }, [steps, undo, notices])
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || isComposing(event) || isTyping(event.target)) return
      event.preventDefault()
      undoLast()
    }
    window.addEventListener('keydown', heard)
    return () => window.removeEventListener('keydown', heard)
  }, [undoLast])
  const done: Done = (decisionId) => setSteps((all) => [...all, decisionId])
  const go = (to: Partial<Of>): void =>
    void navigate({ to: '/incentives/books', search: { ...of, ...to } as never, replace: true })
  const data = summary.data
  const locked = data?.locked ?? true
  const counts: Partial<Record<Tab, number>> = data
    ? {
        suggested: data.matched.suggested.matches,
        sure: data.matched.sure.matches,
        person: data.matched.person.matches,
        open: data.openLeft.items + data.openRight.items,
        files: data.files.length,
      }
    : {}
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button disabled={steps.length === 0} loading={undo.isPending} onClick={undoLast}>
            {t('undoLast')}
          </Button>
          <Button onClick={() => void navigate({ to: '/incentives/import', search: { kind: 'books.rows' } as never })}>
            {t('import')}
          </Button>
          <Button onClick={() => void navigate({ to: '/incentives', search: { period: of.period } as never })}>
            {t('back')}
          </Button>
        </>
      }
    >
      <div className="incentives-stack">
        <div className="books-choice">
          <Select
            aria-label={t('period')}
            value={of.period}
            options={[...new Set([of.period, ...periods])].map((value) => ({ value, label: value }))}
            onChange={(period) => go({ period })}
          />
          <Radio.Group
            optionType="button"
            value={of.side}
            onChange={({ target }) => go({ side: target.value as BookSide })}
            options={(['line', 'bill'] as const).map((value) => ({ value, label: t(`side.${value}`) }))}
          />
        </div>
        {summary.error && <ErrorNotice error={summary.error} onRetry={() => void summary.refetch()} />}
        {data && data.files.length === 0 && <EmptyState kind="nothing-yet" title={t('none')} text={t('noneText')} />}
        {data && data.files.length > 0 && (
          <>
            <Sums of={data} />
            {locked && <Alert type="info" showIcon title={t('sums.locked')} />}
            <Panel title={t(`tabs.${tab}`)}>
              <Tabs
                activeKey={tab}
                onChange={(key) => setTab(tabs.find((one) => one === key) ?? 'suggested')}
                items={tabs.map((key) => ({
                  key,
                  label: counts[key] === undefined ? t(`tabs.${key}`) : `${t(`tabs.${key}`)} ${counts[key]}`,
                }))}
              />
              {tab === 'suggested' && <Suggestions of={of} locked={locked} onDone={done} />}
              {tab === 'open' && <Panes of={of} locked={locked} onDone={done} />}
              {tab === 'sure' && <Matches of={of} verdict="sure" locked={locked} onDone={done} />}
              {tab === 'person' && <Matches of={of} verdict="person" locked={locked} onDone={done} />}
              {tab === 'rules' && <Rules of={of} now={data.options} periods={periods} locked={locked} />}
              {tab === 'files' && <BookFiles files={data.files} locked={locked} />}
            </Panel>
          </>
        )}
      </div>
    </Page>
  )
}
