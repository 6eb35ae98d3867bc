/** Five minutes in the morning: how many customers in which state, the balance, how old it all is, whom to call. */
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Page } from '#renderer/app/Page.tsx'
import { useIdentity } from '#renderer/app/usePermitted.ts'
import { WarningsPanel } from '#renderer/areas/coupons/Warnings.tsx'
import { WarnedCustomers } from '#renderer/areas/funds/WarnedCustomers.tsx'
import { DuePanel } from '#renderer/areas/resources/DuePanel.tsx'
import { CustomersPanel } from './CustomersPanel.tsx'
import { DebtPanel } from './DebtPanel.tsx'
import { FollowUpsPanel } from './FollowUpsPanel.tsx'
import { FreshnessPanel, FundsPanel } from './SidePanels.tsx'
import './home.css'

export function HomePage() {
  const { t } = useTranslation('home')
  const identity = useIdentity()
  const may = (needs: 'customer.read' | 'funds.read' | 'coupon.read'): boolean =>
    identity?.permissions.includes(needs) ?? false
  return (
    <Page
      title={identity?.known && identity.name !== '' ? t('greeting', { name: identity.name }) : t('title')}
      beside={identity?.known ? t(`scope.${identity.scope}`) : null}
    >
      {identity && !identity.known && (
        <Alert
          type="info"
          showIcon
          title={t('unknownTitle')}
          description={t('unknownText')}
          action={<Link to="/sync">{t('freshnessOpen')}</Link>}
        />
      )}
      {may('customer.read') && <CustomersPanel />}
      <div className="home-columns">
        {may('customer.read') && (
          <div className="home-main">
            <DuePanel />
            <FollowUpsPanel />
            <DebtPanel />
          </div>
        )}
        <div className="home-side">
          {may('funds.read') && <FundsPanel />}
          {may('coupon.read') && <WarningsPanel />}
          {may('funds.read') && <WarnedCustomers warning="runs-out" limit={5} />}
          {may('funds.read') && <WarnedCustomers warning="low" limit={5} />}
          <FreshnessPanel />
        </div>
      </div>
    </Page>
  )
}
