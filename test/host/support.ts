/** A host in plain Node with a page connected over a real port, and an operating system that a test can break. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { vi } from 'vitest'
import { verify } from '#host/audit/audit.ts'
import type { PagePort } from '#host/connect/parent.ts'
import { createHost, type Host } from '#host/host.ts'
import type { Notice, Shell, Unfinished } from '#host/shell.ts'
import { openLocal } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { Demo } from '#host/workspaces/admin.ts'
import { WorkspaceFile } from '#host/workspaces/registry.ts'
import type { ContractClient } from '#shared/contract/index.ts'
import type { AppEvent } from '#shared/contract/system.ts'
import type { AppState } from '#shared/contract/workspaces.ts'
import type { AppErrorValue, Result } from '#shared/errors.ts'
import type { CredentialName } from '../partner-api/identities.ts'
import type { PartnerApi } from '../partner-api/server.ts'

/** A keyring with a key of its own: what another one wrapped it cannot unwrap. */
export interface TestShell extends Shell {
  usable: boolean
  /** Where the next file dialogue leads; null = closed. */
  saveTo: string | null
  /** The file that the next dialogue to open one answers; null = closed. */
  openFrom: string | null
  /** Sheets that became pages, as markup. */
  readonly sheets: string[]
  readonly previews: Buffer[]
  paperOut: boolean
  readonly shown: string[]
  readonly notices: Notice[]
  readonly opened: string[]
}

export function testShell(): TestShell {
  const key = randomBytes(32)
  const shell: TestShell = {
    usable: true,
    saveTo: null,
    openFrom: null,
    sheets: [],
    previews: [],
    paperOut: false,
    shown: [],
    notices: [],
    opened: [],
    keyringStatus: async () => ({
      backend: shell.usable ? 'test_ring' : 'none',
      usable: shell.usable,
      fallback: false,
      demoOnly: false,
    }),
    wrap: async (secret) => {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const sealed = Buffer.concat([cipher.update(secret), cipher.final()])
      return { backend: 'test_ring', bytes: Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64') }
    },
    unwrap: async ({ bytes }) => {
      const all = Buffer.from(bytes, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, all.subarray(0, 12))
      decipher.setAuthTag(all.subarray(12, 28))
      return Buffer.concat([decipher.update(all.subarray(28)), decipher.final()])
    },
    chooseSaveFile: async () => shell.saveTo,
    chooseOpenFile: async () => shell.openFrom,
    showInFolder: async (path) => void shell.shown.push(path),
    notify: async (notice) => void shell.notices.push(notice),
    openOutside: async (url) => shell.opened.push(url) > 0,
    // No browser here: the sheet itself stands for its pages, with the title that a PDF of it carries.
    makePdf: async ({ html }) => {
      shell.sheets.push(html)
      return Buffer.from(`%PDF /Title (${/<title>(.*?)<\/title>/.exec(html)?.[1] ?? ''})\n${html}`)
    },
    showPdf: async ({ bytes }) => void shell.previews.push(Buffer.from(bytes)),
    printers: async () => [{ name: 'office', label: 'Office printer', standard: true }],
    printSheet: async ({ html }) => {
      if (shell.paperOut) throw new Error('out of paper')
      shell.sheets.push(html)
    },
  }
  return shell
}

export interface TestPage {
  readonly client: ContractClient
  /** Resolves with the first event (also an earlier one) that fits. */
  event(fits: (event: AppEvent) => boolean): Promise<AppEvent>
  close(): void
}

/** Node's port has what the link asks of a browser's. */
export type ClientPort = MessagePort

export function connectPage(host: Host): TestPage {
  const { port1, port2 } = new MessageChannel()
  host.connect(port2 as unknown as PagePort)
  return pageOf(port1 as unknown as ClientPort)
}

/** The page's end of a port. */
export function pageOf(port: ClientPort): TestPage {
  const client = createORPCClient<ContractClient>(new RPCLink({ port }))
  port.start()
  const heard: AppEvent[] = []
  const waiting = new Set<{ fits: (event: AppEvent) => boolean; resolve: (event: AppEvent) => void }>()
  const stop = new AbortController()
  void (async () => {
    for await (const event of await client.system.events({}, { signal: stop.signal })) {
      heard.push(event)
      for (const one of waiting) {
        if (!one.fits(event)) continue
        waiting.delete(one)
        one.resolve(event)
      }
    }
  })().catch(() => {})
  return {
    client,
    event: (fits) =>
      new Promise<AppEvent>((resolve) => {
        const earlier = heard.findLast(fits)
        if (earlier) resolve(earlier)
        else waiting.add({ fits, resolve })
      }),
    close: () => {
      stop.abort()
      port.close()
    },
  }
}

export interface TestHost extends TestPage {
  readonly host: Host
  readonly shell: TestShell
  readonly dataDir: string
  state(): Promise<AppState>
  stop(): Promise<void>
}

export const newDataDir = (): string => mkdtempSync(join(tmpdir(), 'host-'))
export const removeDataDir = (dataDir: string): void => rmSync(dataDir, { recursive: true, force: true })

export async function startHost(
  given: {
    dataDir?: string
    shell?: TestShell
    demo?: Demo | null
    now?: () => number
    onUnfinished?: (unfinished: Unfinished) => void
  } = {},
): Promise<TestHost> {
  const dataDir = given.dataDir ?? newDataDir()
  const shell = given.shell ?? testShell()
  const host = createHost({
    dataDir,
    shell,
    demo: given.demo ?? null,
    limitShare: null,
    runtime: { version: '0.0.0', electron: '', chromium: '', platform: 'test', packaged: false },
    ...(given.now ? { now: given.now } : {}),
    ...(given.onUnfinished ? { onUnfinished: given.onUnfinished } : {}),
  })
  await host.started
  const page = connectPage(host)
  return {
    ...page,
    host,
    shell,
    dataDir,
    state: async () => ok(await page.client.workspaces.state({})),
    stop: async () => {
      page.close()
      await host.close()
    },
  }
}

/** The value of a call that must have succeeded. */
export function ok<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`expected success, got ${JSON.stringify(result.error)}`)
  return result.value
}

