import type { orderCodes as Codes, orderRefusals as Refusals } from '../zh/order-intents.ts'

type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> }

export const orderRefusals: Same<typeof Refusals> = {
  'R-ORD-12': {
    'not-pending': 'The order cannot be cancelled in its state ({{status}}): only one that waits for payment can.',
    member: 'This is a member of the combined order {{combined}}: act on that number.',
  },
  'R-ORD-13': { member: 'This is a member of the combined order {{combined}}: they are paid together by that number.' },
  'R-ORD-14': { over: 'The payment was due by {{until}}; the order has to be placed again.' },
  'R-ORD-15': { short: 'The customer has {{available}} available, {{needed}} is needed.' },
  'R-ORD-16': {
    coupons: 'One payment takes {{most}} coupons at most.',
    discounts: 'One payment takes one discount at most.',
    vouchers: 'One order takes one voucher.',
    'coupon-gone': 'Coupon {{couponId}} cannot pay this order now: it was used, or another order holds it.',
    'discount-gone': 'The chosen discount cannot be used for this order now.',
  },
  'R-ORD-17': {
    'excludes-discount': 'A chosen coupon cannot be used together with a discount.',
    'discount-too-deep': 'The discount goes below what a chosen coupon allows.',
  },
  'R-ORD-18': {
    'voucher-and-discount-coupon': 'A voucher and a discount coupon exclude each other.',
    'marketplace-and-special': 'Marketplace and special vouchers exclude each other.',
    'adjusted-price': 'The price of the order was adjusted: that discount must be used.',
  },
  'R-ORD-19': { marketplace: 'Vouchers pay no marketplace goods.' },
  'R-ORD-23': {
    short: 'Account and grantable balance must both reach {{needed}}; the lower one is {{available}}.',
  },
  'R-ORD-25': {
    decided: 'The request is decided ({{state}}): paid, rejected, or the customer paid or cancelled.',
    changed: 'The order has changed (now in state {{status}}); nothing was sent.',
    unknown: 'The partner API knows no such order of this customer.',
  },
}

export const orderCodes: Same<typeof Codes> = {
  CBC: {
    '99005010': {
      says: 'The order cannot be cancelled in its state.',
      todo: 'Ask for the order again to see its state.',
    },
    '99000089': { says: 'A member cannot be operated alone.', todo: 'Open the combined order and use its number.' },
    '99003106': { says: 'The order has changed and cannot be paid.', todo: 'Ask for the order again, then decide.' },
    '99003108': { says: 'The chosen discount cannot be used here.', todo: 'Choose another discount, or none.' },
    '99003110': { says: 'The payment time is over.', todo: 'Place the order again.' },
    '99003112': {
      says: 'A chosen coupon or card is already used.',
      todo: 'Open the payment again and choose another.',
    },
    '99003116': { says: 'Coupon and discount cannot be used together.', todo: 'Use one of them.' },
    '99003117': {
      says: 'The discount is deeper than the coupon allows.',
      todo: 'Use the coupon or the discount alone.',
    },
    '99003141': { says: 'Quota, capacity or specification changed.', todo: 'Quote again and place the order again.' },
    '99003147': { says: 'Voucher and discount coupon cannot be used together.', todo: 'Use one of them.' },
    '99003155': { says: 'The quota of the customer’s project is short.', todo: 'The customer has to raise it first.' },
    '99003156': { says: 'Marketplace and special vouchers cannot be used together.', todo: 'Use one of them.' },
    '99003198': { says: 'The customer’s organisation budget is short.', todo: 'The customer has to raise it first.' },
    '99005003': {
      says: 'The customer’s balance is short.',
      todo: 'Grant balance or have it topped up, then pay again.',
    },
    '99008040': { says: 'Too often.', todo: 'It is tried again by itself; do not submit it twice.' },
    '99008056': { says: 'The day’s limit of trades is reached.', todo: 'Pay tomorrow; mind the deadline.' },
    '99000088': { says: 'The order is being paid.', todo: 'Wait for the outcome; do not pay twice.' },
    '30000010': { says: 'No such order.', todo: 'Check the order number.' },
  },
}
