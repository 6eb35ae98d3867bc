/** Rows that differ, or that a cause names; each with its facts, and what a person decided on it. */
import { Button } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotices } from '#renderer/app/useNotices.tsx'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { PlainLedger } from '#renderer/parts/ledger/PlainLedger.tsx'
import type { LedgerColumn, RowMark } from '#renderer/parts/ledger/types.ts'
import { Minor } from '#renderer/parts/Minor.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead, useWrite } from '#renderer/rpc/hooks.ts'
import type { Difference, IncentivePeriod } from '#shared/contract/incentives.ts'
import { formatMinor } from '#shared/money.ts'
import { DifferenceDrawer } from './DifferenceDrawer.tsx'

const SHOWN = 200
const DAY_MS = 86_400_000

export const daysSince = (since: number): number => Math.max(0, Math.floor((Date.now() - since) / DAY_MS))

/** Nothing more is asked of it in this period. */
const settled = ({ decision }: Difference): boolean =>
  decision?.decision === 'accepted' || decision?.decision === 'carried'

/** Masked names beside the rows; one question for all customers on screen. */
export function useNames(rows: readonly { customerId: string | null }[]): Record<string, string> {
  const customerIds = [...new Set(rows.flatMap(({ customerId }) => customerId ?? []))].sort().slice(0, SHOWN)
  const names = useRead(api.customers.names, { customerIds }, { enabled: customerIds.length > 0, keepPrevious: true })
  return names.data?.names ?? {}
}

export function Differences({
  period,
  level,
  reason,
}: {
  period: IncentivePeriod
  level: Difference['level']
  reason: Difference['reason'] | undefined
}) {
  const { t } = useTranslation('incentives')
  const { fault } = useNotices()
  const [rows, setRows] = useState<readonly Difference[]>([])
  const [open, setOpen] = useState<Difference | null>(null)
  const names = useNames(rows)
  const modes: Record<string, string> = t('mode', { returnObjects: true })
  const question = JSON.stringify([period.period, level, reason])
  // Verdicts and decisions change with the period's own answer.
  const version = JSON.stringify([period.matchedAt, period.openItems, period.signOffs.length])
  const columns = useMemo((): LedgerColumn<Difference>[] => {
    const amount = (key: 'told' | 'should' | 'difference', width: number): LedgerColumn<Difference> => ({
      key,
      title: t(`column.${key}`),
      width,
      kind: 'number',
      text: (row) => formatMinor(row[key]),
      cell: (row) => <Minor amount={row[key]} strong={key === 'difference'} />,
    })
    const of = (row: Difference): string => (row.customerId === null ? '' : (names[row.customerId] ?? row.customerId))
    return [
      {
        key: 'reason',
        title: t('column.reason'),
        width: 190,
        frozen: 'start',
        text: (row) => t(`reasons.${row.reason}`),
      },
      ...(level === 'bill'
        ? [{ key: 'key', title: t('column.key'), width: 220, kind: 'id' as const, text: (row: Difference) => row.key }]
        : [
            { key: 'customer', title: t('column.customer'), width: 200, text: of },
            {
              key: 'product',
              title: t('column.product'),
              width: 190,
              text: (row: Difference) => row.serviceTypeCode ?? '',
            },
            {
              key: 'mode',
              title: t('column.mode'),
              width: 100,
              text: ({ chargingMode }: Difference) =>
                chargingMode === null ? '' : (modes[chargingMode] ?? chargingMode),
            },
          ]),
      ...(level === 'line'
        ? [
            {
              key: 'trade',
              title: t('column.trade'),
              width: 170,
              kind: 'id' as const,
              text: (row: Difference) => row.tradeId ?? '',
            },
          ]
        : []),
      amount('told', 150),
      amount('should', 150),
      amount('difference', 150),
      {
        key: 'owner',
        title: t('column.owner'),
        width: 110,
        text: ({ owner }) => owner ?? '',
      },
      {
        key: 'age',
        title: t('column.age'),
        width: 80,
        kind: 'number',
        text: ({ since, state }) =>
          since === null || state !== 'open' ? '' : t('drawer.age', { days: daysSince(since) }),
      },
      {
        key: 'decision',
        title: t('column.decision'),
        width: 150,
        text: ({ decision }) =>
          decision === null ? '' : `${t(`decision.${decision.decision}`)}${decision.note && ` · ${decision.note}`}`,
      },
    ]
  }, [t, level, modes, names])
  const load = useCallback(
    async (from: number, limit: number) => {
      const page = await api.incentives.differences(
        { period: period.period, level, ...(reason === undefined ? {} : { reason }), from, limit },
        { repeatable: true },
      )
      if (from === 0) setRows(page.rows)
      return page
    },
    [period.period, level, reason],
  )
  const mark = useCallback(
    (row: Difference): { mark: RowMark; text: string } =>
      row.state === 'open' && !settled(row)
        ? { mark: 'needs-you', text: t('counts.open') }
        : {
            mark: 'in-step',
            text:
              row.decision && row.state === 'open' ? t(`decision.${row.decision.decision}`) : t(`counts.${row.state}`),
          },
    [t],
  )
  const decide = useWrite(api.incentives.decide)
  const unsettled = rows.filter((row) => row.state === 'open' && !settled(row))
  return (
    <>
      {unsettled.length > 0 && !period.locked && (
        <div className="incentives-actions">
          <Button
            size="small"
            loading={decide.isPending}
            onClick={() =>
              decide.mutate(
                {
                  period: period.period,
                  items: unsettled.map(({ level: of, key }) => ({ level: of, key })),
                  decision: 'accepted',
                  note: t('acceptAllNote'),
                },
                { onError: fault },
              )
            }
          >
            {t('acceptAll', { n: unsettled.length })}
          </Button>
        </div>
      )}
      <div className="incentives-work">
        <PlainLedger<Difference>
          label={t(`tabs.${level}`)}
          columns={columns}
          rowId={({ key }) => key}
          question={question}
          version={version}
          load={load}
          mark={mark}
          onOpen={setOpen}
          empty={<EmptyState kind="nothing-matches" title={t('empty.settledTitle')} text={t('empty.settledText')} />}
        />
      </div>
      {open && (
        <DifferenceDrawer
          difference={open}
          name={open.customerId === null ? '' : (names[open.customerId] ?? open.customerId)}
          period={period}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}
