/** The first journey with real parts: embedded partner API, sync, encrypted store, port. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PartnerApi, startPartnerApi } from '../partner-api/server.ts'
import { failed, newDataDir, ok, openAs, removeDataDir, startHost, synced, type TestHost } from './support.ts'

let api: PartnerApi
let at: TestHost
let workspaceId: string
const dataDir = newDataDir()
const sort = { column: 'associatedAt', descending: true } as const
const list = async (filter = {}) => ok(await at.client.customers.list({ filter, sort, after: null, limit: 200 }))

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  at = await startHost({ dataDir })
  workspaceId = await openAs(at, api, 'administrator')
  await synced(at)
})
afterAll(async () => {
  await at.stop()
  await api.close()
  removeDataDir(dataDir)
})

describe('an administrator', () => {
  test('sees every customer that the partner has, with the age of the data', async () => {
    const page = await list()
    expect(page.rows.length).toBeGreaterThan(0)
    expect(page.asOf).toBeGreaterThan(0)
    const { total } = ok(await at.client.customers.count({ filter: {} }))
    expect(page.rows).toHaveLength(total)
    expect(ok(await at.client.system.identity({}))).toMatchObject({
      known: true,
      roles: ['administrator'],
      scope: 'all',
    })
    expect(ok(await at.client.funds.partnerBalance({})).accounts.length).toBeGreaterThan(0)
    expect(ok(await at.client.organization.listMembers({})).asOf).toBeGreaterThan(0)
    expect(ok(await at.client.products.list({})).serviceTypes.length).toBeGreaterThan(0)
  })

  test('R-CUST-01 names are masked until the eye asks; each look is in the log of that customer', async () => {
    const [row] = (await list()).rows
    if (!row) throw new Error('no row')
    const stored = api.state
      .prepare<[string], { telephone: string }>('SELECT telephone FROM customers WHERE customer_id = ?')
      .get(row.customerId)
    expect(row.telephone).not.toBe(stored?.telephone)
    const revealed = ok(await at.client.customers.reveal({ customerIds: [row.customerId], field: 'telephone' }))
    expect(revealed.values[row.customerId]).toBe(stored?.telephone)
    const { entries } = ok(await at.client.customers.listLog({ customerId: row.customerId }))
    expect(entries[0]).toMatchObject({ action: 'customers.reveal', detail: { field: 'telephone' }, result: 'done' })
    expect(entries[0]?.actor).toBe(ok(await at.client.system.identity({})).accountName)
  })

  test('a note survives a second sync and a restart', async () => {
    const [row] = (await list()).rows
    if (!row) throw new Error('no row')
    const draft = {
      noteId: 'note-1',
      customerId: row.customerId,
      text: ' 下周回访 ',
      followUpAt: 1_795_000_000_000,
      done: false,
      basedOn: null,
    }
    const note = ok(await at.client.customers.saveNote(draft))
    expect(note.text).toBe('下周回访')
    await at.event((event) => event.kind === 'tables' && event.tables.includes('customer_notes'))
    const begun = Date.now()
    ok(await at.client.sync.start({ collections: null }))
    await synced(at, begun)
    await at.stop()
    at = await startHost({ dataDir, shell: at.shell })
    expect(await at.state()).toMatchObject({ state: 'ready', workspace: { workspaceId } })
    expect(ok(await at.client.customers.listNotes({ customerId: row.customerId })).notes).toEqual([note])
    expect((await list({ tab: 'followUp' })).rows.map(({ customerId }) => customerId)).toEqual([row.customerId])
    ok(await at.client.customers.deleteNote({ noteId: note.noteId }))
    expect(ok(await at.client.customers.restoreNote({ noteId: note.noteId }))).toEqual(note)
    expect(ok(await at.client.customers.listNotes({ customerId: row.customerId })).notes).toEqual([note])
    expect(failed(await at.client.customers.restoreNote({ noteId: note.noteId })).code).toBe('not-found')
    expect(ok(await at.client.customers.unlistedNotes({}))).toEqual({ notes: [], total: 0 })
  })

  test('R-CUST-02 an export keeps the masks, is a job, and is in the audit', async () => {
    at.shell.saveTo = join(dataDir, 'out.csv')
    const { jobId } = ok(
      await at.client.customers.export({
        filter: {},
        sort,
        scope: { kind: 'all' },
        columns: ['customerId', 'name', 'telephone', 'email', 'amount'],
        format: 'csv',
        language: 'zh',
      }),
    )
    const done = await at.event(
      (event) => event.kind === 'job' && event.job.jobId === jobId && event.job.state !== 'running',
    )
    expect(done).toMatchObject({ job: { state: 'done', fileName: 'out.csv', error: null } })
    expect(JSON.stringify(done)).not.toContain(dataDir)
    const lines = readFileSync(at.shell.saveTo, 'utf8').trim().split('\r\n')
    const { rows } = await list()
    expect(lines.slice(2).map((line) => line.split(',')[0])).toEqual(rows.map(({ customerId }) => customerId))
    const secrets = api.state
      .prepare<[], string>('SELECT telephone FROM customers WHERE telephone IS NOT NULL')
      .pluck()
      .all()
    const text = lines.join('\n')
    expect(secrets.filter((secret) => secret.length > 6 && text.includes(secret))).toEqual([])
    ok(await at.client.system.showJobFile({ jobId: jobId ?? '' }))
    expect(at.shell.shown).toEqual([at.shell.saveTo])
  })

  test.each(['csv', 'xlsx'] as const)(
    '%s: a cancelled or failed export leaves the old file and nothing else',
    async (format) => {
      const folder = join(dataDir, `exports-${format}`)
      mkdirSync(folder)
      at.shell.saveTo = join(folder, `customers.${format}`)
      writeFileSync(at.shell.saveTo, 'last week')
      const input = {
        filter: {},
        sort,
        scope: { kind: 'all' as const },
        columns: ['customerId' as const],
        format,
        language: 'zh' as const,
      }
      const { jobId } = ok(await at.client.customers.export(input))
      ok(await at.client.system.cancelJob({ jobId: jobId ?? '' }))
      await at.event((event) => event.kind === 'job' && event.job.jobId === jobId && event.job.state === 'cancelled')
      at.shell.saveTo = join(folder, 'gone', `customers.${format}`)
      const failing = ok(await at.client.customers.export(input))
      const end = await at.event(
        (event) => event.kind === 'job' && event.job.jobId === failing.jobId && event.job.state === 'failed',
      )
      expect(end).toMatchObject({ job: { error: { ref: expect.stringMatching(/.{6,}/) } } })
      expect(readdirSync(folder)).toEqual([`customers.${format}`])
      expect(readFileSync(join(folder, `customers.${format}`), 'utf8')).toBe('last week')
      expect(failed(await at.client.system.showJobFile({ jobId: jobId ?? '' })).code).toBe('not-found')
    },
  )

  test('closing the file dialogue is no job', async () => {
    at.shell.saveTo = null
    const input = {
      filter: {},
      sort,
      scope: { kind: 'all' as const },
      columns: ['customerId' as const],
      format: 'csv' as const,
      language: 'zh' as const,
    }
    expect(ok(await at.client.customers.export(input))).toEqual({ jobId: null })
  })

  test('backup and integrity check run as jobs and leave checked copies', async () => {
    for (const call of ['backup', 'checkIntegrity'] as const) {
      const { jobId } = ok(await at.client.system[call]({}))
      expect(failed(await at.client.system[call]({})).code).toBe('busy')
      expect(
        await at.event((event) => event.kind === 'job' && event.job.jobId === jobId && event.job.state !== 'running'),
      ).toMatchObject({
        job: {
          state: 'done',
          done: 2,
          total: 2,
          ...(call === 'checkIntegrity' && { found: { auditEntries: expect.any(Number) } }),
        },
      })
    }
    const copies = readdirSync(join(dataDir, 'workspaces', workspaceId, 'backups'))
    expect(copies.some((name) => name.startsWith('cache-'))).toBe(true)
    expect(copies.filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('settings of the ledger and views are kept; preferences tell every page', async () => {
    const settings = { columns: [{ key: 'name', visible: true, width: 200 }] }
    ok(await at.client.system.setLedgerSettings({ ledger: 'customers', settings }))
    expect(ok(await at.client.system.ledgerSettings({ ledger: 'customers' }))).toEqual(settings)
    ok(await at.client.system.saveView({ viewId: 'v1', ledger: 'customers', name: '欠费', query: '{}' }))
    expect(ok(await at.client.system.listViews({ ledger: 'customers' })).views).toHaveLength(1)
    ok(await at.client.system.setPreferences({ theme: 'dark' }))
    await at.event((event) => event.kind === 'preferences')
    expect(ok(await at.client.system.preferences({})).theme).toBe('dark')
  })

  test('R-PLAT-22 neither key nor credential lies in the open, in any file or answer', async () => {
    const { accessKey, secretKey } = api.credentials.administrator
    const info = ok(await at.client.workspaces.list({})).workspaces[0]
    expect(info).toMatchObject({ credentialHint: accessKey.slice(-4), credentialKind: 'ak-sk', keyring: 'test_ring' })
    expect(JSON.stringify([info, await at.state()])).not.toContain(secretKey)
    for (const name of readdirSync(dataDir, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue
      const bytes = readFileSync(join(name.parentPath, name.name))
      expect([name.name, bytes.includes(secretKey), bytes.includes(accessKey)]).toEqual([name.name, false, false])
    }
  })

  test('input that does not parse names its field, an unknown customer is not found', async () => {
    const wrong = await at.client.customers.list({ filter: {}, sort, after: null, limit: 5000 })
    expect(failed(wrong)).toMatchObject({ code: 'invalid-input', field: 'limit' })
    expect(failed(await at.client.customers.get({ customerId: 'nobody' })).code).toBe('not-found')
    expect(failed(await at.client.customers.listNotes({ customerId: 'nobody' })).code).toBe('not-found')
  })

  test('an error carries the reference under which its cause stands in the log', async () => {
    const { ref } = failed(await at.client.customers.list({ filter: {}, sort, after: '[7,7,7]', limit: 5 }))
    const logs = readdirSync(join(dataDir, 'logs'))
      .map((name) => readFileSync(join(dataDir, 'logs', name), 'utf8'))
      .join('')
    expect(ref.length).toBeGreaterThan(5)
    expect(logs).toContain(ref)
  })

  test('a link is a name, its address comes from the host', async () => {
    expect(ok(await at.client.system.openOutside({ link: 'portal-help' }))).toEqual({ opened: true })
    expect(at.shell.opened[0]).toMatch(/^https:\/\/support\.huaweicloud\.com\//)
  })
})
