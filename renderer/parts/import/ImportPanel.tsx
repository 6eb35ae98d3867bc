/** A file on its way to a batch: read, mapped, checked; what is wrong stands beside each row and in a copy of the file. */
import { Alert, Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { JobProgress } from '#renderer/parts/JobProgress.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { ImportView } from '#shared/contract/imports.ts'
import { ImportRows } from './ImportRows.tsx'
import { Mapping } from './Mapping.tsx'
import { openSentences, reasonText } from './problems.ts'
import './import.css'

const number = new Intl.NumberFormat('en-US')

export function ImportPanel({ importId, onOther }: { importId: string; onOther: () => void }) {
  const read = useRead(api.imports.get, { importId }, { keepPrevious: true })
  if (read.error) return <ErrorNotice error={read.error} action={<Other onOther={onOther} />} />
  if (!read.data) return <Skeleton active />
  return <Body view={read.data} onOther={onOther} />
}

function Other({ onOther }: { onOther: () => void }) {
  const { t } = useTranslation('imports')
  return (
    <Button size="small" onClick={onOther}>
      {t('other')}
    </Button>
  )
}

function Body({ view, onOther }: { view: ImportView; onOther: () => void }) {
  const { t, i18n } = useTranslation('imports')
  const { t: outbox } = useTranslation('outbox')
  const [mapping, setMapping] = useState(false)
  const map = useWrite(api.imports.map, { onDone: () => setMapping(false) })
  const save = useWrite(api.imports.saveMarked)
  const { importId, state } = view
  const mark = (): void =>
    save.mutate({
      importId,
      words: openSentences(i18n, i18n.language, view.reasons),
      heading: t('marked.heading'),
      title: t('marked.title'),
    })
  return (
    <div className="import-panel">
      <div className="import-head">
        <strong>{view.fileName}</strong>
        <span className="quiet">{whereFrom(t, view)}</span>
        <span className="import-acts">
          {state === 'checked' && !mapping && (
            <Button size="small" onClick={() => setMapping(true)}>
              {t('mapping.change')}
            </Button>
          )}
          {state === 'checked' && view.bad > 0 && (
            <Button size="small" loading={save.isPending} onClick={mark}>
              {t('marked.save')}
            </Button>
          )}
          <Other onOther={onOther} />
        </span>
      </div>
      <Work view={view} />
      {map.error && <ErrorNotice error={map.error} />}
      {save.error && <ErrorNotice error={save.error} />}
      {view.error && (
        <Alert
          type="warning"
          showIcon
          title={
            view.error.detail?.['reason'] === 'too-large'
              ? t('failed.too-large')
              : view.error.code === 'invalid-input'
                ? t('failed.not-a-table')
                : t('failed.other', { code: view.error.code })
          }
        />
      )}
      {state === 'cancelled' && <Alert type="info" showIcon title={t('cancelled')} />}
      {(state === 'mapping' || (mapping && state === 'checked')) && (
        <Mapping view={view} busy={map.isPending} onMap={(wanted) => map.mutate({ importId, mapping: wanted })} />
      )}
      {state === 'checked' && (
        <>
          {view.mappedBy === 'learned' && <p className="quiet">{t('mapping.learned')}</p>}
          <div className="import-sums" role="status">
            <span>{t('sums.good', { n: number.format(view.good) })}</span>
            {view.amount > 0 && (
              <span>
                {t('sums.amount')} <Money amount={view.amount} strong />
              </span>
            )}
            {view.bad > 0 && <span className="import-bad">{t('sums.bad', { n: number.format(view.bad) })}</span>}
          </div>
          {view.reasons.length > 0 && (
            <ul className="import-reasons">
              {view.reasons.map((reason) => (
                <li key={`${reason.rule} ${reason.reason}`}>
                  <span>{reasonText({ t, outbox }, reason)}</span>
                  {reason.rule && <code>{reason.rule}</code>}
                  <span className="import-count">{t('sums.rows', { n: number.format(reason.count) })}</span>
                </li>
              ))}
            </ul>
          )}
          <ImportRows view={view} />
        </>
      )}
    </div>
  )
}

type ImportsT = ReturnType<typeof useTranslation<'imports'>>['t']

const whereFrom = (t: ImportsT, { sheet, otherSheets, encoding, rows }: ImportView): string =>
  [
    sheet === null ? '' : t('from.sheet', { sheet }),
    otherSheets > 0 ? t('from.others', { n: otherSheets }) : '',
    encoding === null ? '' : encoding.toUpperCase(),
    rows > 0 ? t('sums.rows', { n: number.format(rows) }) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ')

/** The job that reads, checks or copies; it goes on when the page is left. */
function Work({ view: { jobId, state } }: { view: ImportView }) {
  const { t } = useTranslation('imports')
  const cancel = useWrite(api.system.cancelJob)
  const jobs = useRead(api.system.listJobs, {}).data?.jobs
  const job = jobs?.find((known) => known.jobId === jobId)
  if (job?.state !== 'running' || (state !== 'reading' && state !== 'checking')) return null
  return (
    <JobProgress
      title={t(state)}
      done={job.done}
      total={job.total}
      startedAt={job.startedAt}
      onCancel={() => cancel.mutate({ jobId: job.jobId })}
    />
  )
}
