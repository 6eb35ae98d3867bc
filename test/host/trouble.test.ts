/** Bad luck at the start and in between: each ends in a state with a code, and nothing is deleted. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openLocal } from '#host/store/open.ts'
import { type PartnerApi, startPartnerApi } from '../partner-api/server.ts'
import {
  auditOf,
  credentialOf,
  failed,
  newDataDir,
  ok,
  openAs,
  removeDataDir,
  startHost,
  synced,
  type TestHost,
  testShell,
} from './support.ts'

let api: PartnerApi
let at: TestHost
let dataDir: string
beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
})
afterAll(() => api.close())
beforeEach(() => {
  dataDir = newDataDir()
})
afterEach(async () => {
  await at.stop()
  removeDataDir(dataDir)
})

const demoOf = (endpoint: string) => ({
  endpoint,
  ak: api.credentials.administrator.accessKey,
  sk: api.credentials.administrator.secretKey,
  name: '演示',
})
const folderOf = (workspaceId: string): string => join(dataDir, 'workspaces', workspaceId)
const filesOf = (folder: string): string[] => readdirSync(folder, { recursive: true }).map(String).sort()

/** A synced workspace with one note, closed again. */
async function prepared(): Promise<{ workspaceId: string; customerId: string }> {
  at = await startHost({ dataDir })
  const workspaceId = await openAs(at, api, 'administrator')
  await synced(at)
  const page = ok(
    await at.client.customers.list({
      filter: {},
      sort: { column: 'associatedAt', descending: true },
      after: null,
      limit: 1,
    }),
  )
  const customerId = page.rows[0]?.customerId ?? ''
  ok(
    await at.client.customers.saveNote({
      noteId: 'n1',
      customerId,
      text: '重要',
      followUpAt: null,
      done: false,
      basedOn: null,
    }),
  )
  await at.stop()
  return { workspaceId, customerId }
}

describe('keyring', () => {
  test('without one nothing is created or opened, and the frame says which is missing', async () => {
    const shell = testShell()
    shell.usable = false
    at = await startHost({ dataDir, shell, demo: demoOf(api.url) })
    expect(await at.state()).toEqual({ state: 'no-keyring', backend: 'none' })
    const draft = {
      name: 'A',
      site: 'china' as const,
      endpoint: api.url,
      credential: credentialOf(api, 'administrator'),
    }
    expect(failed(await at.client.workspaces.create(draft)).code).toBe('keyring-unavailable')
    expect(readdirSync(join(dataDir, 'workspaces'))).toEqual([])
  })

  test('R-PLAT-22 the fallback that protects nothing keeps the demo and refuses a real account', async () => {
    const shell = testShell()
    shell.keyringStatus = async () => ({ backend: 'plain-file', usable: true, fallback: true, demoOnly: true })
    at = await startHost({ dataDir, shell, demo: demoOf(api.url) })
    expect((await at.state()).state).toBe('ready')
    const draft = {
      name: 'A',
      site: 'china' as const,
      endpoint: api.url,
      credential: credentialOf(api, 'administrator'),
    }
    expect(failed(await at.client.workspaces.create(draft)).code).toBe('keyring-unavailable')
    expect(readdirSync(join(dataDir, 'workspaces'))).toHaveLength(1)
  })

  test('one that fails later closes nothing for good: the store opens again when it is back', async () => {
    const { workspaceId } = await prepared()
    const before = filesOf(folderOf(workspaceId))
    at.shell.usable = false
    at = await startHost({ dataDir, shell: at.shell })
    expect((await at.state()).state).toBe('no-keyring')
    expect(filesOf(folderOf(workspaceId))).toEqual(before)
    at.shell.usable = true
    expect(ok(await at.client.workspaces.open({ workspaceId })).state).toBe('ready')
  })

  test('a key that another keyring wrapped is lost, and the store is kept', async () => {
    const { workspaceId } = await prepared()
    const before = filesOf(folderOf(workspaceId))
    at = await startHost({ dataDir, shell: testShell() })
    expect(await at.state()).toMatchObject({
      state: 'failed',
      error: { code: 'key-lost', safe: 'kept-locally', detail: { what: 'key', backend: 'test_ring' } },
    })
    expect(failed(await at.client.workspaces.rebuildCache({ workspaceId })).code).toBe('key-lost')
    expect(filesOf(folderOf(workspaceId))).toEqual(before)
  })
})

