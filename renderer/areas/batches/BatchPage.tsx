/** One batch and how it went: done, failed and why, what may be done about it, and the proof. */
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button, Progress, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page, Panel } from '#renderer/app/Page.tsx'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { ReleaseGroupDialog } from '#renderer/areas/outbox/ReleaseGroupDialog.tsx'
import { Figure } from '#renderer/parts/batch/RehearsalPanel.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { commandName, movesMoney } from '#renderer/parts/intent.ts'
import { JobProgress } from '#renderer/parts/JobProgress.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import { useBatchDraft } from '#renderer/stores/batchDraft.ts'
import type { BatchView } from '#shared/contract/batches.ts'
import { billingMonth, formatBeijing } from '#shared/time.ts'
import { BatchItems } from './BatchItems.tsx'
import { Outcomes } from './Outcomes.tsx'
import { ProofJob } from './ProofJob.tsx'
import '#renderer/parts/batch/batch.css'

const number = new Intl.NumberFormat('en-US')

/** Where the failures of a kind of batch are tried again. */
const retryPages = {
  'coupons.issue': { to: '/coupons/issue', search: {} },
  'funds.grant': { to: '/funds/move', search: { kind: 'grant' } },
  'funds.reclaim': { to: '/funds/move', search: { kind: 'reclaim' } },
  'managers.assign': { to: '/managers/assign', search: {} },
  'managers.takeBack': { to: '/managers/assign', search: {} },
} as const

export function BatchPage() {
  const { t } = useTranslation('batches')
  const { groupId = '' } = useParams({ strict: false }) as { groupId?: string }
  const allowed = usePermitted('outbox.read')
  const read = useRead(api.batches.get, { groupId }, { enabled: allowed === true })
  if (allowed === false) {
    return (
      <Page title={t('page.title')}>
        <EmptyState kind="no-right" title={t('page.noRight')} text={t('page.noRightText')} />
      </Page>
    )
  }
  if (read.error) {
    return (
      <Page title={t('page.title')}>
        <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />
      </Page>
    )
  }
  return read.data ? <Batch key={groupId} view={read.data} /> : <Spin className="customers-wait" />
}

