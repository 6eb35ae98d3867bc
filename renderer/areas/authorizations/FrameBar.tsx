/**
 * What the frame shows on every page: whom somebody acts for and since when, with the way back (R-AUTH-09); that it ended
 * by itself; and grants that customers took back (R-AUTH-04).
 */
import SwapOutlined from '@ant-design/icons/SwapOutlined'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { refusalText } from '#renderer/parts/intent.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { Acting, ActingView } from '#shared/contract/authorizations.ts'
import { lost } from '#shared/rules/authorizations.ts'
import { formatBeijing } from '#shared/time.ts'
import { RequestDialog } from './RequestDialog.tsx'
import './authorizations.css'

const minuteOf = (at: number): string => formatBeijing(at).slice(11, 16)

export function FrameBar() {
  const allowed = usePermitted('authorization.read') === true
  const acting = useRead(api.authorizations.acting, {}, { enabled: allowed }).data
  if (!allowed) return null
  return (
    <>
      {acting?.acting && <ActingBar acting={acting.acting} />}
      {acting?.ended && <EndedBar ended={acting.ended} />}
      <LostBar />
    </>
  )
}

function ActingBar({ acting }: { acting: Acting }) {
  const { t } = useTranslation('authorizations')
  const { fault } = useNotices()
  const back = useWrite(api.authorizations.return)
  const { customerId, customerName, since, checkedAt } = acting
  return (
    <section className="acting-bar" aria-label={t('acting.label')} data-acting={customerId}>
      <SwapOutlined />
      <span>{t('acting.text')}</span>
      <Link to="/customers/$customerId" params={{ customerId }} className="acting-name">
        {customerName || customerId}
      </Link>
      <span className="acting-since">{t('acting.since', { at: minuteOf(since) })}</span>
      <span className="acting-since">{t('acting.checked', { at: minuteOf(checkedAt) })}</span>
      <Button size="small" loading={back.isPending} onClick={() => back.mutate({}, { onError: fault })}>
        {t('acting.return')}
      </Button>
    </section>
  )
}

function EndedBar({ ended }: { ended: NonNullable<ActingView['ended']> }) {
  const { t } = useTranslation('authorizations')
  const { t: to } = useTranslation('outbox')
  const { fault } = useNotices()
  const mayAsk = usePermitted('authorization.request') === true
  const note = useWrite(api.authorizations.return)
  const [asking, setAsking] = useState(false)
  const { customerId, customerName, refusal } = ended
  return (
    <section className="acting-bar acting-ended" role="alert" data-acting-ended={customerId}>
      <span>{t('acting.ended', { name: customerName || customerId })}</span>
      <span>{refusalText(to, refusal)}</span>
      {mayAsk && (
        <Button size="small" onClick={() => setAsking(true)}>
          {t('acting.again')}
        </Button>
      )}
      <Button size="small" loading={note.isPending} onClick={() => note.mutate({}, { onError: fault })}>
        {t('acting.note')}
      </Button>
      {asking && <AskAgain customerId={customerId} onClose={() => setAsking(false)} />}
    </section>
  )
}

function AskAgain({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const card = useRead(api.authorizations.get, { customerId }).data
  return card ? <RequestDialog customerId={customerId} letterNeeded={card.letterNeeded} onClose={onClose} /> : null
}

const NAMES_SHOWN = 3

function LostBar() {
  const { t } = useTranslation('authorizations')
  const { fault } = useNotices()
  const news = useRead(api.authorizations.news, {}).data
  const seen = useWrite(api.authorizations.seen)
  const gone = (news?.changes ?? []).filter(({ from, to }) => lost(from, to))
  const [first] = gone
  if (!news || !first) return null
  const nameOf = ({ customerName, customerId }: typeof first): string => customerName || customerId
  const until = Math.max(...news.changes.map(({ at }) => at))
  return (
    <section className="acting-bar acting-lost" role="status" data-lost={gone.length}>
      <span>
        {gone.length === 1
          ? t('news.lostOne', { name: nameOf(first), reason: first.reason ?? t(`state.${stateKey(first.to)}`) })
          : t('news.lostMany', { count: gone.length, names: gone.slice(0, NAMES_SHOWN).map(nameOf).join('、') })}
      </span>
      <Link to="/authorizations" search={{ tab: 'REVOKED' }}>
        {t('news.show')}
      </Link>
      <Button size="small" loading={seen.isPending} onClick={() => seen.mutate({ until }, { onError: fault })}>
        {t('news.seen')}
      </Button>
    </section>
  )
}

const stateKey = (state: string): 'DECLINED' | 'REVOKED' | 'ENDED' | 'NONE' =>
  state === 'DECLINED' || state === 'REVOKED' || state === 'ENDED' ? state : 'NONE'
