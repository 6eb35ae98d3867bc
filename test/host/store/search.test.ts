import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foldText, foldWords } from '#host/store/fold.ts'
import { openCacheWriter } from '#host/store/open.ts'
import { buildSearch, candidatesFor, countCandidates, holdsAll, searchBuilt, updateSearch } from '#host/store/search.ts'
import type { Db, SearchSpec } from '#host/store/types.ts'
import { AppError } from '#shared/errors.ts'

const spec: SearchSpec = {
  name: 'things_search',
  table: 'things',
  columns: ['title', 'code'],
  textOf: (row) =>
    [row.title, row.code]
      .map((value) => foldText(String(value ?? '')).trim())
      .filter(Boolean)
      .join('\n'),
}

const never = new AbortController().signal
let dir: string
let db: Db

const characters = [...'深圳市云帆信息技术有限公司上海科长重庆𠮷㛃龘ａＢｃ0012389xyz._-@"\'*()% é']
const character = fc.constantFrom(...characters)
const title = fc.string({ unit: character, minLength: 0, maxLength: 14 })

/** Rows that truly hold every word, by plain string search. */
const model = (texts: Map<number, string>, fragment: string): number[] => {
  const words = foldWords(fragment)
  return [...texts]
    .filter(([, text]) => words.every((word) => text.includes(word)))
    .map(([id]) => id)
    .sort((a, b) => a - b)
}

const found = (fragment: string): number[] => {
  const words = foldWords(fragment)
  const candidates = candidatesFor(db, spec, words)
  const verify = candidates.exact ? '' : `AND ${holdsAll(words, 't')}`
  const sql = `SELECT t.id FROM (${candidates.sql}) hit JOIN things_search_text t ON t.id = hit.id WHERE 1 ${verify} ORDER BY 1`
  return db
    .prepare(sql)
    .pluck()
    .all(...candidates.params, ...(candidates.exact ? [] : words)) as number[]
}

const texts = (): Map<number, string> =>
  new Map(
    (db.prepare('SELECT id, title, code FROM things').all() as { id: number; title: string; code: string }[]).map(
      (row) => [row.id, spec.textOf(row)],
    ),
  )

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'search-'))
  db = openCacheWriter({ file: join(dir, 'a.db'), key: new Uint8Array(32) })
  db.exec('CREATE TABLE things (id INTEGER PRIMARY KEY, title TEXT, code TEXT)')
  const titles = fc.sample(
    fc.tuple(title, fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), maxLength: 20 })),
    { numRuns: 6_000, seed: 20_261_121 },
  )
  const insert = db.prepare('INSERT INTO things (id, title, code) VALUES (?, ?, ?)')
  db.transaction(() => {
    for (const [place, [name, code]] of titles.entries()) insert.run(place * 3 + 1, name, code)
  })()
})
afterAll(() => {
  db.close()
  rmSync(dir, { recursive: true, force: true })
})

describe('building', () => {
  test('nothing is built, and changes are left alone, before the build begins', () => {
    expect(searchBuilt(db, spec)).toBe(false)
    updateSearch(db, spec, [1, 4])
    expect(searchBuilt(db, spec)).toBe(false)
  })

  test('an aborted build goes on where it was; rows changed and added meanwhile are right at the end', async () => {
    const stop = new AbortController()
    const building = buildSearch(db, spec, () => stop.abort(), stop.signal)
    await expect(building).rejects.toSatisfy((cause) => cause instanceof AppError && cause.value.code === 'cancelled')
    expect(searchBuilt(db, spec)).toBe(false)
    const position = db.prepare('SELECT position FROM search_states').pluck().get() as number
    expect(position).toBeGreaterThan(1)
    db.transaction(() => {
      db.exec(
        `UPDATE things SET title = '改名重庆' WHERE id IN (1, ${position + 3}); INSERT INTO things VALUES (99999, '新来的𠮷', 'ff')`,
      )
      db.exec('DELETE FROM things WHERE id = 4')
      updateSearch(db, spec, [1, 4, position + 3, 99_999])
    })()
    const steps: number[] = []
    await buildSearch(db, spec, (done, total) => steps.push(done / (total ?? 1)), never)
    expect(searchBuilt(db, spec)).toBe(true)
    expect(steps.at(-1)).toBe(1)
    const all = new Map(db.prepare('SELECT id, text FROM things_search_text').raw().all() as [number, string][])
    expect(all).toEqual(texts())
    await buildSearch(db, spec, () => expect.unreachable(), never)
  })
})

