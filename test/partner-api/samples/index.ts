import type { Samples } from '../registry.ts'
import { accountSamples } from './accounts.ts'
import { applicationSamples } from './applications.ts'
import { associationSamples } from './associations.ts'
import { authorizationSamples } from './authorizations.ts'
import { couponSamples } from './coupons.ts'
import { customerDeskSamples } from './customer-desk.ts'
import { customerSamples } from './customers.ts'
import { deskSamples } from './desk.ts'
import { deskOrderSamples } from './desk-orders.ts'
import { growthSamples } from './growth.ts'
import { incentiveCaseSamples } from './incentive-cases.ts'
import { incentiveSamples } from './incentives.ts'
import { orderSamples } from './orders.ts'
import { partnerPaymentSamples } from './partner-payments.ts'
import { productSamples } from './products.ts'

/** Sample calls of every area; add yours here. They run in this order on one state of size s. */
export const samples: readonly Samples[] = [
  customerSamples,
  accountSamples,
  productSamples,
  customerDeskSamples,
  associationSamples,
  deskSamples,
  incentiveSamples,
  authorizationSamples,
  growthSamples,
  applicationSamples,
  incentiveCaseSamples,
  couponSamples,
  orderSamples,
  deskOrderSamples,
  partnerPaymentSamples,
]
