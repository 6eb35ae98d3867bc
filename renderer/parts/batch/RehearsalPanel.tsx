/** What a batch would do, before it does: its cost, what is left, who cannot get it and why. */
import { Alert } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { reasonText } from '#renderer/parts/import/problems.ts'
import { Money } from '#renderer/parts/Money.tsx'
import type { RehearsalView } from '#shared/contract/batches.ts'
import { RehearsalRows, wordsOf } from './RehearsalRows.tsx'
import './batch.css'

const number = new Intl.NumberFormat('en-US')

export function Figure({ name, children, bad = false }: { name: string; children: ReactNode; bad?: boolean }) {
  return (
    <div className={bad ? 'batch-figure batch-figure-bad' : 'batch-figure'}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

export function RehearsalPanel({
  view,
  offline,
  children,
}: {
  view: RehearsalView
  offline: boolean
  /** What else follows of it. */
  children?: ReactNode
}) {
  const { t } = useTranslation('batches')
  const { t: ti } = useTranslation('imports')
  const { t: outbox } = useTranslation('outbox')
  const { pot, reasons } = view
  const words = wordsOf(view)
  const texts = useMemo(() => ({ t: ti, outbox }), [ti, outbox])
  const amount = (value: number | null): ReactNode =>
    value === null ? t('rehearse.unknown') : <Money amount={value} strong />
  return (
    <section className="rehearsal" aria-label={t('rehearse.label')}>
      <p className="quiet">
        {t('rehearse.note')} <AsOf at={pot.asOf} offline={offline} />
      </p>
      <dl className="batch-figures" aria-live="polite">
        {words === 'changed' ? (
          <Figure name={t('changed.can')}>{number.format(view.can)}</Figure>
        ) : (
          <>
            <Figure name={t(`${words}.can`, { n: number.format(view.can) })}>
              <Money amount={view.cost} strong />
            </Figure>
            <Figure name={t(`${words}.balance`)}>{amount(pot.balance)}</Figure>
            {pot.waiting > 0 && <Figure name={t('rehearse.waiting')}>{amount(pot.waiting)}</Figure>}
            <Figure name={t('rehearse.after')} bad={pot.after !== null && pot.after < 0}>
              {amount(pot.after)}
            </Figure>
          </>
        )}
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
      {children}
      {view.twins > 0 && (
        <Alert type="warning" showIcon title={t('rehearse.twins', { n: number.format(view.twins) })} />
      )}
      {view.can === 0 && <Alert type="warning" showIcon title={t('rehearse.none')} />}
      <RehearsalRows view={view} />
    </section>
  )
}
