/** R-CUST-03 in pending work: what is about another's customer is neither told nor handled. */
import { afterEach, expect, it } from 'vitest'
import { outboxHandlers } from '#host/outbox/handlers.ts'
import type { Scope } from '#host/person.ts'
import { permissions } from '#shared/rules/organization.ts'
import { openOutbox } from './support.ts'

let box: ReturnType<typeof openOutbox>
afterEach(() => box?.remove())

function handlersOf(scope: Scope, accountName: string) {
  const person = { identity: { permissions, accountName }, scope }
  const current = () => ({ outbox: box.outbox, local: box.db, cache: box.db, person: () => person })
  const seen = (_cache: unknown, _scope: Scope, ids: readonly string[]) => new Set(ids.filter((id) => id === 'mine'))
  // The calls are plain functions here; what the frame adds to them is not asked for.
  return outboxHandlers(current as never, seen) as unknown as Record<string, (input: object) => unknown>
}
const team: Scope = { kind: 'team', managers: ['rep'] }

it('a director handles the work about the customers of the team, whoever wrote it, and no other', async () => {
  box = openOutbox({ release: 'person' })
  const [mine, foreign] = [box.accept('mine', 5), box.accept('foreign', 6)]
  const of = handlersOf(team, 'director')
  const told = (rows: unknown) => (rows as { rows: { groupId: string }[] }).rows.map(({ groupId }) => groupId)
  expect(told(of['list']?.({ before: null, limit: 10 }))).toEqual([mine.group_id])
  expect(told(of['groups']?.({ open: true, before: null, limit: 10 }))).toEqual([mine.group_id])
  expect(told(handlersOf({ kind: 'all' }, 'administrator')['list']?.({ before: null, limit: 10 }))).toHaveLength(2)
  const { intent_id: intentId, group_id: groupId } = foreign
  expect(() => of['get']?.({ intentId })).toThrow('not-found')
  expect(() => of['group']?.({ groupId })).toThrow('not-found')
  expect(() => of['discard']?.({ intentIds: [mine.intent_id, intentId] })).toThrow('not-found')
  await expect(of['release']?.({ intentIds: [intentId] })).rejects.toThrow('not-found')
  await expect(of['releaseGroup']?.({ groupId })).rejects.toThrow('not-found')
  expect(() => of['discardGroup']?.({ groupId })).toThrow('not-found')
  expect(box.row(mine.intent_id).state).toBe('queued')
  expect(await of['release']?.({ intentIds: [mine.intent_id] })).toEqual({ released: 1 })
})

it('an edit makes no work about another\u2019s customer of it, not even its author\u2019s', () => {
  box = openOutbox({ release: 'person' })
  const { intent_id: intentId } = box.accept('mine', 5)
  const of = handlersOf(team, 'person')
  expect(() => of['edit']?.({ intentId, payload: { to: 'foreign', amount: 5 } })).toThrow('not-found')
  expect(box.row(intentId)).toMatchObject({ customer_id: 'mine' })
  expect(of['edit']?.({ intentId, payload: { to: 'mine', amount: 7 } })).toMatchObject({ amount: 7 })
})

it('the own work stays at hand when its customer left the team', () => {
  box = openOutbox({ release: 'person' })
  const { intent_id: intentId } = box.accept('left', 5)
  expect(handlersOf(team, 'person')['discard']?.({ intentIds: [intentId] })).toEqual({})
})
