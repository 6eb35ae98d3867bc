/** One grant 拨款 or reclaim 回收: amount, a look at what it does, the word, and then the intent as it goes on. */
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Input, type InputRef, Modal } from 'antd'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { foldWidth, isComposing } from '#renderer/parts/fold.ts'
import { IntentState } from '#renderer/parts/IntentState.tsx'
import { refusalText } from '#renderer/parts/intent.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { rmbCapitals } from '#shared/capitals.ts'
import type { IntentView } from '#shared/contract/outbox.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { parseAmount } from '#shared/rules/funds.ts'
import { formatBeijing } from '#shared/time.ts'
import { MoveFigures } from './MoveFigures.tsx'
import { type Other, refuseMove } from './other.ts'
import { useLive } from './useLive.ts'
import { useMove } from './useMove.ts'
import '#renderer/parts/batch/batch.css'

export type MoveKind = 'grant' | 'reclaim'

const headOf = (state: IntentView['state']): 'accepted' | 'done' | 'refused' => {
  if (state === 'done') return 'done'
  return state === 'refused' || state === 'expired' || state === 'discarded' ? 'refused' : 'accepted'
}

export function MoveDialog({ kind, other, onClose }: { kind: MoveKind; other: Other; onClose: () => void }) {
  const { t } = useTranslation('funds')
  const { t: outbox } = useTranslation('outbox')
  const field = useId()
  const input = useRef<InputRef>(null)
  const back = useRef<HTMLButtonElement>(null)
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState(false)
  const [reviewing, setReviewing] = useState(false)
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const partner = useRead(api.funds.partnerBalance, {}).data
  const live = useLive(other.is === 'customer' ? other.id : null, offline)
  const move = useMove(kind, other)

  const told = live.data?.customers.find(({ customerId }) => customerId === other.id)
  const balance = told ?? other.balance
  const grantable = live.data ? live.data.grantable : (partner?.grantable ?? null)
  const parsed = parseAmount(foldWidth(typed))
  const amount = parsed.ok ? parsed.amount : null
  const facts = { kind, other, balance, grantable }
  const refusal = parsed.ok ? refuseMove(parsed.amount, facts) : parsed.refusal
  const shown = refusal && (typed !== '' || asked) ? refusal : null
  const navigate = useNavigate()
  const intentId = move.intent?.intentId
  const verb = t(`move.${kind}`)
  const review = (): void => {
    setAsked(true)
    if (refusal === null && amount !== null) setReviewing(true)
  }
  const submit = (): void => {
    if (refusal === null && amount !== null && !move.pending)
      move.submit(amount, { release: !offline, grantable, available: balance?.amount ?? null })
  }
  const footer = move.intent
    ? [
        <Button
          key="pending"
          onClick={() => void navigate({ to: '/outbox', search: { tab: 'all', intent: intentId } })}
        >
          {t('move.openPending')}
        </Button>,
        <Button key="close" type="primary" autoFocus onClick={onClose}>
          {t('move.close')}
        </Button>,
      ]
    : reviewing && amount !== null
      ? [
          <Button key="back" ref={back} autoFocus onClick={() => setReviewing(false)}>
            {t('move.back')}
          </Button>,
          <Button key="act" danger type="primary" loading={move.pending} onClick={submit}>
            {offline
              ? t('move.confirmOffline', { amount: formatYuan(amount) })
              : t('move.confirm', { verb, amount: formatYuan(amount) })}
          </Button>,
        ]
      : [
          <Button key="review" type="primary" disabled={refusal !== null && asked} onClick={review}>
            {t('move.review')}
          </Button>,
        ]

  return (
    <Modal
      open
      width={620}
      title={t(kind === 'grant' ? 'move.grantTo' : 'move.reclaimFrom', { name: other.name })}
      onCancel={onClose}
      destroyOnHidden
      // The dialogue takes the focus for itself when it opens.
      afterOpenChange={(opened) => {
        if (opened) input.current?.focus()
      }}
      footer={footer}
    >
      <div className="batch-section">
        {move.intent ? (
          <>
            <p>
              <strong>
                {t(`move.${headOf(move.intent.state)}`)} {formatYuan(fen(amount ?? 0))}
              </strong>
            </p>
            <IntentState intent={move.intent} />
          </>
        ) : (
          <>
            {reviewing && amount !== null ? (
              <p className="move-review">
                <Money amount={amount} strong />
                <span className="quiet">
                  {t('move.capitals')} {rmbCapitals(amount)}
                </span>
              </p>
            ) : (
              <div className="funds-term">
                <label htmlFor={field}>{t('move.amount')}</label>
                <Input
                  id={field}
                  ref={input}
                  inputMode="decimal"
                  autoComplete="off"
                  placeholder={t('move.placeholder')}
                  value={typed}
                  status={shown ? 'error' : ''}
                  aria-invalid={shown !== null}
                  aria-describedby={`${field}-said`}
                  onChange={(event) => setTyped(event.target.value)}
                  onBlur={() => setTyped(foldWidth(typed).trim())}
                  onKeyDown={(event) => {
                    if (event.key !== 'Enter' || isComposing(event)) return
                    // The same press would reach the button that takes the focus next.
                    event.preventDefault()
                    review()
                  }}
                />
                <span id={`${field}-said`} role="alert" className="batch-problem">
                  {shown && refusalText(outbox, { ...shown, detail: shown.detail ?? null })}
                </span>
              </div>
            )}
            <MoveFigures {...facts} amount={refusal === null ? amount : null} />
            <p className="quiet batch-line">
              {live.data ? (
                <span>{t('move.liveAt', { time: formatBeijing(live.data.at).slice(11) })}</span>
              ) : (
                <>
                  {live.failed && !offline && <span>{t('move.liveFailed')}</span>}
                  <AsOf at={other.asOf ?? partner?.asOf ?? null} offline={offline} />
                </>
              )}
              {!offline && (
                <Button size="small" type="link" loading={live.pending} onClick={live.ask}>
                  {t('move.askLive')}
                </Button>
              )}
            </p>
            <p className="quiet">
              {t(kind === 'grant' ? 'move.formula' : 'move.cashOnly')}
              {kind === 'grant' && balance !== null && balance.debt > 0 && ` ${t('move.debtFirst')}`}
            </p>
            {reviewing && <Alert type="info" showIcon title={t(offline ? 'move.offline' : 'move.undo')} />}
            {move.error && <ErrorNotice error={move.error} onRetry={submit} />}
          </>
        )}
      </div>
    </Modal>
  )
}
