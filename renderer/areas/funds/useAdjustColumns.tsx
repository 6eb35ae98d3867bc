/** Columns of the adjustment records. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type CodeLabel, CodeTag } from '#renderer/parts/CodeTag.tsx'
import type { LedgerColumn } from '#renderer/parts/ledger/types.ts'
import { Money } from '#renderer/parts/Money.tsx'
import type { AdjustRecord } from '#shared/contract/funds.ts'
import { fen, yuanText } from '#shared/money.ts'
import { formatBeijing } from '#shared/time.ts'

const tones: Readonly<Record<string, NonNullable<CodeLabel['tone']>>> = {
  SOURCE_OPERATION_BEADJUST: 'accent',
  SOURCE_OPERATION_BERETRIEVE: 'violet',
  SOURCE_OPERATION_BEUNBIND: 'warn',
}

export function useAdjustColumns(): LedgerColumn<AdjustRecord>[] {
  const { t } = useTranslation('funds')
  return useMemo(() => {
    const names = t('records.operations', { returnObjects: true }) as Record<string, string>
    const known = Object.fromEntries(
      Object.entries(names).map(([code, label]) => [code, { label, ...(tones[code] ? { tone: tones[code] } : {}) }]),
    )
    const column = (
      key: 'operatedAt' | 'operation' | 'customer' | 'customerId' | 'amount' | 'scene' | 'transId' | 'origin' | 'memo',
      width: number,
      text: (row: AdjustRecord) => string,
      more: Partial<LedgerColumn<AdjustRecord>> = {},
    ): LedgerColumn<AdjustRecord> => ({ key, title: t(`records.${key}`), width, text, ...more })
    return [
      column('operatedAt', 170, ({ operatedAt }) => formatBeijing(operatedAt), {
        kind: 'date',
        frozen: 'start',
        required: true,
      }),
      column('operation', 130, ({ operation }) => names[operation] ?? operation, {
        cell: ({ operation }) => <CodeTag value={operation} known={known} />,
      }),
      column('customer', 200, ({ customerName }) => customerName),
      column('amount', 150, ({ amount }) => yuanText(fen(amount)), {
        kind: 'money',
        fen: ({ amount }) => fen(amount),
        cell: ({ amount }) => <Money amount={amount} />,
      }),
      column('scene', 110, ({ scene }) => scene ?? ''),
      column('origin', 90, ({ intentId }) => t(intentId === null ? 'records.elsewhere' : 'records.ours')),
      column('transId', 280, ({ transId }) => transId, { kind: 'id' }),
      column('customerId', 280, ({ customerId }) => customerId, { kind: 'id' }),
      column('memo', 160, ({ memo }) => memo ?? '', { hidden: true }),
    ]
  }, [t])
}
