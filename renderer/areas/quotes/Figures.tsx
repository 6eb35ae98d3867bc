/** What the basket comes to: discounts with the reason why not, totals, what coupons would do. */
import { Radio, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/app/Page.tsx'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { rmbCapitals } from '#shared/capitals.ts'
import type { OfferView, QuoteDraft, QuoteView } from '#shared/contract/quotes.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { VENDOR_CONTRACT } from '#shared/rules/quotes.ts'

const typeNames = { 605: 'contract', 606: 'grant', 607: 'set' } as const

function useOfferName(): (offer: OfferView) => string {
  const { t } = useTranslation('quotes')
  return ({ type, name }) => {
    const known = typeNames[type as unknown as keyof typeof typeNames]
    return known ? t(`offers.types.${known}`) : name || t('offers.types.other', { type })
  }
}

function Offers({
  view,
  locked,
  onChoose,
}: {
  view: QuoteView
  locked: boolean
  onChoose: (offer: QuoteDraft['offer']) => void
}) {
  const { t } = useTranslation('quotes')
  const nameOf = useOfferName()
  const { offers, chosen, draft } = view
  const contract = offers.find(({ id }) => id === chosen)?.type === VENDOR_CONTRACT
  return (
    <Panel title={t('offers.title')}>
      {offers.length === 0 ? (
        <p className="quiet">{t('offers.nothing')}</p>
      ) : (
        <Radio.Group
          className="quote-offers"
          aria-label={t('offers.title')}
          disabled={locked}
          value={offers.some(({ id }) => id === draft.offer) || draft.offer === 'none' ? draft.offer : 'best'}
          onChange={(event) => onChoose(String(event.target.value))}
        >
          <Radio value="best">{t('offers.best')}</Radio>
          {offers.map((offer) => (
            <Radio key={offer.id} value={offer.id}>
              <span>
                {nameOf(offer)} {offer.why === null && <span className="code-tag code-good">{t('offers.is')}</span>}{' '}
                {offer.id === chosen && <span className="code-tag code-accent">{t('offers.chosen')}</span>}
              </span>
              <span className="quiet quote-why">
                {t('offers.saving', { amount: formatYuan(fen(offer.saving)), covered: offer.covered })}
                {offer.why !== null && `；${t(`offers.why.${offer.why}`)}`}
              </span>
            </Radio>
          ))}
          <Radio value="none">{t('offers.none')}</Radio>
        </Radio.Group>
      )}
      {contract && <p className="quiet">{t('offers.contract')}</p>}
    </Panel>
  )
}

function Figure({ name, children, strong = false }: { name: string; children: ReactNode; strong?: boolean }) {
  return (
    <div className={strong ? 'quote-figure quote-strong' : 'quote-figure'}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Totals({ view, offline }: { view: QuoteView; offline: boolean }) {
  const { t } = useTranslation('quotes')
  const { totals, prices, draft } = view
  const missing = prices.filter(({ fen: amount }) => amount === null).length
  const before = draft.lines.every((line) => line.before !== null)
    ? draft.lines.reduce((sum, line) => sum + (line.before ?? 0), 0)
    : null
  return (
    <Panel title={t('totals.title')} beside={view.oldestAt !== null && <AsOf at={view.oldestAt} offline={offline} />}>
      {missing > 0 && draft.lines.length > 0 && <p className="quiet">{t('totals.missing', { n: missing })}</p>}
      {totals && (
        <dl className="quote-figures">
          <Figure name={t('totals.official')}>
            <Money amount={totals.official} />
          </Figure>
          <Figure name={t('totals.saving')}>
            <Money amount={-totals.saving} />
          </Figure>
          <Figure name={t('totals.amount')} strong>
            <Money amount={totals.amount} strong />
          </Figure>
          {totals.demandAmount > 0 && (
            <>
              <Figure name={t('totals.period')}>
                <Money amount={totals.periodAmount} />
              </Figure>
              <Figure name={t('totals.demand')}>
                <Money amount={totals.demandAmount} />
              </Figure>
            </>
          )}
          {before !== null && draft.lines.length > 0 && (
            <>
              <Figure name={t('totals.before')}>
                <Money amount={before} />
              </Figure>
              <Figure name={t('totals.difference')}>
                <Money amount={totals.amount - before} />
              </Figure>
            </>
          )}
        </dl>
      )}
      {totals && totals.amount > 0 && <p className="quiet">{rmbCapitals(fen(totals.amount))}</p>}
      {view.estimated > 0 && <p className="quote-warning">{t('totals.estimated', { n: view.estimated })}</p>}
    </Panel>
  )
}

function Coupons({ view }: { view: QuoteView }) {
  const { t } = useTranslation('quotes')
  const { coupons } = view
  if (!coupons) return null
  const reasonText = (reason: string, rule: string): string => {
    const words: Readonly<Record<string, string>> = {
      'not-usable': t('coupons.reasons.not-usable'),
      locked: t('coupons.reasons.locked'),
      empty: t('coupons.reasons.empty'),
      marketplace: t('coupons.reasons.marketplace'),
      services: t('coupons.reasons.services'),
      minimum: t('coupons.reasons.minimum'),
    }
    return words[reason] ?? t('coupons.reasons.other', { rule })
  }
  const refused = Map.groupBy(coupons.refused, ({ reason, rule }) => reasonText(reason, rule))
  return (
    <Panel title={t('coupons.title')} beside={<AsOf at={coupons.asOf} />}>
      {coupons.couponIds.length === 0 ? (
        <p className="quiet">{t('coupons.none')}</p>
      ) : (
        <dl className="quote-figures">
          <Figure name={`${t('coupons.covered')} (${t('coupons.used', { n: coupons.couponIds.length })})`}>
            <Money amount={-coupons.covered} />
          </Figure>
          <Figure name={t('coupons.payable')} strong>
            <Money amount={coupons.payable} strong />
          </Figure>
        </dl>
      )}
      {coupons.withoutDiscount !== null && (
        <p>{t('coupons.without', { amount: formatYuan(fen(coupons.withoutDiscount)) })}</p>
      )}
      {coupons.refused.length > 0 && (
        <Tooltip title={[...refused].map(([why, list]) => `${why} ${list.length}`).join('；')}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reasons must be reachable by keyboard */}
          <p className="quiet" tabIndex={0}>
            {t('coupons.refused', { n: coupons.refused.length })}
          </p>
        </Tooltip>
      )}
    </Panel>
  )
}

export function Figures({
  view,
  locked,
  offline,
  onChoose,
}: {
  view: QuoteView
  locked: boolean
  offline: boolean
  onChoose: (offer: QuoteDraft['offer']) => void
}) {
  return (
    <div className="quote-side">
      <Totals view={view} offline={offline} />
      <Offers view={view} locked={locked} onChoose={onChoose} />
      <Coupons view={view} />
    </div>
  )
}
