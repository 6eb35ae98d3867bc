// A store whose process dies at a chosen commit: what was not committed is lost, and nothing is written afterwards.
import type { Db } from '#host/store/types.ts'

export class Died extends Error {}

export interface Mortal {
  readonly db: Db
  /** Commits so far. */
  readonly commits: number
  readonly died: Promise<void>
}

/** @param at number of the commit, from 1; `before` loses it, `after` keeps it. Null = lives on. */
export const makeMortal = (real: Db, at: { commit: number; when: 'before' | 'after' } | null): Mortal => {
  let commits = 0
  let dead = false
  const { promise: died, resolve } = Promise.withResolvers<void>()
  const die = (): never => {
    dead = true
    resolve()
    throw new Died()
  }
  /** A write outside any transaction is a commit of its own. */
  const commit = <T>(work: () => T): T => {
    if (dead) throw new Died()
    if (real.inTransaction) return work()
    commits += 1
    if (commits === at?.commit && at.when === 'before') die()
    const result = work()
    if (commits === at?.commit) die()
    return result
  }
  const transaction = (work: (...given: unknown[]) => unknown): unknown => {
    if (dead) throw new Died()
    const run = real.transaction((...given: unknown[]) => {
      const result = work(...given)
      commits += 1
      // Thrown inside, it rolls back: as if the process had ended before the commit.
      if (commits === at?.commit && at.when === 'before') die()
      return result
    })
    return (...given: unknown[]) => {
      if (dead) throw new Died()
      const mine = commits + 1
      const result = run(...given)
      if (mine === at?.commit) die()
      return result
    }
  }
  const prepare = (sql: string): unknown => {
    const statement = real.prepare(sql)
    if (/^\s*SELECT/i.test(sql)) return statement
    const { run } = statement
    statement.run = (...given: unknown[]) => commit(() => run.apply(statement, given as never))
    return statement
  }
  const db = new Proxy(real, {
    get: (target, name) => {
      if (name === 'transaction') return transaction
      if (name === 'prepare') return prepare
      if (name === 'exec') return (sql: string) => commit(() => real.exec(sql))
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? (value as (...given: unknown[]) => unknown).bind(target) : value
    },
  })
  return {
    db,
    died,
    get commits() {
      return commits
    },
  }
}
