/**
 * Applying, as commands. An application carries a key of its own that the partner tells back: after silence it is looked
 * for by that key, and sent again under the same key where there is none, which makes no second one.
 */

import { infoHere, payableHere } from '#host/areas/applications/queries.ts'
import { infoFacts } from '#host/areas/applications/wire.ts'
import { PAGE, readAll, readable, rowsIn } from '#host/outbox/reading.ts'
import { command, type Desk, type Effect, type RuleRefusal } from '#host/outbox/types.ts'
import { rate, requiredText, requiredYuan, text, type WireRow } from '#host/sync/wire.ts'
import { ApplyForPayout, SwitchAutoApply } from '#shared/contract/applications.ts'
import { fen, yuanText } from '#shared/money.ts'
import { type PayableBill, refuseApplication } from '#shared/rules/applications.ts'

const EXPIRES_MS = 14 * 24 * 3600_000

const liveInfo = async (desk: Desk) => {
  const { body } = await desk.call('ShowDeskBusinessInfo', {})
  return readable('ShowDeskBusinessInfo', () => infoFacts(body as WireRow))
}

async function liveBills(desk: Desk): Promise<PayableBill[]> {
  const rows = await readAll('ListDeskIncentiveBills', 'bills', (offset) =>
    desk.call('ListDeskIncentiveBills', { query: { offset, limit: PAGE } }),
  )
  return readable('ListDeskIncentiveBills', () =>
    rows.map((row) => ({
      billId: requiredText(row.bill_id, 'bill_id'),
      payable: requiredYuan(row.payable_amount, 'payable_amount'),
      taxRate: rate(row.tax_rate, 'tax_rate'),
    })),
  )
}

const effectOf = (row: WireRow): Effect => {
  const number = requiredText(row.application_number, 'application_number')
  return { effectId: number, result: { number, status: text(row.status, 'status') } }
}

const apply = command<ApplyForPayout>({
  name: 'applications.apply',
  version: 1,
  read: (version, payload) => (version === 1 ? (ApplyForPayout.safeParse(payload).data ?? null) : null),
  // One at a time: each changes what the next may apply for.
  target: () => 'incentive-applications',
  twin: ({ key }) => `applications.apply ${key}`,
  customerId: () => null,
  amount: ({ bills }) => bills.reduce((sum, { amount }) => sum + amount, 0),
  refuse: (order, cache) =>
    cache === null
      ? null
      : (refuseApplication(order, infoHere(cache), payableHere(cache)) satisfies RuleRefusal | null),
  recheck: async (order, _basis, desk) => {
    const refusal = refuseApplication(order, await liveInfo(desk), await liveBills(desk))
    return refusal ? { kind: 'refused', refusal } : { kind: 'same' }
  },
  release: 'person',
  withoutCode: true,
  expiresMs: EXPIRES_MS,
  send: async ({ key, payoutForm, bills }, desk) => {
    const { body } = await desk.call('ApplyDeskPayout', {
      body: {
        request_id: key,
        payout_form: payoutForm,
        bills: bills.map(({ billId, amount }) => ({ bill_id: billId, amount: yuanNumber(amount) })),
      },
    })
    return readable('ApplyDeskPayout', () => effectOf((body ?? {}) as WireRow))
  },
  repeat: {
    by: 'nature',
    find: async ({ key }, desk) => {
      const { body } = await desk.call('ListDeskPayoutApplications', { query: { request_id: key, limit: PAGE } })
      const [row] = rowsIn('ListDeskPayoutApplications', body, 'applications').filter((one) => one.request_id === key)
      return row ? readable('ListDeskPayoutApplications', () => effectOf(row)) : null
    },
  },
  refresh: ['incentive-bills', 'payout-applications', 'invoice-list-lines', 'business-info'],
})

/** A number whose JSON text is the amount itself: yuan of this size have at most 15 digits. */
const yuanNumber = (amount: number): number => Number(yuanText(fen(amount)))

const autoApply = command<SwitchAutoApply>({
  name: 'applications.autoApply',
  version: 1,
  read: (version, payload) => (version === 1 ? (SwitchAutoApply.safeParse(payload).data ?? null) : null),
  target: () => 'incentive-auto-apply',
  twin: ({ enabled, payoutForm }) => `applications.autoApply ${enabled} ${payoutForm}`,
  customerId: () => null,
  amount: () => null,
  refuse: ({ enabled, payoutForm, formConfirmed }) =>
    enabled && (payoutForm === null || payoutForm !== formConfirmed)
      ? { rule: 'R-INC-13', reason: 'not-confirmed' }
      : null,
  recheck: async () => ({ kind: 'same' }),
  release: 'person',
  withoutCode: true,
  expiresMs: EXPIRES_MS,
  send: async ({ enabled, payoutForm }, desk) => {
    const { body } = await desk.call('SetDeskAutoApply', {
      body: { enabled, ...(payoutForm === null ? {} : { payout_form: payoutForm }) },
    })
    return readable('SetDeskAutoApply', () => ({
      effectId: null,
      result: { enabled: infoFacts((body ?? {}) as WireRow).autoApply },
    }))
  },
  repeat: {
    by: 'nature',
    find: async ({ enabled, payoutForm }, desk) => {
      const info = await liveInfo(desk)
      const there = info.autoApply === enabled && (!enabled || info.autoPayoutForm === payoutForm)
      return there ? { effectId: null, result: { enabled } } : null
    },
  },
  refresh: ['business-info', 'payout-applications', 'incentive-bills', 'invoice-list-lines'],
})

export const applicationCommands = [apply, autoApply]
