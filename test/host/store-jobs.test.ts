import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { append } from '#host/audit/audit.ts'
import type { JobContext } from '#host/jobs/jobs.ts'
import { checkStore } from '#host/jobs/store-jobs.ts'
import { storeSchema } from '#host/schema.ts'
import { openLocal } from '#host/store/open.ts'
import { prepareStore } from '#host/store/prepare.ts'
import type { Db } from '#host/store/types.ts'

const key = new Uint8Array(32).fill(9)
const NOW = Date.UTC(2026, 10, 21)
let dir: string
let local: Db

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'store-jobs-'))
  await prepareStore({ dir, key, now: NOW, schema: storeSchema })
  local = openLocal({ file: join(dir, 'local.db'), key })
  for (const action of ['customers.reveal', 'customers.export', 'workspaces.open']) {
    local.transaction(() =>
      append(local, {
        at: NOW,
        actor: 'rep_1',
        action,
        target: 'customer:1',
        detail: {},
        result: 'done',
        online: true,
        device: 'laptop',
      }),
    )()
  }
})
afterEach(() => {
  local.close()
  rmSync(dir, { recursive: true, force: true })
})

async function check(): Promise<unknown[]> {
  const found: unknown[] = []
  const job: JobContext = {
    signal: new AbortController().signal,
    progress: () => {},
    found: (what) => void found.push(what),
  }
  await checkStore({ dir, key, now: NOW }, job)
  return found
}

test('R-ORG-16 the check a person starts walks the audit chain and tells how many entries it has', async () => {
  expect(await check()).toEqual([{ auditEntries: 3 }])
})

test.each([
  ['changed', `UPDATE audit SET actor = 'rep_2' WHERE seq = 2`, 2, 'hash'],
  ['removed', 'DELETE FROM audit WHERE seq = 2', 3, 'gap'],
])('R-ORG-16 an entry that was %s is told as where the chain breaks', async (_how, sql, entry, reason) => {
  // The file's own triggers refuse this; somebody with other tools would drop them first.
  const triggers = local.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).pluck().all() as string[]
  for (const name of triggers) local.exec(`DROP TRIGGER ${name}`)
  local.exec(sql)
  await expect(check()).rejects.toMatchObject({
    value: { code: 'audit-broken', safe: 'kept-locally', detail: { entry, reason } },
  })
})
