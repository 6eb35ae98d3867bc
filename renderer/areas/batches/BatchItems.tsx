/** Every item of a batch with its own result. */
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { whyText } from '#renderer/parts/batch/words.ts'
import { IntentMark } from '#renderer/parts/IntentState.tsx'
import { markOf } from '#renderer/parts/intent.ts'
import { ledgerHeight, PlainLedger } from '#renderer/parts/ledger/PlainLedger.tsx'
import type { LedgerColumn, RowMark } from '#renderer/parts/ledger/types.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { StateTabs } from '#renderer/parts/StateTabs.tsx'
import { api } from '#renderer/rpc/api.ts'
import { type BatchItem, batchOnly } from '#shared/contract/batches.ts'
import { fen, yuanText } from '#shared/money.ts'
import { formatBeijing } from '#shared/time.ts'

type Only = (typeof batchOnly)[number]

const rowId = ({ intent }: BatchItem): string => intent.intentId

export function BatchItems({
  groupId,
  counts,
  money,
}: {
  groupId: string
  counts: Record<Only, number>
  /** Whether an amount belongs to the items at all. */
  money: boolean
}) {
  const { t } = useTranslation('batches')
  const { t: outbox } = useTranslation('outbox')
  const navigate = useNavigate()
  const [only, setOnly] = useState<Only>('all')
  const columns = useMemo((): LedgerColumn<BatchItem>[] => {
    const title = (key: 'item' | 'customer' | 'customerId' | 'amount' | 'state' | 'why' | 'effect' | 'at'): string =>
      t(`page.columns.${key}`)
    const amount: LedgerColumn<BatchItem> = {
      key: 'amount',
      title: title('amount'),
      width: 120,
      kind: 'money',
      text: ({ intent: { amount } }) => (amount === null ? '' : yuanText(fen(amount))),
      fen: ({ intent: { amount } }) => (amount === null ? null : fen(amount)),
      cell: ({ intent: { amount } }) => (amount === null ? null : <Money amount={amount} />),
    }
    return [
      { key: 'item', title: title('item'), width: 64, kind: 'number', text: ({ item }) => String(item) },
      { key: 'customer', title: title('customer'), width: 160, text: ({ customer }) => customer },
      ...(money ? [amount] : []),
      {
        key: 'state',
        title: title('state'),
        width: 110,
        text: ({ intent }) => intent.state,
        cell: ({ intent }) => <IntentMark intent={intent} />,
      },
      { key: 'why', title: title('why'), width: 320, text: ({ intent }) => whyText({ t, outbox }, intent) },
      { key: 'effect', title: title('effect'), width: 220, kind: 'id', text: ({ intent }) => intent.effectId ?? '' },
      {
        key: 'at',
        title: title('at'),
        width: 170,
        kind: 'date',
        text: ({ intent }) => formatBeijing(intent.changedAt),
      },
      {
        key: 'customerId',
        title: title('customerId'),
        width: 270,
        kind: 'id',
        text: ({ intent }) => intent.customerId ?? '',
      },
    ]
  }, [t, outbox, money])
  const load = useCallback(
    (at: number, limit: number) => api.batches.items({ groupId, only, at, limit }, { repeatable: true }),
    [groupId, only],
  )
  const mark = useCallback(
    ({ intent }: BatchItem): { mark: RowMark; text: string } | null => {
      const found = markOf(intent)
      return found ? { mark: found, text: whyText({ t, outbox }, intent) } : null
    },
    [t, outbox],
  )
  return (
    <div className="batch-section">
      <StateTabs<Only>
        label={t('page.list')}
        active={only}
        onChange={setOnly}
        tabs={batchOnly.map((key) => ({ key, label: t(`page.tabs.${key}`), count: counts[key] }))}
      />
      <div className="batch-rows" style={{ height: ledgerHeight(counts[only]) }}>
        <PlainLedger
          label={t('page.list')}
          columns={columns}
          rowId={rowId}
          question={`${groupId} ${only}`}
          version={JSON.stringify(counts)}
          load={load}
          mark={mark}
          onOpen={({ intent }) =>
            void navigate({ to: '/outbox', search: { tab: 'all', group: groupId, intent: intent.intentId } })
          }
          empty={<p className="quiet">{t('page.empty')}</p>}
        />
      </div>
    </div>
  )
}
