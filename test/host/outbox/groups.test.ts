// Batches of many requests, and one-time codes: over a real file, with a clock of the test's own.
import { afterEach, describe, expect, it } from 'vitest'
import { listIntents, outboxStatus } from '#host/outbox/views.ts'
import { toInstant } from '#shared/time.ts'
import { openOutbox, said } from './support.ts'

let box: ReturnType<typeof openOutbox>
afterEach(() => box?.remove())

const UNDO = 10_000
const group = { groupId: 'batch', total: 5, label: '国庆.xlsx' }
const piece = (requestId: string, amounts: readonly number[], more: { release?: boolean } = {}) =>
  box.outbox.people.accept('test.pay', {
    requestId,
    group,
    items: amounts.map((amount) => ({ payload: { to: `c${amount}`, amount } })),
    ...more,
  })

describe('a group of several requests', () => {
  it('goes in by pieces, each of them once, and nothing leaves before all of it is in', async () => {
    box = openOutbox({ release: 'person' })
    piece('p1', [1, 2], { release: true })
    await box.pass(60_000)
    expect(box.state.sent).toEqual([])
    expect(box.outbox.ledger.groups.view('batch')).toMatchObject({ total: 5, items: 2, unreleased: 2, sum: 3 })
    expect(() => box.outbox.people.releaseGroup('batch')).toThrow('conflict')
    box.die()
    // The page did not hear of the first piece: it asks again.
    expect(piece('p1', [1, 2], { release: true })).toHaveLength(2)
    piece('p2', [3, 4, 5], { release: true })
    await box.pass(UNDO)
    expect(box.state.sent.map(({ amount }) => amount).sort()).toEqual([1, 2, 3, 4, 5])
    expect(box.outbox.ledger.groups.view('batch')).toMatchObject({
      items: 5,
      counts: { done: 5, queued: 0 },
      sum: 15,
      sumDone: 15,
      label: '国庆.xlsx',
    })
    expect(box.proof()).toMatchObject({ ok: true })
  })

  it('refuses more than was announced and another command or size under its id, and keeps what it had', () => {
    box = openOutbox({ release: 'person' })
    piece('p1', [1, 2, 3])
    expect(() => piece('p2', [4, 5, 6])).toThrow('conflict')
    expect(() =>
      box.outbox.people.accept('test.pay', {
        requestId: 'p3',
        group: { ...group, total: 9 },
        items: [{ payload: { to: 'x', amount: 1 } }],
      }),
    ).toThrow('conflict')
    expect(box.outbox.ledger.groups.view('batch').items).toBe(3)
  })

  it('is released with one word, stopped, and discarded but for what may have happened', async () => {
    box = openOutbox({ release: 'person' })
    piece('p1', [1, 2, 3, 4, 5])
    expect(box.outbox.people.releaseGroup('batch')).toBe(5)
    await box.pass(UNDO - 1)
    expect(box.outbox.ledger.groups.takeBack('batch')).toBe(5)
    await box.pass(UNDO)
    expect(box.state.sent).toEqual([])
    box.state.script = [said('unknown')]
    box.outbox.people.release([
      listIntents(box.db, { groupId: 'batch', before: null, limit: 5 }).rows[0]?.intentId ?? '',
    ])
    await box.pass(UNDO)
    expect(box.outbox.ledger.groups.discard('batch')).toBe(4)
    expect(box.outbox.ledger.groups.view('batch')).toMatchObject({ counts: { uncertain: 1, discarded: 4 } })
    expect(['outbox.releaseGroup', 'outbox.takeBackGroup', 'outbox.discardGroup'].map(box.audit)).toEqual([1, 1, 1])
    expect(box.proof()).toMatchObject({ ok: true })
  })

  it('one whose ground moved is not let go with the others', async () => {
    let moved = true
    box = openOutbox({
      release: 'person',
      recheck: async ({ amount }) =>
        moved && amount === 2 ? { kind: 'moved', basis: { balance: 1 } } : { kind: 'same' },
    })
    piece('p1', [1, 2, 3, 4, 5], { release: true })
    await box.pass(UNDO)
    moved = false
    expect(box.outbox.people.releaseGroup('batch')).toBe(0)
    expect(box.outbox.ledger.groups.view('batch')).toMatchObject({ counts: { done: 4, queued: 1 }, unreleased: 1 })
  })

  it('groups are listed newest first, single intents among them, and those that are over can be left out', async () => {
    box = openOutbox()
    box.accept('a', 5)
    await box.pass(UNDO)
    piece('p1', [1, 2, 3, 4, 5])
    box.accept('b', 6)
    const all = box.outbox.ledger.groups.list({ open: false, before: null, limit: 2 })
    expect(all.rows.map(({ total }) => total)).toEqual([1, 5])
    const rest = box.outbox.ledger.groups.list({ open: false, before: all.next, limit: 2 })
    expect(rest).toMatchObject({ rows: [{ counts: { done: 1 } }], next: null })
    const open = box.outbox.ledger.groups.list({ open: true, commands: ['test.pay'], before: null, limit: 10 })
    expect(open.rows.map(({ total }) => total)).toEqual([1, 5])
  })

  it('five thousand go in by pieces and are there after a crash', () => {
    box = openOutbox({ release: 'person' })
    const total = 5_000
    const accept = (from: number) =>
      box.outbox.people.accept('test.pay', {
        requestId: `r${from}`,
        group: { groupId: 'large', total, label: '' },
        items: Array.from({ length: 500 }, (_, n) => ({ payload: { to: `c${from + n}`, amount: 1 } })),
      })
    for (let from = 0; from < 2_500; from += 500) accept(from)
    box.die()
    for (let from = 0; from < total; from += 500) accept(from)
    expect(box.outbox.ledger.groups.view('large')).toMatchObject({ items: total, unreleased: total, sum: total })
    expect(box.audit('test.pay')).toBe(total)
  })
})

