/** All filters of the order list. */
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AmountField, CodesField, DayField, TextField } from '#renderer/areas/coupons/fields.tsx'
import { FilterField, FilterForm } from '#renderer/parts/FilterForm.tsx'
import { withPart } from '#renderer/parts/question.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import { codesOf } from './codes.ts'
import type { OrdersSearch } from './search.ts'

const days = ['createdFrom', 'createdUntil', 'paidFrom', 'paidUntil'] as const
const amounts = ['amountFrom', 'amountTo'] as const
const flags = ['agentPaid', 'combined'] as const
const fields = ['customerId', 'status', 'orderType', 'serviceCode', 'source', ...days, ...amounts, ...flags] as const
const nothing = Object.fromEntries(fields.map((field) => [field, undefined])) as Partial<OrdersSearch>

export function OrderFilters({
  search,
  open,
  onOpen,
  onSearch,
}: {
  search: OrdersSearch
  open: boolean
  onOpen: (open: boolean) => void
  onSearch: (search: OrdersSearch) => void
}) {
  const { t } = useTranslation('orders')
  const codes = codesOf(t)
  // Counted over every order: asked only by who opens the form.
  const services = useRead(api.orders.choices, {}, { enabled: open }).data?.services ?? []
  const [draft, setDraft] = useState<OrdersSearch>(search)
  const [typed, setTyped] = useState<{ amountFrom?: string; amountTo?: string }>({})
  useEffect(() => {
    setDraft(search)
    setTyped({})
  }, [search])
  const put = (part: Partial<OrdersSearch>): void => setDraft((old) => ({ ...old, ...part }))
  const parts = Object.fromEntries(fields.map((field) => [field, draft[field]])) as Partial<OrdersSearch>
  return (
    <FilterForm
      open={open}
      onOpen={onOpen}
      active={fields.filter((field) => search[field] !== undefined).length}
      onSubmit={() => onSearch(withPart(search, parts))}
      onReset={() => onSearch(withPart(search, nothing))}
    >
      <TextField
        label={t('filter.customerId')}
        value={draft.customerId}
        onChange={(customerId) => put({ customerId })}
      />
      {(['status', 'orderType', 'source'] as const).map((field) => (
        <CodesField
          key={field}
          label={t(`column.${field}`)}
          known={codes[field]}
          value={draft[field]}
          onChange={(values) => put({ [field]: values })}
        />
      ))}
      <CodesField
        label={t('column.service')}
        known={Object.fromEntries(services.map(({ code, name }) => [code, { label: name ?? code }]))}
        value={draft.serviceCode}
        onChange={(serviceCode) => put({ serviceCode })}
      />
      {days.map((field) => (
        <DayField
          key={field}
          label={t(`filter.${field}`)}
          value={draft[field]}
          end={field.endsWith('Until')}
          onChange={(at) => put({ [field]: at })}
        />
      ))}
      {amounts.map((field) => (
        <AmountField
          key={field}
          label={t(`filter.${field}`)}
          value={draft[field]}
          typed={typed[field]}
          onChange={(text, value) => {
            setTyped((old) => ({ ...old, [field]: text }))
            put({ [field]: value })
          }}
        />
      ))}
      {flags.map((field) => (
        <FilterField key={field} label={t(`filter.${field}`)}>
          {(id) => (
            <Select<'yes' | 'no'>
              id={id}
              allowClear
              placeholder={t('filter.any')}
              value={draft[field] === undefined ? null : draft[field] ? 'yes' : 'no'}
              options={[
                { value: 'yes', label: t('filter.yes') },
                { value: 'no', label: t('filter.no') },
              ]}
              onChange={(value: 'yes' | 'no' | undefined) =>
                put({ [field]: value === undefined ? undefined : value === 'yes' })
              }
            />
          )}
        </FilterField>
      ))}
    </FilterForm>
  )
}
