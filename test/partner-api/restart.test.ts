import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signedCall } from './client.ts'
import { startPartnerApi } from './server.ts'

let folder: string
const children: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'partner-api-'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const create = { domain_name: 'kept_customer', xaccount_id: 'kept', xaccount_type: 'hzyd' }
const find = async (url: string): Promise<number> => {
  const call = { method: 'POST', path: '/v2/partners/sub-customers/query', body: { account_name: 'kept_customer' } }
  return JSON.parse((await signedCall(url, 'administrator', call)).text).count as number
}

/** Starts main.ts and waits for its ready line. */
const start = (...options: string[]): Promise<{ url: string; port: number; child: ChildProcess }> => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url)), ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)))
    child.stdout?.once('data', (line) =>
      resolve({ ...(JSON.parse(String(line)) as { url: string; port: number }), child }),
    )
  })
}

describe('state file', () => {
  it('survives a kill -9 of the process', async () => {
    const stateFile = join(folder, 'state.sqlite')
    const first = await start('--size', 's', '--seed', '5', '--state', stateFile)
    await signedCall(first.url, 'administrator', { method: 'POST', path: '/v2/partners/sub-customers', body: create })
    expect(await find(first.url)).toBe(1)
    first.child.removeAllListeners('exit')
    first.child.kill('SIGKILL')
    await new Promise((resolve) => first.child.once('exit', resolve))
    const second = await start('--size', 's', '--seed', '5', '--state', stateFile)
    expect(await find(second.url)).toBe(1)
  })

  it('reads its fault plan from a file', async () => {
    const faults = join(folder, 'faults.json')
    writeFileSync(
      faults,
      JSON.stringify({ rules: [{ operation: '*', nth: [1], fault: { kind: 'status', status: 502 } }] }),
    )
    const { url } = await start('--faults', faults)
    const call = { method: 'GET', path: '/v2/bases/measurements' }
    expect((await signedCall(url, 'administrator', call)).status).toBe(502)
    expect((await signedCall(url, 'administrator', call)).status).toBe(200)
  })

  it('is refused under another seed, and never left half-made', async () => {
    const stateFile = join(folder, 'state.sqlite')
    writeFileSync(`${stateFile}.new`, 'what an interrupted start left')
    await (await startPartnerApi({ size: 's', seed: 5, stateFile })).close()
    expect(existsSync(`${stateFile}.new`)).toBe(false)
    await expect(startPartnerApi({ size: 's', seed: 6, stateFile })).rejects.toThrow('holds size s, seed 5')
  })

  it('made with other tables it is put aside, whole, and a new one is made', async () => {
    const stateFile = join(folder, 'state.db')
    const first = await startPartnerApi({ size: 's', stateFile })
    first.state.exec('create table of_another_version (id integer)')
    first.state.pragma('user_version = 1')
    await first.close()
    const second = await startPartnerApi({ size: 's', stateFile })
    const has = 'select count(*) from sqlite_master where name = ?'
    expect(second.state.prepare(has).pluck().get('of_another_version')).toBe(0)
    expect(second.state.prepare('select count(*) from customers').pluck().get()).toBeGreaterThan(0)
    await second.close()
    const aside = new Database(`${stateFile}.older`)
    expect(aside.prepare(has).pluck().get('of_another_version')).toBe(1)
    aside.close()
  })

  it('the same seed and time give the same rows', async () => {
    const clock = () => Date.UTC(2026, 0, 5)
    const rows = async () => {
      const api = await startPartnerApi({ size: 's', seed: 9, clock })
      const all = api.state.prepare('select * from customer_json order by id').all()
      await api.close()
      return all
    }
    expect(await rows()).toEqual(await rows())
  })
})
