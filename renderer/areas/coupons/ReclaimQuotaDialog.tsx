/** Takes back the whole rest of a reseller's quota (R-COUPON-24). */
import { Alert } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { ConfirmDanger } from '#renderer/parts/ConfirmDanger.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { ResellerQuota } from '#shared/contract/resellers.ts'
import { fen, formatYuan } from '#shared/money.ts'

export function ReclaimQuotaDialog({
  quota,
  offline,
  onClose,
}: {
  quota: ResellerQuota
  offline: boolean
  onClose: () => void
}) {
  const { t } = useTranslation('coupons')
  const { done } = useNotices()
  const [requestId] = useState(() => crypto.randomUUID())
  const reclaim = useWrite(api.resellers.reclaimQuota, {
    onDone: () => {
      done(t('resellers.queued'))
      onClose()
    },
  })
  return (
    <ConfirmDanger
      open
      title={t('resellers.reclaimTitle')}
      action={t('resellers.reclaimGo')}
      busy={reclaim.isPending}
      onCancel={onClose}
      onConfirm={() =>
        reclaim.mutate({
          requestId,
          release: !offline,
          items: [
            {
              payload: { quotaId: quota.quotaId, parentQuotaId: quota.parentQuotaId },
              basis: { balance: quota.balance },
            },
          ],
        })
      }
    >
      <div className="coupons-stack">
        <p>
          <strong>{quota.resellerName || quota.resellerId}</strong>　{quota.quotaId}
        </p>
        <p>{t('resellers.reclaimWhole', { amount: formatYuan(fen(quota.balance)) })}</p>
        {offline && <Alert type="info" showIcon title={t('reclaim.offline')} />}
        {reclaim.error && <ErrorNotice error={reclaim.error} />}
      </div>
    </ConfirmDanger>
  )
}
