/** A large batch goes in piece by piece: one group, once, and nothing of it leaves before the last piece. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acceptBatch, PIECE } from '#host/batches/accept.ts'
import type { PlayedItem } from '#host/batches/rehearsal.ts'
import { openOutbox } from '#test/host/outbox/support.ts'

let box: ReturnType<typeof openOutbox>
beforeEach(() => {
  box = openOutbox()
})
afterEach(() => box.remove())

const items = (count: number): PlayedItem[] =>
  Array.from({ length: count }, (_, n) => ({
    customerId: `c${n}`,
    customer: null,
    line: n + 2,
    amount: 100,
    validFrom: null,
    validUntil: null,
    memo: '',
    payload: { to: `c${n}`, amount: 100 },
    basis: null,
    refusal: null,
    twin: false,
  }))
const batch = (count: number, replaces: string[] = []) => ({
  command: 'test.pay',
  groupId: 'g1',
  label: '名单.xlsx',
  release: true,
  items: items(count),
  replaces,
})
const accept = (of: ReturnType<typeof batch>, signal = new AbortController().signal, seen: number[] = []) =>
  acceptBatch(of, box.outbox.people, box.db, signal, (done) => void seen.push(done))

describe('accepting a batch', () => {
  it('makes one group of several pieces, and the same again adds nothing', async () => {
    const count = 2 * PIECE + 203
    const seen: number[] = []
    await accept(batch(count), undefined, seen)
    expect(seen).toEqual([PIECE, 2 * PIECE, count])
    await accept(batch(count))
    const group = box.outbox.ledger.groups.view('g1')
    expect(group).toMatchObject({ total: count, items: count, unreleased: 0, label: '名单.xlsx', sum: count * 100 })
  })

  it('cancelled in between, nothing leaves, and asking again makes it whole', async () => {
    const stop = new AbortController()
    const count = PIECE + 5
    const cancelled = acceptBatch(batch(count), box.outbox.people, box.db, stop.signal, () => stop.abort())
    await expect(cancelled).rejects.toThrow()
    await box.pass(60_000)
    expect(box.outbox.ledger.groups.view('g1')).toMatchObject({ total: count, items: PIECE, unreleased: PIECE })
    expect(box.state.sent).toEqual([])
    await accept(batch(count))
    expect(box.outbox.ledger.groups.view('g1')).toMatchObject({ items: count, unreleased: 0 })
  })

  it('R-COUPON-08 failures that are tried again are discarded once the new ones are durable', async () => {
    const failed = box.accept('c1', -5)
    expect(failed.state).toBe('refused')
    await accept(batch(1, [failed.intent_id]))
    expect(box.row(failed.intent_id).state).toBe('discarded')
  })
})
