import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cacheMigrations, localMigrations } from '#host/schema.ts'
import { migrate, proveAscending, schemaVersion } from '#host/store/migrate.ts'
import { openLocal } from '#host/store/open.ts'
import type { Db, Migration } from '#host/store/types.ts'
import { AppError } from '#shared/errors.ts'
import { key, steps } from '#test/host/store/migration-steps.ts'

let dir: string
let file: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'migrate-'))
  file = join(dir, 'a.db')
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const withDb = <T>(work: (db: Db) => T): T => {
  const db = openLocal({ file, key })
  try {
    return work(db)
  } finally {
    db.close()
  }
}
const table = (id: number, name: string): Migration => ({
  id,
  name,
  up: (db) => void db.exec(`CREATE TABLE ${name} (a)`),
})

test('numbers must ascend from 1 without gaps', () => {
  expect(() => proveAscending([table(1, 'a'), table(3, 'b')])).toThrow(/number 3, expected 2/)
  expect(() => proveAscending([table(2, 'a')])).toThrow(/expected 1/)
  expect(() => proveAscending([table(1, 'a'), table(1, 'b')])).toThrow(/expected 2/)
})

test("the program's own steps ascend and run on empty files", () => {
  for (const list of [cacheMigrations, localMigrations]) {
    rmSync(file, { force: true })
    withDb((db) => expect(migrate(db, list)).toEqual({ from: 0, to: list.length }))
  }
})

test('a new file is not copied first; an older one with rows is, once, before its first step', () => {
  let copies = 0
  const backup = (): void => {
    copies += 1
  }
  withDb((db) => {
    migrate(db, [table(1, 'a')], { backup })
    expect(copies).toBe(0)
    db.exec('INSERT INTO a VALUES (1)')
    const said: string[] = []
    migrate(db, [table(1, 'a'), table(2, 'b'), table(3, 'c')], {
      backup,
      progress: (done, total, step) => said.push(`${done}/${total} ${step}`),
    })
    expect(copies).toBe(1)
    expect(said).toEqual(['0/2 b', '1/2 c', '2/2 schema'])
    expect(db.prepare('SELECT a FROM a').pluck().all()).toEqual([1])
    migrate(db, [table(1, 'a'), table(2, 'b'), table(3, 'c')], { backup })
    expect(copies).toBe(1)
  })
})

test('a step that fails leaves the version before it, whole', () => {
  withDb((db) => {
    const broken: Migration = {
      id: 2,
      name: 'broken',
      up: (inside) => {
        inside.exec('CREATE TABLE half (a); INSERT INTO a VALUES (2)')
        throw new Error('in the middle')
      },
    }
    expect(() => migrate(db, [table(1, 'a'), broken])).toThrow(AppError)
    expect(schemaVersion(db)).toBe(1)
    expect(db.prepare(`SELECT name FROM sqlite_schema WHERE name = 'half'`).get()).toBeUndefined()
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
  })
})

test('a step that breaks a reference is undone', () => {
  withDb((db) => {
    const first: Migration = {
      id: 1,
      name: 'pair',
      up: (inside) =>
        void inside.exec(
          'CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p(id)); INSERT INTO p VALUES (1); INSERT INTO c VALUES (1)',
        ),
    }
    migrate(db, [first])
    expect(() =>
      migrate(db, [first, { id: 2, name: 'lose', up: (inside) => void inside.exec('DELETE FROM p') }]),
    ).toThrow()
    expect(db.prepare('SELECT count(*) FROM p').pluck().get()).toBe(1)
  })
})

test('a file of a newer program is refused and stays as it is', () => {
  withDb((db) => migrate(db, [table(1, 'a'), table(2, 'b')]))
  withDb((db) => {
    let code = ''
    try {
      migrate(db, [table(1, 'a')])
    } catch (cause) {
      code = (cause as AppError).value.code
    }
    expect(code).toBe('store-newer')
    expect(schemaVersion(db)).toBe(2)
  })
})

describe('R9', () => {
  /** Runs the migration in a process of its own and kills it after so many milliseconds; true where it was killed. */
  const killedAfter = (ms: number): Promise<boolean> =>
    new Promise((done, fail) => {
      const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'migration-child.ts'), file], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      child.on('error', fail)
      // Counted from the moment it begins, so that the kill falls into the work and not into the start of Node.
      child.stdout?.once('data', () => setTimeout(() => child.kill('SIGKILL'), ms))
      child.on('exit', (_code, signal) => done(signal === 'SIGKILL'))
    })

  test('R9: killed twenty times at any moment of a migration, the file is a whole version each time and the steps end', async () => {
    withDb((db) => migrate(db, steps.slice(0, 1)))
    const before = withDb((db) => db.prepare('SELECT count(*), sum(a) FROM rows').raw().get())
    let kills = 0
    for (let round = 0; round < 20; round += 1) {
      if (await killedAfter(Math.round((round * 37) % 90))) kills += 1
      withDb((db) => {
        expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
        const version = schemaVersion(db)
        const columns = (db.pragma('table_info(rows)') as unknown[]).length
        // Each step adds one column and fills it, or neither.
        expect(columns).toBe(version + 1)
        for (let step = 2; step <= version; step += 1) {
          expect(db.prepare(`SELECT count(*) FROM rows WHERE c${step} IS NOT a * ${step}`).pluck().get()).toBe(0)
        }
        expect(db.prepare('SELECT count(*), sum(a) FROM rows').raw().get()).toEqual(before)
        // From the beginning again once it has come to its end.
        if (version === steps.length) {
          db.exec(
            steps
              .slice(1)
              .map(({ id }) => `ALTER TABLE rows DROP COLUMN c${id}`)
              .join(';'),
          )
          db.pragma('user_version = 1')
        }
      })
    }
    expect(kills).toBeGreaterThan(5)
    withDb((db) => expect(migrate(db, steps).to).toBe(steps.length))
  }, 120_000)
})
