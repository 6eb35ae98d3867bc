/** Which column means what: guessed, learned, or said here once. */
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportField, ImportMapping, ImportView } from '#shared/contract/imports.ts'

/** Each field has one column and each column one meaning. */
const withField = (mapping: ImportMapping, field: ImportField, column: number | null): ImportMapping => {
  const rest = Object.fromEntries(
    Object.entries(mapping).filter(([name, at]) => name !== field && at !== column),
  ) as ImportMapping
  return column === null ? rest : { ...rest, [field]: column }
}

export function Mapping({
  view,
  busy,
  onMap,
}: {
  view: ImportView
  busy: boolean
  onMap: (mapping: ImportMapping) => void
}) {
  const { t } = useTranslation('imports')
  const [mapping, setMapping] = useState(view.mapping)
  const named =
    view.customer !== 'required' ||
    (['customerId', 'accountName', 'customerName'] as const).some((field) => mapping[field] !== undefined)
  const missing = view.fields.some(({ field, required }) => required && mapping[field] === undefined)
  const columns = view.headings.map((heading, at) => ({
    value: at,
    label: heading || t('mapping.column', { n: at + 1 }),
  }))
  const example = (column: number | undefined): string =>
    column === undefined
      ? ''
      : view.sample
          .map((cells) => cells[column] ?? '')
          .filter((text) => text !== '')
          .slice(0, 3)
          .join(' · ')
  return (
    <div className="import-mapping">
      <p className="quiet">{t('mapping.text')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('mapping.field')}</th>
            <th scope="col">{t('mapping.inFile')}</th>
            <th scope="col">{t('mapping.example')}</th>
          </tr>
        </thead>
        <tbody>
          {view.fields.map(({ field, required }) => (
            <tr key={field}>
              <th scope="row">
                {t(`fields.${field}`)}
                {required && <span className="import-required">{t('mapping.required')}</span>}
              </th>
              <td>
                <Select<number>
                  aria-label={t(`fields.${field}`)}
                  className="import-column"
                  allowClear
                  showSearch={{ optionFilterProp: 'label' }}
                  placeholder={t('mapping.none')}
                  value={mapping[field] ?? null}
                  options={columns}
                  onChange={(column) => setMapping(withField(mapping, field, column ?? null))}
                />
              </td>
              <td className="quiet">{example(mapping[field])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!named && <p role="status">{t('mapping.customer')}</p>}
      <Button type="primary" disabled={!named || missing} loading={busy} onClick={() => onMap(mapping)}>
        {t('mapping.check')}
      </Button>
    </div>
  )
}