/** The error of a call that must have failed. */
export function failed(result: Result<unknown>): AppErrorValue {
  if (result.ok) throw new Error('expected an error')
  return result.error
}

export const credentialOf = (api: PartnerApi, name: CredentialName) => ({
  kind: 'ak-sk' as const,
  ak: api.credentials[name].accessKey,
  sk: api.credentials[name].secretKey,
})

/** Makes a workspace for an operator of the embedded API and opens it. */
export async function openAs({ client }: TestPage, api: PartnerApi, name: CredentialName): Promise<string> {
  const { workspaceId } = ok(
    await client.workspaces.create({
      name: `workspace of ${name}`,
      site: 'china',
      endpoint: api.url,
      credential: credentialOf(api, name),
    }),
  )
  const state = ok(await client.workspaces.open({ workspaceId }))
  if (state.state !== 'ready') throw new Error(JSON.stringify(state))
  return workspaceId
}

/** Waits until every collection that this operator may read was read since `after` (UTC milliseconds); not for what stands behind everything else. */
export async function synced({ client }: TestPage, after = 0): Promise<void> {
  await vi.waitUntil(
    async () => {
      const status = await client.sync.status({})
      if (!status.ok || status.value.phase !== 'idle' || status.value.collections.length === 0) return false
      return status.value.collections.every(
        ({ state, asOf, background }) =>
          background || state === 'not-permitted' || (state === 'fresh' && (asOf ?? 0) >= after),
      )
    },
    { timeout: 50_000, interval: 40 },
  )
}

/** Looks into the local file of a closed workspace. */
export async function inLocalFile<T>(
  { dataDir, shell }: TestHost,
  workspaceId: string,
  look: (db: Db) => T,
): Promise<T> {
  const folder = join(dataDir, 'workspaces', workspaceId)
  const { key } = WorkspaceFile.parse(JSON.parse(readFileSync(join(folder, 'workspace.json'), 'utf8')))
  const db = openLocal({ file: join(folder, 'local.db'), key: await shell.unwrap(key) })
  try {
    return look(db)
  } finally {
    db.close()
  }
}

/** Actions and results of a closed workspace's audit, oldest first, and whether the chain holds. */
export const auditOf = (host: TestHost, workspaceId: string) =>
  inLocalFile(host, workspaceId, (db) => {
    const rows = db.prepare<[], { action: string; result: string; detail: string }>(
      'SELECT action, result, detail FROM audit ORDER BY seq',
    )
    return { entries: rows.all(), proof: verify(db) }
  })
