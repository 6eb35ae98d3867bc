/** Files that coupons are issued from: a customer a row, with a face value, validity and memo of its own where given. */

import type { BatchKind } from '#host/imports/types.ts'
import { refuseCouponCustomer, refuseFaceValue } from '#shared/rules/coupons.ts'

export const couponImport: BatchKind = {
  name: 'coupons.issue',
  needs: 'coupon.issue',
  makes: 'batch',
  customer: 'required',
  fields: [
    { field: 'amount', required: false },
    { field: 'validFrom', required: false },
    { field: 'validUntil', required: false },
    { field: 'memo', required: false },
  ],
  amountRule: 'R-COUPON-03',
  refuseCustomer: refuseCouponCustomer,
  refuse: ({ amount, validFrom, validUntil }) =>
    amount === null ? null : refuseFaceValue({ faceValue: amount, customers: 1, validFrom, validUntil }),
}
