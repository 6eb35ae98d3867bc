import type { Samples } from '../registry.ts'

export const couponSamples: Samples = (state) => {
  const one = (sql: string): string => state.prepare(sql).pluck().get() as string
  const customer = (where: string): string =>
    one(`select customer_id from customers where linked = 1 and indirect_partner_id is null and ${where}`)
  const quota =
    one(`select quota_id from coupon_quotas where parent_quota_id is null and quota_status = 0 and limit_infos = '[]'
    and quota_type = 0 and effective_time < strftime('%Y-%m-%dT%H:%M:%SZ') order by id`)
  const frozen = one('select quota_id from coupon_quotas where quota_status = 5')
  const adjusting = one('select quota_id from coupon_quotas where quota_status = 4')
  const child = one('select quota_id from coupon_quotas where parent_quota_id is not null')
  const resale = customer(`association_type = '2' and finance_custody = 0 and id > 1`)
  const consultative = customer(`association_type = '1'`)
  const usable =
    one(`select coupon_id from coupons join customers using (customer_id) where status = 2 and lock_order_id is null
    and association_type = '2' and expire_time > strftime('%Y-%m-%dT%H:%M:%SZ')`)
  const reclaimed = one(
    `select coupon_id from coupons join customers using (customer_id) where status = 5 and association_type = '2'`,
  )
  const reseller = one('select indirect_partner_id from resellers where leaving = 0')
  const leaving = one('select indirect_partner_id from resellers where leaving = 1')
  const issue = 'CreatePartnerCoupons'
  const reclaim = 'ReclaimPartnerCoupons'
  const give = 'UpdateCouponQuotas'
  const records = 'ListPartnerCouponsRecord'
  const body = (more: object = {}) => ({
    quota_id: quota,
    customer_ids: [resale],
    face_value: 10.5,
    memo: 'REF-0001',
    ...more,
  })
  const window = { operation_time_begin: '2020-01-01T00:00:00Z', operation_time_end: '2039-01-01T00:00:00Z' }
  return [
    { operationId: 'ListQuotaCoupons', as: 'finance', body: { limit: 100 } },
    { operationId: 'ListQuotaCoupons', as: 'finance', body: { quota_type: 1, quota_status_list: [0] } },
    { operationId: 'ListQuotaCoupons', as: 'distributor', body: { indirect_partner_id: reseller } },
    { operationId: 'ListQuotaCoupons', as: 'limited', body: {}, error: 'CBC.0151' },
    { operationId: issue, as: 'finance', body: body() },
    { operationId: issue, as: 'finance', body: body({ customer_ids: [resale, consultative, 'stranger'] }) },
    { operationId: issue, as: 'finance', body: body({ customer_ids: [consultative] }), error: 'CBC.99000014' },
    { operationId: issue, as: 'finance', body: body({ customer_ids: ['stranger'] }), error: 'CBC.99000035' },
    { operationId: issue, as: 'finance', body: body({ face_value: 99999999 }), error: 'CBC.99000013' },
    { operationId: issue, as: 'finance', body: body({ face_value: 1.234 }), error: 'CBC.0100' },
    { operationId: issue, as: 'finance', body: body({ quota_id: frozen }), error: 'CBC.99000012' },
    { operationId: issue, as: 'rep', body: body(), error: 'CBC.0151' },
    { operationId: 'ListIssuedPartnerCoupons', as: 'finance', query: { limit: 100 } },
    { operationId: 'ListIssuedPartnerCoupons', as: 'finance', query: { customer_id: resale, status: 2 } },
    { operationId: reclaim, as: 'finance', body: { coupon_id: usable } },
    { operationId: reclaim, as: 'finance', body: { coupon_id: usable }, error: 'CBC.99000048' },
    { operationId: reclaim, as: 'finance', body: { coupon_id: reclaimed }, error: 'CBC.99000048' },
    { operationId: reclaim, as: 'finance', body: { coupon_id: 'none' }, error: 'CBC.0100' },
    { operationId: records, as: 'finance', query: { limit: 100 } },
    { operationId: records, as: 'finance', query: { operation_types: ['1', '2'], customer_id: resale, ...window } },
    { operationId: 'ListSubCustomerCoupons', as: 'finance' },
    { operationId: 'ListSubCustomerCoupons', as: 'customer', customerId: resale, query: { limit: 100 } },
    {
      operationId: give,
      as: 'distributor',
      body: { quota_id: quota, indirect_partner_ids: [reseller], quota_amount: 12.34 },
    },
    {
      operationId: give,
      as: 'distributor',
      body: { quota_id: quota, indirect_partner_ids: [reseller, leaving], quota_amount: 1 },
    },
    {
      operationId: give,
      as: 'distributor',
      body: { quota_id: quota, indirect_partner_ids: [leaving], quota_amount: 1 },
      error: 'CBC.50010105',
    },
    {
      operationId: give,
      as: 'distributor',
      body: { quota_id: adjusting, indirect_partner_ids: [reseller], quota_amount: 1 },
      error: 'CBC.50000045',
    },
    {
      operationId: give,
      as: 'distributor',
      body: { quota_id: frozen, indirect_partner_ids: [reseller], quota_amount: 1 },
      error: 'CBC.99000015',
    },
    {
      operationId: give,
      as: 'distributor',
      body: { quota_id: quota, indirect_partner_ids: ['x'], quota_amount: 1 },
      error: 'CBC.99000037',
    },
    {
      operationId: give,
      as: 'administrator',
      body: { quota_id: quota, indirect_partner_ids: [reseller], quota_amount: 1 },
      error: 'CBC.0155',
    },
    { operationId: 'ListIssuedCouponQuotas', as: 'distributor', query: { indirect_partner_id: reseller } },
    { operationId: 'ReclaimCouponQuotas', as: 'distributor', body: { quota_ids: [child, 'none'], remark: 'REF-0002' } },
    { operationId: 'ReclaimCouponQuotas', as: 'distributor', body: { quota_ids: [child] }, error: 'CBC.99000012' },
    { operationId: 'ListCouponQuotasRecords', as: 'distributor', query: { limit: 100, ...window } },
    { operationId: 'ListIndirectPartners', as: 'distributor', body: { limit: 100 } },
    {
      operationId: 'UpdateIndirectPartnerAccount',
      as: 'distributor',
      body: { indirect_partner_id: reseller, amount: 100.01 },
    },
    {
      operationId: 'UpdateIndirectPartnerAccount',
      as: 'distributor',
      body: { indirect_partner_id: 'x', amount: 1 },
      error: 'CBC.99000037',
    },
    {
      operationId: 'UpdateIndirectPartnerAccount',
      as: 'distributor',
      body: { indirect_partner_id: reseller, amount: 999999999.99 },
      error: 'CBC.99005003',
    },
    {
      operationId: 'ReclaimIndirectPartnerAccount',
      as: 'distributor',
      body: { indirect_partner_id: reseller, amount: 0.01 },
    },
    {
      operationId: 'ReclaimIndirectPartnerAccount',
      as: 'distributor',
      body: { indirect_partner_id: reseller, amount: 99999999999 },
      error: 'CBC.99005003',
    },
  ]
}
