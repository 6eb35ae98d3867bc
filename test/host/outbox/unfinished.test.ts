import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { unfinishedOf, unfinishedTeller } from '#host/outbox/unfinished.ts'
import type { Unfinished } from '#host/shell.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('nothing unsent asks nothing; drafts alone do not either', () => {
  expect(unfinishedOf(null, 'zh').leave).toBeNull()
  expect(unfinishedOf({ unsent: 0, drafts: 3, needPerson: 0 }, 'en')).toEqual({
    count: 0,
    text: 'Nothing to send',
    leave: null,
  })
})

it('says how many, what needs the person, and that nothing is lost, in both languages', () => {
  const status = { unsent: 1234, drafts: 2, needPerson: 5 }
  const zh = unfinishedOf(status, 'zh')
  expect(zh.text).toBe('1,234 笔待发送，5 笔需要您')
  expect(zh.leave?.message).toBe('还有 1,234 笔没有发完')
  for (const said of ['下次启动后继续', '5 笔需要您处理', '2 笔草稿']) expect(zh.leave?.detail).toContain(said)
  const en = unfinishedOf(status, 'en')
  expect(en.leave).toMatchObject({ message: '1,234 not sent to the end yet', quit: 'Quit', stay: 'Stay' })
  expect(en.leave?.detail).toContain('go on at the next start')
})

it('tells once for many changes, only what is new, and nothing after the end', () => {
  const told: Unfinished[] = []
  const status = { unsent: 1, drafts: 0, needPerson: 0 }
  const teller = unfinishedTeller({
    status: () => status,
    language: () => 'zh',
    tell: (one) => told.push(one),
    failed: (cause) => {
      throw cause
    },
  })
  for (let n = 0; n < 500; n += 1) teller.soon()
  vi.runAllTimers()
  teller.soon()
  vi.runAllTimers()
  expect(told.map(({ count }) => count)).toEqual([1])
  status.unsent = 0
  teller.soon()
  vi.runAllTimers()
  expect(told.map(({ count }) => count)).toEqual([1, 0])
  status.unsent = 7
  teller.soon()
  teller.end()
  vi.runAllTimers()
  expect(told).toHaveLength(2)
})
