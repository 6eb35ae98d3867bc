/** Finds products in the catalogue as typed; arrows choose, Enter adds. */
import { Button, Input, type InputRef, Segmented, Select } from 'antd'
import { type KeyboardEvent, type Ref, useDeferredValue, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '#renderer/app/preferences.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { foldAlphanumeric, isComposing } from '#renderer/parts/fold.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { SpecRow } from '#shared/contract/products.ts'
import { regionName, regions } from '#shared/regions.ts'
import { coreProducts } from '#shared/rules/products.ts'
import { type Charge, HOME_REGION } from './lines.ts'

const SHOWN = 12

export function SpecPicker({
  ref,
  onAdd,
  onSet,
}: {
  ref: Ref<InputRef>
  onAdd: (spec: SpecRow, charge: Charge) => void
  onSet: (region: string) => void
}) {
  const { t } = useTranslation('quotes')
  const [{ language }] = usePreferences()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [charge, setCharge] = useState<Charge>('period')
  const [region, setRegion] = useState(HOME_REGION)
  const [at, setAt] = useState(0)
  const text = useDeferredValue(foldAlphanumeric(typed).trim())
  const chargeMode = charge === 'period' ? '1' : '3'
  const found = useRead(
    api.products.searchSpecs,
    { text, chargeMode, region, limit: SHOWN },
    { enabled: text !== '', keepPrevious: true },
  )
  const services = useRead(api.products.list, {}).data
  const renew = useWrite(api.products.readSpecs)
  const rows = text === '' ? [] : (found.data?.rows ?? [])
  const total = found.data?.total ?? 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins at its first answer
  useEffect(() => setAt(0), [text, charge, region])
  const add = (row: SpecRow | undefined): void => {
    if (!row) return
    onAdd(row, charge)
    setTyped('')
  }
  const keyed = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setAt((now) => Math.min(rows.length - 1, Math.max(0, now + step)))
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      add(rows[at])
    } else if (event.key === 'Escape' && typed !== '') {
      event.stopPropagation()
      setTyped('')
    }
  }
  // What the words name although no spec of it was read in this region yet.
  const named = services?.serviceTypes.find(
    ({ name, abbreviation }) =>
      text !== '' && [name, abbreviation].some((one) => one?.toLowerCase().includes(text.toLowerCase())),
  )
  const unread = named
    ? (services?.resourceTypes ?? []).filter(({ serviceTypeCode }) => serviceTypeCode === named.code)
    : coreProducts.map(({ serviceType, resourceType }) => ({ code: resourceType, serviceTypeCode: serviceType }))
  const readAll = async (): Promise<void> => {
    for (const { code, serviceTypeCode } of unread)
      await renew.mutateAsync({ serviceType: serviceTypeCode ?? '', resourceType: code, region, chargeMode })
  }
  const empty = text !== '' && found.data !== undefined && rows.length === 0
  return (
    <div className="spec-picker">
      <div className="spec-picker-line">
        <Input
          ref={ref}
          role="combobox"
          aria-expanded={rows.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-label={t('add.label')}
          {...(rows.length > 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
          placeholder={t('add.hint')}
          allowClear
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={keyed}
        />
        <Segmented<Charge>
          aria-label={t('add.charge')}
          value={charge}
          options={[
            { value: 'period', label: t('add.period') },
            { value: 'demand', label: t('add.demand') },
          ]}
          onChange={setCharge}
        />
        <Select
          className="spec-picker-region"
          aria-label={t('add.region')}
          showSearch={{ optionFilterProp: 'label' }}
          value={region}
          options={regions.map(({ code }) => ({ value: code, label: regionName(code, language) }))}
          onChange={setRegion}
        />
        <Button onClick={() => onSet(region)}>{t('add.set')}</Button>
      </div>
      {rows.length > 0 && (
        <div className="spec-picker-found">
          <div id={`${id}-list`} role="listbox" aria-label={t('add.list')}>
            {rows.map((row, n) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
              <div
                key={`${row.resourceType} ${row.spec}`}
                id={`${id}-${n}`}
                role="option"
                tabIndex={-1}
                aria-selected={n === at}
                className="spec-option"
                onClick={() => add(row)}
              >
                <span>{row.specName}</span>
                <code>{row.spec}</code>
                <span className="quiet">
                  {row.abbreviation ?? row.serviceName} · {row.resourceName}
                </span>
              </div>
            ))}
          </div>
          <p className="quiet">
            {t('add.found', { n: total, shown: rows.length })} <AsOf at={rows[0]?.asOf ?? null} />
          </p>
        </div>
      )}
      {empty && (
        <p className="quiet spec-picker-none">
          {region === HOME_REGION && !named ? t('add.none') : t('add.never')}{' '}
          <Button size="small" loading={renew.isPending} onClick={() => void readAll().catch(() => {})}>
            {t('add.read', { service: named?.name ?? regionName(region, language) })}
          </Button>
        </p>
      )}
      {renew.error && <ErrorNotice error={renew.error} />}
    </div>
  )
}
