/** One period: its sums proved, its bills with what may be said about them, its differences by cause. */
import { Button, Input, Modal, Table, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Minor } from '#renderer/parts/Minor.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { Difference, IncentivePeriod } from '#shared/contract/incentives.ts'
import { formatBeijing } from '#shared/time.ts'
import { BillTable } from './BillTable.tsx'
import { Customers } from './Customers.tsx'
import { Differences } from './Differences.tsx'
import { Editions } from './Editions.tsx'
import { Refused } from './IncentivesPage.tsx'
import { WhatIf } from './WhatIf.tsx'

type Tab = Difference['level'] | 'customers' | 'editions' | 'whatIf'
const tabs: readonly Tab[] = ['line', 'group', 'bill', 'carried', 'customers', 'editions', 'whatIf']

export function PeriodPanel({ period, offline }: { period: IncentivePeriod; offline: boolean }) {
  const { t } = useTranslation('incentives')
  const { t: ts } = useTranslation('statements')
  const mayReconcile = usePermitted('incentive.reconcile') === true
  const [tab, setTab] = useState<Tab>('line')
  const [reason, setReason] = useState<Difference['reason'] | undefined>(undefined)
  const { edition } = period
  return (
    <>
      <Panel
        title={`${t('bills')} ${period.period}`}
        beside={
          edition && <span className="quiet">{t('edition', { number: edition.number, lines: edition.lines })}</span>
        }
      >
        <BillTable period={period} offline={offline} />
        {edition === null ? (
          <EmptyState kind="nothing-yet" title={t('noEdition')} text={t('noEditionText')} />
        ) : (
          <Proof period={period} />
        )}
      </Panel>
      {edition !== null && mayReconcile && (
        <>
          <SignOffs period={period} />
          <Causes
            period={period.period}
            chosen={reason}
            onChoose={(level, next) => {
              setTab(level)
              setReason(next)
            }}
          />
          <Panel title={reason === undefined ? t('allCauses') : t(`reasons.${reason}`)}>
            <Tabs
              activeKey={tab}
              onChange={(key) => {
                setTab(tabs.find((one) => one === key) ?? 'line')
                setReason(undefined)
              }}
              items={tabs.map((key) => ({ key, label: key === 'whatIf' ? ts('whatIf.tab') : t(`tabs.${key}`) }))}
            />
            {tab === 'customers' ? (
              <Customers period={period} />
            ) : tab === 'whatIf' ? (
              <WhatIf period={period.period} />
            ) : tab === 'editions' ? (
              <Editions period={period.period} />
            ) : (
              <Differences period={period} level={tab} reason={reason} />
            )}
          </Panel>
        </>
      )}
    </>
  )
}

const minus = (a: string, b: string): string => String(BigInt(a) - BigInt(b))

function Proof({ period }: { period: IncentivePeriod }) {
  const { t } = useTranslation('incentives')
  const { incentive, expected, counts, openItems, matchedAt } = period
  return (
    <dl className="incentives-sums" aria-label={t('proof')}>
      <div>
        <dt>{t('incentive')}</dt>
        <dd>
          <Minor amount={incentive} strong />
        </dd>
      </div>
      <div>
        <dt>{t('expected')}</dt>
        <dd>
          <Minor amount={expected} />
        </dd>
      </div>
      <div>
        <dt>{t('difference')}</dt>
        <dd>
          <Minor amount={minus(incentive, expected)} />
        </dd>
      </div>
      {(['equal', 'explained', 'open'] as const).map((state) => (
        <div key={state}>
          <dt>{t(`counts.${state}`)}</dt>
          <dd>{counts[state].toLocaleString('en-US')}</dd>
        </div>
      ))}
      <div>
        <dt>{t('column.open')}</dt>
        <dd>{openItems > 0 ? t('openItems', { n: openItems }) : t('allSettled')}</dd>
      </div>
      <div>
        <dt>{t('matchedAt')}</dt>
        <dd>{matchedAt === null ? t('none') : formatBeijing(matchedAt)}</dd>
      </div>
    </dl>
  )
}

