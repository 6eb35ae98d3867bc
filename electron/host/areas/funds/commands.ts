/** Grant 拨款 and reclaim 回收 as commands: no reference travels with them, so silence is settled by new records. */

import { moneyCustomer } from '#host/areas/customers/queries.ts'
import { partnerBalance } from '#host/areas/funds/queries.ts'
import { type AdjustOperation, knownRecords, newRecords } from '#host/areas/funds/records.ts'
import { readable, rowsIn } from '#host/outbox/reading.ts'
import { type Command, command, type Desk, type Effect, type Recheck } from '#host/outbox/types.ts'
import type { Db } from '#host/store/types.ts'
import { code, requiredYuan, requireYuan, text, type WireRow, yuan } from '#host/sync/wire.ts'
import { MoveFunds } from '#shared/contract/funds.ts'
import { type Fen, fen, yuanText } from '#shared/money.ts'
import { type FundsRefusal, grantableOf, refuseGrant, refuseMoneyCustomer, refuseReclaim } from '#shared/rules/funds.ts'

/** The docs name no delay of records; well past what was ever seen. */
const RECORDS_LAG_MS = 15 * 60_000
const EXPIRES_MS = 7 * 24 * 3600_000

/** A JSON number of yuan: two decimals of at most 12 digits are exact in it. */
const wireYuan = (amount: number): number => Number(yuanText(fen(amount)))

/** What may be granted now (R-CUST-32). */
async function liveGrantable(desk: Desk): Promise<Fen | null> {
  const { body } = await desk.call('ListPartnerBalances')
  return readable('ListPartnerBalances', () =>
    grantableOf(
      rowsIn('ListPartnerBalances', body, 'account_balances').map((row) => {
        requireYuan(row.measure_id)
        return {
          accountType: code(row.account_type, 'account_type') ?? '',
          amount: requiredYuan(row.amount, 'amount'),
          designated: yuan(row.designated_amount, 'designated_amount'),
        }
      }),
    ),
  )
}

/** The customer's balance now, fen; null where the partner tells none: not linked, not resale, or somebody else's. */
async function liveBalance(desk: Desk, customerId: string): Promise<Fen | null> {
  const { body } = await desk.call('ListCustomersBalancesDetail', {
    body: { customer_infos: [{ customer_id: customerId }] },
  })
  return readable('ListCustomersBalancesDetail', () => {
    const row = rowsIn('ListCustomersBalancesDetail', body, 'customer_balances').find(
      (one) => text(one.customer_id, 'customer_id') === customerId,
    )
    if (!row) return null
    requireYuan(row.measure_id)
    return fen(requiredYuan(row.amount, 'amount'))
  })
}

const notResale: FundsRefusal = { rule: 'R-CUST-31', reason: 'not-resale' }
const verdict = (refusal: FundsRefusal | null): Recheck => (refusal ? { kind: 'refused', refusal } : { kind: 'same' })

interface Kind {
  readonly name: 'funds.grant' | 'funds.reclaim'
  readonly operation: AdjustOperation
  refuse(amount: number, facts: { grantable: Fen | null; available: Fen | null }): FundsRefusal | null
  send(desk: Desk, body: { customer_id: string; amount: number }): Promise<string | null>
}

const idOf = (
  operationId: 'UpdateCustomerAccountAmount' | 'ReclaimToPartnerAccount',
  body: unknown,
  field: string,
): string | null => readable(operationId, () => text((body as WireRow | undefined)?.[field], field)) || null

const kinds: readonly Kind[] = [
  {
    name: 'funds.grant',
    operation: 'SOURCE_OPERATION_BEADJUST',
    refuse: (amount, { grantable }) => refuseGrant(amount, grantable),
    send: async (desk, body) =>
      idOf(
        'UpdateCustomerAccountAmount',
        (await desk.call('UpdateCustomerAccountAmount', { body })).body,
        'transfer_id',
      ),
  },
  {
    name: 'funds.reclaim',
    operation: 'SOURCE_OPERATION_BERETRIEVE',
    refuse: (amount, { available }) => refuseReclaim(amount, available),
    send: async (desk, body) =>
      idOf('ReclaimToPartnerAccount', (await desk.call('ReclaimToPartnerAccount', { body })).body, 'trans_id'),
  },
]

function refuseHere({ refuse }: Kind, { customerId, amount }: MoveFunds, cache: Db | null): FundsRefusal | null {
  const wrong = refuse(amount, { grantable: null, available: null })
  if (wrong || cache === null) return wrong
  const customer = moneyCustomer(cache, customerId)
  return (
    refuseMoneyCustomer(customer) ??
    refuse(amount, { grantable: grantableOf(partnerBalance(cache).accounts), available: customer?.amount ?? null })
  )
}

const declare = (kind: Kind) =>
  command<MoveFunds>({
    name: kind.name,
    version: 1,
    read: (version, payload) => (version === 1 ? (MoveFunds.safeParse(payload).data ?? null) : null),
    target: ({ customerId }) => `customer:${customerId}`,
    twin: ({ customerId, amount }) => `${kind.name} ${customerId} ${amount}`,
    customerId: ({ customerId }) => customerId,
    amount: ({ amount }) => amount,
    refuse: (payload, cache) => refuseHere(kind, payload, cache),
    recheck: async ({ customerId, amount }, _basis, desk) => {
      const available = await liveBalance(desk, customerId)
      if (available === null) return verdict(notResale)
      const grantable = kind.name === 'funds.grant' ? await liveGrantable(desk) : null
      return verdict(kind.refuse(amount, { grantable, available }))
    },
    release: 'person',
    expiresMs: EXPIRES_MS,
    send: async ({ customerId, amount }, desk): Promise<Effect> => {
      const transId = await kind.send(desk, { customer_id: customerId, amount: wireYuan(amount) })
      return { effectId: transId, result: { transId } }
    },
    repeat: {
      by: 'looking',
      reference: false,
      settleMs: RECORDS_LAG_MS,
      before: ({ customerId }, desk) => knownRecords(desk, customerId, kind.operation),
      find: (payload, desk, sent) => newRecords(desk, payload, kind.operation, sent),
    } satisfies Command<MoveFunds>['repeat'],
    refresh: ['partner-balance', 'balances'],
  })

export const fundsCommands = kinds.map(declare)
