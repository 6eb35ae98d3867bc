/** The way to the inbox of partner payments, with how many wait and the shortest time left. */
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { paymentStates } from '#shared/rules/orders.ts'
import { TimeLeft } from './TimeLeft.tsx'

export function PaymentsLink() {
  const { t } = useTranslation('orders')
  const navigate = useNavigate()
  const allowed = usePermitted('order.payFor') === true
  const inbox = useRead(api.orders.payments, {}, { enabled: allowed }).data
  if (!inbox) return null
  const first = inbox.rows.find(({ state, expiresAt }) => state === paymentStates.pending && expiresAt !== null)
  return (
    <>
      {first?.expiresAt != null && (
        <span>
          {t('payments.soonest')} <TimeLeft until={first.expiresAt} />
        </span>
      )}
      <Button onClick={() => void navigate({ to: '/orders/payments' })}>
        {t('payments.link', { n: inbox.pending.count })}
      </Button>
    </>
  )
}
