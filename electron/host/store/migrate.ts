/**
 * Schema steps: numbered from 1 without gaps, each in one transaction together with its number (SQLite's user_version),
 * so a kill at any moment leaves either the step before or the step after.
 */

import { guarded } from '#host/store/errors.ts'
import type { Db, Migration, Progress } from '#host/store/types.ts'
import { AppError } from '#shared/errors.ts'

/** Throws where the numbers are not 1, 2, 3, …: a mistake of the program, found by its tests. */
export function proveAscending(migrations: readonly Migration[]): void {
  for (const [place, { id, name }] of migrations.entries()) {
    if (id !== place + 1) throw new Error(`migration "${name}" has number ${id}, expected ${place + 1}`)
  }
}

export const schemaVersion = (db: Db): number => db.pragma('user_version', { simple: true }) as number

/** A file of a newer program is refused untouched; nothing offers to delete it. */
export function refuseNewer(db: Db, migrations: readonly Migration[], file: string): void {
  const version = schemaVersion(db)
  if (version > migrations.length) {
    throw new AppError('store-newer', { retry: 'after-fix', detail: { file, version, known: migrations.length } })
  }
}

export interface MigrateOptions {
  /** Copies the file; called once, before the first step, only where the file already holds an older schema. */
  readonly backup?: () => void
  readonly progress?: Progress
}

/** Brings the schema up to date; throws `store-newer`, `disk-full`, `store-damaged`, or what a step throws. */
export function migrate(
  db: Db,
  migrations: readonly Migration[],
  options: MigrateOptions = {},
): { from: number; to: number } {
  proveAscending(migrations)
  return guarded(db.name, () => {
    refuseNewer(db, migrations, db.name)
    const from = schemaVersion(db)
    const due = migrations.slice(from)
    if (from > 0 && due.length > 0) options.backup?.()
    for (const [done, migration] of due.entries()) {
      options.progress?.(done, due.length, migration.name)
      const step = db.transaction(() => {
        migration.up(db)
        // References are checked once at the end of a step, so a step may rebuild tables in any order.
        if ((db.pragma('foreign_key_check') as unknown[]).length > 0)
          throw new Error(`migration "${migration.name}" breaks a reference`)
        db.pragma(`user_version = ${migration.id}`)
      })
      // Cannot be switched inside a transaction; dropping a table would otherwise delete what refers to it.
      db.pragma('foreign_keys = OFF')
      try {
        step.immediate()
      } finally {
        db.pragma('foreign_keys = ON')
      }
    }
    if (due.length > 0) options.progress?.(due.length, due.length, 'schema')
    return { from, to: schemaVersion(db) }
  })
}
