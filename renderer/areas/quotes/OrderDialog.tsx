/** The word on an order: what it costs, what is checked before it leaves; off line a draft (R-ORD-09). */
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { refusalText } from '#renderer/parts/intent.ts'
import { api } from '#renderer/rpc/api.ts'
import type { QuoteView } from '#shared/contract/quotes.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { formatBeijing } from '#shared/time.ts'

export function OrderRefusal({ error }: { error: AppErrorValue }) {
  const { t } = useTranslation('quotes')
  const { t: outbox } = useTranslation('outbox')
  const { rule, reason } = error.detail ?? {}
  const words: Readonly<Record<string, string>> = {
    ordered: t('order.reasons.ordered'),
    unpriced: t('order.reasons.unpriced'),
    lines: t('order.reasons.lines'),
    'customer-needed': t('order.reasons.customer-needed'),
  }
  const said = typeof rule === 'string' ? refusalText(outbox, { rule, reason: String(reason) }) : words[String(reason)]
  return said ? <Alert type="warning" showIcon title={said} /> : <ErrorNotice error={error} />
}

export function OrderDialog({ view, offline, onClose }: { view: QuoteView; offline: boolean; onClose: () => void }) {
  const { t } = useTranslation('quotes')
  const act = useRef<HTMLButtonElement>(null)
  const [requestId] = useState(() => crypto.randomUUID())
  const { draft, totals } = view
  // One word: the draft is durable before it is handed over, so nothing is lost between the two.
  const order = useMutation<void, AppErrorValue>({
    mutationFn: async () => {
      const { intents } = await api.quotes.draftOrder({ requestId, quoteId: draft.quoteId })
      const [intent] = intents
      if (!offline && intent) await api.quotes.handOver({ intentId: intent.intentId })
    },
    onSuccess: onClose,
  })
  return (
    <Modal
      open
      width={560}
      title={t('order.title')}
      onCancel={onClose}
      destroyOnHidden
      afterOpenChange={(opened) => {
        if (opened) act.current?.focus()
      }}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('order.cancel')}
        </Button>,
        <Button key="act" ref={act} autoFocus type="primary" loading={order.isPending} onClick={() => order.mutate()}>
          {t(offline ? 'order.keep' : 'order.confirm')}
        </Button>,
      ]}
    >
      <div className="quote-stack">
        <p>
          <strong>
            {t('order.what', {
              amount: formatYuan(fen(totals?.periodAmount ?? 0)),
              name: view.customerName || draft.customerId,
              n: draft.lines.length,
            })}
          </strong>
        </p>
        {draft.lines.some(({ charge }) => charge === 'demand') && <p>{t('order.nothing')}</p>}
        {view.oldestAt !== null && <p className="quiet">{t('order.old', { at: formatBeijing(view.oldestAt) })}</p>}
        <Alert type="info" showIcon title={t(offline ? 'order.offline' : 'order.checks')} />
        <p className="quiet">{t('order.pays')}</p>
        {order.error && <OrderRefusal error={order.error} />}
      </div>
    </Modal>
  )
}
