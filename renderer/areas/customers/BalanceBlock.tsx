import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePermitted } from '#renderer/app/usePermitted.ts'
import { Fact } from '#renderer/areas/customers/KeyFacts.tsx'
import { BalanceHistory } from '#renderer/areas/funds/BalanceHistory.tsx'
import { MoveDialog, type MoveKind } from '#renderer/areas/funds/move/MoveDialog.tsx'
import { OutlookLine } from '#renderer/areas/funds/OutlookFacts.tsx'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { CustomerCard } from '#shared/contract/customers.ts'
import '#renderer/areas/funds/funds.css'

/**
 * Available amount and debt as the vendor states them, with source and age, what they are heading for, and the moves;
 * where there is none, the reason (R-CUST-06).
 */
export function BalanceBlock({ card }: { card: CustomerCard }) {
  const { t } = useTranslation('customers')
  const { t: tf } = useTranslation('funds')
  const [moving, setMoving] = useState<MoveKind | null>(null)
  const offline = useRead(api.sync.status, {}).data?.connection === 'offline'
  const mayMove = usePermitted('funds.move') === true
  const { balance, row } = card
  const { customerId } = row
  const outlook = useRead(api.funds.customerOutlook, { customerId }, { enabled: balance !== null }).data
  return (
    <section className="block" aria-label={t('balance.title')}>
      <div className="block-head">
        <h2>{t('balance.title')}</h2>
        {balance && <AsOf at={balance.asOf} offline={offline} />}
        {balance && mayMove && row.goneAt === null && (
          <span className="funds-actions">
            {(['grant', 'reclaim'] as const).map((kind) => (
              <Button key={kind} size="small" onClick={() => setMoving(kind)}>
                {tf(`move.${kind}`)}
              </Button>
            ))}
          </span>
        )}
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
            {outlook && outlook.outlook.net !== null && (
              <Fact label={tf('outlook.perDayCustomer')}>
                <OutlookLine outlook={outlook.outlook} />
              </Fact>
            )}
          </dl>
          {outlook && outlook.history.length > 1 && <BalanceHistory history={outlook.history} />}
          <p className="quiet">
            {t('balance.source')} {balance.currency !== 'CNY' && t('balance.currency', { currency: balance.currency })}
          </p>
        </>
      ) : (
        <p className="quiet">{card.balanceAbsent ? t(`balance.${card.balanceAbsent}`) : t('balance.unknown')}</p>
      )}
      {moving && (
        <MoveDialog
          kind={moving}
          other={{
            is: 'customer',
            id: customerId,
            name: row.name || row.accountName,
            balance,
            asOf: balance?.asOf ?? null,
          }}
          onClose={() => setMoving(null)}
        />
      )}
    </section>
  )
}
