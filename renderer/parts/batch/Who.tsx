/** Whom a batch is for: customers chosen in the list, failures of a batch, or a file. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { FileChoice } from '#renderer/parts/import/FileChoice.tsx'
import { ImportPanel } from '#renderer/parts/import/ImportPanel.tsx'
import type { BatchDraft } from '#renderer/stores/batchDraft.ts'
import type { AppErrorValue } from '#shared/errors.ts'

export function Who({
  draft,
  importId,
  opening,
  error,
  hint,
  onFile,
  onOther,
}: {
  draft: BatchDraft | null
  importId: string | null
  opening: boolean
  error: AppErrorValue | null
  /** What a file must hold. */
  hint: string
  /** Null = the system's dialogue asks. */
  onFile: (file: File | null) => void
  onOther: () => void
}) {
  const { t } = useTranslation('batches')
  if (importId !== null) return <ImportPanel importId={importId} onOther={onOther} />
  if (draft !== null) {
    const { source, count, label } = draft
    return (
      <div className="batch-line">
        <strong>
          {source.from === 'group'
            ? t('issue.retry', { label, n: count ?? 0 })
            : source.from === 'filter'
              ? t('issue.listed')
              : t('issue.chosen', { n: count ?? 0 })}
        </strong>
        <Button size="small" onClick={onOther}>
          {t('issue.orFile')}
        </Button>
      </div>
    )
  }
  return (
    <>
      <FileChoice busy={opening} hint={hint} onFile={onFile} onChoose={() => onFile(null)} />
      {error && <ErrorNotice error={error} />}
    </>
  )
}