describe('files', () => {
  test('torn app.json and workspace.json: the last good copies open the same workspace', async () => {
    const { workspaceId } = await prepared()
    truncateSync(join(dataDir, 'app.json'), 7)
    writeFileSync(join(folderOf(workspaceId), 'workspace.json'), '\0'.repeat(100))
    at = await startHost({ dataDir, shell: at.shell })
    expect(await at.state()).toMatchObject({ state: 'ready', workspace: { workspaceId } })
  })

  test('a workspace.json beyond help is a failed state, its folder stays', async () => {
    const { workspaceId } = await prepared()
    for (const name of ['workspace.json', 'workspace.json.last-good'])
      truncateSync(join(folderOf(workspaceId), name), 9)
    at = await startHost({ dataDir, shell: at.shell })
    expect(await at.state()).toMatchObject({
      state: 'failed',
      workspace: { workspaceId },
      error: { code: 'settings-torn' },
    })
    expect(existsSync(join(folderOf(workspaceId), 'local.db'))).toBe(true)
  })

  test('a store of a newer program is refused untouched, and nothing offers to empty it', async () => {
    const { workspaceId } = await prepared()
    const file = JSON.parse(readFileSync(join(folderOf(workspaceId), 'workspace.json'), 'utf8'))
    const key = await at.shell.unwrap(file.key)
    const db = openLocal({ file: join(folderOf(workspaceId), 'local.db'), key })
    db.pragma('user_version = 999')
    db.close()
    at = await startHost({ dataDir, shell: at.shell })
    expect(await at.state()).toMatchObject({ state: 'failed', error: { code: 'store-newer' } })
    expect(failed(await at.client.workspaces.rebuildCache({ workspaceId })).code).toBe('store-newer')
    expect(existsSync(join(folderOf(workspaceId), 'cache.db'))).toBe(true)
  })

  test('a damaged cache: notes can be saved to a file, the cache begins anew and is fetched again', async () => {
    const { workspaceId, customerId } = await prepared()
    const cache = join(folderOf(workspaceId), 'cache.db')
    const bytes = readFileSync(cache)
    bytes.fill(0x5a, 0, 64 * 1024)
    writeFileSync(cache, bytes)
    at = await startHost({ dataDir, shell: at.shell })
    expect(await at.state()).toMatchObject({ state: 'failed', error: { code: 'store-damaged' } })
    expect(failed(await at.client.customers.choices({})).code).toBe('workspace-closed')
    at.shell.saveTo = join(dataDir, 'rescued.json')
    expect(ok(await at.client.workspaces.rescueLocal({ workspaceId }))).toEqual({ saved: true })
    expect(readFileSync(at.shell.saveTo, 'utf8')).toContain('重要')
    const again = ok(await at.client.workspaces.rebuildCache({ workspaceId }))
    expect(again).toMatchObject({
      state: 'ready',
      notice: { local: null, cache: { keptAs: expect.stringMatching(/^cache-damaged-.*\.db$/) } },
    })
    ok(await at.client.workspaces.showKept({ which: 'cache' }))
    expect(existsSync(at.shell.shown.at(-1) ?? '')).toBe(true)
    await synced(at)
    expect(ok(await at.client.customers.listNotes({ customerId })).notes).toHaveLength(1)
  })
  test('R6 a damaged local file: put together again, and the person is told where the old one lies', async () => {
    const { workspaceId, customerId } = await prepared()
    const file = join(folderOf(workspaceId), 'local.db')
    const bytes = readFileSync(file)
    bytes.fill(0x5a, bytes.length - 4096)
    writeFileSync(file, bytes)
    at = await startHost({ dataDir, shell: at.shell })
    const state = await at.state()
    if (state.state !== 'ready' || !state.notice?.local) return expect.unreachable(JSON.stringify(state))
    const { copyAt, keptAs } = state.notice.local
    expect(copyAt).toBeTypeOf('number')
    expect(state.notice).toMatchObject({ cache: null, copyError: null })
    expect(existsSync(join(folderOf(workspaceId), keptAs))).toBe(true)
    ok(await at.client.workspaces.showKept({ which: 'local' }))
    expect(at.shell.shown).toEqual([join(folderOf(workspaceId), keptAs)])
    expect(failed(await at.client.workspaces.showKept({ which: 'cache' })).code).toBe('not-found')
    expect(ok(await at.client.customers.listNotes({ customerId })).notes).toHaveLength(1)
    expect(ok(await at.client.workspaces.closeNotice({}))).toEqual({ state: 'ready', workspace: state.workspace })
    expect(await at.state()).not.toHaveProperty('notice')
  })
  test('damage that a check finds while the workspace is open closes it and offers recovery', async () => {
    const { workspaceId } = await prepared()
    const cache = join(folderOf(workspaceId), 'cache.db')
    const bytes = readFileSync(cache)
    bytes.fill(0x5a, bytes.length - 40 * 1024)
    writeFileSync(cache, bytes)
    at = await startHost({ dataDir, shell: at.shell })
    if ((await at.state()).state === 'ready') {
      await at.client.system.checkIntegrity({})
      await at.event((event) => event.kind === 'state' && event.state.state === 'failed')
    }
    expect(await at.state()).toMatchObject({ state: 'failed', error: { code: 'store-damaged' } })
    expect(ok(await at.client.workspaces.rebuildCache({ workspaceId })).state).toBe('ready')
  })
})

