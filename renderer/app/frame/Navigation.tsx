import AccountBookOutlined from '@ant-design/icons/AccountBookOutlined'
import ApartmentOutlined from '@ant-design/icons/ApartmentOutlined'
import AppstoreOutlined from '@ant-design/icons/AppstoreOutlined'
import CalendarOutlined from '@ant-design/icons/CalendarOutlined'
import DatabaseOutlined from '@ant-design/icons/DatabaseOutlined'
import FileDoneOutlined from '@ant-design/icons/FileDoneOutlined'
import FileTextOutlined from '@ant-design/icons/FileTextOutlined'
import GiftOutlined from '@ant-design/icons/GiftOutlined'
import HomeOutlined from '@ant-design/icons/HomeOutlined'
import LinkOutlined from '@ant-design/icons/LinkOutlined'
import MenuFoldOutlined from '@ant-design/icons/MenuFoldOutlined'
import MenuUnfoldOutlined from '@ant-design/icons/MenuUnfoldOutlined'
import PayCircleOutlined from '@ant-design/icons/PayCircleOutlined'
import PrinterOutlined from '@ant-design/icons/PrinterOutlined'
import SafetyCertificateOutlined from '@ant-design/icons/SafetyCertificateOutlined'
import SendOutlined from '@ant-design/icons/SendOutlined'
import SettingOutlined from '@ant-design/icons/SettingOutlined'
import ShareAltOutlined from '@ant-design/icons/ShareAltOutlined'
import ShoppingOutlined from '@ant-design/icons/ShoppingOutlined'
import SyncOutlined from '@ant-design/icons/SyncOutlined'
import TeamOutlined from '@ant-design/icons/TeamOutlined'
import WalletOutlined from '@ant-design/icons/WalletOutlined'
import { Link } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { Permission } from '#shared/rules/organization.ts'
import { usePreferences } from '../preferences.ts'
import { useIdentity } from '../usePermitted.ts'

interface Entry {
  to:
    | '/'
    | '/customers'
    | '/due'
    | '/orders'
    | '/authorizations'
    | '/associations'
    | '/growth'
    | '/coupons'
    | '/funds'
    | '/outbox'
    | '/incentives'
    | '/applications'
    | '/cases'
    | '/documents'
    | '/organization'
    | '/quotes'
    | '/products'
    | '/sync'
    | '/workspaces'
    | '/settings'
  name:
    | 'home'
    | 'customers'
    | 'due'
    | 'orders'
    | 'authorizations'
    | 'associations'
    | 'growth'
    | 'coupons'
    | 'funds'
    | 'outbox'
    | 'incentives'
    | 'applications'
    | 'cases'
    | 'documents'
    | 'organization'
    | 'quotes'
    | 'products'
    | 'sync'
    | 'workspaces'
    | 'settings'
  icon: ComponentType
  needs?: Permission
}

const groups: readonly { name: 'groupBook' | 'groupData'; entries: readonly Entry[] }[] = [
  {
    name: 'groupBook',
    entries: [
      { to: '/', name: 'home', icon: HomeOutlined },
      { to: '/customers', name: 'customers', icon: TeamOutlined, needs: 'customer.read' },
      { to: '/due', name: 'due', icon: CalendarOutlined, needs: 'customer.read' },
      { to: '/quotes', name: 'quotes', icon: FileTextOutlined, needs: 'quote.read' },
      { to: '/orders', name: 'orders', icon: ShoppingOutlined, needs: 'order.read' },
      { to: '/authorizations', name: 'authorizations', icon: SafetyCertificateOutlined, needs: 'authorization.read' },
      { to: '/associations', name: 'associations', icon: LinkOutlined, needs: 'customer.associate' },
      { to: '/growth', name: 'growth', icon: ShareAltOutlined, needs: 'growth.share' },
      { to: '/coupons', name: 'coupons', icon: GiftOutlined, needs: 'coupon.read' },
      { to: '/funds', name: 'funds', icon: WalletOutlined, needs: 'funds.read' },
      { to: '/outbox', name: 'outbox', icon: SendOutlined, needs: 'outbox.read' },
      { to: '/incentives', name: 'incentives', icon: AccountBookOutlined, needs: 'incentive.read' },
      { to: '/applications', name: 'applications', icon: PayCircleOutlined, needs: 'incentive.read' },
      { to: '/cases', name: 'cases', icon: FileDoneOutlined, needs: 'incentive.read' },
      { to: '/documents', name: 'documents', icon: PrinterOutlined, needs: 'document.print' },
      { to: '/products', name: 'products', icon: AppstoreOutlined, needs: 'product.read' },
      { to: '/organization', name: 'organization', icon: ApartmentOutlined, needs: 'customer.read' },
    ],
  },
  {
    name: 'groupData',
    entries: [
      { to: '/sync', name: 'sync', icon: SyncOutlined },
      { to: '/workspaces', name: 'workspaces', icon: DatabaseOutlined },
      { to: '/settings', name: 'settings', icon: SettingOutlined },
    ],
  },
]

function NavLink({ entry, folded }: { entry: Entry; folded: boolean }) {
  const { t } = useTranslation('frame')
  const label = t(`nav.${entry.name}`)
  const Icon = entry.icon
  return (
    <Tooltip title={folded ? label : null} placement="right">
      <Link to={entry.to} className="nav-link" activeOptions={{ exact: entry.to === '/' }} aria-label={label}>
        <Icon />
        <span className="nav-text">{label}</span>
      </Link>
    </Tooltip>
  )
}

export function Navigation() {
  const { t } = useTranslation('frame')
  const { t: tc } = useTranslation('common')
  const [{ navigationFolded: folded }, change] = usePreferences()
  const identity = useIdentity()
  // What a known role cannot open is not offered; while nobody knows, nothing is hidden.
  const offered = ({ needs }: Entry): boolean => !needs || !identity?.known || identity.permissions.includes(needs)
  return (
    <nav className="side" aria-label={t('navigation')}>
      <div className="brand">
        <svg viewBox="0 0 24 24" className="brand-mark" aria-hidden="true">
          <path
            d="M4 17.5V9.2L12 4l8 5.2v8.3"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinejoin="round"
          />
          <path
            d="M8 20v-6.5l4-2.6 4 2.6V20"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinejoin="round"
          />
        </svg>
        <span className="nav-text">{tc('appName')}</span>
      </div>
      {groups.map((group) => (
        <div key={group.name} className="nav-group">
          <div className="nav-title">{t(`nav.${group.name}`)}</div>
          <ul>
            {group.entries.filter(offered).map((entry) => (
              <li key={entry.to}>
                <NavLink entry={entry} folded={folded} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      <button
        type="button"
        className="nav-link nav-fold"
        aria-label={folded ? t('unfold') : t('fold')}
        aria-expanded={!folded}
        onClick={() => change({ navigationFolded: !folded })}
      >
        {folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        <span className="nav-text">{t('fold')}</span>
      </button>
    </nav>
  )
}
