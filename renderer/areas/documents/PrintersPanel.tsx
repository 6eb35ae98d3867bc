import { Button, InputNumber, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { FilterField } from '#renderer/parts/FilterForm.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { Printer } from '#shared/contract/documents.ts'

const MOST = 200

function PrinterRow({ printer }: { printer: Printer }) {
  const { t } = useTranslation('documents')
  const { done } = useNotices()
  const [x, setX] = useState(printer.offsetX)
  const [y, setY] = useState(printer.offsetY)
  const save = useWrite(api.documents.setOffsets, { onDone: () => done(t('printers.kept')) })
  const calibrate = useWrite(api.documents.calibrate, { onDone: () => done(t('printers.sent')) })
  const error = save.error ?? calibrate.error
  const field = (label: string, value: number, put: (value: number) => void) => (
    <FilterField label={label}>
      {(id) => (
        <InputNumber id={id} min={-MOST} max={MOST} precision={0} value={value} onChange={(next) => put(next ?? 0)} />
      )}
    </FilterField>
  )
  return (
    <li>
      <div className="documents-form">
        <strong>{printer.label}</strong>
        {printer.standard && <Tag>{t('printers.standard')}</Tag>}
        {field(t('printers.right'), x, setX)}
        {field(t('printers.down'), y, setY)}
        <Button
          loading={save.isPending}
          disabled={x === printer.offsetX && y === printer.offsetY}
          onClick={() => save.mutate({ name: printer.name, offsetX: x, offsetY: y })}
        >
          {t('printers.save')}
        </Button>
        <Button loading={calibrate.isPending} onClick={() => calibrate.mutate({ printer: printer.name })}>
          {t('printers.calibrate')}
        </Button>
      </div>
      {error && <ErrorNotice error={error} />}
    </li>
  )
}

/** Printers of this machine with how far each prints beside its place. */
export function PrintersPanel() {
  const { t } = useTranslation('documents')
  const read = useRead(api.documents.printers, {})
  return (
    <Panel title={t('tabs.printers')}>
      <p className="quiet">{t('printers.intro')}</p>
      {read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && !read.error && <Skeleton active />}
      {read.data?.printers.length === 0 && (
        <EmptyState kind="nothing-yet" title={t('printers.empty')} text={t('printers.emptyText')} />
      )}
      <ul className="documents-printers" aria-label={t('printers.name')}>
        {read.data?.printers.map((printer) => (
          <PrinterRow key={printer.name} printer={printer} />
        ))}
      </ul>
    </Panel>
  )
}
