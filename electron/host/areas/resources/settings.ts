/** What becomes of a resource at its end, and the customer's settings of renewals: the same order twice is the same state. */
import type { z } from 'zod'
import { onBehalf } from '#host/areas/authorizations/gate.ts'
import { type LiveResource, liveResource } from '#host/areas/resources/live.ts'
import { common, ofCustomer, read, refused, refusedItem } from '#host/areas/resources/parts.ts'
import type { Command, Desk, Effect } from '#host/outbox/types.ts'
import { PartnerError } from '#host/partner-api/types.ts'
import { AutoRenewResource, OnDemandAtExpiry, RenewSettings } from '#shared/contract/resources.ts'
import {
  AUTO_RENEW,
  type ResourceRefusal,
  refuseAutoRenew,
  refuseOnDemand,
  refuseSetting,
  TO_ON_DEMAND,
} from '#shared/rules/resources.ts'

/** Settings of one resource: the same order twice is one state, which shows in what becomes of it at its end. */
function setting<P extends { customerId: string; resourceId: string; on: boolean }>(declared: {
  readonly name: string
  readonly schema: z.ZodType<P>
  readonly policy: string
  /** Whether the payload sets more than shows in what becomes of the resource: then no look proves it. */
  more?(payload: P): boolean
  refuseLive(resource: LiveResource | null): ResourceRefusal | null
  send(payload: P, desk: Desk): Promise<void>
}) {
  const find = async (payload: P, desk: Desk): Promise<Effect | null> => {
    const { customerId, resourceId, on } = payload
    // The state may be the one before: setting it again is the same state.
    if (declared.more?.(payload)) return null
    const resource = await liveResource(desk, customerId, resourceId)
    const holds = resource !== null && (resource.expirePolicy === declared.policy) === on
    return holds ? { effectId: null, result: { resourceId, expirePolicy: resource.expirePolicy } } : null
  }
  return onBehalf<P>({
    ...common,
    name: declared.name,
    refresh: ['period-resources'],
    withoutCode: true,
    read: read(declared.schema),
    target: ({ resourceId }) => `resource:${resourceId}`,
    twin: ({ resourceId, on }) => `${declared.name} ${resourceId} ${on}`,
    customerId: ofCustomer,
    amount: () => null,
    refuse: () => null,
    recheck: async (payload, _basis, desk) =>
      refused(declared.refuseLive(await liveResource(desk, payload.customerId, payload.resourceId))) ?? {
        kind: 'same',
      },
    send: async (payload, desk) => {
      await declared.send(payload, desk)
      return { effectId: null, result: { resourceId: payload.resourceId, on: payload.on } }
    },
    repeat: { by: 'nature', find } satisfies Command<P>['repeat'],
  })
}

/** The vendor's word for auto-renewal that is off already. */
const OFF_ALREADY = 'CBC.99003605'

const autoRenew = setting<AutoRenewResource>({
  name: 'resources.autoRenew',
  schema: AutoRenewResource,
  policy: AUTO_RENEW,
  more: ({ on, period, times }) => on && (period !== null || times !== null),
  refuseLive: refuseAutoRenew,
  send: async ({ customerId, resourceId, on, period, times }, desk) => {
    const path = { resource_id: resourceId }
    if (on) {
      await desk.call('AutoRenewalResources', {
        path,
        body: {
          ...(period === null ? {} : { period_type: period }),
          ...(times === null ? {} : { auto_renew_times: times }),
        },
        actingFor: customerId,
      })
      return
    }
    try {
      await desk.call('CancelAutoRenewalResources', { path, actingFor: customerId })
    } catch (cause) {
      if (!(cause instanceof PartnerError) || cause.value.vendor?.code !== OFF_ALREADY) throw cause
    }
  },
})

const onDemandAtExpiry = setting<OnDemandAtExpiry>({
  name: 'resources.onDemandAtExpiry',
  schema: OnDemandAtExpiry,
  policy: TO_ON_DEMAND,
  refuseLive: refuseOnDemand,
  send: async ({ customerId, resourceId, on }, desk) => {
    const { failures } = await desk.call('UpdatePeriodToOnDemand', {
      body: { operation: on ? 'SET_UP' : 'CANCEL', resource_ids: [resourceId] },
      actingFor: customerId,
    })
    if (failures.length > 0) throw refusedItem('UpdatePeriodToOnDemand', failures[0])
  },
})

const renewSettings = onBehalf<RenewSettings>({
  ...common,
  name: 'resources.renewSettings',
  refresh: [],
  withoutCode: true,
  read: read(RenewSettings),
  target: ({ customerId, name }) => `renew-settings:${customerId}:${name}`,
  twin: ({ customerId, name, value }) => `resources.renewSettings ${customerId} ${name} ${value}`,
  customerId: ofCustomer,
  amount: () => null,
  refuse: ({ name, value }) => refuseSetting(name, value),
  recheck: async () => ({ kind: 'same' }),
  send: async ({ customerId, name, value }, desk) => {
    await desk.call('SetResourcesRenewConfig', {
      body: { config_name: name, config_value: String(value) },
      actingFor: customerId,
    })
    return { effectId: null, result: { name, value } }
  },
  // No call tells the setting: after silence the same value is set again, which is the same state.
  repeat: { by: 'nature', find: async () => null },
})

export const settingCommands = [autoRenew, onDemandAtExpiry, renewSettings]
