// What becomes of a yearly/monthly resource at its end: auto-renewal 自动续费 and change to pay-per-use 到期转按需.
import type { PeriodResource } from '#test/data/resources.ts'
import { meaningOf } from '../catalog.ts'
import { type Context, type Operation, operation } from '../registry.ts'
import { CLOSED_RESOURCE, groupOf, resourcesOf, saveResource } from './resource-store.ts'

const GRACE = 0
const TO_ON_DEMAND = 1
const AUTO_RENEW = 3

type Store = Pick<Context, 'sql' | 'state' | 'visibleNow' | 'now' | 'caller'>

const mainResource = (
  ctx: Store,
  id: string,
): { readonly main: PeriodResource; readonly group: readonly PeriodResource[] } | undefined => {
  const known = resourcesOf(ctx, ctx.caller.customerId ?? '')
  const main = known.find((each) => each.resourceId === id && each.parentId === null && each.status !== CLOSED_RESOURCE)
  return main && { main, group: groupOf(known, main) }
}

const setPolicy = (ctx: Store, group: readonly PeriodResource[], expirePolicy: number): void => {
  for (const each of group) saveResource(ctx, { ...each, expirePolicy })
}

const autoRenewalResources = operation('AutoRenewalResources', (ctx) => {
  const found = mainResource(ctx, ctx.path.resource_id) ?? ctx.fail('CBC.99003012')
  if (found.main.status !== 2) ctx.fail('CBC.99003602')
  setPolicy(ctx, found.group, AUTO_RENEW)
  return undefined
})

const cancelAutoRenewalResources = operation('CancelAutoRenewalResources', (ctx) => {
  const found = mainResource(ctx, ctx.path.resource_id) ?? ctx.fail('CBC.99003012')
  if (found.main.expirePolicy !== AUTO_RENEW) ctx.fail('CBC.99003605')
  setPolicy(ctx, found.group, GRACE)
  return undefined
})

const updatePeriodToOnDemand = operation('UpdatePeriodToOnDemand', (ctx) => {
  const errors: { id: string; error_code: string; error_msg: string }[] = []
  for (const id of ctx.body.resource_ids) {
    const found = mainResource(ctx, id)
    if (found?.main.status === 2) setPolicy(ctx, found.group, ctx.body.operation === 'SET_UP' ? TO_ON_DEMAND : GRACE)
    else errors.push({ id, error_code: 'CBC.99003012', error_msg: meaningOf('CBC.99003012') })
  }
  return { error_details: errors }
})

/** Charge 2 to 7 days before the end; common day of expiry 1 to 28 or the month's last, -1 (R-ORD-30). */
const setResourcesRenewConfig = operation('SetResourcesRenewConfig', (ctx) => {
  const { config_name: name, config_value: value } = ctx.body
  const day = Number(value)
  const allowed = name === 'DEDUCTION_DATE' ? day >= 2 && day <= 7 : (day >= 1 && day <= 28) || day === -1
  if (!Number.isInteger(day) || !allowed) ctx.fail('CBC.0100', 'config_value')
  ctx
    .sql(
      `insert into renew_settings values (?, ?, ?)
       on conflict (customer_id, config_name) do update set config_value = excluded.config_value`,
    )
    .run(ctx.caller.customerId, name, value)
  return { error_code: 'CBC.0000', error_msg: 'Success.' }
})

export const expiryOperations: readonly Operation[] = [
  autoRenewalResources,
  cancelAutoRenewalResources,
  updatePeriodToOnDemand,
  setResourcesRenewConfig,
]
