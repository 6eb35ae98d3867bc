/** Incentive reconciliation 激励对账: periods with their bills and deadline; of one period, every difference with its cause. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Skeleton, Spin, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#renderer/app/commands.ts'
import { Page, Panel } from '#renderer/app/Page.tsx'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { useNow } from '#renderer/parts/useNow.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { IncentivePeriod } from '#shared/contract/incentives.ts'
import { fen, sumFen } from '#shared/money.ts'
import { DeadlineTag, StatusTag } from './cells.tsx'
import { PeriodPanel } from './PeriodPanel.tsx'
import './incentives.css'

export function IncentivesPage() {
  const { t } = useTranslation('incentives')
  const state = useRead(api.workspaces.state, {}).data
  const allowed = usePermitted('incentive.read')
  if (state?.state !== 'ready') return <Spin className="incentives-wait" />
  if (allowed === false) return <EmptyState kind="no-right" title={t('empty.rightTitle')} text={t('empty.rightText')} />
  return <Incentives key={state.workspace.workspaceId} />
}

function Incentives() {
  const { t } = useTranslation('incentives')
  const { t: ts } = useTranslation('statements')
  const navigate = useNavigate()
  const { fault } = useNotices()
  const search = useSearch({ strict: false }) as { period?: string }
  const periods = useRead(api.incentives.periods, {})
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const mayReconcile = usePermitted('incentive.reconcile') === true
  const reconcile = useWrite(api.incentives.reconcile)
  const run = (): void => reconcile.mutate({}, { onError: fault })
  useCommand('refresh', () => void periods.refetch())
  const rows = periods.data?.rows ?? []
  const chosen = rows.find(({ period }) => period === search.period) ?? firstToDo(rows)
  const choose = (period: string): void => void navigate({ to: '/incentives', search: { period }, replace: true })
  return (
    <Page
      title={t('title')}
      beside={periods.data && <AsOf at={periods.data.asOf} offline={offline} />}
      actions={
        mayReconcile && (
          <>
            <Button onClick={() => void navigate({ to: '/incentives/import' })}>{ts('import')}</Button>
            <Button
              onClick={() => void navigate({ to: '/incentives/books', search: { period: chosen?.period } as never })}
            >
              {ts('books')}
            </Button>
            <Button title={t('reconcileTip')} loading={reconcile.isPending} onClick={run}>
              {t('reconcile')}
            </Button>
          </>
        )
      }
    >
      <div className="incentives-stack">
        {periods.error && <ErrorNotice error={periods.error} onRetry={() => void periods.refetch()} />}
        {periods.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
        {periods.data && rows.length === 0 && (
          <EmptyState kind="nothing-yet" title={t('empty.title')} text={t('empty.text')} />
        )}
        {rows.length > 0 && (
          <Panel title={t('periods')}>
            <PeriodTable rows={rows} chosen={chosen?.period ?? null} onChoose={choose} />
          </Panel>
        )}
        {chosen && <PeriodPanel key={chosen.period} period={chosen} offline={offline} />}
      </div>
    </Page>
  )
}

/** What a clerk came for: the period that awaits confirmation. */
const firstToDo = (rows: readonly IncentivePeriod[]): IncentivePeriod | undefined =>
  rows.find(({ bills }) => bills.some(({ status }) => status === 'TO_CONFIRM')) ?? rows[0]

function PeriodTable({
  rows,
  chosen,
  onChoose,
}: {
  rows: readonly IncentivePeriod[]
  chosen: string | null
  onChoose: (period: string) => void
}) {
  const { t } = useTranslation('incentives')
  const now = useNow(60_000)
  return (
    <Table<IncentivePeriod>
      size="small"
      rowKey="period"
      dataSource={rows}
      pagination={false}
      scroll={{ x: 'max-content' }}
      rowClassName={({ period }) => (period === chosen ? 'incentives-chosen' : '')}
      onRow={({ period }) => ({ onClick: () => onChoose(period) })}
      columns={[
        {
          title: t('period'),
          render: (_, { period }) => (
            <button
              type="button"
              className="link-button"
              aria-current={period === chosen ? 'true' : undefined}
              onClick={() => onChoose(period)}
            >
              {period}
            </button>
          ),
        },
        { title: t('bill.status'), render: (_, { bills }) => <StatusTag status={bills[0]?.status ?? null} /> },
        {
          title: t('bill.deadline'),
          render: (_, { bills }) => <DeadlineTag bill={bills[0] ?? null} now={now} />,
        },
        {
          title: t('bill.total'),
          align: 'right',
          render: (_, { bills }) => <Money amount={sumFen(bills.map(({ total }) => fen(total)))} strong />,
        },
        {
          title: t('bill.frozen'),
          align: 'right',
          render: (_, { bills }) => <Money amount={sumFen(bills.map(({ frozen }) => fen(frozen)))} />,
        },
        {
          title: t('bill.payable'),
          align: 'right',
          render: (_, { bills }) => <Money amount={sumFen(bills.map(({ payable }) => fen(payable)))} />,
        },
        ...(['equal', 'explained', 'open'] as const).map((state) => ({
          title: t(`counts.${state}`),
          align: 'right' as const,
          render: (_: unknown, { counts, matchedAt }: IncentivePeriod) =>
            matchedAt === null ? t('none') : counts[state].toLocaleString('en-US'),
        })),
        {
          title: t('settled'),
          render: (_, row) => <Settled row={row} />,
        },
      ]}
    />
  )
}

function Settled({ row }: { row: IncentivePeriod }) {
  const { t } = useTranslation('incentives')
  if (row.matchedAt === null) return t('none')
  if (row.touched) return <Tag color="warning">{t('touched')}</Tag>
  if (row.signOffs.length > 0)
    return <span>{row.signOffs.map(({ role, by }) => `${t(`roles.${role}`)} ${by}`).join('、')}</span>
  return row.openItems > 0 ? (
    <Tag color="error">{t('openItems', { n: row.openItems })}</Tag>
  ) : (
    <Tag color="success">{t('allSettled')}</Tag>
  )
}

/** A refusal that the page has its own words for. */
export function Refused({ reason }: { reason: string | undefined }) {
  const { t } = useTranslation('incentives')
  const words: Record<string, string> = t('conflicts', { returnObjects: true })
  const text = reason === undefined ? undefined : words[reason]
  return text === undefined ? null : <Alert type="warning" showIcon title={text} />
}
