import type { Operation } from '../registry.ts'
import { accountOperations } from './accounts.ts'
import { applicationOperations } from './applications.ts'
import { associationOperations } from './associations.ts'
import { authorizationOperations } from './authorizations.ts'
import { billOperations } from './bills.ts'
import { codeOperations } from './codes.ts'
import { couponIssueOperations } from './coupon-issue.ts'
import { couponOperations } from './coupons.ts'
import { customerDeskOperations } from './customer-desk.ts'
import { customerOperations } from './customers.ts'
import { deskOperations } from './desk.ts'
import { deskOrderOperations } from './desk-orders.ts'
import { expiryOperations } from './expiry.ts'
import { growthOperations } from './growth.ts'
import { incentiveCaseOperations } from './incentive-cases.ts'
import { incentiveOperations } from './incentives.ts'
import { orderPayOperations } from './order-pay.ts'
import { orderOperations } from './orders.ts'
import { ownAccountOperations } from './own-account.ts'
import { packageOperations } from './packages.ts'
import { partnerPaymentOperations } from './partner-payments.ts'
import { pricingOperations } from './pricing.ts'
import { productOperations } from './products.ts'
import { quotaOperations } from './quotas.ts'
import { realnameOperations } from './realname.ts'
import { renewOperations } from './renew.ts'
import { resellerOperations } from './resellers.ts'
import { resourceOperations } from './resources.ts'

/** Every implemented operation. Each area file exports one list; add yours here. */
export const implemented: readonly Operation[] = [
  ...customerOperations,
  ...customerDeskOperations,
  ...associationOperations,
  ...codeOperations,
  ...accountOperations,
  ...ownAccountOperations,
  ...realnameOperations,
  ...productOperations,
  ...deskOperations,
  ...incentiveOperations,
  ...authorizationOperations,
  ...growthOperations,
  ...applicationOperations,
  ...incentiveCaseOperations,
  ...deskOrderOperations,
  ...billOperations,
  ...couponIssueOperations,
  ...couponOperations,
  ...expiryOperations,
  ...orderPayOperations,
  ...orderOperations,
  ...packageOperations,
  ...partnerPaymentOperations,
  ...pricingOperations,
  ...quotaOperations,
  ...renewOperations,
  ...resellerOperations,
  ...resourceOperations,
]
