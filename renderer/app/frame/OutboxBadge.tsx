/** How much has not been sent to its end, and how much of it needs the person; nothing where there is none. */
import ExclamationCircleOutlined from '@ant-design/icons/ExclamationCircleOutlined'
import PauseCircleOutlined from '@ant-design/icons/PauseCircleOutlined'
import SendOutlined from '@ant-design/icons/SendOutlined'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { usePermitted } from '../usePermitted.ts'

const number = new Intl.NumberFormat('en-US')

export function OutboxBadge() {
  const { t } = useTranslation('frame')
  const allowed = usePermitted('outbox.read') === true
  const status = useRead(api.outbox.status, {}, { enabled: allowed }).data
  if (!status || status.unsent === 0) return null
  const { unsent, needPerson, pause } = status
  const words = { unsent: number.format(unsent), person: number.format(needPerson) }
  const needsYou = needPerson > 0
  return (
    <Link
      to="/outbox"
      search={needsYou ? { tab: 'person' } : {}}
      className={`sync-badge ${needsYou ? 'sync-attention' : 'sync-busy'}`}
      aria-label={t('outbox.label', words)}
      data-unsent={unsent}
      data-needs={needPerson}
    >
      {needsYou ? <ExclamationCircleOutlined /> : pause ? <PauseCircleOutlined /> : <SendOutlined />}
      <span>{t('outbox.unsent', words)}</span>
      {needsYou && <span className="sync-age">{t('outbox.person', words)}</span>}
    </Link>
  )
}
