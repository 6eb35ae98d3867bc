/** What a checked file tells, what was found about it, and a person's word to take it. */
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Input, Radio, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { JobProgress } from '#renderer/parts/JobProgress.tsx'
import { Minor } from '#renderer/parts/Minor.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { BookSide } from '#shared/contract/books.ts'
import type { ImportFinding, ImportView } from '#shared/contract/imports.ts'
import type { JobView } from '#shared/contract/system.ts'
import { billingMonth, monthAfter } from '#shared/time.ts'
import { Findings } from './Findings.tsx'

export const fileKinds = ['incentives.details', 'incentives.bills', 'incentives.plans', 'books.rows'] as const
export type FileKind = (typeof fileKinds)[number]

const codesOf = (findings: readonly ImportFinding[]): ImportFinding['code'][] => [
  ...new Set(findings.map(({ code }) => code)),
]

export function TakeFile({
  kind,
  view,
  facts,
}: {
  kind: FileKind
  view: ImportView
  facts: NonNullable<ImportView['facts']>
}) {
  const { t } = useTranslation('statements')
  const [whole, setWhole] = useState(true)
  const [agreed, setAgreed] = useState(false)
  const [side, setSide] = useState<BookSide>('line')
  const [period, setPeriod] = useState(() => monthAfter(billingMonth(Date.now()), -1))
  const statement = useWrite(api.incentives.take)
  const books = useWrite(api.books.take)
  const { data, error, isPending } = kind === 'books.rows' ? books : statement
  const job = useRead(api.system.listJobs, {}).data?.jobs.find(({ jobId }) => jobId === data?.jobId)
  const findings = facts.findings.filter(({ code }) => whole || code !== 'lines-vanish')
  const asking = findings.filter(({ asks }) => asks)
  const withoutPeriod = facts.periods.some((one) => one.period === '')
  const go = (): void => {
    const { importId } = view
    const accepting = agreed ? codesOf(asking) : []
    if (kind === 'books.rows') books.mutate({ importId, side, period: withoutPeriod ? period : null, accepting })
    else statement.mutate({ importId, whole, accepting })
  }
  return (
    <Panel title={t('periods')} className="incentives-file">
      <Periods facts={facts} sums={kind !== 'incentives.plans'} />
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
      {kind === 'books.rows' && (
        <div className="incentives-actions">
          <Radio.Group
            aria-label={t('side.label')}
            value={side}
            onChange={({ target }) => setSide(target.value as BookSide)}
            options={(['line', 'bill'] as const).map((value) => ({ value, label: t(`side.${value}`) }))}
          />
          {withoutPeriod && (
            <>
              <span>{t('column.period')}</span>
              <Input
                aria-label={t('column.period')}
                className="incentives-period"
                value={period}
                maxLength={7}
                onChange={({ target }) => setPeriod(target.value)}
              />
            </>
          )}
        </div>
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
          loading={isPending || job?.state === 'running'}
          disabled={facts.periods.length === 0 || (asking.length > 0 && !agreed) || job?.state === 'done'}
          onClick={go}
        >
          {t(kind === 'incentives.plans' ? 'takePlans' : kind === 'books.rows' ? 'takeBooks' : 'take')}
        </Button>
      </div>
      {job && <Ended kind={kind} job={job} period={facts.periods[0]?.period || period} side={side} />}
      {error && <Refusal error={error} />}
    </Panel>
  )
}

function Periods({ facts, sums }: { facts: NonNullable<ImportView['facts']>; sums: boolean }) {
  const { t } = useTranslation('statements')
  return (
    <Table
      size="small"
      rowKey="period"
      dataSource={facts.periods}
      pagination={false}
      columns={[
        { title: t('column.period'), render: (_, { period }) => period || t('column.none') },
        { title: t('column.rows'), align: 'right', render: (_, { rows }) => rows.toLocaleString('en-US') },
        ...(sums
          ? [
              {
                title: t('column.amount'),
                align: 'right' as const,
                render: (_: unknown, { amount }: { amount: string }) => <Minor amount={amount} strong />,
              },
            ]
          : []),
      ]}
    />
  )
}

/** The job goes on when the page is left; its end says what became of the file. */
function Ended({ kind, job, period, side }: { kind: FileKind; job: JobView; period: string; side: BookSide }) {
  const { t } = useTranslation('statements')
  const navigate = useNavigate()
  if (job.state === 'running')
    return <JobProgress title={t('taking')} done={job.done} total={job.total} startedAt={job.startedAt} />
  if (job.error) return <ErrorNotice error={job.error} />
  if (job.state !== 'done') return null
  const found = job.found && 'editions' in job.found ? job.found : { periods: 0, editions: 0 }
  const words =
    kind === 'books.rows'
      ? 'done.books'
      : kind === 'incentives.plans'
        ? 'done.plans'
        : found.editions > 0
          ? 'done.editions'
          : 'done.same'
  const see = (): void =>
    void (kind === 'books.rows'
      ? navigate({ to: '/incentives/books', search: { period, side } as never })
      : navigate({ to: '/incentives', search: { period } as never }))
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      title={t(words, { ...found })}
      action={
        <Button size="small" autoFocus onClick={see}>
          {t(kind === 'books.rows' ? 'done.match' : 'done.open')}
        </Button>
      }
    />
  )
}

function Refusal({ error }: { error: Parameters<typeof ErrorNotice>[0]['error'] }) {
  const { t } = useTranslation('statements')
  const reason = error.detail?.['reason']
  return reason === 'findings' || reason === 'no-rows' || reason === 'file-known' ? (
    <Alert type="warning" showIcon title={t(`conflicts.${reason}`)} />
  ) : (
    <ErrorNotice error={error} />
  )
}
