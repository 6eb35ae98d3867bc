/** Fields of the folding forms: texts, codes, days and amounts of a question. */
import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DAY_MS, dayOf, dayStart } from '#renderer/areas/customers/dates.ts'
import type { CodeLabel } from '#renderer/parts/CodeTag.tsx'
import { FilterField } from '#renderer/parts/FilterForm.tsx'
import { fen, parseYuan, yuanText } from '#shared/money.ts'

export function TextField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string | undefined
  onChange: (value: string) => void
}) {
  return (
    <FilterField label={label}>
      {(id) => (
        <Input
          id={id}
          allowClear
          maxLength={64}
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FilterField>
  )
}

export function CodesField({
  label,
  known,
  value,
  onChange,
}: {
  label: string
  known: Readonly<Record<string, CodeLabel>>
  value: readonly string[] | undefined
  onChange: (values: string[]) => void
}) {
  const { t } = useTranslation('coupons')
  const chosen = [...(value ?? [])]
  const options = Object.entries(known).map(([code, { label: name }]) => ({ value: code, label: name }))
  return (
    <FilterField label={label}>
      {(id) => (
        <Select
          id={id}
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          placeholder={t('filter.any')}
          optionFilterProp="label"
          value={chosen}
          // A value that the program does not know stays visible.
          options={[
            ...options,
            ...chosen.filter((code) => !(code in known)).map((code) => ({ value: code, label: code })),
          ]}
          onChange={onChange}
        />
      )}
    </FilterField>
  )
}

/** A Beijing day; `end`: the range includes that day. */
export function DayField({
  label,
  value,
  end = false,
  onChange,
}: {
  label: string
  value: number | undefined
  end?: boolean
  onChange: (at: number | undefined) => void
}) {
  const more = end ? DAY_MS : 0
  return (
    <FilterField label={label}>
      {(id) => (
        <Input
          id={id}
          type="date"
          value={value === undefined ? '' : dayOf(value - more)}
          onChange={(event) => {
            const start = dayStart(event.target.value)
            onChange(start === null ? undefined : start + more)
          }}
        />
      )}
    </FilterField>
  )
}

/** An amount of yuan with at most two decimals; a text that is none stands as it was typed and is no filter. */
export function AmountField({
  label,
  value,
  typed,
  onChange,
}: {
  label: string
  value: number | undefined
  typed: string | undefined
  onChange: (typed: string, value: number | undefined) => void
}) {
  return (
    <FilterField label={label}>
      {(id) => (
        <Input
          id={id}
          inputMode="decimal"
          value={typed ?? (value === undefined ? '' : yuanText(fen(value)))}
          status={typed && value === undefined ? 'error' : ''}
          onChange={(event) => onChange(event.target.value, parseYuan(event.target.value.trim()) ?? undefined)}
        />
      )}
    </FilterField>
  )
}
