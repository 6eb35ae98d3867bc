/** Switches the automatic application on, with its final form asked twice, or off. */
import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { IntentState } from '#renderer/parts/IntentState.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { IntentView } from '#shared/contract/outbox.ts'
import type { PayoutForm } from '#shared/rules/applications.ts'
import { FormAgain, FormSelect } from './FormAgain.tsx'

export function AutoApplyDialog({ enabled, onClose }: { enabled: boolean; onClose: () => void }) {
  const { t } = useTranslation('applications')
  // One request id a dialogue: a second click is the same word.
  const [requestId] = useState(() => crypto.randomUUID())
  const [form, setForm] = useState<PayoutForm | null>(null)
  const [again, setAgain] = useState<PayoutForm | null>(null)
  const [intent, setIntent] = useState<IntentView | null>(null)
  const change = useWrite(api.applications.autoApply, { onDone: ({ intents }) => setIntent(intents[0] ?? null) })
  const live = useRead(api.outbox.get, { intentId: intent?.intentId ?? '' }, { enabled: intent !== null }).data?.intent
  const ready = enabled || (form !== null && form === again)
  return (
    <Modal
      open
      title={enabled ? t('auto.turnOff') : t('auto.turnOn')}
      okText={enabled ? t('auto.turnOff') : t('auto.turnOn')}
      okButtonProps={{ disabled: !ready || intent !== null, loading: change.isPending }}
      onOk={() =>
        change.mutate({
          requestId,
          release: true,
          items: [
            {
              payload: { enabled: !enabled, payoutForm: enabled ? null : form, formConfirmed: enabled ? null : again },
            },
          ],
        })
      }
      onCancel={onClose}
    >
      <div className="applications-stack">
        <p>{enabled ? t('auto.offText') : t('auto.text')}</p>
        {!enabled && (
          <>
            <FormSelect label={t('bills.form')} value={form} onChange={setForm} />
            <FormAgain first={form} value={again} onChange={setAgain} />
          </>
        )}
        {intent && <IntentState intent={live ?? intent} />}
        {change.error && <ErrorNotice error={change.error} />}
      </div>
    </Modal>
  )
}
