import { orderAt, orderStatus } from '#test/data/orders.ts'
import { onDemandAt, onDemandCount, resourcesOfOrder } from '#test/data/resources.ts'
import { worldOf } from '#test/data/seed.ts'
import { beijingMonthNumber, monthText } from '#test/data/time.ts'
import type { Samples } from '../registry.ts'

const product = {
  cloud_service_type: 'hws.service.type.ec2',
  resource_type: 'hws.resource.type.vm',
  resource_spec: 's6.large.2.linux',
  region: 'cn-north-4',
}
const disk = {
  cloud_service_type: 'hws.service.type.ebs',
  resource_type: 'hws.resource.type.volume',
  resource_spec: 'SSD',
  region: 'cn-north-4',
}

export const orderSamples: Samples = (state) => {
  const world = worldOf(state)
  const customers = state
    .prepare(
      `select id, customer_id from customers where association_type = '2' and linked = 1 and indirect_partner_id is null and id % 5 <> 0`,
    )
    .all() as { id: number; customer_id: string }[]
  const orders = customers.flatMap(({ id }) => {
    const from = world.orderStarts[id - 1] as number
    return Array.from({ length: (world.orderStarts[id] as number) - from }, (_, row) => ({
      row: from + row,
      order: orderAt(world, from + row),
      number: id - 1,
    }))
  })
  const pending = orders.filter(({ order }) => order.status === orderStatus.pendingPayment).map(({ order }) => order)
  const [payable, cancellable = payable] = pending
  if (!payable || !cancellable) throw new Error('the seed has too few orders that wait for payment')
  const refund = orders.find(({ order }) => order.orderType === 4)?.order.id as string
  const plain = orders.find(({ order }) => order.status === orderStatus.completed && order.orderType === 1)?.order
    .id as string
  const combined = orders.find(({ order }) => order.children.length > 0)?.order
  const resources = orders
    .filter(({ order }) => order.id !== payable.id)
    .flatMap(({ order, number, row }) => resourcesOfOrder(world, order, number, row, Date.now()))
  const active = resources.filter((each) => each.status === 2 && each.parentId === null)
  const [renewed, unsubscribed, automatic, converted] = active
  if (!renewed || !unsubscribed || !automatic || !converted) throw new Error('the seed has too few resources in use')
  const dependant = resources.find((each) => each.parentId !== null && each.status === 2)
  // Enough money for every write below.
  state.prepare(`update customers set amount = 900000000 where association_type = '2' and amount is not null`).run()
  const onDemand = customers.find(({ id }) => onDemandCount(world, id - 1) > 0)
  const month = monthText(beijingMonthNumber(world.now) - 1)
  const own = (customerId: string) => ({ as: 'customer', customerId }) as const
  const pay = (orderId: string) => ({ order_id: orderId, use_coupon: 'NO', use_discount: 'NO' })
  const bill = { bill_cycle: month, customer_id: payable.customerId }
  return [
    { operationId: 'ListCustomerOrders', as: 'finance', query: { limit: 100, order_by: '-createTime' } },
    { operationId: 'ListFreeResourceInfos', ...own(payable.customerId), body: { offset: 0, limit: 100 } },
    {
      operationId: 'ListCustomerOrders',
      as: 'finance',
      query: { status: 6, order_type: '1', service_type_code: 'hws.service.type.ec2' },
    },
    { operationId: 'ListCustomerOrders', as: 'finance', query: { customer_id: payable.customerId, limit: 100 } },
    { operationId: 'ListCustomerOrders', ...own(payable.customerId) },
    { operationId: 'ListCustomerOrders', as: 'finance', query: { customer_id: 'stranger' }, error: 'CBC.0155' },
    {
      operationId: 'ListCustomerOrders',
      as: 'finance',
      query: { create_time_begin: '2020-01-01T00:00:00Z' },
      error: 'CBC.0100',
    },
    { operationId: 'ShowCustomerOrderDetails', as: 'finance', path: { order_id: plain } },
    ...(combined
      ? [{ operationId: 'ShowCustomerOrderDetails', as: 'finance', path: { order_id: combined.id } } as const]
      : []),
    { operationId: 'ShowCustomerOrderDetails', as: 'finance', path: { order_id: 'CS1' }, error: 'CBC.30000010' },
    { operationId: 'ShowRefundOrderDetails', as: 'administrator', query: { order_id: refund } },
    { operationId: 'ShowRefundOrderDetails', as: 'administrator', query: { order_id: plain }, error: 'CBC.99005026' },
    {
      operationId: 'ListPayPerUseCustomerResources',
      as: 'administrator',
      body: { customer_id: renewed.customerId, limit: 500 },
    },
    { operationId: 'ListPayPerUseCustomerResources', as: 'administrator', body: {}, error: 'CBC.0100' },
    {
      operationId: 'ListPayPerUseCustomerResources',
      as: 'administrator',
      body: { customer_id: 'stranger' },
      error: 'CBC.0151',
    },
    {
      operationId: 'ListPayPerUseCustomerResources',
      ...own(renewed.customerId),
      body: { resource_ids: [renewed.resourceId] },
    },
    {
      operationId: 'ListCustomerOnDemandResources',
      as: 'administrator',
      body: { customer_id: onDemand?.customer_id, limit: 100 },
    },
    {
      operationId: 'ListCustomerOnDemandResources',
      as: 'administrator',
      body: {
        customer_id: onDemand?.customer_id,
        resource_ids: [onDemandAt(world, (onDemand?.id ?? 1) - 1, 0).resourceId],
      },
    },
    { operationId: 'ListSubCustomerBillDetail', as: 'finance', query: { ...bill, limit: 1000 } },
    {
      operationId: 'ListSubCustomerBillDetail',
      as: 'finance',
      query: { ...bill, bill_date_begin: `${month}-01` },
      error: 'CBC.0100',
    },
    {
      operationId: 'ListSubCustomerBillDetail',
      as: 'finance',
      query: { ...bill, bill_cycle: '2019-01' },
      error: 'CBC.0100',
    },
    { operationId: 'ListConsumeSubCustomers', as: 'finance', body: { bill_cycle: month, limit: 100 } },
    {
      operationId: 'ListSubcustomerMonthlyBills',
      as: 'finance',
      query: { cycle: month, charge_mode: '3', limit: 100 },
    },
    {
      operationId: 'ListSubcustomerMonthlyBills',
      as: 'finance',
      query: { cycle: month, charge_mode: '1', customer_id: payable.customerId },
    },
    { operationId: 'ListOrderCouponsByOrderId', ...own(payable.customerId), query: { order_id: payable.id } },
    { operationId: 'ListOrderDiscounts', ...own(payable.customerId), query: { order_id: payable.id } },
    {
      operationId: 'PayOrders',
      ...own(payable.customerId),
      body: { ...pay(payable.id), use_discount: 'YES' },
      error: 'CBC.0100',
    },
    {
      operationId: 'PayOrders',
      ...own(payable.customerId),
      body: { ...pay(payable.id), use_discount: 'YES', discount_infos: [{ id: 'x', type: 2 }] },
      error: 'CBC.99003108',
    },
    {
      operationId: 'PayOrders',
      ...own(payable.customerId),
      body: { ...pay(payable.id), use_coupon: 'YES', coupon_infos: [{ id: 'x', type: 301 }] },
      error: 'CBC.99003112',
    },
    { operationId: 'PayOrders', ...own(payable.customerId), body: pay(payable.id) },
    { operationId: 'PayOrders', ...own(payable.customerId), body: pay(payable.id), error: 'CBC.99003106' },
    { operationId: 'PayOrders', ...own(payable.customerId), body: pay('CS1'), error: 'CBC.30000010' },
    {
      operationId: 'CancelCustomerOrder',
      ...own(payable.customerId),
      body: { order_id: payable.id },
      error: 'CBC.99005010',
    },
    ...(cancellable === payable
      ? []
      : [
          {
            operationId: 'CancelCustomerOrder',
            ...own(cancellable.customerId),
            body: { order_id: cancellable.id },
          } as const,
        ]),
    {
      operationId: 'ListRenewRateOnPeriod',
      ...own(renewed.customerId),
      body: { resource_ids: [renewed.resourceId, 'none'], period_type: 2, period_num: 3 },
    },
    {
      operationId: 'ListRenewRateOnPeriod',
      ...own(renewed.customerId),
      body: { resource_ids: ['none'], period_type: 2, period_num: 3 },
      error: 'CBC.30050009',
    },
    {
      operationId: 'RenewalResources',
      ...own(renewed.customerId),
      body: { resource_ids: [renewed.resourceId, 'none'], period_type: 2, period_num: 3, is_auto_pay: 1 },
    },
    ...(dependant
      ? [
          {
            operationId: 'RenewalResources',
            ...own(dependant.customerId),
            body: { resource_ids: [dependant.resourceId], period_type: 2, period_num: 1 },
            error: 'CBC.30010036',
          } as const,
        ]
      : []),
    {
      operationId: 'CancelResourcesSubscription',
      ...own(unsubscribed.customerId),
      body: { resource_ids: [unsubscribed.resourceId], unsubscribe_type: 1 },
    },
    {
      operationId: 'CancelResourcesSubscription',
      ...own(unsubscribed.customerId),
      body: { resource_ids: [unsubscribed.resourceId], unsubscribe_type: 1 },
      error: 'CBC.30000067',
    },
    {
      operationId: 'AutoRenewalResources',
      ...own(automatic.customerId),
      path: { resource_id: automatic.resourceId },
      body: { period_type: 'MONTH' },
    },
    {
      operationId: 'CancelAutoRenewalResources',
      ...own(automatic.customerId),
      path: { resource_id: automatic.resourceId },
    },
    {
      operationId: 'CancelAutoRenewalResources',
      ...own(automatic.customerId),
      path: { resource_id: automatic.resourceId },
      error: 'CBC.99003605',
    },
    {
      operationId: 'UpdatePeriodToOnDemand',
      ...own(automatic.customerId),
      body: { operation: 'SET_UP', resource_ids: [automatic.resourceId, 'none'] },
    },
    {
      operationId: 'UpdatePeriodToOnDemandInstantly',
      ...own(converted.customerId),
      body: { resource_ids: [converted.resourceId, 'none'] },
    },
    {
      operationId: 'SetResourcesRenewConfig',
      ...own(automatic.customerId),
      body: { config_name: 'DEDUCTION_DATE', config_value: '5' },
    },
    {
      operationId: 'SetResourcesRenewConfig',
      ...own(automatic.customerId),
      body: { config_name: 'DEDUCTION_DATE', config_value: '9' },
      error: 'CBC.0100',
    },
    {
      operationId: 'ListRateOnPeriodDetail',
      ...own(payable.customerId),
      body: {
        project_id: 'p',
        product_infos: [
          { id: '1', ...product, period_type: 2, period_num: 3, subscription_num: 2 },
          {
            id: '2',
            ...disk,
            resource_size: 40,
            size_measure_id: 17,
            period_type: 3,
            period_num: 1,
            subscription_num: 1,
          },
        ],
      },
    },
    {
      operationId: 'ListRateOnPeriodDetail',
      ...own(payable.customerId),
      body: {
        project_id: 'p',
        product_infos: [{ id: '1', ...disk, period_type: 2, period_num: 3, subscription_num: 2 }],
      },
      error: 'CBC.99006006',
    },
    {
      operationId: 'ListOnDemandResourceRatings',
      ...own(payable.customerId),
      body: {
        project_id: 'p',
        inquiry_precision: 1,
        product_infos: [
          { id: '1', ...product, usage_factor: 'Duration', usage_value: 0.5, usage_measure_id: 4, subscription_num: 1 },
        ],
      },
    },
    {
      operationId: 'ListOnDemandResourceRatings',
      ...own(payable.customerId),
      body: {
        project_id: 'p',
        product_infos: [
          { id: '1', ...product, usage_factor: 'Duration', usage_value: 1, usage_measure_id: 17, subscription_num: 1 },
        ],
      },
      error: 'CBC.99006050',
    },
  ]
}
