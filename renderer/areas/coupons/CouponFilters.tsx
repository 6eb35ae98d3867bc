/** All filters of the issued coupons (coupons.md). */
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FilterField, FilterForm } from '#renderer/parts/FilterForm.tsx'
import { withPart } from '#renderer/parts/question.ts'
import { codesOf } from './codes.ts'
import { AmountField, CodesField, DayField, TextField } from './fields.tsx'
import type { CouponsSearch } from './search.ts'

const texts = ['couponId', 'customerId', 'orderId', 'quotaId'] as const
const days = ['createdFrom', 'createdUntil', 'effectiveFrom', 'effectiveUntil', 'expiresFrom', 'expiresUntil'] as const
const fields = [...texts, ...days, 'couponType', 'status', 'faceFrom', 'faceTo', 'locked'] as const
const nothing = Object.fromEntries(fields.map((field) => [field, undefined])) as Partial<CouponsSearch>

export function CouponFilters({
  search,
  open,
  onOpen,
  onSearch,
}: {
  search: CouponsSearch
  open: boolean
  onOpen: (open: boolean) => void
  onSearch: (search: CouponsSearch) => void
}) {
  const { t } = useTranslation('coupons')
  const codes = codesOf(t)
  const [draft, setDraft] = useState<CouponsSearch>(search)
  const [typed, setTyped] = useState<{ faceFrom?: string; faceTo?: string }>({})
  useEffect(() => {
    setDraft(search)
    setTyped({})
  }, [search])
  const put = (part: Partial<CouponsSearch>): void => setDraft((old) => ({ ...old, ...part }))
  const parts = Object.fromEntries(fields.map((field) => [field, draft[field]])) as Partial<CouponsSearch>
  return (
    <FilterForm
      open={open}
      onOpen={onOpen}
      active={fields.filter((field) => search[field] !== undefined).length}
      onSubmit={() => onSearch(withPart(search, parts))}
      onReset={() => onSearch(withPart(search, nothing))}
    >
      {texts.map((field) => (
        <TextField
          key={field}
          label={t(`filter.${field}`)}
          value={draft[field]}
          onChange={(value) => put({ [field]: value })}
        />
      ))}
      <CodesField
        label={t('column.couponType')}
        known={codes.couponType}
        value={draft.couponType}
        onChange={(couponType) => put({ couponType })}
      />
      <CodesField
        label={t('column.status')}
        known={codes.status}
        value={draft.status}
        onChange={(status) => put({ status })}
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
      {(['faceFrom', 'faceTo'] as const).map((field) => (
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
      <FilterField label={t('filter.locked')}>
        {(id) => (
          <Select<'yes' | 'no'>
            id={id}
            allowClear
            placeholder={t('filter.any')}
            value={draft.locked === undefined ? null : draft.locked ? 'yes' : 'no'}
            options={[
              { value: 'yes', label: t('filter.lockedYes') },
              { value: 'no', label: t('filter.lockedNo') },
            ]}
            onChange={(value: 'yes' | 'no' | undefined) =>
              put({ locked: value === undefined ? undefined : value === 'yes' })
            }
          />
        )}
      </FilterField>
    </FilterForm>
  )
}
