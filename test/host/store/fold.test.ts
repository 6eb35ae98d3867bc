import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldText, foldWords } from '#host/store/fold.ts'

test.each([
  ['ＡＢＣ１２３', 'abc123'],
  ['深圳\u3000市', '深圳 市'],
  ['Café Zürich', 'cafe zurich'],
  ['Cafe\u0301', 'cafe'],
  ['云\u200b帆\u200d科技', '云帆科技'],
  ['合同\u202Efdp.exe', '合同fdp.exe'],
  ['a\u0000b\tc\nd', 'a b c d'],
  ['𠮷野㛃', '𠮷野㛃'],
  ['İ', 'i'],
  ['\ud800x', '\ufffdx'],
  ['（株）㈱', '(株)(株)'],
])('%j folds to %j', (text, folded) => {
  expect(foldText(text)).toBe(folded)
})

test('words are split at any space and empty ones left out', () => {
  expect(foldWords(' 深圳 \u3000 YF\u00a0云 深圳 ')).toEqual(['深圳', 'yf', '云'])
  expect(foldWords(' \u200b\u3000\t ')).toEqual([])
})

test('a part of a text stays a part when both are folded, and folding twice changes nothing', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      (before, part, after) => {
        expect(foldText(before + part + after)).toBe(foldText(before) + foldText(part) + foldText(after))
        expect(foldText(foldText(part))).toBe(foldText(part))
      },
    ),
    { verbose: 1 },
  )
})

test('no folded character is folded further or split by the tokenizer of pairs', () => {
  const db = new Database(':memory:')
  db.exec(`CREATE VIRTUAL TABLE p USING fts5(text, tokenize="unicode61 remove_diacritics 0 categories 'L* N* P* S* M* C*'");
    CREATE VIRTUAL TABLE v USING fts5vocab(p, 'instance')`)
  const insert = db.prepare('INSERT INTO p (rowid, text) VALUES (?, ?)')
  const points: number[] = []
  for (let point = 0x21; point < 0x110000; point += point < 0x30000 ? 1 : 251) {
    if (point >= 0xd800 && point < 0xe000) continue
    const character = String.fromCodePoint(point)
    if (foldText(character) === character) points.push(point)
  }
  db.transaction(() => {
    for (const point of points) insert.run(point, `a${String.fromCodePoint(point)}`)
  })()
  const terms = new Map(db.prepare('SELECT doc, term FROM v').raw().all() as [number, string][])
  expect(points.filter((point) => terms.get(point) !== `a${String.fromCodePoint(point)}`)).toEqual([])
  db.close()
})
