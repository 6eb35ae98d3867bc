import { useTranslation } from 'react-i18next'
import { Fact } from '#renderer/areas/customers/KeyFacts.tsx'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { CustomerCard } from '#shared/contract/customers.ts'

/** Available amount and debt as the vendor states them, with source and age; where there is none, the reason (R-CUST-06). */
export function BalanceBlock({ card }: { card: CustomerCard }) {
  const { t } = useTranslation('customers')
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const { balance } = card
  return (
    <section className="block" aria-label={t('balance.title')}>
      <div className="block-head">
        <h2>{t('balance.title')}</h2>
        {balance && <AsOf at={balance.asOf} offline={offline} />}
      </div>
      {balance ? (
        <>
          <dl className="facts amounts">
            <Fact label={t('balance.amount')}>
              <Money amount={balance.amount} strong />
            </Fact>
            <Fact label={t('balance.debt')}>
              <span className={balance.debt > 0 ? 'in-debt' : undefined}>
                <Money amount={balance.debt} strong />
              </span>
            </Fact>
          </dl>
          <p className="quiet">
            {t('balance.source')} {balance.currency !== 'CNY' && t('balance.currency', { currency: balance.currency })}
          </p>
        </>
      ) : (
        <p className="quiet">{card.balanceAbsent ? t(`balance.${card.balanceAbsent}`) : t('balance.unknown')}</p>
      )}
    </section>
  )
}
