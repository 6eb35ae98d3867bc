/** A state of a vendor's chain: its tag, whose turn it is, and until when it should be done. */
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { CodeTag, type CodeTone } from '#renderer/parts/CodeTag.tsx'
import type { ChainState } from '#shared/rules/chains.ts'
import { formatBeijing } from '#shared/time.ts'

const toneOf = (state: ChainState | null): CodeTone => {
  if (state?.bad) return 'bad'
  return state?.who === 'partner' ? 'warn' : state?.who === 'over' ? 'good' : 'accent'
}

/** `labels` of the chain's states; a state that has none is shown by its own name (Law 9). */
export function ChainTag({
  status,
  state,
  labels,
}: {
  status: string | null
  state: ChainState | null
  labels: Readonly<Record<string, string>>
}) {
  const tone = toneOf(state)
  const known = Object.fromEntries(Object.entries(labels).map(([code, label]) => [code, { label, tone }]))
  return <CodeTag value={status} known={known} />
}

export function TurnMark({
  state,
  expectedBy,
  now,
}: {
  state: ChainState | null
  expectedBy: number | null
  now: number
}) {
  const { t } = useTranslation('parts')
  if (!state) return <>{t('turn.unknown')}</>
  const date = expectedBy === null ? '' : formatBeijing(expectedBy).slice(0, 10)
  return (
    <>
      {t(`turn.${state.who}`)}
      {expectedBy !== null && (
        <div className="quiet">
          {now > expectedBy ? <Tag color="warning">{t('turn.overdue', { date })}</Tag> : t('turn.expected', { date })}
        </div>
      )}
    </>
  )
}
