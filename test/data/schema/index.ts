import { accountIndexes, accountSchema } from './accounts.ts'
import { applicationSchema } from './applications.ts'
import { couponIndexes, couponSchema } from './coupons.ts'
import { customerIndexes, customerSchema } from './customers.ts'
import { incentiveSchema } from './incentives.ts'
import { orderSchema } from './orders.ts'
import { productSchema } from './products.ts'

/** All tables of the seeded data; `seed_info` remembers what made them, so that a restart finds the same formulas. */
export const dataSchema = [
  `create table seed_info (
    size text not null, seed integer not null, now integer not null
  ) strict;`,
  customerSchema,
  accountSchema,
  productSchema,
  couponSchema,
  orderSchema,
  incentiveSchema,
  applicationSchema,
].join('\n')

export const dataIndexes = [customerIndexes, accountIndexes, couponIndexes].join('\n')
