/**
 * The gate before every act as a customer. A command that is carried out as the customer is declared with `onBehalf`
 * instead of `command` and sends with `actingFor`:
 *
 *     const renew = onBehalf<RenewResources>({
 *       name: 'orders.renew', …,
 *       customerId: ({ customerId }) => customerId,
 *       send: ({ customerId, … }, desk) => desk.call('RenewalResources', { body, actingFor: customerId }),
 *     })
 *
 * `onBehalf` puts the gate in front of `refuse` (mirrored facts, R-AUTH-01, R-AUTH-02) and of `recheck` (asked live,
 * R-AUTH-06), and the audit chain names the customer (R-AUTH-09). What a page does at once, without the outbox, goes
 * through `actFor` of acting.ts. Something of its own making asks `refuseByMirror` and `recheckAuthorization`.
 */
import { AUTHORIZATIONS } from '#host/areas/authorizations/collections.ts'
import { liveFacts } from '#host/areas/authorizations/wire.ts'
import { moneyCustomer } from '#host/areas/customers/queries.ts'
import { readable } from '#host/outbox/reading.ts'
import { type AnyCommand, type Command, command, type Desk } from '#host/outbox/types.ts'
import { isAbsentApi } from '#host/partner-api/outcome.ts'
import { PartnerError } from '#host/partner-api/types.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { readCollection } from '#host/sync/records.ts'
import { type AuthorizationFacts, type AuthorizationRefusal, refuseOnBehalf } from '#shared/rules/authorizations.ts'

type Calls = Pick<Desk, 'call'>

/** Null where the customer was never asked, or is not told any more. */
export const mirrored = (cache: Db, customerId: string): AuthorizationFacts | null =>
  kept<AuthorizationFacts>(
    cache,
    'SELECT state, waits_for AS waitsFor FROM authorizations WHERE customer_id = ? AND gone_at IS NULL',
  ).get(customerId) ?? null

/** Whether the partner ever told its authorizations: a vendor account without a desk API tells none. */
export const told = (cache: Db): boolean => readCollection(cache, AUTHORIZATIONS).asOf !== null

/** By the facts at hand. Where authorizations are not told, the live check alone decides. */
export function refuseByMirror(cache: Db | null, customerId: string): AuthorizationRefusal | null {
  if (cache === null) return null
  const customer = moneyCustomer(cache, customerId)
  const refusal = refuseOnBehalf(mirrored(cache, customerId), customer)
  return refusal?.rule === 'R-AUTH-01' && !told(cache) ? null : refusal
}

/**
 * R-AUTH-06, right before acting. Throws PartnerError where it cannot be asked: then nothing is done. Without a desk API
 * the customer's token is the proof: only a customer who granted the agency has one for us.
 */
export async function recheckAuthorization(desk: Calls, customerId: string): Promise<AuthorizationRefusal | null> {
  try {
    const { body } = await desk.call('ShowDeskAuthorization', { path: { customer_id: customerId } })
    return refuseOnBehalf(
      readable('ShowDeskAuthorization', () => liveFacts(body as Readonly<Record<string, unknown>>)),
      null,
    )
  } catch (cause) {
    if (!(cause instanceof PartnerError) || !isAbsentApi(cause.value)) throw cause
  }
  try {
    await desk.call('ShowCustomerAccountBalances', { actingFor: customerId })
    return null
  } catch (cause) {
    if (cause instanceof PartnerError && cause.value.code === 'no-agency')
      return { rule: 'R-AUTH-01', reason: 'no-agency' }
    throw cause
  }
}

/** A command that is carried out as the customer: with the gate before both of its checks. */
export const onBehalf = <P>(
  declared: Omit<Command<P>, 'customerId'> & { customerId(payload: P): string },
): AnyCommand =>
  command<P>({
    ...declared,
    onBehalf: true,
    refuse: (payload, cache, now) =>
      refuseByMirror(cache, declared.customerId(payload)) ?? declared.refuse(payload, cache, now),
    recheck: async (payload, basis, desk) => {
      const refusal = await recheckAuthorization(desk, declared.customerId(payload))
      return refusal ? { kind: 'refused', refusal } : declared.recheck(payload, basis, desk)
    },
  })
