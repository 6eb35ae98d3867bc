/** The decision: what, how much, and the form once more, for it is final (R-INC-13). Without a network it is a draft. */
import { Alert, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { IntentState } from '#renderer/parts/IntentState.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { ApplicableBill } from '#shared/contract/applications.ts'
import type { IntentView } from '#shared/contract/outbox.ts'
import { fen, sumFen } from '#shared/money.ts'
import { needsInvoice, type PayoutForm } from '#shared/rules/applications.ts'
import { refusedText } from './cells.tsx'
import { FormAgain } from './FormAgain.tsx'

export function ApplyDialog({
  bills,
  form,
  offline,
  onClose,
}: {
  bills: readonly ApplicableBill[]
  form: PayoutForm
  offline: boolean
  onClose: () => void
}) {
  const { t } = useTranslation('applications')
  // One key a dialogue: a second click, and a second sending, is the same application.
  const [key] = useState(() => crypto.randomUUID())
  const [again, setAgain] = useState<PayoutForm | null>(null)
  const [intent, setIntent] = useState<IntentView | null>(null)
  const apply = useWrite(api.applications.apply, { onDone: ({ intents }) => setIntent(intents[0] ?? null) })
  const refusal = refusedText(t, apply.error)
  const live = useRead(api.outbox.get, { intentId: intent?.intentId ?? '' }, { enabled: intent !== null }).data?.intent
  const go = (): void => {
    if (again === null) return
    const named = bills.map(({ billId, payable }) => ({ billId, amount: payable }))
    apply.mutate({
      requestId: key,
      release: true,
      items: [{ payload: { key, payoutForm: form, formConfirmed: again, bills: named } }],
    })
  }
  return (
    <Modal
      open
      title={t('dialog.title')}
      okText={offline ? t('dialog.draft') : t('dialog.go')}
      okButtonProps={{ disabled: again !== form || intent !== null, loading: apply.isPending }}
      onOk={go}
      onCancel={onClose}
    >
      <div className="applications-stack">
        <dl className="applications-facts">
          <dt>{t('bills.form')}</dt>
          <dd>{t(`forms.${form}`)}</dd>
          <dt>{t('dialog.sum')}</dt>
          <dd>
            <Money amount={sumFen(bills.map(({ payable }) => fen(payable)))} strong />
          </dd>
          <dt>{t('dialog.invoice')}</dt>
          <dd>{needsInvoice(form) ? t('dialog.yes') : t('dialog.no')}</dd>
        </dl>
        <ul className="applications-bills">
          {bills.map(({ billId, period, planName, payable }) => (
            <li key={billId}>
              <span>
                {period} {planName ?? billId}
              </span>
              <Money amount={payable} />
            </li>
          ))}
        </ul>
        <Alert type="warning" showIcon title={t('dialog.final')} />
        <FormAgain first={form} value={again} onChange={setAgain} />
        {offline && intent === null && <Alert type="info" showIcon title={t('dialog.offline')} />}
        {intent && <p role="status">{intent.state === 'draft' ? t('dialog.kept') : t('dialog.queued')}</p>}
        {intent && <IntentState intent={live ?? intent} />}
        {apply.error &&
          (refusal ? <Alert type="warning" showIcon title={refusal} /> : <ErrorNotice error={apply.error} />)}
      </div>
    </Modal>
  )
}
