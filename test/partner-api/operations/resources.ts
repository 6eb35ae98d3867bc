// Resources of customers: yearly/monthly 包年/包月 and pay-per-use 按需.
import { onDemandAt, onDemandCount, type PeriodResource } from '#test/data/resources.ts'
import { worldOf } from '#test/data/seed.ts'
import { type Context, type Operation, operation } from '../registry.ts'
import { utcMillis, utcText } from '../wire.ts'
import { customerNumber } from './order-store.ts'
import { permittedCustomer, resourceName, serviceName } from './orders.ts'
import { withoutEmpty } from './query.ts'
import { CLOSED_RESOURCE, resourcesOf } from './resource-store.ts'

const periodAnswer = (ctx: Pick<Context, 'language'>, each: PeriodResource) =>
  withoutEmpty({
    id: each.id,
    resource_id: each.resourceId,
    resource_name: each.name,
    region_code: each.regionCode,
    service_type_code: each.serviceCode,
    resource_type_code: each.resourceCode,
    resource_type_name: resourceName(ctx, each.serviceCode, each.resourceCode),
    service_type_name: serviceName(ctx, each.serviceCode),
    resource_spec_code: each.spec,
    project_id: each.projectId,
    product_id: `00301-${each.spec}`,
    parent_resource_id: each.parentId,
    is_main_resource: each.parentId === null ? 1 : 0,
    status: each.status,
    effective_time: utcText(each.effectiveAt),
    expire_time: utcText(each.expireAt),
    expire_policy: each.expirePolicy,
    product_spec_desc: each.size === null ? each.spec : `${each.spec}|${each.size}`,
    spec_size: each.size,
    spec_size_measure_id: each.size === null ? null : each.resourceCode.endsWith('bandwidth') ? 15 : 17,
    update_time: utcText(each.updatedAt),
    enterprise_project: { id: '0', name: 'default' },
  })

/** Yearly/monthly resources in spite of its name; a partner names the customer. Closed ones only when asked for. */
const listPayPerUseCustomerResources = operation('ListPayPerUseCustomerResources', (ctx) => {
  const { body } = ctx
  const customer =
    permittedCustomer(ctx, body.customer_id, 'CBC.0151') ?? ctx.fail('CBC.0100', 'customer_id is missing')
  const ids = body.resource_ids && body.resource_ids.length > 0 ? new Set(body.resource_ids) : undefined
  const states = body.status_list && body.status_list.length > 0 ? new Set<number>(body.status_list) : undefined
  const from = body.expire_time_begin === undefined ? 0 : utcMillis(body.expire_time_begin)
  const to = body.expire_time_end === undefined ? Number.MAX_SAFE_INTEGER : utcMillis(body.expire_time_end)
  const wanted = resourcesOf(ctx, customer)
  const mains = new Set(wanted.filter((each) => ids?.has(each.resourceId)).map((each) => each.resourceId))
  const found = wanted.filter(
    (each) =>
      (states ? states.has(each.status) : each.status !== CLOSED_RESOURCE) &&
      // Dependants come with the main resource that was asked for, unless only main ones are wanted.
      (ids === undefined || ids.has(each.resourceId) || mains.has(each.parentId ?? '')) &&
      (body.only_main_resource !== 1 || each.parentId === null) &&
      (body.order_id === undefined || each.orderId === body.order_id) &&
      (body.service_type_code === undefined || each.serviceCode === body.service_type_code) &&
      each.expireAt >= from &&
      each.expireAt <= to,
  )
  return ctx.page(
    found.slice(ctx.offset, ctx.offset + ctx.limit).map((each) => periodAnswer(ctx, each)),
    found.length,
  )
})

const listCustomerOnDemandResources = operation('ListCustomerOnDemandResources', (ctx) => {
  const { body } = ctx
  const customer =
    permittedCustomer(ctx, body.customer_id, 'CBC.0151') ?? ctx.fail('CBC.0100', 'customer_id is missing')
  const world = worldOf(ctx.state)
  const number = customerNumber(ctx, customer)
  const ids = body.resource_ids && body.resource_ids.length > 0 ? new Set(body.resource_ids) : undefined
  const from = body.effective_time_begin === undefined ? 0 : utcMillis(body.effective_time_begin)
  const to = body.effective_time_end === undefined ? Number.MAX_SAFE_INTEGER : utcMillis(body.effective_time_end)
  const found = Array.from({ length: onDemandCount(world, number) }, (_, index) =>
    onDemandAt(world, number, index),
  ).filter(
    (each) =>
      (body.region_code === undefined || each.regionCode === body.region_code) &&
      (body.service_type_code === undefined || each.service.code === body.service_type_code) &&
      (ids === undefined || ids.has(each.resourceId)) &&
      (body.status === undefined || each.status === body.status) &&
      each.effectiveAt >= from &&
      each.effectiveAt <= to,
  )
  return ctx.page(
    found.slice(ctx.offset, ctx.offset + ctx.limit).map((each) => ({
      customer_id: customer,
      region_code: each.regionCode,
      availability_zone_code: `${each.regionCode}a`,
      service_type_code: each.service.code,
      resource_type_code: each.resource.code,
      service_type_name: serviceName(ctx, each.service.code),
      resource_type_name: resourceName(ctx, each.service.code, each.resource.code),
      resource_id: each.resourceId,
      resource_name: each.name,
      effective_time: utcText(each.effectiveAt),
      expire_time: utcText(each.expireAt),
      status: each.status,
      resource_spec_code: each.spec,
      resource_info: '',
      product_spec_desc: each.specName,
    })),
    found.length,
  )
})

export const resourceOperations: readonly Operation[] = [listPayPerUseCustomerResources, listCustomerOnDemandResources]
