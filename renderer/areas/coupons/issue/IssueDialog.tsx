/** One coupon to one customer: the key that opens it, the amount, Enter. */
import { Alert, Button, type InputRef, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { Figure } from '#renderer/parts/batch/RehearsalPanel.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { isComposing } from '#renderer/parts/fold.ts'
import { refusalText } from '#renderer/parts/intent.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import { fen } from '#shared/money.ts'
import { refuseCouponCustomer, refuseIssue } from '#shared/rules/coupons.ts'
import { TermsForm } from './TermsForm.tsx'
import { noTerms, readTerms, type TermsText } from './terms.ts'
import { useQuotas } from './useQuotas.ts'

export function IssueDialog({
  customerId,
  name,
  onClose,
}: {
  customerId: string
  /** Masked. */
  name: string
  onClose: () => void
}) {
  const { t } = useTranslation('batches')
  const { t: outbox } = useTranslation('outbox')
  const notices = useNotices()
  const face = useRef<InputRef>(null)
  const [requestId] = useState(() => crypto.randomUUID())
  const [typed, setTyped] = useState<TermsText>(noTerms)
  const [more, setMore] = useState(false)
  const [asked, setAsked] = useState(false)
  const { quotas, asOf, answered } = useQuotas()
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const issue = useWrite(api.coupons.issue, {
    onDone: ({ intents: [intent] }) => {
      if (intent?.state === 'refused') return
      notices.done(t(intent?.released ? 'one.done' : 'one.queued'))
      onClose()
    },
  })
  // Until the person chooses, the first quota; the list may come after the dialogue.
  const text: TermsText = typed.quotaId === null ? { ...typed, quotaId: quotas[0]?.quotaId ?? null } : typed
  const quota = quotas.find(({ quotaId }) => quotaId === text.quotaId)
  const { terms, problem } = readTerms(text, true)
  const row = useRead(api.customers.get, { customerId }).data?.row
  const wrongCustomer = row
    ? refuseCouponCustomer({ associationType: row.associationType, linked: row.goneAt === null })
    : null
  const { faceValue = null } = terms ?? {}
  const refusal =
    terms && quota && faceValue !== null
      ? refuseIssue(
          { faceValue, customers: 1, validFrom: terms.validFrom, validUntil: terms.validUntil },
          {
            status: quota.status,
            balance: fen(quota.balance),
            effectiveAt: quota.effectiveAt ?? 0,
            expiresAt: quota.expiresAt ?? Number.MAX_SAFE_INTEGER,
            minimum: quota.minimum === null ? null : fen(quota.minimum),
            maximum: quota.maximum === null ? null : fen(quota.maximum),
          },
          Date.now(),
        )
      : null
  const submit = (): void => {
    setAsked(true)
    if (!terms || faceValue === null || refusal || wrongCustomer || issue.isPending || issue.data) return
    const { kind: _kind, ...payload } = terms
    issue.mutate({
      requestId,
      items: [{ payload: { ...payload, faceValue, customerId }, basis: { quotaExpiresAt: quota?.expiresAt ?? null } }],
      draft: false,
      release: !offline,
    })
  }
  const refused = issue.data?.intents[0]?.state === 'refused' ? issue.data.intents[0] : null
  return (
    <Modal
      open
      width={640}
      title={t('one.title', { name })}
      onCancel={onClose}
      destroyOnHidden
      afterOpenChange={(shown) => {
        if (shown) face.current?.focus()
      }}
      footer={[
        <Button key="more" type="link" onClick={() => setMore(!more)}>
          {t('terms.more')}
        </Button>,
        <Button
          key="act"
          type="primary"
          loading={issue.isPending}
          disabled={terms === null || refusal !== null || wrongCustomer !== null || refused !== null}
          onClick={submit}
        >
          {t(offline ? 'one.actOffline' : 'one.act')}
        </Button>,
      ]}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in any field submits, as in a form */}
      <div
        className="batch-section"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !isComposing(event) && event.target instanceof HTMLInputElement) submit()
        }}
      >
        {wrongCustomer && <Alert type="warning" showIcon title={refusalText(outbox, wrongCustomer)} />}
        {answered && quotas.length === 0 && <Alert type="warning" showIcon title={t('terms.noQuota')} />}
        <TermsForm
          text={text}
          quotas={quotas}
          problem={problem ?? (asked || faceValue !== null ? refusal : null)}
          faceRef={face}
          brief={!more}
          onChange={setTyped}
        />
        {quota && (
          <dl className="batch-figures">
            <Figure name={t('rehearse.balance')}>
              <Money amount={quota.balance} />
            </Figure>
            {faceValue !== null && (
              <Figure name={t('terms.after')} bad={quota.balance < faceValue}>
                <Money amount={quota.balance - faceValue} />
              </Figure>
            )}
          </dl>
        )}
        <p className="quiet">
          <AsOf at={asOf} offline={offline} />
        </p>
        {offline && <p className="quiet">{t('rehearse.offline')}</p>}
        {refused && (
          <Alert
            type="warning"
            showIcon
            title={t('one.refused')}
            description={refusalText(outbox, {
              rule: String(refused.detail?.['rule'] ?? ''),
              reason: String(refused.detail?.['reason'] ?? ''),
              detail: refused.detail,
            })}
          />
        )}
        {issue.error && <ErrorNotice error={issue.error} onRetry={submit} />}
      </div>
    </Modal>
  )
}
