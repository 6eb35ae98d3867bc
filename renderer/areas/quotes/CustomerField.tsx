import { type RefSelectProps, Select } from 'antd'
import { type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'

/** Finds a customer as typed; Enter takes the first. */
export function CustomerField({
  id,
  value,
  name,
  disabled,
  ref,
  onChange,
}: {
  id: string
  value: string | null
  /** Masked name of the one that is chosen. */
  name: string
  disabled: boolean
  ref: Ref<RefSelectProps>
  onChange: (customerId: string | null) => void
}) {
  const { t } = useTranslation('quotes')
  const [text, setText] = useState('')
  const found = useRead(api.customers.search, { text, limit: 20 }, { enabled: text.trim() !== '', keepPrevious: true })
  const options = (found.data?.rows ?? []).map((row) => ({
    value: row.customerId,
    label: `${row.name || row.accountName}（${row.accountName}）`,
  }))
  if (value !== null && !options.some((option) => option.value === value))
    options.unshift({ value, label: name || value })
  return (
    <Select
      id={id}
      ref={ref}
      className="quote-customer"
      showSearch={{ filterOption: false, onSearch: setText }}
      allowClear
      disabled={disabled}
      placeholder={t('basket.customerHint')}
      value={value}
      options={options}
      onChange={(next: string | undefined) => onChange(next ?? null)}
    />
  )
}
