import { useTranslation } from 'react-i18next'
import { type CustomersSearch, tabOf } from '#renderer/areas/customers/search.ts'
import { StateTabs } from '#renderer/parts/StateTabs.tsx'
import { type CustomerTab, customerTabs } from '#shared/contract/customers.ts'

export function CustomerTabs({
  search,
  counts,
  onChange,
}: {
  search: CustomersSearch
  /** null until they were counted. */
  counts: Readonly<Partial<Record<CustomerTab, number>>> | null
  onChange: (tab: CustomerTab | undefined) => void
}) {
  const { t } = useTranslation('customers')
  return (
    <StateTabs
      label={t('tab.label')}
      active={tabOf(search)}
      tabs={customerTabs.map((tab) => ({ key: tab, label: t(`tab.${tab}`), count: counts?.[tab] ?? null }))}
      onChange={(tab) => onChange(tab === 'all' ? undefined : tab)}
    />
  )
}
