// Yearly/monthly resources as the state has them: the formula's, replaced by what calls changed.
import type { Order } from '#test/data/orders.ts'
import { orderRowOf } from '#test/data/orders.ts'
import { type PeriodResource, periodStatus, resourcesOfOrder } from '#test/data/resources.ts'
import { worldOf } from '#test/data/seed.ts'
import type { Context } from '../registry.ts'
import { customerNumber, ordersOfCustomer } from './order-store.ts'

type Store = Pick<Context, 'sql' | 'state' | 'visibleNow' | 'now'>

const EVERYTHING = { createdFrom: 0, createdTo: Number.MAX_SAFE_INTEGER } as const

/** State of a resource that is gone 已关闭. */
export const CLOSED_RESOURCE = 3

/** All resources of a customer, closed ones included, oldest order first. */
export const resourcesOf = (ctx: Store, customerId: string): PeriodResource[] => {
  const world = worldOf(ctx.state)
  const customer = customerNumber(ctx, customerId)
  if (customer < 0) return []
  const changed = new Map(
    (
      ctx.sql('select resource_id, body from period_resources where customer_id = ?').all(customerId) as {
        resource_id: string
        body: string
      }[]
    ).map((row) => [row.resource_id, JSON.parse(row.body) as PeriodResource]),
  )
  return ordersOfCustomer(ctx, customerId, EVERYTHING).flatMap((order: Order) => {
    const row = orderRowOf(world, order.id)
    if (row === undefined) return []
    return resourcesOfOrder(world, order, customer, row, ctx.now()).map((resource) => {
      const current = changed.get(resource.resourceId)
      if (!current) return resource
      return current.status === CLOSED_RESOURCE
        ? current
        : { ...current, status: periodStatus(current.expireAt, ctx.now()) }
    })
  })
}

/** A main resource and what hangs on it. */
export const groupOf = (resources: readonly PeriodResource[], main: PeriodResource): PeriodResource[] =>
  resources.filter((each) => each === main || each.parentId === main.resourceId)

export const saveResource = (ctx: Store, resource: PeriodResource): void => {
  ctx
    .sql(
      `insert into period_resources (resource_id, customer_id, body) values (?, ?, ?)
       on conflict (resource_id) do update set body = excluded.body`,
    )
    .run(resource.resourceId, resource.customerId, JSON.stringify({ ...resource, updatedAt: ctx.now() }))
}
