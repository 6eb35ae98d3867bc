/** A file of the portal's exports becomes editions: read, mapped, checked, seen, and only then taken. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Radio, Spin } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page, Panel } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { useWho } from '#renderer/parts/batch/useWho.ts'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { FileChoice } from '#renderer/parts/import/FileChoice.tsx'
import { ImportPanel } from '#renderer/parts/import/ImportPanel.tsx'
import { useBatchDraft } from '#renderer/stores/batchDraft.ts'
import { type FileKind, fileKinds, TakeFile } from './TakeFile.tsx'
import './incentives.css'

export function ImportFilePage() {
  const { t } = useTranslation('incentives')
  const allowed = usePermitted('incentive.reconcile')
  const search = useSearch({ strict: false }) as { kind?: FileKind }
  const [kind, setKind] = useState<FileKind>(search.kind ?? 'incentives.details')
  /** Kept for reading it again as something else. */
  const dropped = useBatchDraft(({ file }) => file)
  const [file, setFile] = useState<File | null>(null)
  useEffect(() => {
    if (dropped) setFile(dropped)
  }, [dropped])
  if (allowed === undefined) return <Spin className="incentives-wait" />
  if (!allowed) return <EmptyState kind="no-right" title={t('empty.rightTitle')} text={t('empty.rightText')} />
  return <ImportFile key={kind} kind={kind} onKind={setKind} file={file} onFile={setFile} />
}

function ImportFile({
  kind,
  onKind,
  file,
  onFile,
}: {
  kind: FileKind
  onKind: (kind: FileKind) => void
  file: File | null
  onFile: (file: File | null) => void
}) {
  const { t } = useTranslation('statements')
  const navigate = useNavigate()
  const who = useWho(kind)
  const { importId, read, forget } = who
  const begun = useRef(false)
  const waiting = useBatchDraft((drafts) => drafts.file)
  useEffect(() => {
    // Said to be something else: the same file is read again.
    if (begun.current || waiting !== null || file === null || importId !== null) return
    begun.current = true
    read(file)
  }, [file, importId, read, waiting])
  const other = (): void => {
    onFile(null)
    forget()
  }
  return (
    <Page
      title={t('title')}
      actions={<Button onClick={() => void navigate({ to: '/incentives' })}>{t('back')}</Button>}
    >
      <div className="incentives-stack">
        <Panel title={t('kind')} className="incentives-file">
          <Radio.Group
            optionType="button"
            value={kind}
            onChange={({ target }) => onKind(target.value as FileKind)}
            options={fileKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          />
          {who.open.error && <ErrorNotice error={who.open.error} />}
          {importId === null ? (
            <FileChoice
              busy={who.open.isPending}
              hint={t(`hints.${kind}`)}
              onFile={(given) => {
                onFile(given)
                begun.current = true
                read(given)
              }}
              onChoose={() => read(null)}
            />
          ) : (
            <ImportPanel importId={importId} onOther={other} />
          )}
        </Panel>
        {who.checked?.facts && (
          <TakeFile key={who.checked.checkedAt} kind={kind} view={who.checked} facts={who.checked.facts} />
        )}
      </div>
    </Page>
  )
}
