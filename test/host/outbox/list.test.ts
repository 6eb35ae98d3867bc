// The list of pending work: pages by last key seen, jumps, filters; with ten thousand intents.
import { afterEach, expect, it } from 'vitest'
import { listIntents } from '#host/outbox/views.ts'
import type { IntentState } from '#shared/intent-states.ts'
import { openOutbox } from './support.ts'

let box: ReturnType<typeof openOutbox>
afterEach(() => box?.remove())

const states = ['draft', 'queued', 'sent', 'uncertain', 'waiting', 'done', 'refused'] as const

/** Ten thousand, in states and released by turns. */
function fill(): void {
  box = openOutbox()
  const first = box.accept('c0', 1)
  const insert = box.db.prepare(
    `INSERT INTO intents (intent_id, request_id, item, group_id, command, version, payload, target, twin, amount, author,
       state, why, released, not_before, accepted_at, changed_at, expires_at)
     SELECT 'n' || @n, 'r' || @n, 0, @group, command, version, payload, target, twin, @n, author, @state, 'accepted',
       @released, not_before, accepted_at, changed_at, expires_at FROM intents WHERE intent_id = @like`,
  )
  box.db.transaction(() => {
    for (let n = 1; n < 10_000; n += 1)
      insert.run({
        n,
        group: `g${n % 3}`,
        state: states[n % states.length],
        released: Math.floor(n / states.length) % 2,
        like: first.intent_id,
      })
  })()
}

interface Filter {
  states?: IntentState[]
  released?: boolean
  groupId?: string
}

function walk(filter: Filter): string[] {
  const ids: string[] = []
  let before: number | null = null
  do {
    const page: ReturnType<typeof listIntents> = listIntents(box.db, { ...filter, before, limit: 200 })
    ids.push(...page.rows.map(({ intentId }) => intentId))
    before = page.next
  } while (before !== null)
  return ids
}

it('walks every filter completely, newest first, and a jump lands where walking would', () => {
  fill()
  const filters: Filter[] = [
    {},
    { states: ['waiting'] },
    { states: ['queued', 'waiting'], released: false },
    { states: ['queued', 'sent', 'uncertain'], released: true },
    { groupId: 'g1' },
    { groupId: 'g2', states: ['queued', 'done'], released: true },
  ]
  for (const filter of filters) {
    const conditions = [
      filter.states ? `state IN (${filter.states.map((state) => `'${state}'`).join()})` : '1',
      filter.released === undefined ? '1' : `(state <> 'queued' OR released = ${filter.released ? 1 : 0})`,
      filter.groupId === undefined ? '1' : `group_id = '${filter.groupId}'`,
    ]
    const expected = box.db
      .prepare(`SELECT intent_id FROM intents WHERE ${conditions.join(' AND ')} ORDER BY seq DESC`)
      .pluck()
      .all() as string[]
    const walked = walk(filter)
    expect(walked).toEqual(expected)
    const at = Math.floor(expected.length / 2)
    expect(
      listIntents(box.db, { ...filter, before: null, at, limit: 50 }).rows.map(({ intentId }) => intentId),
    ).toEqual(expected.slice(at, at + 50))
  }
})

it('reads keys from an index on the way to a page, never the rows before it', () => {
  fill()
  const plan = (sql: string): string =>
    (box.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail).join()
  const inState = plan(`SELECT seq FROM intents WHERE state = 'done' AND seq < 9 ORDER BY seq DESC LIMIT 9`)
  expect(inState).toContain('USING COVERING INDEX intents_by_state')
  expect(inState).not.toContain('TEMP B-TREE')
})
