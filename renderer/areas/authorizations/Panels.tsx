/** Above the list: work that waits for an authorization, and what customers decided lately. */
import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { refusalText } from '#renderer/parts/intent.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import { formatBeijing } from '#shared/time.ts'
import './authorizations.css'

const SHOWN = 5

export function MissingPanel() {
  const { t } = useTranslation('authorizations')
  const { t: to } = useTranslation('outbox')
  const missing = useRead(api.authorizations.missing, {}).data
  if (!missing || missing.total === 0) return null
  const rest = missing.total - Math.min(missing.rows.length, SHOWN)
  const kindText = ({ kind, count }: { kind: string; count: number }): string =>
    kind === 'intents' || kind === 'orders'
      ? t(`missing.kinds.${kind}`, { count })
      : t('missing.kinds.other', { kind, count })
  return (
    <Alert
      type="warning"
      showIcon
      data-missing={missing.total}
      title={t('missing.title', { count: missing.total })}
      description={
        <ul className="authorization-list">
          {missing.rows.slice(0, SHOWN).map((row) => (
            <li key={row.customerId}>
              <Link to="/customers/$customerId" params={{ customerId: row.customerId }}>
                {row.customerName || row.customerId}
              </Link>
              <span>{row.work.map(kindText).join('，')}</span>
              <span className="quiet">{refusalText(to, row.refusal)}</span>
            </li>
          ))}
          {rest > 0 && <li className="quiet">{t('missing.more', { count: rest })}</li>}
        </ul>
      }
    />
  )
}

export function NewsPanel() {
  const { t } = useTranslation('authorizations')
  const { fault } = useNotices()
  const news = useRead(api.authorizations.news, {}).data
  const seen = useWrite(api.authorizations.seen)
  if (!news || news.changes.length === 0) return null
  const until = Math.max(...news.changes.map(({ at }) => at))
  const known = ['GRANTED', 'DECLINED', 'REVOKED', 'ENDED', 'NONE'] as const
  const said = (to: string): string => {
    const key = known.find((one) => one === to)
    return key ? t(`news.to.${key}`) : t('news.to.other', { state: to })
  }
  return (
    <Alert
      type="info"
      showIcon
      title={t('news.decided')}
      action={
        <Button size="small" loading={seen.isPending} onClick={() => seen.mutate({ until }, { onError: fault })}>
          {t('news.seen')}
        </Button>
      }
      description={
        <ul className="authorization-list">
          {news.changes.slice(0, SHOWN).map((change) => (
            <li key={`${change.customerId} ${change.at} ${change.to}`}>
              <Link to="/customers/$customerId" params={{ customerId: change.customerId }}>
                {change.customerName || change.customerId}
              </Link>
              <span>{said(change.to)}</span>
              {change.reason && <span className="quiet">{change.reason}</span>}
              <span className="quiet">{formatBeijing(change.at)}</span>
            </li>
          ))}
          {news.changes.length + news.more > SHOWN && (
            <li className="quiet">{t('missing.more', { count: news.changes.length + news.more - SHOWN })}</li>
          )}
        </ul>
      }
    />
  )
}
