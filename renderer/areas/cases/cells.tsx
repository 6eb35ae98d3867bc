/** Marks of a case: its state in the chain's words, whose turn it is, what is to be done and until when. */
import { Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { ChainTag, TurnMark } from '#renderer/parts/TurnMark.tsx'
import type { Case } from '#shared/contract/cases.ts'
import { type CaseKind, caseKinds } from '#shared/rules/cases.ts'
import { chainState } from '#shared/rules/chains.ts'
import { formatBeijing } from '#shared/time.ts'

export type CasesT = TFunction<'cases'>

export const isKind = (kind: string): kind is CaseKind => (caseKinds as readonly string[]).includes(kind)

const wordsOf = (t: CasesT, key: 'status' | 'todo', kind: CaseKind): Record<string, string> =>
  t(`${key}.${kind}`, { returnObjects: true }) as Record<string, string>

export function CaseStatus({ kind, status }: { kind: CaseKind; status: string | null }) {
  const { t } = useTranslation('cases')
  return <ChainTag status={status} state={chainState(kind, status)} labels={wordsOf(t, 'status', kind)} />
}

export function todoOf(t: CasesT, kind: CaseKind, status: string | null): string {
  const known = wordsOf(t, 'todo', kind)
  return (status !== null && Object.hasOwn(known, status) && known[status]) || t('unknownTodo')
}

const DAY = 86_400_000
const day = (at: number): string => formatBeijing(at).slice(0, 10)

export function CaseTurn({ one, kind, now }: { one: Case; kind: CaseKind; now: number }) {
  const { t } = useTranslation('cases')
  const { expectedBy, deadline, reclaimUntil } = one
  return (
    <>
      <TurnMark state={chainState(kind, one.status)} expectedBy={expectedBy} now={now} />
      {deadline !== null && (
        <div>
          <Tag color="error">
            {now >= deadline
              ? t('deadlinePast', { date: day(deadline) })
              : t('deadline', { date: day(deadline), days: Math.floor((deadline - now) / DAY) })}
          </Tag>
        </div>
      )}
      {reclaimUntil !== null && <div className="quiet">{t('reclaim', { date: day(reclaimUntil) })}</div>}
    </>
  )
}
