import { useTranslation } from 'react-i18next'
import { ConfirmDanger } from '#renderer/parts/ConfirmDanger.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import { fen, formatYuan } from '#shared/money.ts'
import type { PendingRow } from './rows.ts'

/** Later intents go although nobody knows what became of this one: the consequence is named before. */
export function HoldDialog({ row, onClose }: { row: PendingRow; onClose: () => void }) {
  const { t } = useTranslation('pending')
  const release = useWrite(api.outbox.releaseHold, { onDone: onClose })
  const name = row.customer || row.target
  return (
    <ConfirmDanger
      open
      title={t('hold.title')}
      action={t('hold.act')}
      busy={release.isPending}
      onConfirm={() => release.mutate({ intentId: row.intentId })}
      onCancel={onClose}
    >
      <div className="outbox-dialog">
        <p>{t('hold.text')}</p>
        <p className="outbox-problem">
          {row.amount === null
            ? t('hold.riskUnknown', { name })
            : t('hold.risk', { name, amount: formatYuan(fen(row.amount)) })}
        </p>
        {release.error && <ErrorNotice error={release.error} />}
      </div>
    </ConfirmDanger>
  )
}
