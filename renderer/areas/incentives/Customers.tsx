/** Customers of a period by what they earned: from the total of the period down to each of them. */
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '#renderer/parts/EmptyState.tsx'
import { PlainLedger } from '#renderer/parts/ledger/PlainLedger.tsx'
import type { LedgerColumn } from '#renderer/parts/ledger/types.ts'
import { Minor } from '#renderer/parts/Minor.tsx'
import { api } from '#renderer/rpc/api.ts'
import type { IncentivePeriod } from '#shared/contract/incentives.ts'
import { formatMinor } from '#shared/money.ts'
import { useNames } from './Differences.tsx'

interface Row {
  customerId: string
  lines: number
  payment: string
  incentive: string
  expected: string
  open: number
}

export function Customers({ period }: { period: IncentivePeriod }) {
  const { t } = useTranslation('incentives')
  const [rows, setRows] = useState<readonly Row[]>([])
  const names = useNames(rows)
  const columns = useMemo((): LedgerColumn<Row>[] => {
    const amount = (key: 'payment' | 'incentive' | 'expected'): LedgerColumn<Row> => ({
      key,
      title: t(`column.${key}`),
      width: 170,
      kind: 'number',
      text: (row) => formatMinor(row[key]),
      cell: (row) => <Minor amount={row[key]} />,
    })
    const count = (key: 'lines' | 'open'): LedgerColumn<Row> => ({
      key,
      title: t(`column.${key}`),
      width: 90,
      kind: 'number',
      text: (row) => row[key].toLocaleString('en-US'),
    })
    return [
      {
        key: 'customer',
        title: t('column.customer'),
        width: 260,
        frozen: 'start',
        text: (row) => names[row.customerId] ?? row.customerId,
      },
      count('lines'),
      amount('payment'),
      amount('incentive'),
      amount('expected'),
      count('open'),
    ]
  }, [t, names])
  const load = useCallback(
    async (from: number, limit: number) => {
      const page = await api.incentives.customers({ period: period.period, from, limit }, { repeatable: true })
      if (from === 0) setRows(page.rows)
      return page
    },
    [period.period],
  )
  return (
    <div className="incentives-work">
      <PlainLedger<Row>
        label={t('tabs.customers')}
        columns={columns}
        rowId={({ customerId }) => customerId}
        question={period.period}
        version={period.matchedAt}
        load={load}
        empty={<EmptyState kind="nothing-yet" title={t('noEdition')} text={t('noEditionText')} />}
      />
    </div>
  )
}