describe('P2 recall: what is found equals a full scan', () => {
  test('for random fragments of 1 to 6 characters', () => {
    const all = texts()
    const fragment = fc.oneof(
      fc.string({ unit: character, minLength: 1, maxLength: 6 }),
      // Parts of real texts, so that most queries have hits.
      fc.tuple(fc.constantFrom(...all.values()), fc.nat(), fc.integer({ min: 1, max: 6 })).map(([text, at, length]) => {
        const points = [...text]
        const start = at % Math.max(points.length, 1)
        return points.slice(start, start + length).join('')
      }),
    )
    const many = fc.array(fragment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '))
    fc.assert(
      fc.property(fc.oneof({ weight: 3, arbitrary: fragment }, { weight: 1, arbitrary: many }), (text) => {
        fc.pre(foldWords(text).length > 0)
        expect(found(text)).toEqual(model(all, text))
      }),
      { numRuns: 600, verbose: 1 },
    )
  })

  test('a long word is asked by its beginning and verified to its end', () => {
    const code = '0123456789abcdef0123456789abcdef'
    db.exec(`INSERT INTO things VALUES (100010, '', '${code}'), (100013, '', '${code.slice(0, 14)}zz')`)
    updateSearch(db, spec, [100_010, 100_013])
    expect(candidatesFor(db, spec, [code]).exact).toBe(false)
    expect(found(code)).toEqual([100_010])
    expect(found(code.slice(0, 14))).toEqual([100_010, 100_013])
    expect(found(`${code.slice(0, 14)}zzzz`)).toEqual([])
  })

  test('a match never crosses from one line into the next', () => {
    db.exec(`INSERT INTO things VALUES (100002, 'qqww', 'eerr')`)
    updateSearch(db, spec, [100_002])
    expect(found('wwee')).toEqual([])
    expect(found('we')).toEqual([])
    expect(found('w')).toContain(100_002)
  })

  test('updates are repeatable and deletes are forgotten', () => {
    updateSearch(db, spec, [100_002, 100_002])
    expect(found('qqww')).toEqual([100_002])
    db.exec('DELETE FROM things WHERE id = 100002')
    updateSearch(db, spec, [100_002])
    updateSearch(db, spec, [100_002])
    expect(found('qqww')).toEqual([])
    expect(found('qq')).not.toContain(100_002)
  })

  test('the rarest way of asking is taken, the other words are verified', () => {
    const rare = candidatesFor(db, spec, ['云', '𠮷㛃', '0'])
    expect(rare.params[0]).toBe('𠮷㛃')
    expect(rare.exact).toBe(false)
    db.exec(`INSERT INTO things VALUES (100040, 'zzqqzz龘', ''), (100041, 'zzqqzz', ''), (100042, 'zzqqzz', '')`)
    updateSearch(db, spec, [100_042, 100_040, 100_041])
    db.exec(`UPDATE things SET title = 'ζ' || title WHERE id = 100040`)
    updateSearch(db, spec, [100_040])
    // A short word beside long ones is asked where it has fewer rows than they have together.
    expect(candidatesFor(db, spec, ['zzqq', 'ζ']).params[0]).toBe('ζ')
    expect(candidatesFor(db, spec, ['zzqqzz', '0']).params[0]).toBe('"zzqqzz"')
    expect(found('zzqq ζ')).toEqual([100_040])
    expect(found('qqzz zz')).toEqual([100_040, 100_041, 100_042])
  })

  test('rows told of in any order and twice leave one index part a commit', () => {
    const ids = Array.from({ length: 300 }, (_, at) => 200_000 + ((at * 7) % 300))
    const put = db.prepare('INSERT INTO things (id, title, code) VALUES (?, ?, ?)')
    const parts = (): number =>
      db.prepare('SELECT count(DISTINCT id >> 37) FROM things_search_trigrams_data').pluck().get() as number
    const before = parts()
    db.transaction(() => {
      for (const id of ids) put.run(id, `新增${id}`, 'ee')
      updateSearch(db, spec, [...ids, ...ids])
    })()
    expect(parts() - before).toBeLessThanOrEqual(1)
    expect(found('新增200')).toHaveLength(300)
  })

  test('counting stops one above the limit', () => {
    const candidates = candidatesFor(db, spec, ['云'])
    const total = found('云').length
    expect(total).toBeGreaterThan(50)
    expect(countCandidates(db, candidates, 50)).toBe(51)
    expect(countCandidates(db, candidates)).toBe(total)
  })
})

describe('attacks on the query language', () => {
  test.each([
    '"',
    '""',
    '"a" OR "b"',
    'NEAR(a b)',
    'a NEAR/2 b',
    'a*',
    '*',
    '-a',
    '^a',
    'text:a',
    '{text}:a',
    'a AND',
    'NOT a',
    '(',
    ')',
    "'",
    "'; DROP TABLE things;--",
    'a\u0000b',
    '\u0000',
    '\ud800',
    '\udfff深圳',
    '🚀',
    '👨‍👩‍👧‍👦',
    '\\',
    '%',
    '_',
    '\u202E',
    '龘'.repeat(200),
    '+',
    'a + b',
    '𠮷"',
    '"𠮷',
  ])('%j is only text', (text) => {
    const words = foldWords(text)
    if (words.length === 0) return
    expect(found(text)).toEqual(model(texts(), text))
  })
})
