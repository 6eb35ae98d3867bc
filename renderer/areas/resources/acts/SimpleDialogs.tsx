/** Change to on demand at once, and the customer's settings of renewals. */
import { Alert, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refusalText } from '#renderer/parts/intent.ts'
import { api } from '#renderer/rpc/api.ts'
import type { PeriodResource } from '#shared/contract/resources.ts'
import { type RenewSetting, refuseSetting } from '#shared/rules/resources.ts'
import { ActDialog } from './ActDialog.tsx'
import { useActs } from './useActs.ts'

export function ToOnDemandDialog({
  customerId,
  resources,
  onClose,
}: {
  customerId: string
  resources: readonly PeriodResource[]
  onClose: () => void
}) {
  const { t } = useTranslation('resources')
  const acts = useActs(api.resources.toOnDemand, customerId)
  return (
    <ActDialog
      title={t('toOnDemand.title', { n: resources.length })}
      action={t('toOnDemand.act', { n: resources.length })}
      danger
      ready
      resources={resources}
      acts={acts}
      onSubmit={() => acts.submit(resources.map(({ resourceId }) => ({ payload: { customerId, resourceId } })))}
      onClose={onClose}
    >
      <Alert type="warning" showIcon title={t('toOnDemand.text')} />
      <ul>
        {resources.map(({ resourceId, name }) => (
          <li key={resourceId}>{name ?? resourceId}</li>
        ))}
      </ul>
    </ActDialog>
  )
}

const firstValue: Record<RenewSetting, number> = { DEDUCTION_DATE: 7, EXPIRE_DATE: -1 }

export function SettingsDialog({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const { t } = useTranslation('resources')
  const { t: outbox } = useTranslation('outbox')
  const [name, setName] = useState<RenewSetting>('DEDUCTION_DATE')
  const [value, setValue] = useState(firstValue.DEDUCTION_DATE)
  const acts = useActs(api.resources.renewSettings, customerId)
  const wrong = refuseSetting(name, value)
  return (
    <ActDialog
      title={t('settings.title')}
      action={t('settings.act')}
      ready={wrong === null}
      resources={[{ resourceId: name, name: t(`settings.names.${name}`) }]}
      acts={acts}
      onSubmit={() => acts.submit([{ payload: { customerId, name, value } }])}
      onClose={onClose}
    >
      <div className="act-line">
        <Select
          aria-label={t('settings.title')}
          value={name}
          options={(['DEDUCTION_DATE', 'EXPIRE_DATE'] as const).map((key) => ({
            value: key,
            label: t(`settings.names.${key}`),
          }))}
          onChange={(chosen: RenewSetting) => {
            setName(chosen)
            setValue(firstValue[chosen])
          }}
        />
        <InputNumber
          aria-label={t('settings.value')}
          min={-1}
          max={28}
          precision={0}
          value={value}
          onChange={(typed) => setValue(typed ?? Number.NaN)}
        />
      </div>
      <p className="quiet">{t(`settings.texts.${name}`)}</p>
      {wrong && <p className="act-problem">{refusalText(outbox, { ...wrong, detail: wrong.detail ?? null })}</p>}
      <p className="quiet">{t('settings.unread')}</p>
    </ActDialog>
  )
}
