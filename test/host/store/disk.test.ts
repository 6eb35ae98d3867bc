/** R6: a full disk and a folder that cannot be written, in a process of its own. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openReader } from '#host/store/open.ts'

const key = new Uint8Array(32).fill(5)
const child = join(import.meta.dirname, 'prepare-child.ts')
const root = process.getuid?.() === 0
/** A user without rights of its own, where the tests run as root. */
const NOBODY = 65_534

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'disk-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

function run(
  folder: string,
  now: number,
  options: { asNobody?: boolean; fileBlocks?: number } = {},
): { outcome: string; notes: number } {
  const command =
    options.fileBlocks === undefined
      ? [process.execPath]
      : ['/bin/sh', '-c', `ulimit -f ${options.fileBlocks}; exec "$0" "$@"`, process.execPath]
  const ended = spawnSync(command[0] ?? '', [...command.slice(1), child, folder, String(now)], {
    encoding: 'utf8',
    timeout: 60_000,
    ...(options.asNobody && root ? { uid: NOBODY, gid: NOBODY } : {}),
  })
  expect(ended.signal, ended.stderr).toBeNull()
  expect(ended.status, ended.stderr).toBe(0)
  return JSON.parse(ended.stdout)
}

const countNotes = (folder: string): number => {
  const db = openReader({ file: join(folder, 'local.db'), key })
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    return db.prepare('SELECT count(*) FROM customer_notes').pluck().get() as number
  } finally {
    db.close()
  }
}

/** A file system of this size, where the tests may make one; null elsewhere. */
function smallDisk(kilobytes: number): { folder: string; end(): void } | null {
  const folder = join(dir, 'small')
  mkdirSync(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return null
  }
  return { folder, end: () => void execFileSync('umount', [folder]) }
}

test.skipIf(process.platform === 'win32')(
  'R6 a disk that fills up: every acknowledged note is there, the rest says disk-full',
  () => {
    const disk = smallDisk(3_000)
    // Without a small disk, a limit on the size of a file refuses the writes in its place.
    const folder = disk?.folder ?? join(dir, 'limited')
    const limit = disk ? {} : { fileBlocks: 1_200 }
    try {
      let acknowledged = 0
      const outcomes: string[] = []
      for (let start = 1; start <= 4; start += 1) {
        const { outcome, notes } = run(folder, start * 1000, limit)
        acknowledged += notes
        outcomes.push(outcome)
        expect(countNotes(folder)).toBe(acknowledged)
      }
      expect(acknowledged).toBeGreaterThan(0)
      // Not everything fits, and nothing but the disk is blamed.
      expect(new Set(outcomes)).toEqual(new Set(['disk-full']))
      expect(readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.part'))).toEqual([])
    } finally {
      disk?.end()
    }
  },
)

test.skipIf(process.platform === 'win32')('R6 a disk that is full before the first start', () => {
  const disk = smallDisk(8)
  const folder = disk?.folder ?? join(dir, 'limited')
  try {
    expect(run(folder, 1000, disk ? {} : { fileBlocks: 4 })).toEqual({ outcome: 'disk-full', notes: 0 })
  } finally {
    disk?.end()
  }
})

test.skipIf(process.platform === 'win32')('R6 a folder that cannot be written says so and stays as it is', () => {
  const folder = join(dir, 'closed')
  mkdirSync(folder)
  expect(run(folder, 1000).outcome).toBe('works')
  const names = readdirSync(folder)
  const before = names.filter((name) => name.endsWith('.db')).map((name) => readFileSync(join(folder, name)))
  chmodSync(dir, 0o755)
  for (const name of [...names, '.']) chmodSync(join(folder, name), name.endsWith('.db') ? 0o444 : 0o555)
  expect(run(folder, 2000, { asNobody: true })).toEqual({ outcome: 'folder-read-only', notes: 0 })
  chmodSync(folder, 0o755)
  expect(readdirSync(folder)).toEqual(names)
  expect(names.filter((name) => name.endsWith('.db')).map((name) => readFileSync(join(folder, name)))).toEqual(before)
})

test.skipIf(process.platform === 'win32')('R6 a workspace folder that cannot be made says so', () => {
  chmodSync(dir, 0o555)
  if (root) chownSync(dir, 0, 0)
  expect(run(join(dir, 'never'), 1000, { asNobody: true })).toEqual({ outcome: 'folder-read-only', notes: 0 })
  chmodSync(dir, 0o755)
})
