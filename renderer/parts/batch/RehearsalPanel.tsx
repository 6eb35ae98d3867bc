/** What a batch would do, before it does: its cost, what is left, who cannot get it and why. */
import { Alert } from 'antd'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { problemText, reasonText } from '#renderer/parts/import/problems.ts'
import { ledgerHeight, PlainLedger } from '#renderer/parts/ledger/PlainLedger.tsx'
import type { LedgerColumn, RowMark } from '#renderer/parts/ledger/types.ts'
import { Money } from '#renderer/parts/Money.tsx'
import { StateTabs } from '#renderer/parts/StateTabs.tsx'
import { api } from '#renderer/rpc/api.ts'
import type { RehearsalRow, RehearsalView } from '#shared/contract/batches.ts'
import { fen, yuanText } from '#shared/money.ts'
import './batch.css'

type Only = 'cannot' | 'can' | 'all'

const number = new Intl.NumberFormat('en-US')
const rowId = ({ item, customerId }: RehearsalRow): string => `${item} ${customerId}`

export function Figure({ name, children, bad = false }: { name: string; children: ReactNode; bad?: boolean }) {
  return (
    <div className={bad ? 'batch-figure batch-figure-bad' : 'batch-figure'}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

export function RehearsalPanel({ view, offline }: { view: RehearsalView; offline: boolean }) {
  const { t } = useTranslation('batches')
  const { t: ti } = useTranslation('imports')
  const { t: outbox } = useTranslation('outbox')
  const [only, setOnly] = useState<Only>(view.cannot > 0 ? 'cannot' : 'can')
  const { rehearsalId, pot, reasons } = view
  // Coupons are issued, money is moved: the words differ.
  const words = view.terms.kind === 'coupons.issue' ? 'rehearse' : 'moved'
  const texts = useMemo(() => ({ t: ti, outbox }), [ti, outbox])
  const columns = useMemo((): LedgerColumn<RehearsalRow>[] => {
    const title = (key: 'item' | 'line' | 'customer' | 'customerId' | 'why'): string => t(`rehearse.columns.${key}`)
    return [
      { key: 'item', title: title('item'), width: 64, kind: 'number', text: ({ item }) => String(item) },
      { key: 'line', title: title('line'), width: 90, kind: 'number', text: ({ line }) => String(line ?? '') },
      { key: 'customer', title: title('customer'), width: 180, text: ({ customer }) => customer },
      {
        key: 'amount',
        title: t(`${words}.columns.amount`),
        width: 120,
        kind: 'money',
        text: ({ amount }) => yuanText(fen(amount)),
        fen: ({ amount }) => fen(amount),
        cell: ({ amount }) => <Money amount={amount} />,
      },
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
  const amount = (value: number | null): ReactNode =>
    value === null ? t('rehearse.unknown') : <Money amount={value} strong />
  return (
    <section className="rehearsal" aria-label={t('rehearse.label')}>
      <p className="quiet">
        {t('rehearse.note')} <AsOf at={pot.asOf} offline={offline} />
      </p>
      <dl className="batch-figures" aria-live="polite">
        <Figure name={t(`${words}.can`, { n: number.format(view.can) })}>
          <Money amount={view.cost} strong />
        </Figure>
        <Figure name={t(`${words}.balance`)}>{amount(pot.balance)}</Figure>
        {pot.waiting > 0 && <Figure name={t('rehearse.waiting')}>{amount(pot.waiting)}</Figure>}
        <Figure name={t('rehearse.after')} bad={pot.after !== null && pot.after < 0}>
          {amount(pot.after)}
        </Figure>
        {view.cannot > 0 && (
          <Figure name={t(`${words}.cannot`, { n: number.format(view.cannot) })} bad>
            {reasons.length > 0 ? reasonText(texts, reasons[0] ?? { rule: null, reason: '' }) : ''}
          </Figure>
        )}
      </dl>
      {reasons.length > 1 && (
        <ul className="import-reasons">
          {reasons.map((reason) => (
            <li key={`${reason.rule} ${reason.reason}`}>
              <span>{reasonText(texts, reason)}</span>
              {reason.rule && <code>{reason.rule}</code>}
              <span className="import-count">{ti('sums.rows', { n: number.format(reason.count) })}</span>
            </li>
          ))}
        </ul>
      )}
      {view.twins > 0 && (
        <Alert type="warning" showIcon title={t('rehearse.twins', { n: number.format(view.twins) })} />
      )}
      {view.can === 0 && <Alert type="warning" showIcon title={t('rehearse.none')} />}
      <StateTabs<Only>
        label={t('rehearse.label')}
        active={only}
        onChange={setOnly}
        tabs={[
          { key: 'cannot', label: t(`${words}.tabs.cannot`), count: view.cannot },
          { key: 'can', label: t(`${words}.tabs.can`), count: view.can },
          { key: 'all', label: t(`${words}.tabs.all`), count: view.items },
        ]}
      />
      <div
        className="batch-rows"
        style={{ height: ledgerHeight({ cannot: view.cannot, can: view.can, all: view.items }[only]) }}
      >
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
    </section>
  )
}
