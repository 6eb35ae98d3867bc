/** Grants and reclaims to many: what the rules say of each by the balances as last read, and what the records prove. */

import { grantableHere, partnerBalance } from '#host/areas/funds/queries.ts'
import type { BatchKind, Ground, Played, SourceItem, Stage } from '#host/batches/types.ts'
import type { Cell } from '#host/files/sheet.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { MoveTerms } from '#shared/contract/batches.ts'
import { MoveFunds } from '#shared/contract/funds.ts'
import { type Fen, fen } from '#shared/money.ts'
import { type FundsRefusal, refuseGrant, refuseMoneyCustomer, refuseReclaim } from '#shared/rules/funds.ts'

const played = (
  kind: MoveTerms['kind'],
  { customerId }: SourceItem,
  amount: number,
  { open }: Ground,
  facts: { refusal: FundsRefusal | null; grantable: number | null; available: number | null },
): Played => ({
  payload: { customerId, amount } satisfies MoveFunds,
  basis: { grantable: facts.grantable, available: facts.available },
  amount,
  refusal: facts.refusal,
  twin: open.has(`${kind} ${customerId} ${amount}`),
})

/** Available balance of a resale customer, fen; null where not known. */
const availableOf = (cache: Db, customerId: string): number | null =>
  kept<number | null>(cache, `SELECT amount FROM customers WHERE customer_id = ? AND association_type = '2'`)
    .pluck()
    .get(customerId) ?? null

/** Each takes from the grantable balance what the one before left (R-CUST-32). */
function stageGrant(terms: MoveTerms, ground: Ground): Stage {
  const grantable = grantableHere(ground.cache)
  const waiting = ground.open.sum(null)
  let left = grantable === null ? null : grantable - waiting
  const play = (item: SourceItem): Played => {
    const amount = item.amount ?? terms.amount ?? 0
    const refusal =
      refuseGrant(amount, null) ??
      refuseMoneyCustomer(item.customer) ??
      refuseGrant(amount, left === null ? null : fen(Math.max(0, left)))
    if (refusal === null && left !== null) left -= amount
    const available = availableOf(ground.cache, item.customerId)
    return played('funds.grant', item, amount, ground, { refusal, grantable, available })
  }
  return { pot: { balance: grantable, waiting, asOf: ground.asOf('partner-balance') }, play }
}

/** Each takes from its own customer (R-CUST-33); two of one customer share what is there. */
function stageReclaim(terms: MoveTerms, ground: Ground): Stage {
  const left = new Map<string, number | null>()
  const play = (item: SourceItem): Played => {
    const { customerId } = item
    const amount = item.amount ?? terms.amount ?? 0
    const available = availableOf(ground.cache, customerId)
    if (!left.has(customerId))
      left.set(customerId, available === null ? null : available - ground.open.sum(`customer:${customerId}`))
    const rest = left.get(customerId) ?? null
    const refusal =
      refuseReclaim(amount, null) ??
      refuseMoneyCustomer(item.customer) ??
      refuseReclaim(amount, rest === null ? null : fen(Math.max(0, rest)))
    if (refusal === null && rest !== null) left.set(customerId, rest - amount)
    return played('funds.reclaim', item, amount, ground, { refusal, grantable: null, available })
  }
  const { customersAvailable } = partnerBalance(ground.cache)
  return {
    pot: { balance: customersAvailable, waiting: ground.open.sum(null), asOf: ground.asOf('balances') },
    play,
  }
}

interface RecordRow {
  trans_id: string
  amount: number
  operated_at: number
  apply_scene: string | null
}

const text = (value: string | null): Cell => (value ? { kind: 'text', text: value } : { kind: 'empty' })
const amount = (value: Fen): Cell => ({ kind: 'amount', amount: value })

/** By the record alone: what really moved (R-CUST-36). */
function cells(cache: Db, effectId: string | null): readonly Cell[] {
  const record =
    effectId === null
      ? undefined
      : kept<RecordRow>(
          cache,
          'SELECT trans_id, amount, operated_at, apply_scene FROM adjust_records WHERE trans_id = ? AND gone_at IS NULL',
        ).get(effectId)
  if (!record) return Array.from({ length: 4 }, () => ({ kind: 'empty' as const }))
  return [
    text(record.trans_id),
    amount(fen(record.amount)),
    { kind: 'time', at: record.operated_at },
    text(record.apply_scene),
  ]
}

const kindOf = <T extends MoveTerms>(
  name: T['kind'],
  title: Readonly<Record<'zh' | 'en', string>>,
  stage: (terms: T, ground: Ground) => Stage,
): BatchKind<T> => ({
  name,
  needs: 'funds.move',
  stage,
  again: (payload) => {
    const read = MoveFunds.safeParse(payload)
    return read.success ? { ...read.data, validFrom: null, validUntil: null, memo: '' } : null
  },
  proof: {
    title,
    collections: ['adjust-records'],
    columns: [
      { heading: { zh: '事务ID', en: 'Transaction' }, kind: 'text' },
      { heading: { zh: '记录金额（元）', en: 'Recorded amount (CNY)' }, kind: 'amount' },
      { heading: { zh: '操作时间', en: 'Time' }, kind: 'time' },
      { heading: { zh: '使用场景', en: 'Scene' }, kind: 'text' },
    ],
    cells: (cache, { effectId }) => cells(cache, effectId),
  },
})

export const grantBatch = kindOf('funds.grant', { zh: '拨款证明', en: 'Proof of grants' }, stageGrant)
export const reclaimBatch = kindOf('funds.reclaim', { zh: '回收证明', en: 'Proof of reclaims' }, stageReclaim)
