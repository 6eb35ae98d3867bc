import { Alert, Button, Checkbox, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import type { Chosen } from '#renderer/parts/ledger/selection.ts'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import { type CustomerFilter, type CustomerSort, type ExportColumn, exportColumns } from '#shared/contract/customers.ts'

const number = new Intl.NumberFormat('en-US')

/** Ids one call takes. */
const ROWS_LIMIT = 200_000

type Scope = 'screen' | 'chosen' | 'all'

export interface ExportQuestion {
  filter: CustomerFilter
  sort: CustomerSort
  screenIds: readonly string[]
  chosen: Chosen
  chosenCount: number | null
  total: number | null
  /** Shown columns in their order. */
  columns: readonly ExportColumn[]
  language: 'zh' | 'en'
}

async function start(question: ExportQuestion, scope: Scope, columns: ExportColumn[], format: 'xlsx' | 'csv') {
  const { filter, sort, chosen, language } = question
  const common = { filter, sort, columns, format, language }
  const rows = (customerIds: string[]) => api.customers.export({ ...common, scope: { kind: 'rows', customerIds } })
  if (scope === 'screen') return rows([...question.screenIds])
  if (scope === 'chosen' && chosen.kind === 'some') return rows([...chosen.ids])
  if (scope === 'chosen' && chosen.ids.size > 0) {
    const { customerIds } = await api.customers.ids({ filter, sort, limit: ROWS_LIMIT }, { repeatable: true })
    return rows(customerIds.filter((id) => !chosen.ids.has(id)))
  }
  return api.customers.export({ ...common, scope: { kind: 'all' } })
}

const startCall = Object.assign(
  (input: { question: ExportQuestion; scope: Scope; columns: ExportColumn[]; format: 'xlsx' | 'csv' }) =>
    start(input.question, input.scope, input.columns, input.format),
  { path: ['customers', 'export'] as const },
)

/** 当前页 / 选中 / 全部结果 straight to a file the person chooses; masks stay (R-CUST-02). */
export function ExportDialog({
  question,
  first,
  onClose,
  onStarted,
}: {
  question: ExportQuestion
  first: Scope
  onClose: () => void
  onStarted: (jobId: string) => void
}) {
  const { t } = useTranslation('customers')
  const { t: tc } = useTranslation('common')
  const [scope, setScope] = useState<Scope>(first)
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx')
  const [columns, setColumns] = useState<ExportColumn[]>([...question.columns])
  const write = useWrite(startCall, {
    onDone: ({ jobId }) => {
      if (jobId === null) return
      onStarted(jobId)
      onClose()
    },
  })
  const n = (count: number | null): string => (count === null ? '…' : number.format(count))
  const tooMany =
    scope === 'chosen' && question.chosen.ids.size > 0 && (question.chosenCount ?? question.total ?? 0) > ROWS_LIMIT
  const nothing = (scope === 'screen' && question.screenIds.length === 0) || (scope === 'all' && question.total === 0)
  return (
    <Modal
      open
      title={t('export.title')}
      onCancel={onClose}
      width={620}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {tc('cancel')}
        </Button>,
        <Button
          key="go"
          type="primary"
          loading={write.isPending}
          disabled={columns.length === 0 || tooMany || nothing}
          onClick={() =>
            write.mutate({
              question,
              scope,
              columns: exportColumns.filter((column) => columns.includes(column)),
              format,
            })
          }
        >
          {t('export.go')}
        </Button>,
      ]}
    >
      <div className="export-form">
        <fieldset>
          <legend>{t('export.scope')}</legend>
          <Radio.Group value={scope} onChange={(event) => setScope(event.target.value as Scope)}>
            <Radio value="screen">{t('export.screen', { n: n(question.screenIds.length) })}</Radio>
            <Radio value="chosen" disabled={question.chosenCount === 0}>
              {t('export.chosen', { n: n(question.chosenCount) })}
            </Radio>
            <Radio value="all">{t('export.all', { n: n(question.total) })}</Radio>
          </Radio.Group>
        </fieldset>
        <fieldset>
          <legend>{t('export.format')}</legend>
          <Radio.Group value={format} onChange={(event) => setFormat(event.target.value as 'xlsx' | 'csv')}>
            <Radio value="xlsx">{t('export.xlsx')}</Radio>
            <Radio value="csv">{t('export.csv')}</Radio>
          </Radio.Group>
        </fieldset>
        <fieldset>
          <legend>{t('export.columns')}</legend>
          <Checkbox.Group
            className="export-columns"
            value={columns}
            onChange={(values) => setColumns(values as ExportColumn[])}
            options={exportColumns.map((column) => ({ value: column, label: t(`column.${column}`) }))}
          />
        </fieldset>
        <p className="quiet">{t('export.masks')}</p>
        {tooMany && <Alert type="warning" showIcon title={t('export.tooMany', { n: number.format(ROWS_LIMIT) })} />}
        {write.error && <ErrorNotice error={write.error} />}
      </div>
    </Modal>
  )
}