describe('one-time codes', () => {
  const until = (): string => toInstant(box.state.now + 1_800_000)
  const confirm = async (code?: string): Promise<number | null> => box.outbox.codes.confirm(code)

  it('R-CUST-37 R-COUPON-12 one code lets a reviewed batch go; without one nothing leaves', async () => {
    box = openOutbox({ release: 'auto' })
    box.state.codeNeeded = true
    piece('p1', [1, 2, 3, 4, 5], { release: true })
    await box.pass(60_000)
    expect(box.state.sent).toEqual([])
    expect(listIntents(box.db, { groupId: 'batch', before: null, limit: 1 }).rows[0]).toMatchObject({
      why: 'needs-code',
      actions: ['release', 'edit', 'discard'],
    })
    expect(outboxStatus(box.db, box.outbox)).toMatchObject({ codeNeeded: true, needPerson: 5 })
    await expect(confirm()).rejects.toMatchObject({ value: { field: 'code', detail: { reason: 'needed' } } })
    box.state.answers = {
      ConfirmDeskCode: () => {
        const wrong = said('refused')
        throw Object.assign(wrong, { value: { ...wrong.value, vendor: { code: 'CBC.99004010' } } })
      },
    }
    await expect(confirm('000000')).rejects.toMatchObject({ value: { field: 'code', detail: { reason: 'wrong' } } })
    box.state.answers = { ConfirmDeskCode: () => ({ confirmed_until: until() }) }
    expect(box.outbox.people.releaseGroup('batch', await confirm('123456'))).toBe(5)
    await box.pass(UNDO)
    expect(box.state.sent).toHaveLength(5)
  })

  it('R-CUST-37 a code that ran out while the batch waited is asked for again, for all of it', async () => {
    box = openOutbox({ release: 'person' })
    box.state.codeNeeded = true
    box.state.answers = { ConfirmDeskCode: () => ({ confirmed_until: until() }) }
    piece('p1', [1, 2, 3, 4, 5])
    box.outbox.people.releaseGroup('batch', await confirm('123456'))
    await box.pass(1_800_001)
    expect(box.state.sent).toEqual([])
    const { rows } = listIntents(box.db, { groupId: 'batch', before: null, limit: 5 })
    expect(rows.map(({ why, released }) => `${why} ${released}`)).toEqual(Array(5).fill('needs-code false'))
  })

  it('R-CUST-37 the partner wants a code after all: nothing was done, and a person is asked', async () => {
    box = openOutbox()
    const { intent_id } = box.accept('a', 5)
    const refused = said('refused')
    box.state.script = [
      Object.assign(refused, {
        value: { ...refused.value, vendor: { ...refused.value.vendor, code: 'CBC.99004008' } },
      }),
    ]
    await box.pass(UNDO)
    expect(box.row(intent_id)).toMatchObject({ state: 'queued', why: 'needs-code', released: 0, maybe: 0, hold: 0 })
    box.outbox.people.release([intent_id])
    await box.pass(UNDO)
    expect(box.row(intent_id).state).toBe('done')
  })

  it('what moves no money is let go without a code', async () => {
    box = openOutbox({ release: 'person', withoutCode: true })
    box.state.codeNeeded = true
    const rows = piece('p1', [1, 2, 3, 4, 5])
    expect(box.outbox.people.groupWantsCode('batch')).toBe(false)
    expect(box.outbox.people.wantsCode(rows.map(({ intent_id }) => intent_id))).toBe(false)
    box.outbox.people.releaseGroup('batch')
    await box.pass(UNDO)
    expect(box.state.sent).toHaveLength(5)
  })

  it('drafts are counted by themselves', () => {
    box = openOutbox()
    box.accept('a', 5, { draft: true })
    expect(outboxStatus(box.db, box.outbox)).toMatchObject({ unsent: 0, drafts: 1 })
  })
})

