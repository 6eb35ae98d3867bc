/**
 * The state machine of an order against the embedded partner API: whatever the partner does for the customer, the customer
 * itself and the clock do in turn, an order is paid once at most and the books say so. The seed is printed.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { orderCommands } from '#host/areas/orders/commands.ts'
import type { Command } from '#host/outbox/types.ts'
import { createPartnerApi } from '#host/partner-api/client.ts'
import { type PartnerApi as Client, PartnerError } from '#host/partner-api/types.ts'
import type { CancelOrder, PayOrder } from '#shared/contract/orders.ts'
import { type PartnerApi, startPartnerApi } from '#test/partner-api/server.ts'
import { moneyOf, richCustomer, waitingOrder } from './support.ts'

const DAY = 86_400_000
let api: PartnerApi
let client: Client
let ahead = 0
const [cancel, pay] = orderCommands as unknown as [Command<CancelOrder>, Command<PayOrder>]

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off', clock: () => Date.now() + ahead })
  const { accessKey, secretKey } = api.credentials.administrator
  client = createPartnerApi(
    {
      endpoint: api.url,
      credential: { kind: 'ak-sk', ak: accessKey, sk: secretKey },
      site: 'china',
      limitShare: null,
      timeoutMs: 300,
    },
    () => Date.now() + ahead,
  )
})
afterAll(async () => {
  await client.close()
  await api.close()
})

const steps = [
  'pay',
  'pay and the answer is lost',
  'pay and the request is lost',
  'cancel',
  'cancel and the answer is lost',
  'the customer pays',
  'the customer cancels',
  'the deadline passes',
] as const
type State = 'pending' | 'paid' | 'cancelled' | 'over'

const refused: Readonly<Record<State, string>> = {
  pending: '',
  paid: 'R-ORD-25 changed',
  cancelled: 'R-ORD-25 changed',
  over: 'R-ORD-14 over',
}
const statusOf: Readonly<Record<State, number>> = { pending: 6, paid: 5, cancelled: 4, over: 4 }

/** One intent as the outbox takes it: the ground, the call, and what the records say where no answer came. */
async function carryOut<P>(command: Command<P>, payload: P): Promise<'done' | 'unknown' | string> {
  const desk = { call: client.call.bind(client), vendorNow: () => Date.now() + ahead }
  const ground = await command.recheck(payload, null, desk)
  if (ground.kind === 'refused') return `${ground.refusal.rule} ${ground.refusal.reason}`
  if (ground.kind === 'moved') return 'moved'
  try {
    await command.send(payload, desk, 'reference')
    return 'done'
  } catch (cause) {
    if (!(cause instanceof PartnerError) || cause.outcome !== 'unknown') throw cause
    if (command.repeat.by !== 'nature') throw new Error('not safe to repeat')
    return (await command.repeat.find(payload, desk)) ? 'done' : 'unknown'
  }
}

/** What the customer does at the vendor's own page: false where the vendor refuses it. */
const happens = (call: Promise<unknown>): Promise<boolean> =>
  call.then(
    () => true,
    (cause: unknown) => {
      expect(cause).toBeInstanceOf(PartnerError)
      return false
    },
  )

it('R-ORD-25 R-ORD-12 R-ORD-14 an order is paid once at most, whoever pays or cancels it meanwhile', async () => {
  let place = 0
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 6 }), async (taken) => {
      place = (place + 1) % 8
      const customerId = richCustomer(api, place)
      const { orderId } = waitingOrder(api, customerId, {}, Date.now() + ahead)
      const money = moneyOf(api, customerId)
      const payload: PayOrder = { orderId, customerId, amount: 100_000, coupons: [], discount: null }
      let state = 'pending' as State
      for (const step of taken) {
        api.faults.clear()
        if (step.startsWith('pay')) {
          if (step.includes('answer'))
            api.faults.add({ operation: 'PayOrders', times: 1, fault: { kind: 'dropAfter' } })
          if (step.includes('request'))
            api.faults.add({ operation: 'PayOrders', times: 1, fault: { kind: 'dropBefore' } })
          const said = await carryOut(pay, payload)
          const lost = step.includes('request') && state === 'pending'
          expect([taken, step, said]).toEqual([
            taken,
            step,
            state === 'pending' ? (lost ? 'unknown' : 'done') : refused[state],
          ])
          if (state === 'pending' && !lost) state = 'paid'
        } else if (step.startsWith('cancel')) {
          if (step.includes('answer'))
            api.faults.add({ operation: 'CancelCustomerOrder', times: 1, fault: { kind: 'dropAfter' } })
          const said = await carryOut(cancel, { orderId, customerId })
          expect([taken, step, said]).toEqual([taken, step, state === 'pending' ? 'done' : 'R-ORD-12 not-pending'])
          if (state === 'pending') state = 'cancelled'
        } else if (step === 'the customer pays') {
          const body = { order_id: orderId, use_coupon: 'NO', use_discount: 'NO' } as const
          expect(await happens(client.call('PayOrders', { body, actingFor: customerId }))).toBe(state === 'pending')
          if (state === 'pending') state = 'paid'
        } else if (step === 'the customer cancels') {
          const body = { order_id: orderId }
          const cancelled = happens(client.call('CancelCustomerOrder', { body, actingFor: customerId }))
          expect(await cancelled).toBe(state === 'pending')
          if (state === 'pending') state = 'cancelled'
        } else {
          ahead += 8 * DAY
          if (state === 'pending') state = 'over'
        }
        const { body } = await client.call('ShowCustomerOrderDetails', { path: { order_id: orderId } })
        expect([taken, step, body.order_info?.status]).toEqual([taken, step, statusOf[state]])
        expect(money - moneyOf(api, customerId)).toBe(state === 'paid' ? 100_000 : 0)
      }
    }),
    { numRuns: 40, seed: Date.now(), verbose: true },
  )
}, 60_000)
