/**
 * Grant 拨款 and reclaim 回收 as commands, with a customer or with a reseller: no reference travels with them, so silence is
 * settled by new records.
 */
import type { z } from 'zod'
import { moneyCustomer } from '#host/areas/customers/queries.ts'
import { liveBalances, liveGrantable } from '#host/areas/funds/live.ts'
import { grantableHere, resellerGrantable } from '#host/areas/funds/queries.ts'
import { type AdjustOperation, knownRecords, newRecords } from '#host/areas/funds/records.ts'
import { readable } from '#host/outbox/reading.ts'
import { type Command, command, type Desk, type Effect } from '#host/outbox/types.ts'
import type { OperationId } from '#host/partner-api/types.ts'
import type { Db } from '#host/store/types.ts'
import { text, type WireRow } from '#host/sync/wire.ts'
import { MoveFunds, MoveResellerFunds } from '#shared/contract/funds.ts'
import { fen, yuanText } from '#shared/money.ts'
import {
  type FundsRefusal,
  refuseGrant,
  refuseMoneyCustomer,
  refuseReclaim,
  refuseResellerGrant,
  refuseResellerReclaim,
} from '#shared/rules/funds.ts'

/** The docs name no delay of records; well past what was ever seen. */
const RECORDS_LAG_MS = 15 * 60_000
const EXPIRES_MS = 7 * 24 * 3600_000

/** A JSON number of yuan: two decimals of at most 14 digits are exact in it. */
const wireYuan = (amount: number): number => Number(yuanText(fen(amount)))

const notResale: FundsRefusal = { rule: 'R-CUST-31', reason: 'not-resale' }

interface Kind<P extends { amount: number }> {
  readonly name: string
  readonly input: z.ZodType<P>
  readonly operation: AdjustOperation
  /** Whom the records name. */
  other(payload: P): string
  readonly otherIs: 'customer' | 'reseller'
  /** By the facts at hand; without a cache by the amount alone. */
  refuse(payload: P, cache: Db | null): FundsRefusal | null
  /** By the facts of this moment. */
  refuseLive(payload: P, desk: Desk): Promise<FundsRefusal | null>
  send(payload: P, desk: Desk): Promise<string | null>
  readonly refresh: readonly string[]
}

const idOf = (operationId: OperationId, body: unknown, field: string): string | null =>
  readable(operationId, () => text((body as WireRow | undefined)?.[field], field)) || null

const grant: Kind<MoveFunds> = {
  name: 'funds.grant',
  input: MoveFunds,
  operation: 'SOURCE_OPERATION_BEADJUST',
  other: ({ customerId }) => customerId,
  otherIs: 'customer',
  refuse: ({ customerId, amount }, cache) =>
    refuseGrant(amount, null) ??
    (cache && (refuseMoneyCustomer(moneyCustomer(cache, customerId)) ?? refuseGrant(amount, grantableHere(cache)))),
  refuseLive: async ({ customerId, amount }, desk) => {
    const [customer] = await liveBalances(desk, [customerId])
    return customer ? refuseGrant(amount, await liveGrantable(desk)) : notResale
  },
  send: async ({ customerId, amount }, desk) => {
    const body = { customer_id: customerId, amount: wireYuan(amount) }
    const answer = await desk.call('UpdateCustomerAccountAmount', { body })
    return idOf('UpdateCustomerAccountAmount', answer.body, 'transfer_id')
  },
  refresh: ['partner-balance', 'balances', 'adjust-records'],
}

