/** What becomes of resources at their end: renewed by themselves, on demand, or neither (R-ORD-30, R-ORD-32). */
import { InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '#renderer/rpc/api.ts'
import type { PeriodResource } from '#shared/contract/resources.ts'
import { AUTO_RENEW, AUTO_RENEW_TIMES_MOST, firstChargeAt, TO_ON_DEMAND } from '#shared/rules/resources.ts'
import { formatBeijing } from '#shared/time.ts'
import { ActDialog } from './ActDialog.tsx'
import { useActs } from './useActs.ts'

type Choice = 'auto' | 'onDemand' | 'neither'

const choiceOf = ({ expirePolicy }: PeriodResource): Choice =>
  expirePolicy === AUTO_RENEW ? 'auto' : expirePolicy === TO_ON_DEMAND ? 'onDemand' : 'neither'

export function ExpiryDialog({
  customerId,
  resources,
  onClose,
}: {
  customerId: string
  resources: readonly PeriodResource[]
  onClose: () => void
}) {
  const { t } = useTranslation('resources')
  const [choice, setChoice] = useState<Choice>(() => (resources[0] ? choiceOf(resources[0]) : 'neither'))
  const [period, setPeriod] = useState<'bought' | 'MONTH' | 'YEAR'>('bought')
  const [times, setTimes] = useState<number | null>(0)
  const auto = useActs(api.resources.autoRenew, customerId)
  const onDemand = useActs(api.resources.onDemandAtExpiry, customerId)
  // What is to be neither loses what it has.
  const renewing = resources.filter((one) => choice === 'auto' || (choice === 'neither' && choiceOf(one) === 'auto'))
  const changing = resources.filter(
    (one) => choice === 'onDemand' || (choice === 'neither' && choiceOf(one) === 'onDemand'),
  )
  const submit = (): void => {
    if (renewing.length > 0)
      auto.submit(
        renewing.map(({ resourceId }) => ({
          payload: {
            customerId,
            resourceId,
            on: choice === 'auto',
            period: choice === 'auto' && period !== 'bought' ? period : null,
            times: choice === 'auto' ? times : null,
          },
        })),
      )
    if (changing.length > 0)
      onDemand.submit(
        changing.map(({ resourceId }) => ({ payload: { customerId, resourceId, on: choice === 'onDemand' } })),
      )
  }
  const both = auto.acts || onDemand.acts ? [...(auto.acts ?? []), ...(onDemand.acts ?? [])] : null
  const end = resources[0]?.expireAt ?? null
  return (
    <ActDialog
      title={t('expiry.title', { n: resources.length })}
      action={t('expiry.act', { n: renewing.length + changing.length })}
      ready={renewing.length + changing.length > 0}
      resources={[...renewing, ...changing]}
      acts={{ pending: auto.pending || onDemand.pending, error: auto.error ?? onDemand.error, acts: both }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Radio.Group
        vertical
        value={choice}
        onChange={(event) => setChoice(event.target.value as Choice)}
        options={(['auto', 'onDemand', 'neither'] as const).map((value) => ({ value, label: t(`expiry.${value}`) }))}
      />
      {choice === 'auto' && (
        <>
          <div className="act-line">
            <span>{t('expiry.period')}</span>
            <Select
              aria-label={t('expiry.period')}
              value={period}
              options={(['bought', 'MONTH', 'YEAR'] as const).map((value) => ({
                value,
                label: t(`expiry.periods.${value}`),
              }))}
              onChange={setPeriod}
            />
            <span>{t('expiry.times')}</span>
            <InputNumber
              aria-label={t('expiry.times')}
              min={0}
              max={AUTO_RENEW_TIMES_MOST}
              precision={0}
              value={times}
              onChange={setTimes}
            />
            <span className="quiet">{t('expiry.timesText')}</span>
          </div>
          {end !== null && (
            <p className="quiet">{t('expiry.charge', { at: formatBeijing(firstChargeAt(end)).slice(0, 16) })}</p>
          )}
        </>
      )}
    </ActDialog>
  )
}
