/** The items of a rehearsal, those that cannot first: who, how much where there is money, and why not. */
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemText } from '#renderer/parts/import/problems.ts'
import { ledgerHeight, PlainLedger } from '#renderer/parts/ledger/PlainLedger.tsx'
import type { LedgerColumn, RowMark } from '#renderer/parts/ledger/types.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { StateTabs } from '#renderer/parts/StateTabs.tsx'
import { api } from '#renderer/rpc/api.ts'
import type { RehearsalRow, RehearsalView } from '#shared/contract/batches.ts'
import { fen, yuanText } from '#shared/money.ts'

type Only = 'cannot' | 'can' | 'all'
/** Coupons are issued, money is moved, managers change: the words differ. */
export type RehearsalWords = 'rehearse' | 'moved' | 'changed'

export const wordsOf = ({ terms: { kind } }: RehearsalView): RehearsalWords => {
  if (kind === 'coupons.issue') return 'rehearse'
  return kind === 'managers.assign' || kind === 'managers.takeBack' ? 'changed' : 'moved'
}

const rowId = ({ item, customerId }: RehearsalRow): string => `${item} ${customerId}`

export function RehearsalRows({ view }: { view: RehearsalView }) {
  const { t } = useTranslation('batches')
  const { t: ti } = useTranslation('imports')
  const { t: outbox } = useTranslation('outbox')
  const [only, setOnly] = useState<Only>(view.cannot > 0 ? 'cannot' : 'can')
  const { rehearsalId } = view
  const words = wordsOf(view)
  const texts = useMemo(() => ({ t: ti, outbox }), [ti, outbox])
  const columns = useMemo((): LedgerColumn<RehearsalRow>[] => {
    const title = (key: 'item' | 'line' | 'customer' | 'customerId' | 'why'): string => t(`rehearse.columns.${key}`)
    const amount: LedgerColumn<RehearsalRow>[] =
      words === 'changed'
        ? []
        : [
            {
              key: 'amount',
              title: t(`${words}.columns.amount`),
              width: 120,
              kind: 'money',
              text: (row) => yuanText(fen(row.amount)),
              fen: (row) => fen(row.amount),
              cell: (row) => <Money amount={row.amount} />,
            },
          ]
    return [
      { key: 'item', title: title('item'), width: 64, kind: 'number', text: ({ item }) => String(item) },
      { key: 'line', title: title('line'), width: 90, kind: 'number', text: ({ line }) => String(line ?? '') },
      { key: 'customer', title: title('customer'), width: 180, text: ({ customer }) => customer },
      ...amount,
      {
        key: 'why',
        title: title('why'),
        width: 380,
        text: ({ refusal, twin }) =>
          refusal ? problemText(texts, refusal) : twin ? t('rehearse.twin') : t(`${words}.ok`),
      },
      { key: 'customerId', title: title('customerId'), width: 270, kind: 'id', text: ({ customerId }) => customerId },
    ]
  }, [t, texts, words])
  const load = useCallback(
    (at: number, limit: number) => api.batches.rehearsalRows({ rehearsalId, only, at, limit }, { repeatable: true }),
    [rehearsalId, only],
  )
  const mark = useCallback(
    ({ refusal, twin }: RehearsalRow): { mark: RowMark; text: string } | null =>
      refusal
        ? { mark: 'needs-you', text: t(`${words}.tabs.cannot`) }
        : twin
          ? { mark: 'uncertain', text: t('rehearse.twin') }
          : null,
    [t, words],
  )
  const counts = { cannot: view.cannot, can: view.can, all: view.items }
  return (
    <>
      <StateTabs<Only>
        label={t('rehearse.label')}
        active={only}
        onChange={setOnly}
        tabs={(['cannot', 'can', 'all'] as const).map((key) => ({
          key,
          label: t(`${words}.tabs.${key}`),
          count: counts[key],
        }))}
      />
      <div className="batch-rows" style={{ height: ledgerHeight(counts[only]) }}>
        <PlainLedger
          label={t('rehearse.label')}
          columns={columns}
          rowId={rowId}
          question={`${rehearsalId} ${only}`}
          version={null}
          load={load}
          mark={mark}
          empty={<p className="quiet">{t(`${words}.empty.${only}`)}</p>}
        />
      </div>
    </>
  )
}
