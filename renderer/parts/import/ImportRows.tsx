/** Rows of a file as they were understood, with what is wrong with each. */
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ledgerHeight, PlainLedger } from '#renderer/parts/ledger/PlainLedger.tsx'
import type { LedgerColumn, RowMark } from '#renderer/parts/ledger/types.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { StateTabs } from '#renderer/parts/StateTabs.tsx'
import { api } from '#renderer/rpc/api.ts'
import type { ImportField, ImportRow, ImportView } from '#shared/contract/imports.ts'
import { fen, yuanText } from '#shared/money.ts'
import { type ProblemTexts, problemText } from './problems.ts'

type Only = 'all' | 'good' | 'bad'

const rowId = (row: ImportRow): string => String(row.line)
const widths: Partial<Record<ImportField, number>> = { customerId: 260, customerName: 200, amount: 110 }

export function ImportRows({ view }: { view: ImportView }) {
  const { t } = useTranslation('imports')
  const { t: outbox } = useTranslation('outbox')
  const [only, setOnly] = useState<Only>(view.bad > 0 ? 'bad' : 'all')
  const { importId, mapping, checkedAt } = view
  const texts = useMemo((): ProblemTexts => ({ t, outbox }), [t, outbox])
  const columns = useMemo((): LedgerColumn<ImportRow>[] => {
    const mapped = Object.keys(mapping) as ImportField[]
    return [
      { key: 'line', title: t('rows.line'), width: 64, kind: 'number', text: ({ line }) => String(line) },
      {
        key: 'problems',
        title: t('rows.problems'),
        width: 320,
        text: ({ problems }) => problems.map((problem) => problemText(texts, problem)).join(' '),
      },
      { key: 'customer', title: t('rows.customer'), width: 160, text: ({ customer }) => customer },
      ...(mapped.includes('amount')
        ? [
            {
              key: 'amount',
              title: t('rows.amount'),
              width: 120,
              kind: 'money' as const,
              text: ({ amount }: ImportRow) => (amount === null ? '' : yuanText(fen(amount))),
              fen: ({ amount }: ImportRow) => (amount === null ? null : fen(amount)),
              cell: ({ amount }: ImportRow) => (amount === null ? null : <Money amount={amount} />),
            },
          ]
        : []),
      ...mapped.map((field) => ({
        key: `cell-${field}`,
        title: t('rows.inFile', { field: t(`fields.${field}`) }),
        width: widths[field] ?? 140,
        text: ({ cells }: ImportRow) => cells[field] ?? '',
      })),
    ]
  }, [t, texts, mapping])
  const load = useCallback(
    (at: number, limit: number) => api.imports.rows({ importId, only, at, limit }, { repeatable: true }),
    [importId, only],
  )
  const mark = useCallback(
    (row: ImportRow): { mark: RowMark; text: string } | null =>
      row.problems.length > 0 ? { mark: 'needs-you', text: t('rows.bad') } : null,
    [t],
  )
  return (
    <>
      <StateTabs<Only>
        label={t('rows.label')}
        active={only}
        onChange={setOnly}
        tabs={[
          { key: 'bad', label: t('rows.tabs.bad'), count: view.bad },
          { key: 'good', label: t('rows.tabs.good'), count: view.good },
          { key: 'all', label: t('rows.tabs.all'), count: view.rows },
        ]}
      />
      <div className="import-rows" style={{ height: ledgerHeight(only === 'all' ? view.rows : view[only]) }}>
        <PlainLedger
          label={t('rows.label')}
          columns={columns}
          rowId={rowId}
          question={`${importId} ${only}`}
          version={`${checkedAt} ${view.bad}`}
          load={load}
          mark={mark}
          empty={<p className="quiet">{t(`rows.none.${only}`)}</p>}
        />
      </div>
    </>
  )
}