function SignOffs({ period }: { period: IncentivePeriod }) {
  const { t } = useTranslation('incentives')
  const { fault } = useNotices()
  const mayReopen = usePermitted('incentive.confirm') === true
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const signOff = useWrite(api.incentives.signOff)
  const reopen = useWrite(api.incentives.reopen, { onDone: () => setAsking(false) })
  const signed = new Set(period.signOffs.map(({ role }) => role))
  const refusal = signOff.error?.detail?.reason
  return (
    <Panel title={t('signOff.title')}>
      <div className="incentives-actions">
        {(['preparer', 'reviewer'] as const).map((role) => {
          const done = period.signOffs.find((one) => one.role === role)
          return done ? (
            <span key={role}>
              {t('signOff.done', { role: t(`roles.${role}`), by: done.by, at: formatBeijing(done.at) })}
            </span>
          ) : (
            <Button
              key={role}
              disabled={period.openItems > 0 || (role === 'reviewer' && !signed.has('preparer'))}
              loading={signOff.isPending}
              onClick={() => signOff.mutate({ period: period.period, role })}
            >
              {t(`signOff.${role}`)}
            </Button>
          )
        })}
        {period.openItems > 0 && <span className="quiet">{t('conflicts.open-items')}</span>}
        {signed.size > 0 && mayReopen && <Button onClick={() => setAsking(true)}>{t('signOff.reopen')}</Button>}
      </div>
      {signOff.error && typeof refusal === 'string' && <Refused reason={refusal} />}
      {signOff.error && typeof refusal !== 'string' && <ErrorNotice error={signOff.error} />}
      <Modal
        open={asking}
        title={t('signOff.reopen')}
        okText={t('signOff.reopen')}
        okButtonProps={{ disabled: reason.trim() === '', loading: reopen.isPending }}
        onOk={() => reopen.mutate({ period: period.period, reason: reason.trim() }, { onError: fault })}
        onCancel={() => setAsking(false)}
        destroyOnHidden
      >
        <Input
          aria-label={t('signOff.reason')}
          placeholder={t('signOff.reason')}
          value={reason}
          maxLength={400}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </Panel>
  )
}

/** Equal rows of these causes are worth a line as well: they say why something earned nothing. */
function Causes({
  period,
  chosen,
  onChoose,
}: {
  period: string
  chosen: Difference['reason'] | undefined
  onChoose: (level: Difference['level'], reason: Difference['reason']) => void
}) {
  const { t } = useTranslation('incentives')
  const summary = useRead(api.incentives.summary, { period })
  const rows = summary.data?.causes ?? []
  const order = { open: 0, explained: 1, equal: 2 } as const
  return (
    <Panel title={t('causes')}>
      {summary.error && <ErrorNotice error={summary.error} onRetry={() => void summary.refetch()} />}
      <Table
        size="small"
        rowKey={({ level, reason, state }) => `${level} ${reason} ${state}`}
        dataSource={[...rows].sort((a, b) => order[a.state] - order[b.state] || b.rows - a.rows)}
        pagination={false}
        loading={summary.isPending}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: t('cause.state'), render: (_, { state }) => t(`counts.${state}`) },
          { title: t('cause.level'), render: (_, { level }) => t(`levels.${level}`) },
          {
            title: t('cause.reason'),
            render: (_, { level, reason }) => (
              <button
                type="button"
                className="link-button"
                aria-pressed={reason === chosen}
                onClick={() => onChoose(level, reason)}
              >
                {t(`reasons.${reason}`)}
              </button>
            ),
          },
          { title: t('cause.rows'), align: 'right', render: (_, row) => row.rows.toLocaleString('en-US') },
          {
            title: t('cause.difference'),
            align: 'right',
            render: (_, { difference }) => <Minor amount={difference} />,
          },
        ]}
      />
    </Panel>
  )
}
