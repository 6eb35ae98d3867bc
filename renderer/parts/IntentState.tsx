/** An intent's state on any page: mark and word (never colour alone), why it is there, what happens next. */
import CheckCircleOutlined from '@ant-design/icons/CheckCircleOutlined'
import ClockCircleOutlined from '@ant-design/icons/ClockCircleOutlined'
import CloseCircleOutlined from '@ant-design/icons/CloseCircleOutlined'
import DeleteOutlined from '@ant-design/icons/DeleteOutlined'
import EditOutlined from '@ant-design/icons/EditOutlined'
import ExclamationCircleOutlined from '@ant-design/icons/ExclamationCircleOutlined'
import FieldTimeOutlined from '@ant-design/icons/FieldTimeOutlined'
import QuestionCircleOutlined from '@ant-design/icons/QuestionCircleOutlined'
import SendOutlined from '@ant-design/icons/SendOutlined'
import UnlockOutlined from '@ant-design/icons/UnlockOutlined'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { CodeTone } from '#renderer/parts/CodeTag.tsx'
import { type IntentLook, lookOf, nextText, type QueuePause, reasonOf } from '#renderer/parts/intent.ts'
import { useNow } from '#renderer/parts/useNow.ts'
import type { IntentView } from '#shared/contract/outbox.ts'
import './parts.css'

const looks: Record<IntentLook, { icon: ComponentType; tone: CodeTone }> = {
  draft: { icon: EditOutlined, tone: 'neutral' },
  'needs-release': { icon: UnlockOutlined, tone: 'warn' },
  queued: { icon: ClockCircleOutlined, tone: 'accent' },
  sent: { icon: SendOutlined, tone: 'accent' },
  uncertain: { icon: QuestionCircleOutlined, tone: 'violet' },
  waiting: { icon: ExclamationCircleOutlined, tone: 'bad' },
  done: { icon: CheckCircleOutlined, tone: 'good' },
  refused: { icon: CloseCircleOutlined, tone: 'bad' },
  discarded: { icon: DeleteOutlined, tone: 'neutral' },
  expired: { icon: FieldTimeOutlined, tone: 'neutral' },
}

/** Mark and word alone: a grid's cell, a line of a list. */
export function IntentMark({ intent }: { intent: Pick<IntentView, 'state' | 'released'> }) {
  const { t } = useTranslation('outbox')
  const look = lookOf(intent)
  const { icon: Icon, tone } = looks[look]
  return (
    <span className={`code-tag intent-mark code-${tone}`} data-intent={look}>
      <span aria-hidden="true">
        <Icon />
      </span>
      {t(`states.${look}`)}
    </span>
  )
}

/** What happens next by itself, or what it waits for; nothing where it is over. */
export function IntentNext({ intent, pause = null }: { intent: IntentView; pause?: QueuePause }) {
  const { t } = useTranslation('outbox')
  const now = useNow(1000)
  const text = nextText(t, intent, now, pause)
  return text === null ? null : <span className="intent-next">{text}</span>
}

/** Mark, word, reason with what is safe and what to do, what comes next. */
export function IntentState({ intent, pause = null }: { intent: IntentView; pause?: QueuePause }) {
  const { t } = useTranslation('outbox')
  const { says, safe, todo, facts } = reasonOf(t, intent)
  return (
    <div className="intent-state">
      <div className="intent-line">
        <IntentMark intent={intent} />
        <IntentNext intent={intent} pause={pause} />
      </div>
      <p>
        <strong>{says}</strong> {safe} {todo}
      </p>
      {facts.length > 0 && (
        <ul className="intent-facts">
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
