import Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'
import { type AuditEntry, append, entriesOf, verify } from '#host/audit/audit.ts'
import { auditTables } from '#host/audit/tables.ts'
import type { Db } from '#host/store/types.ts'

const entry = (over: Partial<AuditEntry> = {}): AuditEntry => ({
  at: 1_795_000_000_000,
  actor: 'wang.fang',
  action: 'customers.saveNote',
  target: 'customer:c1',
  detail: { afterText: '回访', beforeText: null },
  result: 'done',
  online: true,
  device: 'laptop-7',
  ...over,
})

let db: Db
const add = (over?: Partial<AuditEntry>): number => db.transaction(() => append(db, entry(over)))()

beforeEach(() => {
  db = new Database(':memory:')
  db.exec(auditTables)
})

/** What somebody with the key and a tool could do to the file. */
const tamper = (sql: string): void => {
  db.exec('DROP TRIGGER audit_keeps_rows; DROP TRIGGER audit_loses_no_row')
  db.exec(sql)
}

describe('R-ORG-16 the local audit is append-only and hash-chained', () => {
  test('an entry keeps actor, time, action, target, before and after, result, online and device', () => {
    add()
    add({ target: 'customer:c2', online: false, result: 'refused' })
    expect(entriesOf(db, 'customer:c1', 10)).toEqual([entry()])
    expect(entriesOf(db, 'customer:c2', 10)).toEqual([
      entry({ target: 'customer:c2', online: false, result: 'refused' }),
    ])
    expect(verify(db)).toEqual({ ok: true, entries: 2 })
  })

  test('a row can neither be changed nor removed', () => {
    add()
    expect(() => db.exec("UPDATE audit SET actor = 'nobody'")).toThrow('append-only')
    expect(() => db.exec('DELETE FROM audit')).toThrow('append-only')
  })

  test('an entry stands and falls with the transaction of its cause', () => {
    expect(() => append(db, entry())).toThrow('transaction')
    expect(() =>
      db.transaction(() => {
        append(db, entry())
        throw new Error('the change failed')
      })(),
    ).toThrow('the change failed')
    expect(verify(db)).toEqual({ ok: true, entries: 0 })
  })

  test.each([
    ['a changed actor', "UPDATE audit SET actor = 'li.lei' WHERE seq = 2", { brokenAt: 2, reason: 'hash' }],
    ['a changed time', 'UPDATE audit SET at = at + 1 WHERE seq = 3', { brokenAt: 3, reason: 'hash' }],
    ['a row taken out', 'DELETE FROM audit WHERE seq = 2', { brokenAt: 3, reason: 'gap' }],
    [
      'two fields grown together',
      "UPDATE audit SET actor = 'wang.fangc', action = 'ustomers.saveNote' WHERE seq = 1",
      { brokenAt: 1, reason: 'hash' },
    ],
    [
      'a forged row whose own hash was recomputed',
      "UPDATE audit SET hash = 'f' || substr(hash, 2) WHERE seq = 1",
      { brokenAt: 1, reason: 'hash' },
    ],
    [
      'rows put in another order',
      'UPDATE audit SET seq = CASE seq WHEN 2 THEN 30 WHEN 3 THEN 20 ELSE seq END WHERE seq IN (2, 3)',
      { brokenAt: 4, reason: 'gap' },
    ],
  ])('tampering shows: %s', (_name, sql, broken) => {
    for (let n = 0; n < 4; n++) add({ at: entry().at + n })
    tamper(sql)
    expect(verify(db)).toEqual({ ok: false, ...broken })
  })

  test('the same facts in another order are the same text', () => {
    add({ detail: { a: 1, b: 2 } })
    add({ detail: { b: 2, a: 1 } })
    const texts = db.prepare('SELECT detail FROM audit').pluck().all()
    expect(new Set(texts).size).toBe(1)
  })
})
