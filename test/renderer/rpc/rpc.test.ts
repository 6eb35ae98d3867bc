import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { api, CallError } from '#renderer/rpc/api.ts'
import { listen } from '#renderer/rpc/events.ts'
import { readOptions } from '#renderer/rpc/hooks.ts'
import { isConnected, onConnection } from '#renderer/rpc/port.ts'
import { readsOf, staleAfter } from '#renderer/rpc/tables.ts'
import { refused, workspace } from '../support/facts.ts'
import { type FakeHost, startHost } from '../support/host.ts'

let host: FakeHost
beforeEach(() => {
  host = startHost()
})
afterEach(() => host.die())

const disconnected = (): Promise<void> =>
  new Promise((done) => {
    if (!isConnected()) return done()
    const undo = onConnection(() => {
      undo()
      done()
    })
  })

describe('a call', () => {
  test('answers plain values; an error of the host arrives as it was made', async () => {
    expect((await api.system.info({})).cipher).toBe('aegis')
    host.failing.set('sync.start', refused)
    const error: unknown = await api.sync.start({ collections: null }).catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(CallError)
    expect(error).toMatchObject(refused)
  })

  test('waits while there is no port and is not lost', async () => {
    host.die()
    await disconnected()
    const asked = api.system.info({})
    host.revive()
    expect((await asked).version).toBe('0.1.0')
  })

  test('a read that was under way when the port went is asked again on the next one', async () => {
    const asked = api.workspaces.state({}, { repeatable: true })
    host.die()
    await disconnected()
    host.revive()
    expect((await asked).state).toBe('ready')
  })

  test('a write that was under way is not sent again: its outcome is unknown', async () => {
    const asked = api.sync.start({ collections: null }).catch((cause: unknown) => cause)
    // Out of the page's hands, not yet answered.
    await Promise.resolve().then(() => Promise.resolve())
    host.die()
    expect(await asked).toMatchObject({ code: 'unknown-outcome', safe: 'unknown', retry: 'after-reconcile' })
    host.revive()
    await api.system.info({})
    expect(host.calls.filter((call) => call.startsWith('sync.start')).length).toBeLessThanOrEqual(1)
  })

  test('given up by the page, it ends at once even without a port', async () => {
    host.die()
    await disconnected()
    const giveUp = new AbortController()
    const asked = api.system.info({}, { signal: giveUp.signal })
    giveUp.abort(new Error('gone'))
    await expect(asked).rejects.toThrow('gone')
    host.revive()
  })

  test('input that does not fit the contract is refused as such', async () => {
    const wrong = api.customers.search({ text: '', limit: 8 }).catch((cause: unknown) => cause)
    expect(await wrong).toMatchObject({ safe: 'nothing-changed' })
  })
})

describe('events', () => {
  const listening = (): QueryClient => {
    const queries = new QueryClient({
      defaultOptions: { queries: { networkMode: 'always', staleTime: Infinity, retry: false } },
    })
    const over = new AbortController()
    void listen(queries, over.signal)
    onTestFinished(() => {
      over.abort()
      queries.clear()
    })
    return queries
  }
  const countOf = (call: string): number => host.calls.filter((made) => made.startsWith(call)).length
  const listened = (): Promise<void> =>
    vi.waitFor(() => expect(countOf('system.events')).toBeGreaterThan(0), { timeout: 15_000 })

  test('a change of tables makes what was read of them stale, and nothing else', async () => {
    const queries = listening()
    await listened()
    await queries.fetchQuery(readOptions(api.funds.partnerBalance, {}))
    await queries.fetchQuery(readOptions(api.products.list, {}))
    host.tell({ kind: 'tables', tables: ['partner_accounts'] })
    await vi.waitFor(() => expect(queries.getQueryState(['funds', 'partnerBalance', {}])?.isInvalidated).toBe(true), {
      timeout: 15_000,
    })
    expect(queries.getQueryState(['products', 'list', {}])?.isInvalidated).toBe(false)
  })

  test('a table that nobody listed makes everything stale', async () => {
    const queries = listening()
    await listened()
    await queries.fetchQuery(readOptions(api.products.list, {}))
    host.tell({ kind: 'tables', tables: ['moon_phases'] })
    await vi.waitFor(() => expect(queries.getQueryState(['products', 'list', {}])?.isInvalidated).toBe(true), {
      timeout: 15_000,
    })
  })

  test('another workspace: what was read of the one before is gone at once', async () => {
    const queries = listening()
    await listened()
    await queries.fetchQuery(readOptions(api.workspaces.state, {}))
    await queries.fetchQuery(readOptions(api.funds.partnerBalance, {}))
    await queries.fetchQuery(readOptions(api.system.info, {}))
    host.tell({ kind: 'state', state: { state: 'ready', workspace: { ...workspace, workspaceId: 'w2' } } })
    await vi.waitFor(() => expect(queries.getQueryData(['funds', 'partnerBalance', {}])).toBeUndefined(), {
      timeout: 15_000,
    })
    expect(queries.getQueryData(['system', 'info', {}])).toBeDefined()
  })

  test('after a gap everything is asked again', async () => {
    const queries = listening()
    await listened()
    await queries.fetchQuery(readOptions(api.products.list, {}))
    host.die()
    await disconnected()
    host.revive()
    await vi.waitFor(() => expect(queries.getQueryState(['products', 'list', {}])?.isInvalidated).toBe(true), {
      timeout: 15_000,
    })
    expect(countOf('system.events')).toBe(2)
  })
})

test('several tables at once are asked for together', () => {
  expect(staleAfter(['members', 'service_types'])).toEqual([
    ...(readsOf['members'] ?? []),
    ...(readsOf['service_types'] ?? []),
  ])
  expect(staleAfter(['members', 'moon_phases'])).toBeNull()
})
