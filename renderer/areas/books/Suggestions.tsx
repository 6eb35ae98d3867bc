/** Suggestions one after the other, from the keyboard: A accepts, X rejects, Enter looks at the next one. */
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { isComposing, isTyping } from '#renderer/parts/fold.ts'
import { Minor } from '#renderer/parts/Minor.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { Done, Of } from './BooksPage.tsx'
import { ItemTable } from './ItemTable.tsx'

export function Suggestions({ of, locked, onDone }: { of: Of; locked: boolean; onDone: Done }) {
  const { t } = useTranslation('books')
  const { fault } = useNotices()
  const [at, setAt] = useState(0)
  const read = useRead(api.books.matches, { ...of, verdict: 'suggested', from: at, limit: 1 }, { keepPrevious: true })
  const decide = useWrite(api.books.decide, { onDone: ({ decisionId }) => onDone(decisionId) })
  const total = read.data?.total ?? 0
  const match = read.data?.rows[0]
  const say = (kind: 'accept' | 'reject'): void => {
    if (!match || locked || decide.isPending || read.isPlaceholderData) return
    decide.mutate({ ...of, kind, key: match.key, note: '' }, { onError: fault })
  }
  const next = (): void => setAt((now) => (total === 0 ? 0 : (now + 1) % total))
  useEffect(() => {
    // The last one of the list was settled: the one before it stands there now.
    if (read.data && !read.isPlaceholderData && at >= read.data.total && at > 0) setAt(Math.max(0, read.data.total - 1))
  }, [read.data, read.isPlaceholderData, at])
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (isComposing(event) || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target instanceof HTMLElement && event.target.closest('[role=dialog]')) return
      const key = event.key.toLowerCase()
      const onButton = event.target instanceof HTMLElement && event.target.closest('button, [role=tab]') !== null
      if (key === 'a') say('accept')
      else if (key === 'x') say('reject')
      else if (key === 'enter' && !onButton) next()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', heard)
    return () => window.removeEventListener('keydown', heard)
  })
  if (read.error) return <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />
  if (read.data && total === 0)
    return <EmptyState kind="nothing-matches" title={t('suggestion.none')} text={t('suggestion.noneText')} />
  if (!match) return null
  return (
    <div className="books-suggestion">
      <div className="books-choice">
        <strong>{t('suggestion.at', { n: Math.min(at, total - 1) + 1, total })}</strong>
        {match.rule && <span>{t(`rules.${match.rule}`)}</span>}
        <span>
          {t('suggestion.difference')} <Minor amount={match.difference} strong />
        </span>
      </div>
      <div className="books-panes">
        <ItemTable title={t('suggestion.left')} items={match.left} count={match.counts.left} />
        <ItemTable title={t('suggestion.right')} items={match.right} count={match.counts.right} />
      </div>
      <div className="incentives-actions">
        <Button type="primary" disabled={locked} loading={decide.isPending} onClick={() => say('accept')}>
          {t('suggestion.accept')}
        </Button>
        <Button disabled={locked} onClick={() => say('reject')}>
          {t('suggestion.reject')}
        </Button>
        <Button onClick={next}>{t('suggestion.next')}</Button>
        <span className="quiet">{t('suggestion.keys')}</span>
      </div>
    </div>
  )
}
