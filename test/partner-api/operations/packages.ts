// Resource packages 资源包 of a customer, told to nobody but itself (or to who acts for it).
import { packagesOf } from '#test/data/packages.ts'
import { worldOf } from '#test/data/seed.ts'
import { type Operation, operation } from '../registry.ts'
import { utcText } from '../wire.ts'
import { customerNumber } from './order-store.ts'
import { serviceName } from './orders.ts'

const listFreeResourceInfos = operation('ListFreeResourceInfos', (ctx) => {
  const { body, language } = ctx
  const customer = customerNumber(ctx, ctx.caller.customerId ?? '')
  const all = customer < 0 ? [] : packagesOf(worldOf(ctx.state), customer, ctx.now())
  const services = body.service_type_code_list ?? []
  const found = all.filter(
    (each) =>
      (body.status ?? each.status) === each.status &&
      (body.region_code ?? each.regionCode) === each.regionCode &&
      (body.order_id ?? each.orderId) === each.orderId &&
      (services.length === 0 || services.includes(each.serviceCode)),
  )
  return ctx.page(
    found.slice(ctx.offset, ctx.offset + ctx.limit).map((each) => ({
      order_instance_id: each.id,
      order_id: each.orderId,
      product_id: `00301-${each.id.slice(0, 12)}`,
      product_name: language === 'en_US' ? each.nameEn : each.name,
      enterprise_project_id: '0',
      enterprise_project_scope: 0,
      effective_time: utcText(each.effectiveAt),
      expire_time: utcText(each.expireAt),
      status: each.status,
      service_type_code: each.serviceCode,
      service_type_name: serviceName(ctx, each.serviceCode),
      region_code: each.regionCode,
      source_type: 0,
      bundle_type: 'ATOMIC_PKG',
      quota_reuse_mode: each.reuseMode,
      free_resources: each.items.map((item) => ({
        free_resource_id: item.id,
        usage_type_name: item.name,
        amount: item.rest,
        original_amount: item.stated,
        measure_id: item.measureId,
      })),
    })),
    found.length,
  )
})

export const packageOperations: readonly Operation[] = [listFreeResourceInfos]
