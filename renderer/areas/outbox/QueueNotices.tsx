/** What the queue as a whole waits for, and what can still be taken back. */
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { OutboxStatus } from '#shared/contract/outbox.ts'
import { formatBeijing } from '#shared/time.ts'
import { unreleasedOf } from './search.ts'

export function PauseNotice({ status, mayDecide }: { status: OutboxStatus; mayDecide: boolean }) {
  const { t } = useTranslation('pending')
  const navigate = useNavigate()
  const { fault } = useNotices()
  const resume = useWrite(api.outbox.resume)
  const { pause } = status
  const waiting = status.unsent - unreleasedOf(status)
  if (!pause || waiting === 0) return null
  const signedOut = pause.why === 'signed-out'
  return (
    <Alert
      type="warning"
      showIcon
      title={t(`pause.${pause.why}`, { n: waiting })}
      description={
        signedOut && pause.error ? (
          <ErrorNotice error={pause.error} />
        ) : (
          t('pause.until', { at: formatBeijing(pause.until).slice(11) })
        )
      }
      action={
        <div className="outbox-acts">
          {signedOut && <Button onClick={() => void navigate({ to: '/workspaces' })}>{t('pause.workspaces')}</Button>}
          {mayDecide && (
            <Button loading={resume.isPending} onClick={() => resume.mutate({}, { onError: fault })}>
              {t('pause.now')}
            </Button>
          )}
        </div>
      }
    />
  )
}

/** Released a moment ago: the seconds count down, one button takes everything back. */
export function UndoNotice() {
  const { t } = useTranslation('pending')
  const { done, fault } = useNotices()
  const now = useNow(1000)
  const read = useRead(api.outbox.list, { states: ['queued'], released: true, before: null, limit: 200 })
  const takeBack = useWrite(api.outbox.takeBackGroup)
  const going = (read.data?.rows ?? []).filter(
    ({ why, nextAt }) => why === 'undo-window' && nextAt !== null && nextAt > now,
  )
  if (going.length === 0) return null
  const last = Math.max(...going.map(({ nextAt }) => nextAt ?? 0))
  const undo = async (): Promise<void> => {
    let stopped = 0
    for (const groupId of new Set(going.map(({ groupId }) => groupId)))
      stopped += (await takeBack.mutateAsync({ groupId })).stopped
    done(t('undo.done', { n: stopped }))
  }
  return (
    <Alert
      type="info"
      showIcon
      className="outbox-undo"
      title={t('undo.text', { n: going.length, s: Math.max(1, Math.floor((last - now) / 1000)) })}
      action={
        <Button type="primary" loading={takeBack.isPending} onClick={() => void undo().catch(fault)}>
          {t('undo.act')}
        </Button>
      }
    />
  )
}
