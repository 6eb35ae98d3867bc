/** Gives each chosen reseller a quota of the same amount (R-COUPON-21); an intent each. */
import { Alert, Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { dayOf } from '#renderer/areas/customers/dates.ts'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { FilterField } from '#renderer/parts/FilterForm.tsx'
import { refusalText } from '#renderer/parts/intent.ts'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import { fen, formatYuan, parseYuan } from '#shared/money.ts'
import { refuseGiveQuota } from '#shared/rules/coupons.ts'

export function GiveQuotaDialog({ offline, onClose }: { offline: boolean; onClose: () => void }) {
  const { t } = useTranslation('coupons')
  const { t: to } = useTranslation('outbox')
  const { done } = useNotices()
  const now = useNow(60_000)
  const [requestId] = useState(() => crypto.randomUUID())
  const [quotaId, setQuotaId] = useState<string | null>(null)
  const [resellerIds, setResellerIds] = useState<string[]>([])
  const [typed, setTyped] = useState('')
  const quotas = useRead(api.coupons.quotas, {})
  const resellers = useRead(api.resellers.list, {})
  const give = useWrite(api.resellers.giveQuota, {
    onDone: ({ intents }) => {
      if (intents.some(({ state }) => state === 'refused')) return
      done(t('resellers.queued'))
      onClose()
    },
  })
  const offered = (quotas.data?.rows ?? []).filter(
    ({ status, goneAt, expiresAt }) => status === '0' && goneAt === null && (expiresAt === null || expiresAt > now),
  )
  const quota = offered.find((row) => row.quotaId === quotaId)
  const amount = parseYuan(typed.trim())
  const sum = amount === null ? null : amount * resellerIds.length
  const refusal =
    quota && amount !== null
      ? refuseGiveQuota(
          amount,
          {
            status: quota.status,
            balance: fen(quota.balance),
            effectiveAt: quota.effectiveAt ?? 0,
            expiresAt: quota.expiresAt ?? Number.MAX_SAFE_INTEGER,
            minimum: null,
            maximum: null,
            named: quota.limits.some(({ key }) => key === 'customerId'),
          },
          now,
        )
      : null
  const short = quota !== undefined && sum !== null && sum > quota.balance
  const ready =
    quota !== undefined && amount !== null && amount > 0 && resellerIds.length > 0 && refusal === null && !short
  const go = (): void => {
    if (!ready) return
    give.mutate({
      requestId,
      release: !offline,
      items: resellerIds.map((resellerId) => ({
        payload: { quotaId: quota.quotaId, resellerId, amount },
        basis: { balance: quota.balance },
      })),
    })
  }
  return (
    <Modal
      open
      title={t('resellers.giveTitle')}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('reclaim.cancel')}
        </Button>,
        <Button key="go" type="primary" disabled={!ready} loading={give.isPending} onClick={go}>
          {t('resellers.go', { n: resellerIds.length })}
        </Button>,
      ]}
    >
      <form
        className="coupons-stack"
        onSubmit={(event) => {
          event.preventDefault()
          go()
        }}
      >
        <FilterField label={t('resellers.parent')}>
          {(id) => (
            <Select
              id={id}
              autoFocus
              value={quotaId}
              options={offered.map((row) => ({
                value: row.quotaId,
                label: `${formatYuan(fen(row.balance))}　${row.quotaId}${row.expiresAt === null ? '' : `　${dayOf(row.expiresAt)}`}`,
              }))}
              onChange={setQuotaId}
            />
          )}
        </FilterField>
        <FilterField label={t('resellers.reseller')}>
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              optionFilterProp="label"
              value={resellerIds}
              options={(resellers.data?.rows ?? [])
                .filter(({ goneAt }) => goneAt === null)
                .map((row) => ({ value: row.resellerId, label: row.name || row.accountName || row.resellerId }))}
              onChange={setResellerIds}
            />
          )}
        </FilterField>
        <FilterField label={t('resellers.amount')}>
          {(id) => (
            <Input
              id={id}
              inputMode="decimal"
              value={typed}
              status={typed !== '' && (amount === null || amount <= 0) ? 'error' : ''}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </FilterField>
        <p className="quiet">{t('resellers.amountEach')}</p>
        {quota && sum !== null && (
          <p>{t('resellers.total', { amount: formatYuan(fen(sum)), balance: formatYuan(fen(quota.balance)) })}</p>
        )}
        {short && <Alert type="warning" showIcon title={t('resellers.short')} />}
        {!short && refusal && (
          <Alert type="warning" showIcon title={refusalText(to, { ...refusal, detail: refusal.detail ?? null })} />
        )}
        {offline && <Alert type="info" showIcon title={t('reclaim.offline')} />}
        {give.data?.intents
          .filter(({ state }) => state === 'refused')
          .map(({ intentId, detail }) => (
            <Alert
              key={intentId}
              type="error"
              showIcon
              title={refusalText(to, {
                rule: String(detail?.['rule'] ?? ''),
                reason: String(detail?.['reason'] ?? ''),
                detail,
              })}
            />
          ))}
        {give.error && <ErrorNotice error={give.error} />}
      </form>
    </Modal>
  )
}
