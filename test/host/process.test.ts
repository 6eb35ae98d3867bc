/** The host as a process of its own: messages, relayed pages, kill -9 in the middle of everything. */
import { type ChildProcess, fork } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { MessageChannel } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { parentOfProcess } from '#host/connect/parent.ts'
import type { FromHost, ShellMethod, ToHost } from '#host/shell.ts'
import { PARTNER_ID } from '../partner-api/identities.ts'
import { type PartnerApi, startPartnerApi } from '../partner-api/server.ts'
import {
  type ClientPort,
  newDataDir,
  ok,
  pageOf,
  removeDataDir,
  synced,
  type TestPage,
  type TestShell,
  testShell,
} from './support.ts'

const entry = fileURLToPath(new URL('../../electron/host/main.ts', import.meta.url))

interface Process {
  readonly child: ChildProcess
  readonly page: TestPage
  readonly languages: string[]
  readonly unfinished: string[]
  /** As main does it: asks it to stop, then ends it. */
  stop(): Promise<void>
  kill(): Promise<void>
}

/** Stands in main's place, for a runtime that cannot transfer ports. */
async function startProcess(dataDir: string, shell: TestShell, api: PartnerApi): Promise<Process> {
  const child = fork(entry, [], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const send = (message: ToHost): void => void (child.connected && child.send(message, () => {}))
  const { port1, port2 } = new MessageChannel()
  const languages: string[] = []
  const unfinished: string[] = []
  const ready = Promise.withResolvers<void>()
  const stopped = Promise.withResolvers<void>()
  child.on('message', async (message: FromHost) => {
    if (message.kind === 'ready') ready.resolve()
    else if (message.kind === 'stopped') stopped.resolve()
    else if (message.kind === 'language') languages.push(message.language)
    else if (message.kind === 'unfinished') unfinished.push(message.unfinished.text)
    else if (message.kind === 'page-message') port2.postMessage(message.data)
    else if (message.kind === 'shell-request') {
      const run = shell[message.method as ShellMethod] as (...given: readonly unknown[]) => Promise<unknown>
      try {
        send({ kind: 'shell-reply', id: message.id, ok: true, value: await run(...message.arguments) })
      } catch (cause) {
        send({ kind: 'shell-reply', id: message.id, ok: false, message: String(cause) })
      }
    }
  })
  const { accessKey, secretKey } = api.credentials.administrator
  send({
    kind: 'start',
    dataDir,
    demo: { endpoint: api.url, ak: accessKey, sk: secretKey, name: '演示' },
    runtime: { version: '1.2.3', electron: '33.0.0', chromium: '130', platform: 'test', packaged: false },
    unhurried: true,
    task: null,
  })
  await ready.promise
  port2.on('message', (data: unknown) => send({ kind: 'page-message', page: 1, data }))
  send({ kind: 'page-open', page: 1 })
  const page = pageOf(port1 as unknown as ClientPort)
  const end = async (): Promise<void> => {
    page.close()
    port2.close()
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  }
  return {
    child,
    page,
    languages,
    unfinished,
    stop: async () => {
      send({ kind: 'stop' })
      await stopped.promise
      await end()
    },
    kill: end,
  }
}

describe('the host as a process', () => {
  let api: PartnerApi
  let dataDir: string
  const shell = testShell()
  const sort = { column: 'associatedAt', descending: true } as const
  beforeAll(async () => {
    api = await startPartnerApi({ size: 's', limits: 'off' })
  })
  afterAll(() => api.close())
  beforeEach(() => {
    dataDir = newDataDir()
  })
  afterEach(() => removeDataDir(dataDir))

  test('starts, opens the demo, serves a relayed page, tells the language, stops in order', async () => {
    const host = await startProcess(dataDir, shell, api)
    const { client } = host.page
    expect(ok(await client.system.info({}))).toMatchObject({
      version: '1.2.3',
      electron: '33.0.0',
      cipher: expect.stringContaining('aegis'),
    })
    await synced(host.page)
    expect(ok(await client.customers.list({ filter: {}, sort, after: null, limit: 10 })).rows).toHaveLength(10)
    ok(await client.system.setPreferences({ language: 'en' }))
    await vi.waitUntil(() => host.languages.length === 2)
    expect(host.languages).toEqual(['zh', 'en'])
    await vi.waitUntil(() => host.unfinished.at(-1)?.startsWith('Nothing to send'))
    await host.stop()
  })

  test('kill -9 at any moment: every acknowledged note is there, and the sync goes on to the end', async () => {
    const acknowledged: string[] = []
    for (let round = 0; round < 5; round++) {
      const host = await startProcess(dataDir, shell, api)
      const { client } = host.page
      await vi.waitUntil(async () => ok(await client.system.identity({})).known, 20_000)
      await vi.waitUntil(async () => ok(await client.customers.count({ filter: {} })).total > 0, 20_000)
      const [row] = ok(await client.customers.list({ filter: {}, sort, after: null, limit: 1 })).rows
      if (!row) throw new Error('no row')
      const killed = new Promise((resolve) => setTimeout(resolve, 5 + round * 11))
      const write = async (): Promise<void> => {
        // A card shows 500 notes at most.
        for (let n = 0; n < 80; n++) {
          const noteId = `${round}-${n}`
          ok(
            await client.customers.saveNote({
              noteId,
              customerId: row.customerId,
              text: noteId,
              followUpAt: null,
              done: false,
              basedOn: null,
            }),
          )
          acknowledged.push(noteId)
        }
      }
      await Promise.race([write().catch(() => {}), killed])
      await host.kill()
    }
    const host = await startProcess(dataDir, shell, api)
    await synced(host.page)
    const { client } = host.page
    const [row] = ok(await client.customers.list({ filter: {}, sort, after: null, limit: 1 })).rows
    const notes = ok(await client.customers.listNotes({ customerId: row?.customerId ?? '' })).notes.map(
      ({ noteId }) => noteId,
    )
    expect(acknowledged.filter((noteId) => !notes.includes(noteId))).toEqual([])
    const total = api.state
      .prepare('SELECT count(*) FROM customers WHERE linked = 1 AND indirect_partner_id IS NULL')
      .pluck()
      .get()
    expect(ok(await client.customers.count({ filter: {} })).total).toBe(total)
    await host.stop()
  }, 120_000)

  test('kill -9 between request and answer: the coupon is uncertain, then done by its record, and there is one', async () => {
    const host = await startProcess(dataDir, shell, api)
    await synced(host.page)
    const { customer, quota } = api.state
      .prepare(`select (select customer_id from customers where association_type = '2' and linked = 1 and finance_custody = 0
          and coalesce(indirect_partner_id, '') = '' order by id limit 1) as customer,
        (select quota_id from coupon_quotas where owner_id = ? and limit_infos = '[]' and quota_status = 0 and quota_type = 0
          order by id limit 1) as quota`)
      .get(PARTNER_ID) as { customer: string; quota: string }
    // The effect happens, and its answer stops half way for ever.
    api.faults.add({
      operation: 'CreatePartnerCoupons',
      times: 1,
      fault: { kind: 'brokenBody', how: 'stalled' },
    })
    const { intents } = ok(
      await host.page.client.coupons.issue({
        requestId: 'one',
        release: true,
        items: [
          {
            payload: {
              quotaId: quota,
              customerId: customer,
              faceValue: 100,
              validFrom: null,
              validUntil: null,
              memo: '',
            },
          },
        ],
      }),
    )
    const intentId = intents[0]?.intentId ?? ''
    const coupons = (): unknown[] =>
      api.state.prepare('select coupon_id from coupons where memo like ?').pluck().all(`%[${intentId}]%`)
    const intent = async ({ client }: TestPage) => ok(await client.outbox.get({ intentId })).intent
    await vi.waitUntil(() => coupons().length === 1, { timeout: 30_000, interval: 50 })
    expect(await intent(host.page)).toMatchObject({ state: 'sent' })
    await host.kill()
    const again = await startProcess(dataDir, shell, api)
    await vi.waitUntil(async () => ok(await again.page.client.system.identity({})).known, 20_000)
    await vi.waitUntil(async () => (await intent(again.page)).state === 'done', { timeout: 30_000, interval: 50 })
    const { history } = ok(await again.page.client.outbox.get({ intentId }))
    expect(history.map(({ state, why }) => `${state} ${why}`)).toEqual([
      'queued undo-window',
      'sent accepted',
      'uncertain restarted',
      'done record-found',
    ])
    expect(coupons()).toEqual([(await intent(again.page)).effectId])
    await again.stop()
  }, 90_000)
})

describe('the host as a utilityProcess', () => {
  test('a page comes as a transferred port, other messages as they are', () => {
    const parentPort = Object.assign(new EventEmitter(), { postMessage: vi.fn() })
    Object.assign(process, { parentPort })
    try {
      const parent = parentOfProcess()
      const heard: unknown[] = []
      parent.onMessage((message) => heard.push(message.kind))
      parent.onPage((port, page) => heard.push([port, page]))
      const { port1, port2 } = new MessageChannel()
      parentPort.emit('message', { data: { kind: 'page-open', page: 4 }, ports: [port1] })
      parentPort.emit('message', { data: { kind: 'stop' }, ports: [] })
      parent.send({ kind: 'stopped' })
      expect(heard).toEqual([[port1, 4], 'stop'])
      expect(parentPort.postMessage).toHaveBeenCalledWith({ kind: 'stopped' })
      port1.close()
      port2.close()
    } finally {
      Reflect.deleteProperty(process, 'parentPort')
    }
  })
})
