/** What each operator may do and see, enforced in the host. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { readPerson } from '#host/areas/organization/identity.ts'
import { organizationTables } from '#host/areas/organization/tables.ts'
import { type DeskAnswer, nobody } from '#host/person.ts'
import { openCacheWriter } from '#host/store/open.ts'
import { keepRefused } from '#host/sync/records.ts'
import { WorkspaceFile } from '#host/workspaces/registry.ts'
import { AppError, type AppErrorValue } from '#shared/errors.ts'
import { permissions, refuseRoles } from '#shared/rules/organization.ts'
import type { CredentialName } from '../partner-api/identities.ts'
import { type PartnerApi, startPartnerApi } from '../partner-api/server.ts'
import { auditOf, failed, ok, openAs, removeDataDir, startHost, synced, type TestHost } from './support.ts'

const answer = (
  { http, code }: { http: number; code: string | null },
  error: AppErrorValue['code'] = 'refused',
): DeskAnswer => ({
  asOf: 7,
  retryAt: null,
  error: new AppError(error, {
    vendor: { operationId: 'ShowDeskMember', http, code, message: null, requestId: null },
  }).value,
})

describe('own_member as the person who sits here', () => {
  const personOf = (roles: string[], setUp = '') => {
    const db = new Database(':memory:')
    db.exec(organizationTables)
    db.prepare("INSERT INTO own_member VALUES ('me', '王芳', ?, '[]', '[]', NULL, 5)").run(JSON.stringify(roles))
    if (setUp) db.exec(setUp)
    return readPerson(db, null)
  }
  const reps = `INSERT INTO account_managers (account_name, director, as_of, gone_at) VALUES
    ('r1', 'me', 1, NULL), ('r2', 'me', 1, NULL), ('r3', 'other', 1, NULL), ('r4', 'me', 1, 9)`

  test('R-ORG-05 R-CUST-03 a rep sees own customers; any further role widens the view to all, an unknown one too', () => {
    expect(personOf(['ACCOUNT_MANAGER']).scope).toEqual({ kind: 'own', manager: 'me' })
    expect(personOf(['ACCOUNT_MANAGER', 'FINANCE']).scope).toEqual({ kind: 'all' })
    expect(personOf(['ACCOUNT_MANAGER', 'OPERATIONS']).scope).toEqual({ kind: 'all' })
  })

  test('a director sees the customers of the reps below, those who left excepted', () => {
    expect(personOf(['ACCOUNT_DIRECTOR'], reps).scope).toEqual({ kind: 'team', managers: ['r1', 'r2'] })
    expect(personOf(['ACCOUNT_DIRECTOR', 'FINANCE'], reps).scope).toEqual({ kind: 'all' })
  })

  test('unknown roles are kept and allow nothing', () => {
    const person = personOf(['TECHNICIAN', 'SOMETHING_NEW'])
    expect(person.unknownRoles).toEqual(['TECHNICIAN', 'SOMETHING_NEW'])
    expect(person.identity).toMatchObject({ known: true, roles: [], permissions: [] })
  })

  test('without a desk API the holder of the key is administrator; while nobody knows, nothing is allowed', () => {
    const db = new Database(':memory:')
    db.exec(organizationTables)
    expect(readPerson(db, null)).toBe(nobody)
    expect(readPerson(db, answer({ http: 404, code: 'CBC.0404' }))).toBe(nobody)
    expect(readPerson(db, answer({ http: 404, code: null }))).toBe(nobody)
    expect(readPerson(db, answer({ http: 404, code: 'APIG.0101' })).identity).toMatchObject({
      known: true,
      roles: ['administrator'],
      permissions: [...permissions],
      asOf: 7,
    })
  })

  test.each<[string, DeskAnswer, boolean]>([
    ['answered', { asOf: 7, retryAt: null, error: null }, true],
    ['permission missing', answer({ http: 200, code: 'CBC.0151' }, 'permission-missing'), false],
    ['an expired credential', answer({ http: 401, code: null }, 'signed-out'), true],
    ['403', answer({ http: 403, code: null }), false],
    ['a wrong clock', answer({ http: 401, code: null }, 'clock-skew'), true],
    ['a failing server', answer({ http: 500, code: null }, 'unknown-outcome'), true],
    ['no such API any more', answer({ http: 404, code: 'APIG.0101' }), true],
  ])('R-ORG-15 the desk that once allowed: %s', (_name, desk, known) => {
    const db = new Database(':memory:')
    db.exec(organizationTables)
    db.exec(`INSERT INTO own_member VALUES ('me', '王芳', '["FINANCE"]', '[]', '[]', NULL, 5)`)
    expect(readPerson(db, desk).identity.known).toBe(known)
  })

  test.each([
    [[], 'R-ORG-01'],
    [['rep', 'director', 'finance', 'administrator'], 'R-ORG-01'],
    [['administrator', 'finance'], 'R-ORG-03'],
    [['rep', 'director'], 'R-ORG-04'],
    [['rep', 'finance'], null],
  ] as const)('R-ORG-01 R-ORG-03 R-ORG-04 roles %j: %s', (roles, rule) => {
    expect(refuseRoles(roles)?.rule ?? null).toBe(rule)
  })
})

describe('operators of the embedded API', () => {
  let api: PartnerApi
  let at: TestHost
  let workspaceId: string
  const sort = { column: 'associatedAt', descending: true } as const
  const enter = async (name: CredentialName): Promise<void> => {
    at = await startHost()
    workspaceId = await openAs(at, api, name)
    await vi.waitUntil(async () => ok(await at.client.system.identity({})).known, 15_000)
  }
  beforeAll(async () => {
    api = await startPartnerApi({ size: 's', limits: 'off' })
  })
  afterAll(() => api.close())
  afterEach(async () => {
    await at.stop()
    removeDataDir(at.dataDir)
  })

  test('R-ORG-05 R-CUST-03 a rep lists, counts, opens, reveals and notes own customers only', async () => {
    await enter('rep')
    await synced(at)
    const me = ok(await at.client.system.identity({}))
    expect(me).toMatchObject({ roles: ['rep'], scope: 'own' })
    const mine = api.state
      .prepare<[string], string>(
        'SELECT customer_id FROM customers WHERE account_manager = ? AND linked = 1 AND indirect_partner_id IS NULL ORDER BY 1',
      )
      .pluck()
      .all(me.accountName)
    const page = ok(await at.client.customers.list({ filter: {}, sort, after: null, limit: 200 }))
    expect(page.rows.map((row) => row.customerId).sort()).toEqual(mine)
    expect(ok(await at.client.customers.count({ filter: {} })).total).toBe(mine.length)
    const [other] = api.state
      .prepare<[string], string>(
        'SELECT customer_id FROM customers WHERE account_manager IS NOT ? AND linked = 1 AND indirect_partner_id IS NULL LIMIT 1',
      )
      .pluck()
      .all(me.accountName)
    if (!other) throw new Error('no other customer')
    expect(failed(await at.client.customers.get({ customerId: other })).code).toBe('not-found')
    expect(ok(await at.client.customers.reveal({ customerIds: [other], field: 'name' })).values).toEqual({})
    const note = { noteId: 'n', customerId: other, text: 'x', followUpAt: null, done: false, basedOn: null }
    expect(failed(await at.client.customers.saveNote(note)).code).toBe('not-found')
    expect(ok(await at.client.customers.search({ text: other, limit: 5 })).rows).toEqual([])
  })

  test('R-CUST-02 R-ORG-15 only the administrator exports; the refusal stands in the audit and asks for no file', async () => {
    await enter('finance')
    at.shell.saveTo = '/nowhere'
    const refused = await at.client.customers.export({
      filter: {},
      sort,
      scope: { kind: 'all' },
      columns: ['customerId'],
      format: 'csv',
      language: 'zh',
    })
    expect(failed(refused)).toMatchObject({ code: 'forbidden', detail: { needs: 'customer.export' } })
    expect(failed(await at.client.organization.listMembers({})).code).toBe('forbidden')
    expect(ok(await at.client.customers.list({ filter: {}, sort, after: null, limit: 10 }))).toBeTruthy()
    await at.stop()
    const { entries, proof } = await auditOf(at, workspaceId)
    expect(entries.map(({ action, result }) => [action, result])).toEqual([
      ['workspaces.create', 'done'],
      ['customers.export', 'refused'],
    ])
    expect(proof).toEqual({ ok: true, entries: 2 })
    at = await startHost({ dataDir: at.dataDir, shell: at.shell })
  })

  test('R-CUST-03 refused rows: whose area may not be read stays shut, and only who sees all sees the row', async () => {
    await enter('rep')
    const workspace = workspaceId
    await synced(at)
    for (const collection of ['members', 'own-member', 'partner-balance'])
      expect(failed(await at.client.sync.refusedRows({ collection })).code).toBe('forbidden')
    expect(failed(await at.client.sync.refusedRows({ collection: 'constructor' })).code).not.toBe('internal')
    await at.stop()
    const folder = join(at.dataDir, 'workspaces', workspace)
    const { key } = WorkspaceFile.parse(JSON.parse(readFileSync(join(folder, 'workspace.json'), 'utf8')))
    const cache = openCacheWriter({ file: join(folder, 'cache.db'), key: await at.shell.unwrap(key) })
    keepRefused(cache, 'customers', 9, { key: 'c-1', reason: 'label: text expected', raw: { label: 7 }, at: 5 })
    cache.close()
    at = await startHost({ dataDir: at.dataDir, shell: at.shell })
    expect(ok(await at.client.sync.refusedRows({ collection: 'customers' })).rows).toEqual([
      { key: null, reason: 'label: text expected', raw: '', at: 5 },
    ])
  })

  test('R-ORG-17 R-ORG-18 two operators on one laptop have separate stores, and a page sees only the open one', async () => {
    await enter('administrator')
    await synced(at)
    const [row] = ok(await at.client.customers.list({ filter: {}, sort, after: null, limit: 1 })).rows
    if (!row) throw new Error('no row')
    ok(
      await at.client.customers.saveNote({
        noteId: 'n1',
        customerId: row.customerId,
        text: 'A',
        followUpAt: null,
        done: false,
        basedOn: null,
      }),
    )
    const first = workspaceId
    await openAs(at, api, 'finance')
    await synced(at)
    expect(ok(await at.client.system.identity({})).roles).toEqual(['finance'])
    expect(ok(await at.client.customers.listNotes({ customerId: row.customerId })).notes).toEqual([])
    ok(await at.client.workspaces.open({ workspaceId: first }))
    expect(ok(await at.client.customers.listNotes({ customerId: row.customerId })).notes).toHaveLength(1)
  })

  test('R-ORG-15 a right lost since the last contact is honoured at the next one', async () => {
    await enter('administrator')
    await synced(at)
    api.state
      .prepare(
        "INSERT OR REPLACE INTO members (member_id, account_name, name, roles, status, created_at) SELECT 'x-demoted', 'hzyd_admin', 'n', '[\"财务\"]', 'active', '2026-01-01T00:00:00Z'",
      )
      .run()
    ok(await at.client.sync.start({ collections: ['own-member'] }))
    await at.event((event) => event.kind === 'tables' && event.tables.includes('own_member'))
    await vi.waitUntil(async () => ok(await at.client.system.identity({})).roles.includes('finance'), 15_000)
    expect(failed(await at.client.organization.listMembers({})).code).toBe('forbidden')
    api.state.prepare("DELETE FROM members WHERE member_id = 'x-demoted'").run()
  })
})
