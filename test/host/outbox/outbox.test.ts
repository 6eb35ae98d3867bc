import { afterEach, describe, expect, it } from 'vitest'
import { judge } from '#host/outbox/settle.ts'
import type { Recheck } from '#host/outbox/types.ts'
import { PartnerError } from '#host/partner-api/types.ts'
import { openOutbox, said } from './support.ts'

let box: ReturnType<typeof openOutbox>
afterEach(() => box?.remove())

const effect = (effectId: string) => ({ effectId, result: {} })
const UNDO = 10_000

describe('accepting', () => {
  it('a double click is one intent with one answer and one audit entry', () => {
    box = openOutbox()
    const first = box.accept('a', 5, { requestId: 'same' })
    expect(box.accept('a', 5, { requestId: 'same' }).intent_id).toBe(first.intent_id)
    expect(box.audit('test.pay')).toBe(1)
    expect(box.proof()).toMatchObject({ ok: true })
  })

  it('one refused item of a batch keeps its rule, and the rest goes on', async () => {
    box = openOutbox()
    const rows = box.outbox.people.accept('test.pay', {
      requestId: 'b',
      items: [1, 0, 3].map((amount, n) => ({ payload: { to: `c${n}`, amount } })),
    })
    expect(rows.map(({ state }) => state)).toEqual(['queued', 'refused', 'queued'])
    expect(JSON.parse(rows[1]?.detail ?? '')).toMatchObject({ rule: 'R-CUST-30' })
    expect(new Set(rows.map(({ group_id }) => group_id)).size).toBe(1)
    await box.pass(UNDO)
    expect(rows.map(({ intent_id }) => box.row(intent_id).state)).toEqual(['done', 'refused', 'done'])
  })

  it('nothing leaves within the undo window, and what is discarded in it never does', async () => {
    box = openOutbox()
    const { intent_id } = box.accept('a', 5)
    await box.pass(UNDO - 1)
    expect(box.state.sent).toEqual([])
    box.outbox.people.discard(intent_id)
    await box.pass(UNDO)
    expect(box.state.sent).toEqual([])
    expect(box.row(intent_id).state).toBe('discarded')
  })

  it('R-CUST-37 what needs a person waits for a release', async () => {
    box = openOutbox({ release: 'person' })
    const { intent_id } = box.accept('a', 5)
    await box.pass(60_000)
    expect(box.row(intent_id)).toMatchObject({ state: 'queued', why: 'needs-release' })
    box.outbox.people.release([intent_id])
    await box.pass(UNDO)
    expect(box.row(intent_id).state).toBe('done')
    expect(box.audit('outbox.release')).toBe(1)
  })

  it('a payload of a newer program is kept, shown and not sent', async () => {
    box = openOutbox()
    const { intent_id } = box.accept('a', 5)
    box.db.prepare('UPDATE intents SET version = 2').run()
    await box.pass(UNDO)
    expect(box.row(intent_id)).toMatchObject({ state: 'queued', why: 'newer-version', released: 0 })
    expect(box.state.sent).toEqual([])
  })

  it('an edit before sending changes what is sent; after sending it is too late', async () => {
    box = openOutbox()
    const { intent_id } = box.accept('a', 5)
    box.outbox.people.edit(intent_id, { to: 'a', amount: 7 })
    box.outbox.people.release([intent_id])
    await box.pass(UNDO)
    expect(box.state.sent).toMatchObject([{ amount: 7 }])
    expect(() => box.outbox.people.edit(intent_id, { to: 'a', amount: 9 })).toThrow('conflict')
  })
})

