import { Descriptions } from 'antd'
import { useTranslation } from 'react-i18next'
import { CopyText } from '#renderer/parts/CopyText.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import type { PrintRow } from '#shared/contract/documents.ts'
import { formatBeijing } from '#shared/time.ts'

/** What the register says of a print, to be compared with the paper. */
export function PrintFacts({ print, capitals }: { print: PrintRow; capitals?: string | null }) {
  const { t } = useTranslation('documents')
  const facts: [string, React.ReactNode][] = [
    [t('column.number'), <CopyText key="number" text={print.number} label={t('column.number')} />],
    [t('column.document'), print.title],
    [t('column.period'), print.period],
    [t('column.state'), t(`states.${print.state}`)],
    [t('column.rows'), print.rows],
    [t('column.pages'), print.pages],
    [t('column.total'), <Money key="total" amount={print.total} strong />],
    ...(capitals ? [[t('check.capitals'), capitals] as [string, React.ReactNode]] : []),
    [t('detail.asOf'), print.asOf === null ? '—' : formatBeijing(print.asOf)],
    [t('column.issuedAt'), formatBeijing(print.issuedAt)],
    [t('column.operator'), print.operator],
    [
      t('detail.hash'),
      <code key="hash" className="documents-hash">
        {print.hash}
      </code>,
    ],
  ]
  return (
    <Descriptions
      size="small"
      column={1}
      bordered
      items={facts.map(([label, children]) => ({ key: label, label, children }))}
    />
  )
}
