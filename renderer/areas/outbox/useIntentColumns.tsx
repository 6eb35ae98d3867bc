/** Columns of the pending ledger. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ageOf } from '#renderer/parts/AsOf.tsx'
import { IntentMark, IntentNext } from '#renderer/parts/IntentState.tsx'
import { commandName, lookOf, nextText, type QueuePause, reasonOf } from '#renderer/parts/intent.ts'
import type { LedgerColumn } from '#renderer/parts/ledger/types.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { fen, yuanText } from '#shared/money.ts'
import { formatBeijing } from '#shared/time.ts'
import { type PendingRow, riskOf } from './rows.ts'

export function useIntentColumns({
  pause,
  now,
  onOpen,
}: {
  pause: QueuePause
  /** UTC milliseconds, of the present minute: ages grow without drawing every second. */
  now: number
  onOpen: (row: PendingRow) => void
}): LedgerColumn<PendingRow>[] {
  const { t } = useTranslation('pending')
  const { t: to } = useTranslation('outbox')
  const waits = pause?.why
  return useMemo(() => {
    const held: QueuePause = waits === undefined ? null : { why: waits }
    const whyOf = (row: PendingRow): string => {
      const { says, facts } = reasonOf(to, row)
      return [says, ...facts].join(' ')
    }
    const plain = (
      key: 'author' | 'customerId' | 'intentId' | 'effectId',
      width: number,
      more: Partial<LedgerColumn<PendingRow>> = {},
    ): LedgerColumn<PendingRow> => ({
      key,
      title: t(`columns.${key}`),
      width,
      text: (row) => row[key] ?? '',
      ...more,
    })
    const columns: LedgerColumn<PendingRow>[] = [
      {
        key: 'state',
        title: t('columns.state'),
        width: 112,
        frozen: 'start',
        required: true,
        text: (row) => to(`states.${lookOf(row)}`),
        cell: (row) => <IntentMark intent={row} />,
      },
      { key: 'command', title: t('columns.command'), width: 96, text: (row) => commandName(to, row.command) },
      { key: 'customer', title: t('columns.customer'), width: 150, text: (row) => row.customer || row.target },
      {
        key: 'amount',
        title: t('columns.amount'),
        width: 126,
        kind: 'money',
        text: (row) => (row.amount === null ? '' : yuanText(fen(row.amount))),
        fen: (row) => (row.amount === null ? null : fen(row.amount)),
        cell: (row) =>
          row.amount === null ? <span className="quiet">{t('amountLater')}</span> : <Money amount={row.amount} />,
      },
      {
        key: 'risk',
        title: t('columns.risk'),
        width: 104,
        text: (row) => t(`risks.${riskOf(row)}`),
        cell: (row) => {
          const risk = riskOf(row)
          // The tip tells the rest.
          return <span className={`risk-${risk}`}>{t(`risks.${risk === 'holds' ? 'maybe' : risk}`)}</span>
        },
      },
      { key: 'why', title: t('columns.why'), width: 264, text: whyOf },
      {
        key: 'next',
        title: t('columns.next'),
        width: 140,
        text: (row) => nextText(to, row, now, held) ?? '',
        cell: (row) => <IntentNext intent={row} pause={held} />,
      },
      {
        key: 'age',
        title: t('columns.age'),
        width: 90,
        text: (row) => {
          const age = ageOf(row.acceptedAt, now)
          return age.unit === 'now' ? t('age.now') : t(`age.${age.unit}`, { n: age.n })
        },
      },
      {
        key: 'acceptedAt',
        title: t('columns.acceptedAt'),
        width: 160,
        kind: 'date',
        text: (row) => formatBeijing(row.acceptedAt),
      },
      plain('author', 110),
      plain('customerId', 250, { kind: 'id', hidden: true }),
      plain('intentId', 240, { kind: 'id', hidden: true }),
      plain('effectId', 220, { kind: 'id', hidden: true }),
      {
        key: 'actions',
        title: t('columns.actions'),
        width: 64,
        frozen: 'end',
        required: true,
        actions: true,
        text: () => '',
        cell: (row) => (
          <button type="button" className="link-button" tabIndex={-1} onClick={() => onOpen(row)}>
            {t('open')}
          </button>
        ),
      },
    ]
    return columns
  }, [t, to, waits, now, onOpen])
}
