/** Reclaim as a person sees it: what is likely to come back, why some cannot, and what really came back. */
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { CouponRow } from '#shared/contract/coupons.ts'
import type { IntentView } from '#shared/contract/outbox.ts'
import { type FakeHost, startHost } from '../support/host.ts'
import { faults, open } from '../support/page.tsx'

const coupon: CouponRow = {
  couponId: 'CP1',
  customerId: 'c1',
  customerName: '深圳****公司',
  customerAccount: 'hw***1',
  manager: null,
  couponType: '1',
  status: '2',
  frozen: '0',
  faceValue: 100_000,
  balance: 66_600,
  effectiveAt: 0,
  expiresAt: 4e12,
  activeAt: 0,
  lastUsedAt: null,
  createdAt: 0,
  orderId: null,
  lockOrderId: null,
  planName: null,
  quotaId: 'Q1',
  reclaimType: null,
  goneAt: null,
}

const intent = (state: IntentView['state']): IntentView => ({
  intentId: 'i1',
  groupId: 'g1',
  command: 'coupons.reclaim',
  target: 'coupon:CP1',
  customerId: 'c1',
  amount: null,
  author: 'sales1',
  state,
  why: state === 'done' ? 'answered' : 'undo-window',
  detail: null,
  released: true,
  holds: false,
  acceptedAt: 1,
  changedAt: 1,
  sentAt: null,
  nextAt: null,
  effectId: null,
  error: null,
  actions: [],
})

function host(): FakeHost {
  const made = startHost()
  made.answering.set('coupons.get', () => ({
    coupon,
    limits: [],
    records: [],
    planDescription: null,
    asOf: 1,
    recordsAsOf: 1,
  }))
  made.answering.set('coupons.reclaimPlan', () => ({
    asOf: 1,
    rows: [
      { coupon, refusal: null },
      {
        coupon: { ...coupon, couponId: 'CP2', lockOrderId: 'CS9' },
        refusal: { rule: 'R-COUPON-19', reason: 'locked', detail: { orderId: 'CS9' } },
      },
    ],
  }))
  made.answering.set('coupons.reclaim', () => ({ groupId: 'g1', intents: [intent('queued')] }))
  made.answering.set('coupons.reclaimed', () => ({ rows: [], recordsAsOf: 1 }))
  made.answering.set('outbox.list', () => ({ rows: [intent('queued')], next: null }))
  return made
}

test('R-COUPON-14 R-COUPON-16 the whole rest is announced, the records’ amount is what came back', async () => {
  const made = host()
  const { user } = open('/coupons/issued/CP1', {}, made)
  await user.click(await screen.findByRole('button', { name: '回收这张券' }))
  const dialog = await screen.findByRole('dialog', { name: '回收优惠券' })
  await within(dialog).findByText(/预计收回 ¥666\.00（1 张）/)
  expect(within(dialog).getByText(/不能只收一部分/)).toBeTruthy()
  expect(within(dialog).getByText('券被待支付订单 CS9 占用，暂时不能回收。')).toBeTruthy()
  expect(await faults(dialog)).toEqual([])
  await user.click(within(dialog).getByRole('button', { name: '回收 1 张' }))
  const asked = made.calls.find((call) => call.startsWith('coupons.reclaim {'))
  expect(JSON.parse(asked?.slice('coupons.reclaim '.length) ?? '')).toMatchObject({
    release: true,
    items: [{ payload: { couponId: 'CP1', customerId: 'c1' }, basis: { balance: 66_600 } }],
  })
  const result = await screen.findByRole('dialog', { name: '回收结果' })
  await within(result).findByText('已发出，等待结果：1 张')
  // Less than was seen: somebody used some of it meanwhile.
  made.answering.set('outbox.list', () => ({ rows: [intent('done')], next: null }))
  // What is done cannot be planned any more: the result keeps what was agreed to.
  made.answering.set('coupons.reclaimPlan', () => ({ rows: [], asOf: 2 }))
  made.tell({ kind: 'tables', tables: ['intents', 'coupons'] })
  await within(result).findByText('1 张已回收，记录还没读到')
  made.answering.set('coupons.reclaimed', () => ({
    rows: [{ couponId: 'CP1', amount: 60_000, at: 5 }],
    recordsAsOf: 5,
  }))
  made.tell({ kind: 'tables', tables: ['coupon_records'] })
  await within(result).findByText('实际收回 ¥600.00（1 张，以操作记录为准）')
  expect(await faults(result)).toEqual([])
})
