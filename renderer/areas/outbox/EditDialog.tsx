/** Another amount while surely nothing happened; it must be released again. */
import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { refusalText } from '#renderer/parts/intent.ts'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { IntentView } from '#shared/contract/outbox.ts'
import { fen, yuanText } from '#shared/money.ts'
import { parseAmount } from '#shared/rules/funds.ts'
import type { Editable } from './payload.ts'

export function EditDialog({
  intent,
  editable,
  onClose,
}: {
  intent: IntentView
  editable: Editable
  onClose: () => void
}) {
  const { t } = useTranslation('pending')
  const { t: to } = useTranslation('outbox')
  const { done } = useNotices()
  const field = useId()
  const [text, setText] = useState(yuanText(fen(editable.amount)))
  const edit = useWrite(api.outbox.edit, {
    onDone: () => {
      done(t('edit.saved'))
      onClose()
    },
  })
  const amount = parseAmount(text)
  // The rule's own sentence: from the form, or from the host that knows balance and quota.
  const detail = edit.error?.detail
  const refused = !amount.ok
    ? refusalText(to, amount.refusal)
    : typeof detail?.['rule'] === 'string'
      ? refusalText(to, { rule: detail['rule'], reason: String(detail['reason']), detail })
      : null
  const save = (): void => {
    if (!amount.ok || edit.isPending) return
    edit.mutate({ intentId: intent.intentId, payload: { ...editable.payload, [editable.field]: amount.amount } })
  }
  return (
    <Modal
      open
      title={t('edit.title')}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('cancel')}
        </Button>,
        <Button key="act" type="primary" disabled={!amount.ok} loading={edit.isPending} onClick={save}>
          {t('edit.act')}
        </Button>,
      ]}
    >
      <form
        className="outbox-dialog"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <label htmlFor={field}>{t('edit.amount')}</label>
        <Input
          id={field}
          autoFocus
          value={text}
          inputMode="decimal"
          autoComplete="off"
          {...(refused ? { status: 'error' as const, 'aria-invalid': true } : {})}
          aria-describedby={`${field}-said`}
          onChange={(event) => {
            setText(event.target.value)
            edit.reset()
          }}
        />
        <div id={`${field}-said`} role="status" className={refused ? 'outbox-problem' : 'quiet'}>
          {refused ?? t('edit.text')}
        </div>
        {edit.error && !refused && <ErrorNotice error={edit.error} />}
      </form>
    </Modal>
  )
}
