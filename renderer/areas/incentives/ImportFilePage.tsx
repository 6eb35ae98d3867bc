/** A file of the portal's exports becomes editions: read, mapped, checked, seen, and only then taken. */
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Radio, Spin, Table } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page, Panel } from '#renderer/app/Page.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { useWho } from '#renderer/parts/batch/useWho.ts'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { FileChoice } from '#renderer/parts/import/FileChoice.tsx'
import { ImportPanel } from '#renderer/parts/import/ImportPanel.tsx'
import { JobProgress } from '#renderer/parts/JobProgress.tsx'
import { Minor } from '#renderer/parts/Minor.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import { useBatchDraft } from '#renderer/stores/batchDraft.ts'
import type { ImportFinding, ImportView } from '#shared/contract/imports.ts'
import { Findings } from './Findings.tsx'
import './incentives.css'

const kinds = ['incentives.details', 'incentives.bills', 'incentives.plans'] as const
type Kind = (typeof kinds)[number]

export function ImportFilePage() {
  const { t } = useTranslation('incentives')
  const allowed = usePermitted('incentive.reconcile')
  const [kind, setKind] = useState<Kind>('incentives.details')
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
  kind: Kind
  onKind: (kind: Kind) => void
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
        <Panel title={t('kind')}>
          <Radio.Group
            optionType="button"
            value={kind}
            onChange={({ target }) => onKind(target.value as Kind)}
            options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
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
          <Take key={who.checked.checkedAt} kind={kind} view={who.checked} facts={who.checked.facts} />
        )}
      </div>
    </Page>
  )
}

function Take({ kind, view, facts }: { kind: Kind; view: ImportView; facts: NonNullable<ImportView['facts']> }) {
  const { t } = useTranslation('statements')
  const navigate = useNavigate()
  const [whole, setWhole] = useState(true)
  const [agreed, setAgreed] = useState(false)
  const take = useWrite(api.incentives.take)
  const jobs = useRead(api.system.listJobs, {}).data?.jobs
  const job = jobs?.find(({ jobId }) => jobId === take.data?.jobId)
  const findings = facts.findings.filter(({ code }) => whole || code !== 'lines-vanish')
  const asking = findings.filter(({ asks }) => asks)
  const go = (): void => take.mutate({ importId: view.importId, whole, accepting: agreed ? codesOf(asking) : [] })
  const refusal = take.error?.detail?.['reason']
  return (
    <Panel title={t('periods')}>
      <Table
        size="small"
        rowKey="period"
        dataSource={facts.periods}
        pagination={false}
        columns={[
          { title: t('column.period'), dataIndex: 'period' },
          { title: t('column.rows'), align: 'right', render: (_, { rows }) => rows.toLocaleString('en-US') },
          ...(kind === 'incentives.plans'
            ? []
            : [
                {
                  title: t('column.amount'),
                  align: 'right' as const,
                  render: (_: unknown, { amount }: { amount: string }) => <Minor amount={amount} strong />,
                },
              ]),
        ]}
      />
      {kind === 'incentives.details' && (
        <Radio.Group
          aria-label={t('whole.label')}
          value={whole}
          onChange={({ target }) => setWhole(target.value === true)}
          options={[
            { value: true, label: `${t('whole.whole')}（${t('whole.wholeText')}）` },
            { value: false, label: `${t('whole.part')}（${t('whole.partText')}）` },
          ]}
        />
      )}
      {findings.length > 0 && (
        <Alert
          type={asking.length > 0 ? 'warning' : 'info'}
          showIcon
          title={t('found')}
          description={<Findings of={findings} />}
        />
      )}
      {asking.length > 0 && (
        <Checkbox checked={agreed} onChange={({ target }) => setAgreed(target.checked)}>
          {t('agree')}
        </Checkbox>
      )}
      <div className="incentives-actions">
        <Button
          type="primary"
          loading={take.isPending || job?.state === 'running'}
          disabled={facts.periods.length === 0 || (asking.length > 0 && !agreed) || job?.state === 'done'}
          onClick={go}
        >
          {kind === 'incentives.plans' ? t('takePlans') : t('take')}
        </Button>
      </div>
      {job?.state === 'running' && (
        <JobProgress title={t('taking')} done={job.done} total={job.total} startedAt={job.startedAt} />
      )}
      {job?.state === 'done' && job.found && 'editions' in job.found && (
        <Alert
          type="success"
          showIcon
          role="status"
          title={t(
            kind === 'incentives.plans' ? 'done.plans' : job.found.editions > 0 ? 'done.editions' : 'done.same',
            {
              ...job.found,
            },
          )}
          action={
            <Button
              size="small"
              autoFocus
              onClick={() =>
                void navigate({ to: '/incentives', search: { period: facts.periods[0]?.period ?? '' } as never })
              }
            >
              {t('done.open')}
            </Button>
          }
        />
      )}
      {job?.error && <ErrorNotice error={job.error} />}
      {take.error &&
        (refusal === 'findings' || refusal === 'no-rows' ? (
          <Alert type="warning" showIcon title={t(`conflicts.${refusal}`)} />
        ) : (
          <ErrorNotice error={take.error} />
        ))}
    </Panel>
  )
}

const codesOf = (findings: readonly ImportFinding[]): ImportFinding['code'][] => [
  ...new Set(findings.map(({ code }) => code)),
]