const reclaim: Kind<MoveFunds> = {
  ...grant,
  name: 'funds.reclaim',
  operation: 'SOURCE_OPERATION_BERETRIEVE',
  refuse: ({ customerId, amount }, cache) => {
    const wrong = refuseReclaim(amount, null)
    if (wrong || cache === null) return wrong
    const customer = moneyCustomer(cache, customerId)
    return refuseMoneyCustomer(customer) ?? refuseReclaim(amount, customer?.amount ?? null)
  },
  refuseLive: async ({ customerId, amount }, desk) => {
    const [customer] = await liveBalances(desk, [customerId])
    return customer ? refuseReclaim(amount, customer.amount) : notResale
  },
  send: async ({ customerId, amount }, desk) => {
    const body = { customer_id: customerId, amount: wireYuan(amount) }
    const answer = await desk.call('ReclaimToPartnerAccount', { body })
    return idOf('ReclaimToPartnerAccount', answer.body, 'trans_id')
  },
}

const grantReseller: Kind<MoveResellerFunds> = {
  name: 'funds.grantReseller',
  input: MoveResellerFunds,
  operation: 'SOURCE_OPERATION_BEADJUST',
  other: ({ resellerId }) => resellerId,
  otherIs: 'reseller',
  refuse: ({ amount }, cache) => refuseResellerGrant(amount, cache && grantableHere(cache)),
  refuseLive: async ({ amount }, desk) => refuseResellerGrant(amount, await liveGrantable(desk)),
  send: async ({ resellerId, amount }, desk) => {
    const body = { indirect_partner_id: resellerId, amount: wireYuan(amount) }
    const answer = await desk.call('UpdateIndirectPartnerAccount', { body })
    return idOf('UpdateIndirectPartnerAccount', answer.body, 'transfer_id')
  },
  refresh: ['partner-balance', 'reseller-balances', 'adjust-records'],
}

const reclaimReseller: Kind<MoveResellerFunds> = {
  ...grantReseller,
  name: 'funds.reclaimReseller',
  operation: 'SOURCE_OPERATION_BERETRIEVE',
  refuse: ({ resellerId, amount }, cache) =>
    refuseResellerReclaim(amount, cache && resellerGrantable(cache, resellerId)),
  refuseLive: async ({ resellerId, amount }, desk) =>
    refuseResellerReclaim(amount, await liveGrantable(desk, resellerId)),
  send: async ({ resellerId, amount }, desk) => {
    const body = { indirect_partner_id: resellerId, amount: wireYuan(amount) }
    const answer = await desk.call('ReclaimIndirectPartnerAccount', { body })
    return idOf('ReclaimIndirectPartnerAccount', answer.body, 'trans_id')
  },
}

const declare = <P extends { amount: number }>(kind: Kind<P>) =>
  command<P>({
    name: kind.name,
    version: 1,
    read: (version, payload) => (version === 1 ? (kind.input.safeParse(payload).data ?? null) : null),
    target: (payload) => `${kind.otherIs}:${kind.other(payload)}`,
    twin: (payload) => `${kind.name} ${kind.other(payload)} ${payload.amount}`,
    customerId: (payload) => (kind.otherIs === 'customer' ? kind.other(payload) : null),
    amount: ({ amount }) => amount,
    refuse: (payload, cache) => kind.refuse(payload, cache),
    recheck: async (payload, _basis, desk) => {
      const refusal = await kind.refuseLive(payload, desk)
      return refusal ? { kind: 'refused', refusal } : { kind: 'same' }
    },
    release: 'person',
    expiresMs: EXPIRES_MS,
    send: async (payload, desk): Promise<Effect> => {
      const transId = await kind.send(payload, desk)
      return { effectId: transId, result: { transId } }
    },
    repeat: {
      by: 'looking',
      reference: false,
      settleMs: RECORDS_LAG_MS,
      before: (payload, desk) => knownRecords(desk, kind.other(payload), kind.operation),
      find: (payload, desk, sent) =>
        newRecords(desk, { customerId: kind.other(payload), amount: payload.amount }, kind.operation, sent),
    } satisfies Command<P>['repeat'],
    refresh: kind.refresh,
  })

export const fundsCommands = [declare(grant), declare(reclaim), declare(grantReseller), declare(reclaimReseller)]