describe('the partner’s clock', () => {
  it('the time of sending is that of the last answer before it, not of a skew measured at another time', async () => {
    box = openOutbox({
      recheck: async (_pay, _basis, desk) => desk.call('ListPartnerBalances').then(() => ({ kind: 'same' })),
    })
    const vendor = (): number => box.state.now - 86_400_000
    box.state.answers = { ListPartnerBalances: () => ({}) }
    const { intent_id } = box.accept('a', 5)
    box.state.vendorNow = vendor
    await box.pass(UNDO)
    expect(box.row(intent_id).sent_vendor_at).toBe(vendor())
  })

  it('a time of sending that lies ahead is set back, and the record has its settling time from then', async () => {
    box = openOutbox({
      repeat: {
        by: 'looking',
        reference: true,
        settleMs: 900_000,
        find: async (_pay, _desk, { since }) => (since < box.state.now ? [{ effectId: 't1', result: {} }] : []),
      },
    })
    box.state.script = [said('unknown')]
    const { intent_id } = box.accept('a', 5)
    await box.pass(UNDO)
    box.db.prepare('UPDATE intents SET sent_vendor_at = sent_vendor_at + 86400000').run()
    await box.pass(2_000)
    expect(box.row(intent_id)).toMatchObject({ state: 'uncertain', sent_vendor_at: box.state.now - 86_400_000 })
    await box.pass(900_000)
    expect(box.row(intent_id)).toMatchObject({ state: 'done', effect_id: 't1' })
  })
})

describe('facts after an intent', () => {
  it('are asked for once for many, for the customers concerned alone', async () => {
    box = openOutbox({ refresh: ['balances', 'partner-balance'] })
    for (const to of ['a', 'b', 'a']) box.accept(to, 5)
    await box.pass(UNDO)
    for (const { ms, run } of [...box.state.timers]) if (ms === 1_000) run()
    expect(box.state.refreshed).toEqual([{ balances: ['a', 'b'], 'partner-balance': ['a', 'b'] }])
  })
})
