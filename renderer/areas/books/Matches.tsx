/** What stands: matches of the rules, which a person may still reject, and those of persons, which can be taken back. */
import { Button, Pagination, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Minor } from '#renderer/parts/Minor.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { BookMatch } from '#shared/contract/books.ts'
import { formatBeijing } from '#shared/time.ts'
import type { Done, Of } from './BooksPage.tsx'
import { ItemTable } from './ItemTable.tsx'

const PAGE = 10

export function Matches({
  of,
  verdict,
  locked,
  onDone,
}: {
  of: Of
  verdict: 'sure' | 'person'
  locked: boolean
  onDone: Done
}) {
  const { t } = useTranslation('books')
  const { fault } = useNotices()
  const [page, setPage] = useState(1)
  const read = useRead(
    api.books.matches,
    { ...of, verdict, from: (page - 1) * PAGE, limit: PAGE },
    { keepPrevious: true },
  )
  const decide = useWrite(api.books.decide, { onDone: ({ decisionId }) => onDone(decisionId) })
  const undo = useWrite(api.books.undo)
  if (read.error) return <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />
  if (read.data?.total === 0)
    return <EmptyState kind="nothing-matches" title={t('suggestion.none')} text={t('suggestion.noneText')} />
  const act = ({ key, decision }: BookMatch): void => {
    if (decision) undo.mutate({ decisionId: decision.decisionId }, { onError: fault })
    else decide.mutate({ ...of, kind: 'reject', key, note: '' }, { onError: fault })
  }
  return (
    <div className="books-suggestion">
      {read.data?.rows.map((match) => (
        <article
          key={match.key}
          className="books-match"
          aria-label={match.rule ? t(`rules.${match.rule}`) : t('tabs.person')}
        >
          <div className="books-choice">
            {match.rule && <strong>{t(`rules.${match.rule}`)}</strong>}
            {match.decision && (
              <span>
                {match.decision.by} · {formatBeijing(match.decision.at)} {match.decision.note}
              </span>
            )}
            {match.decision?.changed && <Tag color="warning">{t('changed')}</Tag>}
            <span>
              {t('suggestion.difference')} <Minor amount={match.difference} strong />
            </span>
            <Button size="small" disabled={locked} onClick={() => act(match)}>
              {match.decision ? t('undo') : t('suggestion.reject')}
            </Button>
          </div>
          <div className="books-panes">
            <ItemTable title={t('suggestion.left')} items={match.left} count={match.counts.left} />
            <ItemTable title={t('suggestion.right')} items={match.right} count={match.counts.right} />
          </div>
        </article>
      ))}
      <Pagination
        current={page}
        pageSize={PAGE}
        total={read.data?.total ?? 0}
        showSizeChanger={false}
        onChange={setPage}
      />
    </div>
  )
}
