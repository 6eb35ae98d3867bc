/** Bills of a period; while one awaits confirmation, what the partner may say about it (R-INC-10). */
import { Alert, Button, Input, Modal, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { OpenLimit, useOpenLimit } from '#renderer/areas/deadlines/OpenLimit.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { IntentMark } from '#renderer/parts/IntentState.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { IncentiveBill, IncentivePeriod } from '#shared/contract/incentives.ts'
import type { IntentView } from '#shared/contract/outbox.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { refuseWord } from '#shared/rules/incentives.ts'
import { DeadlineTag, StatusTag } from './cells.tsx'
import { Refused } from './IncentivesPage.tsx'

interface Speaking {
  readonly what: 'confirm' | 'object'
  readonly bill: IncentiveBill
}

export function BillTable({ period, offline }: { period: IncentivePeriod; offline: boolean }) {
  const { t } = useTranslation('incentives')
  const mayConfirm = usePermitted('incentive.confirm') === true
  const limit = useOpenLimit()
  const now = useNow(60_000)
  const [speaking, setSpeaking] = useState<Speaking | null>(null)
  const associations: Record<string, string> = t('association', { returnObjects: true })
  return (
    <>
      <Table<IncentiveBill>
        size="small"
        rowKey="billId"
        dataSource={period.bills}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: t('bill.plan'),
            render: (_, { planName, planCode, feedback }) => (
              <>
                {planName ?? planCode ?? t('none')}
                {feedback !== null && <div className="quiet">{t('bill.feedback', { text: feedback })}</div>}
              </>
            ),
          },
          {
            title: t('bill.association'),
            render: (_, { associationType }) =>
              associationType === null ? t('none') : (associations[associationType] ?? associationType),
          },
          { title: t('bill.status'), render: (_, { status }) => <StatusTag status={status} /> },
          { title: t('bill.deadline'), render: (_, bill) => <DeadlineTag bill={bill} now={now} /> },
          { title: t('bill.total'), align: 'right', render: (_, { total }) => <Money amount={total} strong /> },
          {
            title: t('bill.frozen'),
            align: 'right',
            render: (_, { frozen, frozenReason }) => (
              <span title={frozenReason ?? undefined}>
                <Money amount={frozen} />
              </span>
            ),
          },
          { title: t('bill.payable'), align: 'right', render: (_, { payable }) => <Money amount={payable} /> },
          {
            title: t('bill.details'),
            align: 'right',
            render: (_, { detailCount }) => detailCount?.toLocaleString('en-US') ?? t('none'),
          },
          ...(mayConfirm
            ? [
                {
                  title: t('bill.actions'),
                  render: (_: unknown, bill: IncentiveBill) =>
                    bill.source === 'service' && refuseWord(bill, now) === null ? (
                      <span className="incentives-actions">
                        <Button
                          size="small"
                          disabled={period.openItems > limit}
                          title={period.openItems > limit ? t('conflicts.open-items') : undefined}
                          onClick={() => setSpeaking({ what: 'confirm', bill })}
                        >
                          {t('bill.confirm')}
                        </Button>
                        <Button size="small" onClick={() => setSpeaking({ what: 'object', bill })}>
                          {t('bill.object')}
                        </Button>
                      </span>
                    ) : null,
                },
              ]
            : []),
        ]}
      />
      {mayConfirm && <OpenLimit />}
      {speaking && <SpeakDialog {...speaking} offline={offline} onClose={() => setSpeaking(null)} />}
    </>
  )
}

/** One request id a dialogue: a second click is the same word. */
function SpeakDialog({ what, bill, offline, onClose }: Speaking & { offline: boolean; onClose: () => void }) {
  const { t } = useTranslation('incentives')
  const [requestId] = useState(() => crypto.randomUUID())
  const mayReconcile = usePermitted('incentive.reconcile') === true
  const dispute = useRead(
    api.incentives.dispute,
    { period: bill.period },
    { enabled: what === 'object' && mayReconcile },
  )
  /** null = as it was found; from the first key on the person's own. */
  const [typed, setText] = useState<string | null>(null)
  const text = typed ?? dispute.data?.text ?? ''
  const [intent, setIntent] = useState<IntentView | null>(null)
  const keep = ({ intents }: { intents: IntentView[] }): void => setIntent(intents[0] ?? null)
  const confirm = useWrite(api.incentives.confirm, { onDone: keep })
  const object = useWrite(api.incentives.object, { onDone: keep })
  const { error, isPending } = what === 'confirm' ? confirm : object
  const go = (): void => {
    if (what === 'confirm') confirm.mutate({ requestId, release: true, items: [{ payload: { billId: bill.billId } }] })
    else object.mutate({ requestId, release: true, items: [{ payload: { billId: bill.billId, text: text.trim() } }] })
  }
  const refusal = error?.detail?.reason
  const plan = bill.planName ?? bill.billId
  return (
    <Modal
      open
      title={t(`${what}Dialog.title`, { period: bill.period, plan })}
      okText={t(`${what}Dialog.go`)}
      okButtonProps={{ disabled: intent !== null || (what === 'object' && text.trim() === ''), loading: isPending }}
      onOk={go}
      onCancel={onClose}
    >
      <div className="incentives-stack">
        {what === 'confirm' ? (
          <p>{t('confirmDialog.text', { amount: formatYuan(fen(bill.total)) })}</p>
        ) : (
          <Input.TextArea
            aria-label={t('objectDialog.label')}
            placeholder={t('objectDialog.label')}
            value={text}
            maxLength={1000}
            autoSize={{ minRows: 3, maxRows: 8 }}
            onChange={(event) => setText(event.target.value)}
          />
        )}
        {offline && <Alert type="info" showIcon title={t('confirmDialog.offline')} />}
        {intent && (
          <p role="status">
            <IntentMark intent={intent} />
          </p>
        )}
        {error && (typeof refusal === 'string' ? <Refused reason={refusal} /> : <ErrorNotice error={error} />)}
      </div>
    </Modal>
  )
}
