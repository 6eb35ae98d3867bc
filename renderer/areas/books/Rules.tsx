/** Rules with their tolerance: tried on any period first, then used. */
import { Alert, Button, Checkbox, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { JobProgress } from '#renderer/parts/JobProgress.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import { type MatchOptions, matchRules } from '#shared/rules/matching.ts'
import type { Of } from './BooksPage.tsx'

/** 10^-8 yuan. */
const YUAN = 100_000_000

export function Rules({
  of,
  now,
  periods,
  locked,
}: {
  of: Of
  now: MatchOptions
  periods: readonly string[]
  locked: boolean
}) {
  const { t } = useTranslation('books')
  const [tolerance, setTolerance] = useState(now.tolerance / YUAN)
  const [days, setDays] = useState(now.days)
  const [without, setWithout] = useState(now.without)
  const [tried, setTried] = useState(of.period)
  const trial = useWrite(api.books.trial)
  const match = useWrite(api.books.match)
  const jobs = useRead(api.system.listJobs, {}).data?.jobs
  const job = jobs?.find(({ jobId }) => jobId === match.data?.jobId)
  const options = { tolerance: Math.round(tolerance * YUAN), days, without: [...without] }
  const found = trial.data
  const error = trial.error ?? match.error
  return (
    <div className="books-suggestion">
      <div className="books-choice">
        <span>{t('options.tolerance')}</span>
        <InputNumber<number>
          aria-label={t('options.tolerance')}
          min={0}
          max={1000}
          step={0.01}
          value={tolerance}
          onChange={(value) => setTolerance(value ?? 0)}
        />
        <span>{t('options.days')}</span>
        <InputNumber<number>
          aria-label={t('options.days')}
          placeholder={t('options.anyDays')}
          min={0}
          max={92}
          precision={0}
          value={days}
          onChange={setDays}
        />
      </div>
      <fieldset className="books-rules">
        <legend>{t('options.use')}</legend>
        {matchRules.map(({ name, verdict }) => (
          <Checkbox
            key={name}
            checked={!without.includes(name)}
            onChange={({ target }) =>
              setWithout((all) => (target.checked ? all.filter((one) => one !== name) : [...all, name]))
            }
          >
            {t(`rules.${name}`)} <span className="quiet">{t(`verdict.${verdict}`)}</span>
          </Checkbox>
        ))}
      </fieldset>
      <div className="books-choice">
        <Select
          aria-label={t('period')}
          value={tried}
          options={[...new Set([of.period, ...periods])].map((value) => ({ value, label: value }))}
          onChange={setTried}
        />
        <Button loading={trial.isPending} onClick={() => trial.mutate({ ...of, period: tried, options })}>
          {t('options.trial')}
        </Button>
        <Button
          type="primary"
          disabled={locked}
          loading={match.isPending || job?.state === 'running'}
          onClick={() => match.mutate({ ...of, options })}
        >
          {t('options.apply')}
        </Button>
        <span className="quiet">{t('options.trialText')}</span>
      </div>
      {job?.state === 'running' && (
        <JobProgress title={t('options.applying')} done={job.done} total={job.total} startedAt={job.startedAt} />
      )}
      {found && (
        <Alert
          type="info"
          role="status"
          title={t('options.open', { left: found.openLeft, right: found.openRight })}
          description={
            <>
              <ul className="books-found">
                {found.rules.map(({ rule, matches }) => (
                  <li key={rule}>
                    {t(`rules.${rule}`)}: {t('options.found', { n: matches })}
                  </li>
                ))}
              </ul>
              {t('options.agrees', { ...found.accepted, rejected: found.rejectedAgain })}
            </>
          }
        />
      )}
      {error && <ErrorNotice error={error} />}
    </div>
  )
}