describe('workspaces', () => {
  test('the demo is made once; its address follows the embedded API at every start', async () => {
    at = await startHost({ dataDir, demo: demoOf(api.url) })
    expect(await at.state()).toMatchObject({
      state: 'ready',
      workspace: { demo: true, endpoint: api.url, name: '演示' },
    })
    await at.stop()
    const other = api.url.replace('127.0.0.1', 'localhost')
    at = await startHost({ dataDir, shell: at.shell, demo: demoOf(other) })
    const { workspaces } = ok(await at.client.workspaces.list({}))
    expect(workspaces.map(({ endpoint }) => endpoint)).toEqual([other])
  })

  test('a name is used once, the open one is not removed, and removing needs the name typed', async () => {
    at = await startHost({ dataDir })
    expect((await at.state()).state).toBe('no-workspace')
    const workspaceId = await openAs(at, api, 'administrator')
    const { name } = ok(await at.client.workspaces.list({})).workspaces[0] ?? { name: '' }
    const draft = { name, site: 'china' as const, endpoint: api.url, credential: credentialOf(api, 'administrator') }
    expect(failed(await at.client.workspaces.create(draft))).toMatchObject({ code: 'workspace-exists', field: 'name' })
    expect(failed(await at.client.workspaces.remove({ workspaceId, typedName: name })).code).toBe('busy')
    ok(await at.client.workspaces.close({}))
    expect(await at.state()).toEqual({ state: 'no-workspace' })
    expect(failed(await at.client.workspaces.remove({ workspaceId, typedName: 'wrong' }))).toMatchObject({
      code: 'invalid-input',
      field: 'typedName',
    })
    ok(await at.client.workspaces.remove({ workspaceId, typedName: name }))
    expect(readdirSync(join(dataDir, 'workspaces'))).toEqual([])
    expect(failed(await at.client.workspaces.open({ workspaceId: '../../etc' })).code).toBe('not-found')
  })

  test('a closed workspace stays closed at the next start', async () => {
    await prepared()
    at = await startHost({ dataDir, shell: at.shell })
    ok(await at.client.workspaces.close({}))
    await at.stop()
    at = await startHost({ dataDir, shell: at.shell })
    expect(await at.state()).toEqual({ state: 'no-workspace' })
  })

  test('a healthy workspace is neither rescued nor rebuilt, open or closed, whoever asks', async () => {
    at = await startHost({ dataDir })
    const workspaceId = await openAs(at, api, 'rep')
    at.shell.saveTo = join(dataDir, 'stolen.json')
    for (const open of [true, false]) {
      if (!open) ok(await at.client.workspaces.close({}))
      expect(failed(await at.client.workspaces.rescueLocal({ workspaceId })).code).toBe('conflict')
      expect(failed(await at.client.workspaces.rebuildCache({ workspaceId })).code).toBe('conflict')
    }
    expect(existsSync(at.shell.saveTo)).toBe(false)
    expect(filesOf(folderOf(workspaceId)).some((name) => name.startsWith('cache-'))).toBe(false)
  })

  test('a new credential that cannot be saved leaves the workspace open with the old one', async () => {
    const { workspaceId } = await prepared()
    at = await startHost({ dataDir, shell: at.shell })
    mkdirSync(join(folderOf(workspaceId), 'workspace.json.new'))
    failed(await at.client.workspaces.replaceCredential({ workspaceId, credential: credentialOf(api, 'finance') }))
    expect(await at.state()).toMatchObject({ state: 'ready', workspace: { workspaceId } })
    await vi.waitUntil(async () => ok(await at.client.system.identity({})).roles.includes('administrator'), 15_000)
  })

  test('the fifty-first workspace is refused', async () => {
    at = await startHost({ dataDir })
    const create = (n: number) =>
      at.client.workspaces.create({
        name: `W${n}`,
        site: 'china',
        endpoint: api.url,
        credential: credentialOf(api, 'rep'),
      })
    for (let n = 0; n < 50; n++) ok(await create(n))
    expect(failed(await create(50))).toMatchObject({ code: 'conflict', detail: { limit: 50 } })
    expect(ok(await at.client.workspaces.list({})).workspaces).toHaveLength(50)
  })

  test('a new credential is audited by its last characters and used at once', async () => {
    const { workspaceId } = await prepared()
    at = await startHost({ dataDir, shell: at.shell })
    const info = ok(
      await at.client.workspaces.replaceCredential({ workspaceId, credential: credentialOf(api, 'finance') }),
    )
    expect(info.credentialHint).toBe(api.credentials.finance.accessKey.slice(-4))
    await vi.waitUntil(async () => ok(await at.client.system.identity({})).roles.includes('finance'), 15_000)
    await at.stop()
    const { entries, proof } = await auditOf(at, workspaceId)
    const replaced = entries.filter(({ action }) => action === 'workspaces.replaceCredential')
    expect(replaced.map(({ result }) => result)).toEqual(['done'])
    expect(replaced[0]?.detail).toContain(api.credentials.finance.accessKey.slice(-4))
    expect(replaced[0]?.detail).not.toContain(api.credentials.finance.secretKey)
    expect(proof.ok).toBe(true)
    at = await startHost({ dataDir, shell: at.shell })
  })

  test('an orderly end leaves files that need no log, and a plain SQLite cannot read them', async () => {
    const { workspaceId } = await prepared()
    for (const name of ['local.db', 'cache.db']) {
      const wal = statSync(join(folderOf(workspaceId), `${name}-wal`), { throwIfNoEntry: false })
      expect([name, wal?.size ?? 0]).toEqual([name, 0])
      const plain = new Database(join(folderOf(workspaceId), name), { readonly: true })
      expect(() => plain.prepare('SELECT count(*) FROM sqlite_schema').get()).toThrow('not a database')
      plain.close()
    }
    at = await startHost({ dataDir, shell: at.shell })
  })

  test('calls of areas answer "closed" while nothing is open, and the stream of events still lives', async () => {
    at = await startHost({ dataDir })
    expect(failed(await at.client.sync.status({})).code).toBe('workspace-closed')
    expect(failed(await at.client.customers.choices({})).code).toBe('workspace-closed')
    expect(ok(await at.client.system.identity({})).known).toBe(false)
    ok(await at.client.system.setPreferences({ language: 'en' }))
    await at.event((event) => event.kind === 'preferences')
  })

  test('before the desk told who this is, only calls that need no right work', async () => {
    const silent = await startPartnerApi({ size: 's', limits: 'off' })
    await silent.close()
    at = await startHost({ dataDir })
    const { workspaceId } = ok(
      await at.client.workspaces.create({
        name: 'unreachable',
        site: 'china',
        endpoint: silent.url,
        credential: credentialOf(api, 'administrator'),
      }),
    )
    expect(ok(await at.client.workspaces.open({ workspaceId })).state).toBe('ready')
    await vi.waitUntil(async () => ok(await at.client.sync.status({})).connection === 'offline', 15_000)
    expect(failed(await at.client.customers.choices({}))).toMatchObject({
      code: 'forbidden',
      detail: { reason: 'identity-unknown' },
    })
  })
})
