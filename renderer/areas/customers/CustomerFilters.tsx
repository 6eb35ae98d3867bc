import { Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { codesOf, codeText } from '#renderer/areas/customers/codes.ts'
import { DAY_MS, dayOf, dayStart } from '#renderer/areas/customers/dates.ts'
import { activeFilters, type CustomersSearch, formFields, withPart } from '#renderer/areas/customers/search.ts'
import { FilterField, FilterForm } from '#renderer/parts/FilterForm.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'

interface Choice {
  value: string
  label: string
}

const number = new Intl.NumberFormat('en-US')
const texts = ['name', 'accountName', 'label', 'customerId'] as const
const coded = ['associationType', 'verifiedStatus', 'customerType', 'frozen', 'newTag'] as const
const nothing = Object.fromEntries(formFields.map((field) => [field, undefined])) as Partial<CustomersSearch>

/** All filters of R-CUST-05. The choices are what the data really holds, unknown values too, with their numbers. */
export function CustomerFilters({
  search,
  open,
  onOpen,
  onSearch,
}: {
  search: CustomersSearch
  open: boolean
  onOpen: (open: boolean) => void
  onSearch: (search: CustomersSearch) => void
}) {
  const { t } = useTranslation('customers')
  const { t: tp } = useTranslation('parts')
  const [draft, setDraft] = useState<CustomersSearch>(search)
  useEffect(() => setDraft(search), [search])
  const choices = useRead(api.customers.choices, {}, { enabled: open }).data
  const codes = codesOf(t)
  const unknown = (value: string): string => tp('code.unknown', { value })
  const put = (part: Partial<CustomersSearch>): void => setDraft((old) => ({ ...old, ...part }))

  const many = (
    id: string,
    field: (typeof coded)[number] | 'level' | 'manager',
    options: Choice[],
    chosen: string[],
  ) => (
    <Select
      id={id}
      mode="multiple"
      allowClear
      maxTagCount="responsive"
      placeholder={t('filter.any')}
      optionFilterProp="label"
      value={chosen}
      // A chosen value that the data no longer holds stays visible.
      options={[
        ...options,
        ...chosen
          .filter((v) => !options.some((o) => o.value === v))
          .map((v) => ({ value: v, label: v || t('filter.noManager') })),
      ]}
      onChange={(values: string[]) => put({ [field]: values })}
    />
  )
  const withCount = (label: string, count: number): string => `${label}  ${number.format(count)}`
  const { associatedFrom, associatedUntil } = draft
  return (
    <FilterForm
      open={open}
      onOpen={onOpen}
      active={activeFilters(search)}
      onSubmit={() => onSearch(withPart(search, draftParts(draft)))}
      onReset={() => onSearch(withPart(search, nothing))}
    >
      {texts.map((field) => (
        <FilterField key={field} label={field === 'customerId' ? t('filter.customerId') : t(`filter.${field}`)}>
          {(id) => (
            <Input
              id={id}
              allowClear
              maxLength={field === 'label' || field === 'customerId' ? 64 : 128}
              value={draft[field] ?? ''}
              onChange={(event) => put({ [field]: event.target.value })}
            />
          )}
        </FilterField>
      ))}
      {coded.map((field) => (
        <FilterField key={field} label={t(`column.${field}`)}>
          {(id) =>
            many(
              id,
              field,
              (choices?.[field] ?? []).map(({ value, count }) => ({
                value,
                label: withCount(codeText(codes[field], value, unknown), count),
              })),
              draft[field] ?? [],
            )
          }
        </FilterField>
      ))}
      <FilterField label={t('column.level')}>
        {(id) =>
          many(
            id,
            'level',
            (choices?.level ?? []).map(({ value, count }) => ({ value, label: withCount(value, count) })),
            draft.level ?? [],
          )
        }
      </FilterField>
      <FilterField label={t('filter.manager')}>
        {(id) =>
          many(
            id,
            'manager',
            (choices?.manager ?? []).map(({ value, name, count }) => ({
              value,
              label: withCount(value === '' ? t('filter.noManager') : (name ?? value), count),
            })),
            draft.manager ?? [],
          )
        }
      </FilterField>
      <FilterField label={t('filter.associatedFrom')}>
        {(id) => (
          <Input
            id={id}
            type="date"
            value={associatedFrom === undefined ? '' : dayOf(associatedFrom)}
            onChange={(event) => put({ associatedFrom: dayStart(event.target.value) ?? undefined })}
          />
        )}
      </FilterField>
      <FilterField label={t('filter.associatedUntil')}>
        {(id) => (
          <Input
            id={id}
            type="date"
            value={associatedUntil === undefined ? '' : dayOf(associatedUntil - DAY_MS)}
            onChange={(event) => {
              const start = dayStart(event.target.value)
              put({ associatedUntil: start === null ? undefined : start + DAY_MS })
            }}
          />
        )}
      </FilterField>
    </FilterForm>
  )
}

/** Only what the form holds: tab, search text and order may have changed beside it. */
const draftParts = (draft: CustomersSearch): Partial<CustomersSearch> =>
  Object.fromEntries(formFields.map((field) => [field, draft[field]]))
