import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createHub } from '#host/connect/hub.ts'
import type { AppEvent, JobView } from '#shared/contract/system.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const job = (jobId: string, done: number): AppEvent => ({
  kind: 'job',
  job: {
    jobId,
    kind: 'backup',
    state: 'running',
    done,
    total: null,
    fileName: null,
    startedAt: 0,
    endedAt: null,
    error: null,
  } satisfies JobView,
})

describe('events to pages', () => {
  test('table names are gathered for 100 ms and come once', async () => {
    const hub = createHub()
    const events = hub.subscribe(new AbortController().signal)
    hub.publish({ kind: 'tables', tables: ['customers'] })
    hub.publish({ kind: 'tables', tables: ['customers', 'members'] })
    const first = events.next()
    await vi.advanceTimersByTimeAsync(99)
    hub.publish({ kind: 'tables', tables: ['partner_accounts'] })
    await vi.advanceTimersByTimeAsync(1)
    expect((await first).value).toEqual({ kind: 'tables', tables: ['customers', 'members', 'partner_accounts'] })
    hub.close()
  })

  test('what a slow page has not read is merged: the newest state of each, table names together', async () => {
    const hub = createHub()
    const events = hub.subscribe(new AbortController().signal)
    for (let n = 0; n < 1000; n++) hub.publish(job(`j${n % 2}`, n))
    hub.publish({ kind: 'preferences' })
    hub.publish({ kind: 'preferences' })
    const read = [(await events.next()).value, (await events.next()).value, (await events.next()).value]
    expect(read).toEqual([job('j0', 998), job('j1', 999), { kind: 'preferences' }])
    hub.close()
    expect(await events.next()).toEqual({ done: true, value: undefined })
  })

  test('every page hears everything; an aborted one leaves nothing behind', async () => {
    const hub = createHub()
    const gone = new AbortController()
    const a = hub.subscribe(gone.signal)
    const b = hub.subscribe(new AbortController().signal)
    const waiting = a.next()
    expect(hub.subscribers).toBe(2)
    gone.abort()
    expect((await waiting).done).toBe(true)
    expect(hub.subscribers).toBe(1)
    hub.publish({ kind: 'preferences' })
    expect((await b.next()).value).toEqual({ kind: 'preferences' })
    hub.close()
    expect((await b.next()).done).toBe(true)
    expect(hub.subscribers).toBe(0)
  })

  test('a page that aborts before it ever read leaves nothing behind', () => {
    const hub = createHub()
    const gone = new AbortController()
    hub.subscribe(gone.signal)
    gone.abort()
    expect(hub.subscribers).toBe(0)
    hub.close()
  })
})
