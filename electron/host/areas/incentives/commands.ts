/** A partner's word on a bill, as commands: neither can happen twice, so silence is settled by looking and sending again. */
import { readable } from '#host/outbox/reading.ts'
import { type Command, command, type Desk } from '#host/outbox/types.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { listOf, text, type WireRow } from '#host/sync/wire.ts'
import { ObjectToBill, SayOfBill } from '#shared/contract/incentives.ts'
import { refuseWord } from '#shared/rules/incentives.ts'
import { parseInstant } from '#shared/time.ts'

const EXPIRES_MS = 14 * 24 * 3600_000

interface LiveBill {
  readonly status: string | null
  readonly announceEnd: number | null
  readonly feedback: string | null
}

const refusal = (bill: LiveBill | null, now: number) => {
  const reason = bill === null ? 'no-bill' : refuseWord(bill, now)
  return reason === null ? null : { rule: 'R-INC-10', reason }
}

const billHere = (cache: Db, billId: string): LiveBill | null =>
  kept<LiveBill>(
    cache,
    'SELECT status, announce_end AS announceEnd, feedback FROM incentive_bills WHERE bill_id = ? AND gone_at IS NULL',
  ).get(billId) ?? null

/** The bill as the partner tells it now; null where it tells none of this id. */
async function liveBill(desk: Desk, billId: string): Promise<LiveBill | null> {
  const { body } = await desk.call('ListDeskIncentiveBills', { query: { limit: 100 } })
  return readable('ListDeskIncentiveBills', () => {
    const bill = (listOf(body, 'bills') ?? []).find((one) => (one as WireRow).bill_id === billId) as WireRow | undefined
    if (!bill) return null
    return {
      status: text(bill.status, 'status'),
      announceEnd: parseInstant(text(bill.announce_end, 'announce_end') ?? ''),
      feedback: text(bill.feedback, 'feedback'),
    }
  })
}

const common = <P extends SayOfBill>(
  name: string,
): Pick<
  Command<P>,
  'name' | 'version' | 'target' | 'customerId' | 'amount' | 'release' | 'withoutCode' | 'expiresMs' | 'refresh'
> => ({
  name,
  version: 1,
  target: ({ billId }) => `incentive-bill:${billId}`,
  customerId: () => null,
  amount: () => null,
  release: 'person',
  withoutCode: true,
  expiresMs: EXPIRES_MS,
  refresh: ['incentive-bills'],
})

const confirm = command<SayOfBill>({
  ...common('incentives.confirm'),
  read: (version, payload) => (version === 1 ? (SayOfBill.safeParse(payload).data ?? null) : null),
  twin: ({ billId }) => `incentives.confirm ${billId}`,
  refuse: ({ billId }, cache, now) => (cache === null ? null : refusal(billHere(cache, billId), now)),
  recheck: async ({ billId }, _basis, desk) => {
    const refused = refusal(await liveBill(desk, billId), desk.vendorNow())
    return refused ? { kind: 'refused', refusal: refused } : { kind: 'same' }
  },
  send: async ({ billId }, desk) => {
    const { body } = await desk.call('ConfirmDeskIncentiveBill', { body: { bill_id: billId } })
    const status = readable('ConfirmDeskIncentiveBill', () => text((body as WireRow | undefined)?.status, 'status'))
    return { effectId: billId, result: { billId, status } }
  },
  repeat: {
    by: 'nature',
    find: async ({ billId }, desk) => {
      const bill = await liveBill(desk, billId)
      if (!bill || bill.status === 'TO_CONFIRM' || bill.status === 'ESTIMATE') return null
      return { effectId: billId, result: { billId, status: bill.status } }
    },
  },
})

const objectTo = command<ObjectToBill>({
  ...common('incentives.object'),
  read: (version, payload) => (version === 1 ? (ObjectToBill.safeParse(payload).data ?? null) : null),
  twin: ({ billId, text: words }) => `incentives.object ${billId} ${words}`,
  refuse: ({ billId }, cache, now) => (cache === null ? null : refusal(billHere(cache, billId), now)),
  recheck: async ({ billId }, _basis, desk) => {
    const refused = refusal(await liveBill(desk, billId), desk.vendorNow())
    return refused ? { kind: 'refused', refusal: refused } : { kind: 'same' }
  },
  send: async ({ billId, text: words }, desk) => {
    await desk.call('FeedBackDeskIncentiveBill', { body: { bill_id: billId, text: words } })
    return { effectId: billId, result: { billId } }
  },
  repeat: {
    by: 'nature',
    find: async ({ billId, text: words }, desk) =>
      (await liveBill(desk, billId))?.feedback === words ? { effectId: billId, result: { billId } } : null,
  },
})

export const incentiveCommands = [confirm, objectTo]
