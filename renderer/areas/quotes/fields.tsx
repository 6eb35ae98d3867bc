/** Small fields of a line. */
import { InputNumber, Select, Space } from 'antd'
import { useTranslation } from 'react-i18next'

const names = { 0: 'day', 2: 'month', 3: 'year', 4: 'hour' } as const
const types = [2, 3, 0, 4] as const

export interface Period {
  periodType: number
  periodNum: number
}

export function PeriodField({
  id,
  label,
  value,
  disabled = false,
  onChange,
}: {
  id?: string
  label: string
  value: Period
  disabled?: boolean
  onChange: (value: Period) => void
}) {
  const { t } = useTranslation('quotes')
  return (
    <Space.Compact>
      <InputNumber
        {...(id === undefined ? {} : { id })}
        className="quote-number"
        aria-label={`${label} ${t('line.periodNum')}`}
        min={1}
        precision={0}
        disabled={disabled}
        value={value.periodNum}
        onChange={(periodNum) => onChange({ ...value, periodNum: periodNum ?? 1 })}
      />
      <Select
        className="quote-period"
        aria-label={`${label} ${t('line.periodType')}`}
        disabled={disabled}
        value={value.periodType}
        options={types.map((type) => ({ value: type, label: t(`periods.${names[type]}`) }))}
        onChange={(periodType) => onChange({ ...value, periodType })}
      />
    </Space.Compact>
  )
}
