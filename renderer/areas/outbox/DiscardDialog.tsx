import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { ConfirmDanger } from '#renderer/parts/ConfirmDanger.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { PendingRow } from './rows.ts'
import { Summary } from './Summary.tsx'

/** The call takes this many. */
const MOST = 500

/** What has surely not been sent will not be. */
export function DiscardDialog({
  rows,
  onDone,
  onClose,
}: {
  rows: readonly PendingRow[]
  onDone: () => void
  onClose: () => void
}) {
  const { t } = useTranslation('pending')
  const { done } = useNotices()
  const discard = useWrite(api.outbox.discard)
  const send = async (): Promise<void> => {
    for (let from = 0; from < rows.length; from += MOST)
      await discard.mutateAsync({ intentIds: rows.slice(from, from + MOST).map(({ intentId }) => intentId) })
    done(t('discarded'))
    onDone()
  }
  return (
    <ConfirmDanger
      open
      title={t('discard.title', { n: rows.length })}
      action={t('discard.act', { n: rows.length })}
      busy={discard.isPending}
      onConfirm={() => void send().catch(() => {})}
      onCancel={onClose}
    >
      <p>{t('discard.text')}</p>
      <Summary rows={rows} />
      {discard.error && <ErrorNotice error={discard.error} />}
    </ConfirmDanger>
  )
}
