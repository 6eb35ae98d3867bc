/** Who the holder of a key is where the desk API is absent, refuses, or is back; the connection test beside it. */
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type PartnerApi, startPartnerApi } from '../partner-api/server.ts'
import { credentialOf, failed, ok, removeDataDir, startHost, synced, type TestHost } from './support.ts'

let api: PartnerApi
let gateway: Server
let at: TestHost
let desk: 'served' | 'absent' | 'refused' = 'served'
let url: string

/** A gateway before the embedded API that answers the desk's addresses in its own way. */
beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  gateway = createServer((asked, answer) => {
    if (desk !== 'served' && asked.url?.startsWith('/v2/desk/')) {
      answer.writeHead(desk === 'absent' ? 404 : 403, { 'content-type': 'application/json' })
      answer.end(
        desk === 'absent'
          ? '{"error_msg":"no such address","error_code":"APIG.0101"}'
          : '{"error_code":"CBC.0151","error_msg":"access denied"}',
      )
      return
    }
    const passed = request({ port: api.port, path: asked.url, method: asked.method, headers: asked.headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers)
      got.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)
  })
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`
})
afterAll(async () => {
  gateway.closeAllConnections()
  await new Promise((done) => gateway.close(done))
  await api.close()
})
afterEach(async () => {
  await at.stop()
  removeDataDir(at.dataDir)
})

const draft = () => ({
  name: '网关',
  site: 'china' as const,
  endpoint: url,
  credential: credentialOf(api, 'administrator'),
})
const enter = async (how: typeof desk): Promise<void> => {
  desk = how
  at = await startHost()
  const { workspaceId } = ok(await at.client.workspaces.create(draft()))
  ok(await at.client.workspaces.open({ workspaceId }))
}
const identity = async () => ok(await at.client.system.identity({}))

describe('the desk API', () => {
  test('absent (the real service): the holder of the key is administrator, also at the next start', async () => {
    await enter('absent')
    await vi.waitUntil(async () => (await identity()).known, 15_000)
    await synced(at)
    expect(await identity()).toMatchObject({ roles: ['administrator'], scope: 'all', accountName: '' })
    expect(ok(await at.client.customers.count({ filter: {} })).total).toBeGreaterThan(0)
    await at.stop()
    at = await startHost({ dataDir: at.dataDir, shell: at.shell })
    expect(await identity()).toMatchObject({ known: true, roles: ['administrator'] })
  })

  test('refused: nobody is known and nothing is shown', async () => {
    await enter('refused')
    await synced(at)
    expect(await identity()).toMatchObject({ known: false, permissions: [] })
    expect(failed(await at.client.customers.count({ filter: {} }))).toMatchObject({
      code: 'forbidden',
      detail: { reason: 'identity-unknown' },
    })
  })

  test('R-ORG-15 refused after it allowed: the rights are gone at the next contact, and back when it allows again', async () => {
    await enter('served')
    await synced(at)
    expect(await identity()).toMatchObject({ known: true, roles: ['administrator'] })
    desk = 'refused'
    ok(await at.client.sync.start({ collections: ['own-member'] }))
    await vi.waitUntil(async () => !(await identity()).known, 15_000)
    expect(failed(await at.client.customers.count({ filter: {} })).code).toBe('forbidden')
    await at.stop()
    at = await startHost({ dataDir: at.dataDir, shell: at.shell })
    expect((await identity()).permissions).toEqual([])
    desk = 'served'
    const { workspaceId } = ok(await at.client.workspaces.list({})).workspaces[0] ?? { workspaceId: '' }
    ok(await at.client.workspaces.replaceCredential({ workspaceId, credential: credentialOf(api, 'administrator') }))
    await vi.waitUntil(async () => (await identity()).known, 15_000)
  })

  test('there again after it was absent: its word counts from then on (R-ORG-15)', async () => {
    await enter('absent')
    await vi.waitUntil(async () => (await identity()).known, 15_000)
    const { workspaceId } = ok(await at.client.workspaces.list({})).workspaces[0] ?? { workspaceId: '' }
    desk = 'served'
    ok(await at.client.workspaces.replaceCredential({ workspaceId, credential: credentialOf(api, 'rep') }))
    await vi.waitUntil(async () => (await identity()).roles.includes('rep'), 15_000)
    expect(failed(await at.client.organization.listMembers({})).code).toBe('forbidden')
  })

  test('the connection test tells reachability, sign-in, desk and missing permissions before anything is written', async () => {
    desk = 'absent'
    at = await startHost()
    const report = ok(await at.client.workspaces.test(draft()))
    expect(report).toMatchObject({ reachable: true, signedIn: true, desk: 'absent' })
    desk = 'served'
    const limited = ok(await at.client.workspaces.test({ ...draft(), credential: credentialOf(api, 'limited') }))
    expect(limited.desk).not.toBe('absent')
    expect(limited.operations.some(({ allowed, missing }) => !allowed && missing.length > 0)).toBe(true)
    const wrong = ok(
      await at.client.workspaces.test({
        ...draft(),
        credential: { kind: 'ak-sk', ak: 'AKUNKNOWN00000000000', sk: 'x' },
      }),
    )
    expect(wrong).toMatchObject({ reachable: true, signedIn: false })
    expect(ok(await at.client.workspaces.list({})).workspaces).toEqual([])
  })
})