function Batch({ view }: { view: BatchView }) {
  const { t, i18n } = useTranslation('batches')
  const { t: outbox } = useTranslation('outbox')
  const navigate = useNavigate()
  const { done, fault } = useNotices()
  const mayDecide = usePermitted('outbox.decide') === true
  const begin = useBatchDraft((drafts) => drafts.begin)
  const [releasing, setReleasing] = useState(false)
  const [proofJob, setProofJob] = useState<string | null>(null)
  const takeBack = useWrite(api.outbox.takeBackGroup, {
    onDone: ({ stopped }) => done(t('page.stopped', { n: stopped })),
  })
  const proof = useWrite(api.batches.proof, { onDone: ({ jobId }) => setProofJob(jobId) })
  const jobs = useRead(api.system.listJobs, {}).data?.jobs
  const accepting = jobs?.find(({ kind, state }) => kind === 'batch-accept' && state === 'running')
  const mayPrint = usePermitted('document.print') === true
  const preview = useWrite(api.documents.preview)
  const issue = useWrite(api.documents.issue, {
    onDone: ({ number: issued }) => {
      done(t('page.printed', { number: issued }))
      preview.mutate({ number: issued }, { onError: fault })
    },
  })
  const print = (): void => {
    const month = billingMonth(group.acceptedAt)
    issue.mutate(
      {
        document: 'batch-proof',
        from: month,
        until: month,
        customerId: null,
        applicationNumber: null,
        groupId: group.groupId,
        fullNames: false,
        paper: 'a4',
      },
      { onError: fault },
    )
  }
  const { group, retriable } = view
  const { groupId, counts, total, items, unreleased, label, command } = group
  const of = (...states: (keyof typeof counts)[]): number =>
    states.reduce((sum, state) => sum + (counts[state] ?? 0), 0)
  const money = movesMoney(command)
  const failed = of('refused', 'expired', 'discarded')
  const open = items - of('done') - failed
  const moving = of('queued') - unreleased
  const name = `${commandName(outbox, command)} · ${label || groupId}`
  const retryPage = Object.hasOwn(retryPages, command) ? retryPages[command as keyof typeof retryPages] : null
  const retry = (): void => {
    if (retryPage === null) return
    begin({ source: { from: 'group', groupId }, label: label || groupId, count: retriable })
    void navigate(retryPage)
  }
  return (
    <Page
      title={name}
      beside={
        <span className="quiet">
          {t('page.accepted', { author: group.author, at: formatBeijing(group.acceptedAt) })}
        </span>
      }
      actions={
        <>
          {mayDecide && unreleased > 0 && items === total && (
            <Button type="primary" onClick={() => setReleasing(true)}>
              {t('page.release', { n: number.format(unreleased) })}
            </Button>
          )}
          {mayDecide && moving > 0 && (
            <Button loading={takeBack.isPending} onClick={() => takeBack.mutate({ groupId }, { onError: fault })}>
              {t('page.takeBack')}
            </Button>
          )}
          {mayDecide && retriable > 0 && retryPage && (
            <Button onClick={retry}>{t('page.retry', { n: number.format(retriable) })}</Button>
          )}
          {view.provable && mayPrint && (
            <Button loading={issue.isPending || preview.isPending} onClick={print}>
              {t('page.print')}
            </Button>
          )}
          {view.provable && (
            <Button
              loading={proof.isPending}
              onClick={() =>
                proof.mutate(
                  { groupId, format: 'xlsx', language: i18n.language === 'en' ? 'en' : 'zh' },
                  { onError: fault },
                )
              }
            >
              {t('page.proof')}
            </Button>
          )}
        </>
      }
    >
      {proofJob !== null && <ProofJob jobId={proofJob} onClose={() => setProofJob(null)} />}
      {items < total && accepting && (
        <JobProgress
          title={t('page.accepting')}
          done={accepting.done}
          total={accepting.total}
          startedAt={accepting.startedAt}
        />
      )}
      {items < total && !accepting && (
        <Alert type="warning" showIcon title={t('page.incomplete', { n: number.format(total - items) })} />
      )}
      <Panel title={t('page.outcomes')}>
        <div className="batch-section">
          <Progress
            percent={total === 0 ? 0 : Math.floor(((of('done') + failed) / total) * 100)}
            success={{ percent: total === 0 ? 0 : Math.floor((of('done') / total) * 100) }}
            aria-label={name}
            aria-valuetext={`${of('done')} / ${total}`}
          />
          <dl className="batch-figures" aria-live="polite">
            <Figure name={`${t('page.done')} ${t('page.items', { n: number.format(of('done')) })}`}>
              {money && <Money amount={group.sumDone} strong />}
            </Figure>
            {open > 0 && (
              <Figure name={`${t('page.open')} ${t('page.items', { n: number.format(open) })}`}>
                {money && <Money amount={group.sum - group.sumDone} />}
              </Figure>
            )}
            {unreleased > 0 && (
              <Figure name={t('page.unreleased')}>{t('page.items', { n: number.format(unreleased) })}</Figure>
            )}
            {failed > 0 && (
              <Figure name={t('page.failed')} bad>
                {t('page.items', { n: number.format(failed) })}
              </Figure>
            )}
          </dl>
          <Outcomes outcomes={view.outcomes} money={money} />
          <Link to="/outbox" search={{ tab: 'all', group: groupId }}>
            {t('page.pending')}
          </Link>
        </div>
      </Panel>
      <Panel title={t('page.list')}>
        <BatchItems groupId={groupId} counts={{ all: items, done: of('done'), open, failed }} money={money} />
      </Panel>
      {releasing && <ReleaseGroupDialog group={group} name={name} onClose={() => setReleasing(false)} />}
    </Page>
  )
}
