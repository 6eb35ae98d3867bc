/** A customer's authorization on its page: state with the customer's decision, what it allows, asking, reminding, acting. */
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { refusalText } from '#renderer/parts/intent.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { AuthorizationCard, AuthorizationRow } from '#shared/contract/authorizations.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { mayRequest } from '#shared/rules/authorizations.ts'
import { RESALE } from '#shared/rules/customers.ts'
import { formatBeijing } from '#shared/time.ts'
import { RequestDialog } from './RequestDialog.tsx'
import { ScopeList } from './ScopeList.tsx'
import { StateTag } from './StateTag.tsx'
import { useAct } from './useAct.ts'
import './authorizations.css'

export function AuthorizationBlock({ customerId }: { customerId: string }) {
  const { t } = useTranslation('authorizations')
  const allowed = usePermitted('authorization.read') === true
  const read = useRead(api.authorizations.get, { customerId }, { enabled: allowed })
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  if (!allowed) return null
  const card = read.data
  return (
    <section className="block" aria-label={t('block.title')} data-authorization={card?.authorization?.state ?? 'NONE'}>
      <div className="block-head">
        <h2>{t('block.title')}</h2>
        {card && card.asOf !== null && <AsOf at={card.asOf} offline={offline} />}
      </div>
      {read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
      {card && card.associationType !== RESALE && <p className="quiet">{t('block.notResale')}</p>}
      {card && card.associationType === RESALE && <State card={card} offline={offline} />}
    </section>
  )
}

/** The decision in a sentence; empty for a state that the program does not know. */
function useSentence(row: AuthorizationRow | null): string {
  const { t } = useTranslation('authorizations')
  if (row === null || row.state === 'NONE') return t('block.never')
  const at = (value: number | null): string => (value === null ? t('none') : formatBeijing(value))
  switch (row.state) {
    case 'REQUESTED':
      return t('block.requested', {
        by: row.requestedBy ?? t('none'),
        at: at(row.requestedAt),
        who: t(`block.who.${row.waitsFor === 'DISTRIBUTOR' ? 'DISTRIBUTOR' : 'CUSTOMER'}`),
      })
    case 'GRANTED':
      return t('block.granted', { at: at(row.decidedAt) })
    case 'DECLINED':
      return t('block.declined', {
        who: t(`decidedBy.${row.decidedBy === 'DISTRIBUTOR' ? 'DISTRIBUTOR' : 'CUSTOMER'}`),
        at: at(row.decidedAt),
      })
    case 'REVOKED':
      return t('block.revoked', { at: at(row.decidedAt) })
    case 'ENDED':
      return t('block.ended', { at: at(row.decidedAt) })
    default:
      return ''
  }
}

function State({ card, offline }: { card: AuthorizationCard; offline: boolean }) {
  const { t } = useTranslation('authorizations')
  const mayAsk = usePermitted('authorization.request') === true
  const mayAct = usePermitted('authorization.act') === true
  const [asking, setAsking] = useState(false)
  const acting = useRead(api.authorizations.acting, {}).data?.acting?.customerId === card.customerId
  const act = useAct()
  const { authorization: row, customerId } = card
  const told = card.asOf !== null
  const state = row?.state ?? 'NONE'
  const sentence = useSentence(row)
  return (
    <>
      {told ? (
        <div className="authorization-state">
          <StateTag state={state} waitsFor={row?.waitsFor ?? null} />
          <span>{sentence}</span>
        </div>
      ) : (
        <p className="quiet">{t('block.absent')}</p>
      )}
      {row?.reason && <p className="quiet">{t('block.reason', { reason: row.reason })}</p>}
      {card.queued && <Alert type="info" showIcon title={t('block.queued')} />}
      {state === 'GRANTED' && <p className="quiet">{t('block.cts')}</p>}
      {act.error && <ActError error={act.error} />}
      <div className="authorization-acts">
        {mayAsk && told && mayRequest(state) && !card.queued && (
          <Button onClick={() => setAsking(true)}>{t(row === null ? 'block.request' : 'block.again')}</Button>
        )}
        {state === 'REQUESTED' && <Reminder />}
        {mayAct && (card.refusal === null || state === 'GRANTED') && !acting && (
          <Button
            type="primary"
            title={t('block.actTip')}
            disabled={offline}
            loading={act.isPending}
            onClick={() => act.mutate({ customerId })}
          >
            {t('block.act')}
          </Button>
        )}
      </div>
      {(state === 'GRANTED' || state === 'REQUESTED') && <ScopeList />}
      {asking && (
        <RequestDialog customerId={customerId} letterNeeded={card.letterNeeded} onClose={() => setAsking(false)} />
      )}
    </>
  )
}

/** The rule's own sentence where the gate refused; otherwise what kept it from being asked. */
function ActError({ error }: { error: AppErrorValue }) {
  const { t } = useTranslation('outbox')
  const { rule, reason } = error.detail ?? {}
  if (error.code !== 'no-agency' || typeof rule !== 'string') return <ErrorNotice error={error} />
  return <Alert type="warning" showIcon title={refusalText(t, { rule, reason: String(reason) })} />
}

/** Ready to be sent by mail or chat: the decision is the customer's (R-AUTH-03). */
function Reminder() {
  const { t } = useTranslation('authorizations')
  const { done } = useNotices()
  const copy = (): void =>
    void navigator.clipboard.writeText(t('reminder')).then(
      () => done(t('block.reminded')),
      () => done(t('block.remindFailed')),
    )
  return (
    <>
      <Button onClick={copy}>{t('block.remind')}</Button>
      <details className="authorization-reminder">
        <summary>{t('block.reminder')}</summary>
        <p>{t('reminder')}</p>
      </details>
    </>
  )
}