describe('order and roads', () => {
  it('intents of one target leave in order, one at a time; other targets do not wait', async () => {
    box = openOutbox()
    box.state.script = ['pending']
    box.accept('a', 1)
    box.accept('a', 2)
    box.accept('b', 3)
    box.state.now += UNDO
    box.outbox.wake()
    while (box.state.sent.length < 2) await new Promise((resolve) => setImmediate(resolve))
    expect(box.state.sent.map(({ to, amount }) => `${to}${amount}`)).toEqual(['a1', 'b3'])
    box.state.pending[0]?.(effect('x'))
    await box.outbox.idle()
    expect(box.state.sent.map(({ amount }) => amount)).toEqual([1, 3, 2])
  })

  it('429 waits at least as long as Retry-After says, and counts as not sent', async () => {
    box = openOutbox()
    box.state.script = [said('not-now', { code: 'throttled', retryAfterMs: 60_000 })]
    const { intent_id } = box.accept('a', 5)
    await box.pass(UNDO)
    expect(box.row(intent_id)).toMatchObject({ state: 'queued', why: 'back-off', maybe: 0, hold: 0 })
    await box.pass(59_000)
    expect(box.state.sent).toHaveLength(1)
    await box.pass(1_000)
    expect(box.row(intent_id).state).toBe('done')
  })

  it('signed out, the whole queue pauses until somebody signs in', async () => {
    box = openOutbox()
    box.state.script = [said('signed-out')]
    const { intent_id } = box.accept('a', 5)
    await box.pass(UNDO)
    box.accept('b', 6)
    expect(box.outbox.pause?.why).toBe('signed-out')
    expect(box.row(intent_id)).toMatchObject({ state: 'queued', why: 'signed-out' })
    box.outbox.resume()
    await box.pass(UNDO)
    expect(box.state.sent.map(({ to }) => to)).toEqual(['a', 'a', 'b'])
  })

  it('the answer arrives after the crash: uncertain at the next start, settled by the record, never sent again', async () => {
    box = openOutbox()
    box.state.script = ['pending']
    const { intent_id } = box.accept('a', 5)
    box.state.now += UNDO
    box.outbox.wake()
    while (box.state.sent.length < 1) await new Promise((resolve) => setImmediate(resolve))
    expect(box.row(intent_id).state).toBe('sent')
    box.die()
    expect(box.row(intent_id)).toMatchObject({ state: 'uncertain', why: 'restarted' })
    box.state.found = [effect('t1')]
    await box.outbox.idle()
    box.outbox.people.lookAgain(intent_id)
    await box.pass(0)
    expect(box.row(intent_id)).toMatchObject({ state: 'done', why: 'record-found', effect_id: 't1' })
    expect(box.state.sent).toHaveLength(1)
  })

  it('without a record it waits for a person after the settling time and holds its target until released', async () => {
    box = openOutbox()
    box.state.script = [said('unknown')]
    const first = box.accept('a', 5)
    const second = box.accept('a', 5)
    await box.pass(UNDO)
    for (let minute = 0; minute < 14; minute += 1) await box.pass(60_000)
    expect(box.row(first.intent_id).state).toBe('uncertain')
    await box.pass(120_000)
    expect(box.row(first.intent_id)).toMatchObject({ state: 'waiting', why: 'not-found' })
    expect(box.state.sent).toHaveLength(1)
    box.outbox.people.releaseHold(first.intent_id)
    await box.outbox.idle()
    expect(box.row(second.intent_id).state).toBe('done')
    expect(box.audit('outbox.releaseHold')).toBe(1)
  })

  it('a late answer settles what was given up', async () => {
    box = openOutbox()
    box.state.script = ['pending']
    const { intent_id } = box.accept('a', 5)
    box.state.now += UNDO
    box.outbox.wake()
    while (box.state.sent.length < 1) await new Promise((resolve) => setImmediate(resolve))
    for (const { run, ms } of [...box.state.timers]) if (ms > 150_000) run()
    await box.outbox.idle()
    expect(box.row(intent_id).state).toBe('uncertain')
    box.state.pending[0]?.(effect('late'))
    await new Promise((resolve) => setImmediate(resolve))
    expect(box.row(intent_id)).toMatchObject({ state: 'done', why: 'answered', effect_id: 'late' })
  })

  it('what is safe by nature is looked for and sent again, and cannot be discarded meanwhile', async () => {
    box = openOutbox({ repeat: { by: 'nature', find: async () => null } })
    box.state.script = [said('unknown')]
    const { intent_id } = box.accept('a', 5)
    await box.pass(UNDO)
    await box.pass(2_000)
    expect(box.row(intent_id)).toMatchObject({ state: 'queued', maybe: 1 })
    expect(() => box.outbox.people.discard(intent_id)).toThrow('conflict')
    await box.pass(60_000)
    expect(box.row(intent_id).state).toBe('done')
    expect(box.state.sent).toHaveLength(2)
  })

  it('what may have happened is not called refused because a reading is refused now, nor asked for again once it shows', async () => {
    let ground: Recheck | PartnerError = { kind: 'same' }
    let shows = false
    box = openOutbox({
      recheck: async () => {
        if (ground instanceof PartnerError) throw ground
        return ground
      },
      repeat: { by: 'nature', find: async () => (shows ? effect('bill') : null) },
    })
    box.state.script = [said('unknown')]
    const { intent_id } = box.accept('a', 5)
    await box.pass(UNDO)
    await box.pass(2_000)
    ground = said('refused')
    await box.pass(60_000)
    expect(box.row(intent_id)).toMatchObject({ state: 'queued', why: 'back-off', maybe: 1, released: 1 })
    ground = { kind: 'moved', basis: { balance: 3 } }
    shows = true
    await box.pass(60_000)
    expect(box.row(intent_id)).toMatchObject({ state: 'done', why: 'record-found', effect_id: 'bill' })
    expect(box.state.sent).toHaveLength(1)
  })

  it('what carries a key is sent again under the same key', async () => {
    box = openOutbox({ repeat: { by: 'key' } })
    box.state.script = [said('unknown')]
    box.accept('a', 5)
    await box.pass(UNDO)
    await box.pass(2_000)
    await box.pass(60_000)
    expect(new Set(box.state.sent.map(({ reference }) => reference)).size).toBe(1)
    expect(box.state.sent).toHaveLength(2)
  })

  it('where the same order cannot happen twice, two intents may both be right about one effect', async () => {
    box = openOutbox({ repeat: { by: 'nature', find: async () => effect('bill') } })
    box.state.script = [said('unknown'), effect('bill')]
    const first = box.accept('a', 5)
    const second = box.accept('a', 6)
    await box.pass(UNDO)
    await box.pass(2_000)
    await box.pass(0)
    expect([first, second].map(({ intent_id }) => box.row(intent_id))).toMatchObject([
      { state: 'done', why: 'record-found', effect_id: 'bill' },
      { state: 'done', why: 'answered', effect_id: 'bill' },
    ])
  })

  it('moved ground asks again instead of sending', async () => {
    let moved = true
    box = openOutbox({ recheck: async () => (moved ? { kind: 'moved', basis: { balance: 3 } } : { kind: 'same' }) })
    const { intent_id } = box.accept('a', 5)
    await box.pass(UNDO)
    expect(box.row(intent_id)).toMatchObject({
      state: 'queued',
      why: 'ground-moved',
      released: 0,
      basis: '{"balance":3}',
    })
    moved = false
    box.outbox.people.release([intent_id])
    await box.pass(UNDO)
    expect(box.row(intent_id).state).toBe('done')
  })

  it('what waited too long in the queue is not sent any more', async () => {
    box = openOutbox()
    const { intent_id } = box.accept('a', 5)
    await box.pass(86_400_001)
    expect(box.row(intent_id).state).toBe('expired')
    expect(box.state.sent).toEqual([])
  })

  it('a clock that was set back does not make the queue wait for it', async () => {
    box = openOutbox()
    const { intent_id } = box.accept('a', 5)
    await box.pass(-48 * 3600_000)
    expect(box.row(intent_id).state).toBe('done')
  })
})

