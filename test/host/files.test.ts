import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openPreferences } from '#host/areas/settings/preferences.ts'
import { openLog } from '#host/log/log.ts'
import { readSettings, writeSettings } from '#host/workspaces/files.ts'
import { openRegistry, type WorkspaceFile } from '#host/workspaces/registry.ts'

const Schema = z.object({ value: z.int() })
let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'))
  path = join(folder, 'app.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('settings files survive a torn write', () => {
  test('a file is whole after writing, and no temporary file stays', () => {
    expect(readSettings(path, Schema)).toEqual({ found: 'absent' })
    writeSettings(path, { value: 1 })
    writeSettings(path, { value: 2 })
    expect(readSettings(path, Schema)).toEqual({ found: 'whole', value: { value: 2 } })
    expect(readdirSync(folder).sort()).toEqual(['app.json', 'app.json.last-good'])
  })

  test.each([
    ['cut in half', () => truncateSync(path, 5)],
    ['empty', () => truncateSync(path, 0)],
    ['full of zeros', () => writeFileSync(path, Buffer.alloc(40))],
    ['of another shape', () => writeFileSync(path, '{"value":"two"}')],
    ['gone', () => rmSync(path)],
  ])('a file that is %s gives the last good copy', (_name, tear) => {
    writeSettings(path, { value: 7 })
    tear()
    expect(readSettings(path, Schema)).toMatchObject({ found: 'restored', value: { value: 7 } })
  })

  test('a crash between file and copy leaves the newer file', () => {
    writeSettings(path, { value: 1 })
    writeFileSync(path, '{"value":2}')
    expect(readSettings(path, Schema)).toEqual({ found: 'whole', value: { value: 2 } })
  })

  test('both torn is said, not hidden', () => {
    writeSettings(path, { value: 1 })
    truncateSync(path, 3)
    truncateSync(`${path}.last-good`, 3)
    expect(readSettings(path, Schema)).toMatchObject({ found: 'torn' })
  })
})

const workspace = (workspaceId: string): WorkspaceFile => ({
  version: 1,
  workspaceId,
  name: 'A',
  site: 'china',
  endpoint: 'https://bss.example.com',
  demo: false,
  createdAt: 1,
  key: { backend: 'keychain', bytes: 'AAAA' },
  credential: { kind: 'ak-sk', hint: 'WXYZ', wrapped: { backend: 'keychain', bytes: 'BBBB' } },
})

describe('registry and preferences', () => {
  const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
  const other = '01ARZ3NDEKTSV4RRFFQ69G5FAW'

  test('a torn workspace.json is restored and healed; one beyond help is kept and named', () => {
    const log = openLog(join(folder, 'logs'))
    const registry = openRegistry(folder, log)
    registry.save(workspace(id))
    registry.save(workspace(other))
    registry.noteOpened(id, 5)
    truncateSync(join(folder, 'workspaces', id, 'workspace.json'), 10)
    for (const name of ['workspace.json', 'workspace.json.last-good']) {
      truncateSync(join(folder, 'workspaces', other, name), 10)
    }
    const again = openRegistry(folder, log)
    log.close()
    expect(again.list()).toEqual([workspace(id)])
    expect(again.torn()).toEqual([other])
    expect(existsSync(join(folder, 'workspaces', other))).toBe(true)
    expect(again.lastOpened).toBe(id)
    expect(JSON.parse(readFileSync(join(folder, 'workspaces', id, 'workspace.json'), 'utf8'))).toEqual(workspace(id))
    expect(readdirSync(join(folder, 'logs'))).toHaveLength(1)
  })

  test('what the page sees of a workspace holds no wrapped byte', () => {
    const log = openLog(join(folder, 'logs'))
    const info = openRegistry(folder, log).infoOf(workspace(id))
    expect(JSON.stringify(info)).not.toMatch(/AAAA|BBBB/)
    expect(info).toMatchObject({ credentialHint: 'WXYZ', keyring: 'keychain' })
    log.close()
  })

  test('torn preferences fall back and never stop the start', () => {
    const log = openLog(join(folder, 'logs'))
    const preferences = openPreferences(folder, log)
    preferences.set({ language: 'en' })
    preferences.set({ theme: 'dark' })
    truncateSync(join(folder, 'preferences.json'), 4)
    expect(openPreferences(folder, log).get()).toMatchObject({ language: 'en', theme: 'dark' })
    truncateSync(join(folder, 'preferences.json'), 4)
    truncateSync(join(folder, 'preferences.json.last-good'), 4)
    expect(openPreferences(folder, log).get()).toMatchObject({ language: 'zh', theme: 'system' })
    log.close()
  })
})
