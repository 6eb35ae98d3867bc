/** One intent in full: why it is where it is, what it holds, how it came here, and what may be done now. */
import { Link } from '@tanstack/react-router'
import { Button, Drawer, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { CopyText } from '#renderer/parts/CopyText.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { IntentState } from '#renderer/parts/IntentState.tsx'
import { commandName, groupName, type QueuePause } from '#renderer/parts/intent.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { IntentAction } from '#shared/contract/outbox.ts'
import { formatBeijing } from '#shared/time.ts'
import { DecideDialog } from './DecideDialog.tsx'
import { EditDialog } from './EditDialog.tsx'
import { HoldDialog } from './HoldDialog.tsx'
import { IntentHistory } from './IntentHistory.tsx'
import { editableOf, payloadFacts } from './payload.ts'
import { type PendingRow, riskOf, withName } from './rows.ts'

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

export function IntentDrawer({
  intentId,
  pause,
  mayDecide,
  onRelease,
  onDiscard,
  onGroup,
  onClose,
}: {
  intentId: string
  pause: QueuePause
  mayDecide: boolean
  onRelease: (row: PendingRow) => void
  onDiscard: (row: PendingRow) => void
  onGroup: (groupId: string) => void
  onClose: () => void
}) {
  const { t } = useTranslation('pending')
  const { t: to } = useTranslation('outbox')
  const { done, fault } = useNotices()
  const read = useRead(api.outbox.get, { intentId })
  const group = useRead(
    api.outbox.group,
    { groupId: read.data?.intent.groupId ?? '-' },
    { enabled: read.data !== undefined },
  ).data
  const customerId = read.data?.intent.customerId ?? null
  const named = useRead(
    api.customers.names,
    { customerIds: [customerId ?? '-'] },
    { enabled: customerId !== null },
  ).data
  const [asking, setAsking] = useState<'edit' | 'releaseHold' | 'decide' | null>(null)
  const lookAgain = useWrite(api.outbox.lookAgain, { onDone: () => done(t('lookedAgain')) })
  const found = read.data
  const row: PendingRow | null = found
    ? {
        ...withName(found.intent),
        ...(customerId !== null && named?.names[customerId] ? { customer: named.names[customerId] } : {}),
      }
    : null
  const editable = found ? editableOf(found.payload) : null
  const possible = (row?.actions ?? []).filter((action) => action !== 'edit' || editable !== null)
  const run: Record<IntentAction, () => void> = {
    release: () => row && onRelease(row),
    discard: () => row && onDiscard(row),
    edit: () => setAsking('edit'),
    releaseHold: () => setAsking('releaseHold'),
    decide: () => setAsking('decide'),
    lookAgain: () => lookAgain.mutate({ intentId }, { onError: fault }),
  }
  return (
    <Drawer
      open
      size={600}
      title={row ? `${commandName(to, row.command)} · ${row.customer || row.target}` : t('title')}
      onClose={onClose}
      footer={
        mayDecide && possible.length > 0 ? (
          <div className="outbox-acts">
            {possible.map((action) => (
              <Button
                key={action}
                type={action === 'release' || action === 'decide' ? 'primary' : 'default'}
                danger={action === 'releaseHold'}
                loading={action === 'lookAgain' && lookAgain.isPending}
                onClick={run[action]}
              >
                {t(`actions.${action}`)}
              </Button>
            ))}
          </div>
        ) : null
      }
    >
      {read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Skeleton active />}
      {row && found && (
        <div className="intent-drawer">
          <IntentState intent={row} pause={pause} />
          {row.error && (
            <section aria-label={t('drawer.error')}>
              <h2>{t('drawer.error')}</h2>
              <ErrorNotice error={row.error} />
            </section>
          )}
          <section aria-label={t('drawer.facts')}>
            <h2>{t('drawer.facts')}</h2>
            <dl className="intent-content">
              <Fact name={t('columns.amount')}>
                {row.amount === null ? t('amountLater') : <Money amount={row.amount} strong />}
              </Fact>
              <Fact name={t('columns.customer')}>
                {row.customerId === null ? (
                  row.target
                ) : (
                  <>
                    {row.customer}{' '}
                    <Link to="/customers/$customerId" params={{ customerId: row.customerId }} search={{}}>
                      {t('drawer.openCustomer')}
                    </Link>
                    <div>
                      <CopyText text={row.customerId} label={t('columns.customerId')} />
                    </div>
                  </>
                )}
              </Fact>
              {payloadFacts(found.payload).map(([name, value]) => (
                <Fact key={name} name={name}>
                  {value}
                </Fact>
              ))}
              <Fact name={t('columns.risk')}>
                <span className={`risk-${riskOf(row)}`}>{t(`risks.${riskOf(row)}`)}</span>
              </Fact>
              <Fact name={t('columns.author')}>{row.author}</Fact>
              <Fact name={t('columns.acceptedAt')}>{formatBeijing(row.acceptedAt)}</Fact>
              {row.sentAt !== null && <Fact name={t('drawer.sentAt')}>{formatBeijing(row.sentAt)}</Fact>}
              <Fact name={t('columns.intentId')}>
                <CopyText text={row.intentId} label={t('columns.intentId')} />
              </Fact>
              {row.effectId !== null && (
                <Fact name={t('columns.effectId')}>
                  <CopyText text={row.effectId} label={t('columns.effectId')} />
                </Fact>
              )}
              {group && group.total > 1 && (
                <Fact name={t('drawer.group')}>
                  {groupName(to, group)}{' '}
                  <button type="button" className="link-button" onClick={() => onGroup(row.groupId)}>
                    {t('drawer.showGroup')}
                  </button>
                </Fact>
              )}
            </dl>
          </section>
          <section aria-label={t('drawer.history')}>
            <h2>{t('drawer.history')}</h2>
            <IntentHistory events={found.history} />
          </section>
        </div>
      )}
      {row && found && asking === 'edit' && editable && (
        <EditDialog intent={row} editable={editable} onClose={() => setAsking(null)} />
      )}
      {row && asking === 'releaseHold' && <HoldDialog row={row} onClose={() => setAsking(null)} />}
      {row && asking === 'decide' && <DecideDialog row={row} onClose={() => setAsking(null)} />}
    </Drawer>
  )
}
