// The keys that exist in every seeded state. The state holds one partner account: the seed gives it the id PARTNER_ID in
// `partner`, its operators below as `members`, and customers to the reps among them. The distributor key is the same
// company in its role as general distributor 总经销商: only it may name a reseller of `resellers`.

/** Account id of the partner. */
export const PARTNER_ID = '0a7d1f4c6b2e4f0b9c3d5e6f70818293'
/** A customer of the international site: operations on it answer CBC.0156. */
export const FOREIGN_SITE_CUSTOMER_ID = '5fc26e91b0734e50e18293a4b5d6e748'

export interface Credential {
  readonly accessKey: string
  readonly secretKey: string
  readonly kind: 'partner' | 'distributor'
  readonly partnerId: string
  /** Account name of the operator; a row of `members`, except for the primary account. */
  readonly operatorName: string
  readonly password: string
  readonly permissions: readonly string[] | 'all'
}

const financeItems = [
  'DESK_ITEM_PAYMENT_010100',
  'DESK_ITEM_PAYMENT_010200',
  'DESK_ITEM_AUTHORIZATION_010100',
  'DESK_ITEM_GROWTH_010100',
  'DESK_ITEM_INCENTIVE_010100',
  'DESK_ITEM_INCENTIVE_010200',
  'DESK_ITEM_ORGANIZATION_010200',
  'BPC_ITEM_SUBCUSTSERV_010100',
  'BPC_ITEM_SUBCUSTSERV_010103',
  'BPC_ITEM_SUBCUSTSERV_010104',
  'BPC_ITEM_SUBCUSTSERV_030100',
  'BPC_ITEM_SUBCUSTSERV_030102',
  'BPC_ITEM_SUBCUSTSERV_030103',
  'BPC_ITEM_SUBCUSTSERV_030200',
  'BPC_ITEM_SUBCUSTSERV_030201',
  'BPC_ITEM_SUBCUSTSERV_060100',
  'BPC_ITEM_FINANCE_090100',
  'BPC_ITEM_FINANCE_020100',
  'BPC_ITEM_FINANCE_020101',
  'BPC_ITEM_FINANCE_040100',
  'BPC_MENU_FINANCE_100100',
  'BPC_ITEM_VIEW_010100',
]
const salesItems = [
  'DESK_ITEM_AUTHORIZATION_010100',
  'DESK_ITEM_GROWTH_010100',
  'DESK_ITEM_AUTHORIZATION_010200',
  'DESK_ITEM_ORDER_010100',
  'DESK_ITEM_ORDER_010200',
  'BPC_ITEM_SUBCUSTSERV_010100',
  'BPC_ITEM_SUBCUSTSERV_010105',
  'BPC_ITEM_SUBCUSTSERV_030100',
  'BPC_ITEM_SUBCUSTSERV_030200',
  'BPC_ITEM_SUBCUSTSERV_050101',
  'BPC_ITEM_SUBCUSTSERV_060100',
  'BPC_ITEM_FINANCE_020100',
  'BPC_ITEM_FINANCE_020101',
  'BPC_ITEM_SALES_040100',
]

const partnerKey = (
  accessKey: string,
  secretKey: string,
  operatorName: string,
  permissions: Credential['permissions'],
): Credential => ({
  accessKey,
  secretKey,
  kind: 'partner',
  partnerId: PARTNER_ID,
  operatorName,
  password: `Demo-${operatorName}-2026`,
  permissions,
})

/** Keys of the demonstration; invented. */
export const credentials = {
  /** 系统管理员: every permission. */
  administrator: partnerKey('AKDEMOADMINISTRATOR0', 'SKdemoAdministrator0aB3dE5fG7hJ9kL1mN3pQ5', 'hzyd_admin', 'all'),
  /** 财务. */
  finance: partnerKey(
    'AKDEMOFINANCECLERK00',
    'SKdemoFinanceClerk00aB3dE5fG7hJ9kL1mN3pQ5',
    'hzyd_finance',
    financeItems,
  ),
  /** 客户经理主管. */
  director: partnerKey('AKDEMOSALESDIRECTOR0', 'SKdemoSalesDirector0aB3dE5fG7hJ9kL1mN3pQ5', 'hzyd_director', [
    ...salesItems,
    'DESK_ITEM_ORGANIZATION_010100',
    'DESK_ITEM_ORGANIZATION_010200',
    'DESK_ITEM_CUSTOMER_010100',
    'DESK_ITEM_INCENTIVE_010100',
    'BPC_ITEM_SUBCUSTSERV_010118',
    'BPC_ITEM_SUBCUSTSERV_030102',
    'BPC_ITEM_SUBCUSTSERV_010103',
  ]),
  /** 客户经理: sees own customers only (R-ORG-05). */
  rep: partnerKey('AKDEMOSALESREP000000', 'SKdemoSalesRep000000aB3dE5fG7hJ9kL1mN3pQ5', 'hzyd_rep', salesItems),
  /** Few permissions: the customer list and nothing about money. */
  limited: partnerKey('AKDEMOLIMITED0000000', 'SKdemoLimited0000000aB3dE5fG7hJ9kL1mN3pQ5', 'hzyd_limited', [
    'BPC_ITEM_SUBCUSTSERV_010100',
  ]),
  distributor: {
    accessKey: 'AKDEMODISTRIBUTOR000',
    secretKey: 'SKdemoDistributor000aB3dE5fG7hJ9kL1mN3pQ5',
    kind: 'distributor',
    partnerId: PARTNER_ID,
    operatorName: 'hdzl_admin',
    password: 'Demo-hdzl_admin-2026',
    permissions: 'all',
  },
} as const satisfies Record<string, Credential>

export type CredentialName = keyof typeof credentials