describe('R-CUST-36 what records say', () => {
  const base = { found: [], reference: false, settled: false, rivals: 0, alone: true }
  it.each([
    ['nothing yet', {}, 'look-later'],
    ['nothing after the settling time', { settled: true }, 'not-found'],
    ['one', { found: [effect('a')] }, 'applied'],
    ['several', { found: [effect('a'), effect('b')] }, 'several'],
    ['one that may be a rival’s', { found: [effect('a')], rivals: 1 }, 'look-later'],
    ['one that may be a rival’s, settled', { found: [effect('a')], rivals: 1, settled: true }, 'ambiguous'],
    ['one where others move money too, settled', { found: [effect('a')], alone: false, settled: true }, 'ambiguous'],
    ['one whose change does not show', { found: [{ ...effect('a'), doubtful: true as const }] }, 'look-later'],
    [
      'one whose change does not show, settled',
      { found: [{ ...effect('a'), doubtful: true as const }], settled: true },
      'ambiguous',
    ],
    [
      'one with our reference, whoever else is there',
      { found: [effect('a')], alone: false, rivals: 2, reference: true },
      'applied',
    ],
  ])('%s', (_name, change, expected) => {
    const verdict = judge({ ...base, ...change })
    expect(verdict.kind === 'person' ? verdict.why : verdict.kind).toBe(expected)
  })
})
