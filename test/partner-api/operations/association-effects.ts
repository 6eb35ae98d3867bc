// What an agreed switch or dissociation does: coupons and granted money return by themselves (R-CUST-19, R-CUST-26).
import type { Context } from '../registry.ts'
import { utcText } from '../wire.ts'
import type { RequestRow } from './associations.ts'
import { recordCoupon } from './coupons.ts'
import { changeFunds, recordAdjustment } from './funds.ts'

export type Store = Pick<Context, 'sql' | 'now' | 'newId' | 'recordVisibleAt'>

interface CustomerRow {
  readonly id: number
  readonly customer_id: string
  readonly customer: string | null
  readonly account_name: string
  readonly association_type: string
  readonly amount: number | null
}

interface CouponRow {
  readonly coupon_id: string
  readonly quota_id: string | null
  readonly customer_id: string
  readonly coupon_type: number
  readonly face_value: number
  readonly balance: number | null
}

const CONSULTATIVE = '1'

const takeCoupons = (ctx: Store, owner: string, customerId: string, type: '3' | '8'): void => {
  const rows = ctx
    .sql('select * from coupons where customer_id = ? and owner_id = ? and status = 2')
    .all(customerId, owner) as CouponRow[]
  for (const coupon of rows) {
    const rest = coupon.balance ?? coupon.face_value
    const now = utcText(ctx.now())
    ctx.sql('update coupons set status = 5, balance = 0 where coupon_id = ?').run(coupon.coupon_id)
    ctx
      .sql(
        `update coupon_quotas set balance = balance + ?, last_update_time = ?
         where quota_id = ? and quota_status = 0 and expire_time > ?`,
      )
      .run(rest, now, coupon.quota_id, now)
    recordCoupon(ctx, { owner, type, coupon, amount: rest, remark: null })
  }
}

/** Granted money that is left goes back to the partner 解绑回收. */
const takeMoney = (ctx: Store, owner: string, customer: CustomerRow): void => {
  const fen = customer.amount ?? 0
  if (fen <= 0) return
  const transId = ctx.newId()
  changeFunds(ctx, {
    owner,
    change: fen,
    trade: 'BEUNBIND',
    detail: 'SOURCE_OPERATION_BEUNBIND',
    tradeId: transId,
    customerId: customer.customer_id,
    accountName: customer.account_name,
  })
  recordAdjustment(ctx, {
    owner,
    customerId: customer.customer_id,
    customerName: customer.customer,
    operation: 'SOURCE_OPERATION_BEUNBIND',
    fen,
    transId,
  })
}

export const completeChange = (ctx: Store, request: RequestRow): void => {
  const { partner_id: owner } = ctx.sql('select partner_id from partner').get() as { partner_id: string }
  const customer = ctx.sql('select * from customers where customer_id = ?').get(request.customer_id) as
    | CustomerRow
    | undefined
  if (!customer) return
  takeCoupons(ctx, owner, customer.customer_id, request.kind === 'SWITCH' ? '8' : '3')
  if (customer.association_type === '2') takeMoney(ctx, owner, customer)
  if (request.kind === 'DISSOCIATE') {
    ctx.sql('update customers set linked = 0, amount = 0 where id = ?').run(customer.id)
    return
  }
  // A consultative customer's money is its own business (R-CUST-06).
  const own = request.to_type === CONSULTATIVE ? null : 0
  ctx
    .sql('update customers set association_type = ?, amount = ?, debt_amount = ? where id = ?')
    .run(request.to_type, own, own, customer.id)
}
