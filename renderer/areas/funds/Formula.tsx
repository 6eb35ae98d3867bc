import { useTranslation } from 'react-i18next'
import { AsOf } from '#renderer/parts/AsOf.tsx'
import { Money } from '#renderer/parts/Money.tsx'
import type { PartnerAccount } from '#shared/contract/funds.ts'
import { fen, sumFen } from '#shared/money.ts'

export interface FormulaProps {
  accounts: readonly PartnerAccount[]
  customersAvailable: number | null
  customersDebt: number | null
  customersWithBalance: number
  asOf: number | null
}

const number = new Intl.NumberFormat('en-US')
const TOP_UP = '1'
const CREDIT = '2'

/** Sum of the accounts of one type; null where there is none. */
function amountOf(accounts: readonly PartnerAccount[], type: string): number | null {
  const found = accounts.filter((account) => account.accountType === type)
  return found.length === 0 ? null : sumFen(found.map(({ amount }) => fen(amount)))
}

function Part({
  label,
  amount,
  source,
  asOf,
  note,
}: {
  label: string
  amount: number | null
  /** Absent where nobody tells the figure. */
  source?: string
  asOf?: number | null
  note?: string
}) {
  const { t } = useTranslation('funds')
  return (
    <li className="formula-part">
      <span className="formula-label">{label}</span>
      <span className="formula-amount">{amount === null ? '—' : <Money amount={amount} strong />}</span>
      {source && <span className="quiet">{t('source', { source })}</span>}
      {asOf !== undefined && (
        <span className="quiet">
          <AsOf at={asOf} />
        </span>
      )}
      {note && <span className="quiet">{note}</span>}
    </li>
  )
}

/**
 * The formula in words and each part as it is known. The vendor tells the two accounts; it tells no total of grants, so
 * no balance is computed from a figure that nobody gave.
 */
export function Formula({ accounts, customersAvailable, customersDebt, customersWithBalance, asOf }: FormulaProps) {
  const { t } = useTranslation('funds')
  const counted = t('customersCounted', { n: number.format(customersWithBalance) })
  const currencies = new Set(accounts.map(({ currency }) => currency))
  const oneCurrency = currencies.size <= 1
  const part = (type: string): number | null => (oneCurrency ? amountOf(accounts, type) : null)
  return (
    <section className="panel" aria-label={t('balance')}>
      <p className="formula-text">{t('formula')}</p>
      <p className="quiet">{t('formulaNote')}</p>
      {!oneCurrency && <p className="quiet">{t('otherCurrencies')}</p>}
      <ul className="formula">
        <Part label={t('topUp')} amount={part(TOP_UP)} source={t('sourceAccounts')} asOf={asOf} />
        <Part label={t('credit')} amount={part(CREDIT)} source={t('sourceAccounts')} asOf={asOf} />
        <Part label={t('granted')} amount={null} note={t('grantedNote')} />
      </ul>
      <ul className="formula formula-beside">
        <Part
          label={t('grantedOutstanding')}
          amount={customersAvailable}
          source={t('sourceCustomers')}
          note={counted}
        />
        <Part label={t('customersDebt')} amount={customersDebt} source={t('sourceCustomers')} note={counted} />
      </ul>
    </section>
  )
}
