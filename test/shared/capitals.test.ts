import fc from 'fast-check'
import nzh from 'nzh'
import { describe, expect, it } from 'vitest'
import { rmbCapitals } from '#shared/capitals.ts'
import { fen, MAX_FEN, parseYuan, yuanText } from '#shared/money.ts'

const capitals = (yuan: string): string => {
  const amount = parseYuan(yuan)
  if (amount === null) throw new Error(yuan)
  return rmbCapitals(amount)
}

describe('RMB capitals', () => {
  it.each([
    // The published examples of the rules for filling bills; of two allowed forms the one without the 零.
    ['1409.50', '人民币壹仟肆佰零玖元伍角'],
    ['6007.14', '人民币陆仟零柒元壹角肆分'],
    ['1680.32', '人民币壹仟陆佰捌拾元叁角贰分'],
    ['107000.53', '人民币壹拾万柒仟元伍角叁分'],
    ['16409.02', '人民币壹万陆仟肆佰零玖元零贰分'],
    ['325.04', '人民币叁佰贰拾伍元零肆分'],
    ['0', '人民币零元整'],
    ['0.01', '人民币壹分'],
    ['0.10', '人民币壹角'],
    ['10', '人民币壹拾元整'],
    ['1000000.05', '人民币壹佰万元零伍分'],
    ['100005000', '人民币壹亿零伍仟元整'],
    ['1000000000000', '人民币壹万亿元整'],
    ['-12', '人民币负壹拾贰元整'],
  ])('%s is %s', (yuan, text) => expect(capitals(yuan)).toBe(text))

  it('agrees with a second library for every amount, which writes no 整', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.integer({ min: -MAX_FEN, max: MAX_FEN }),
          fc.integer({ min: -1_000_000, max: 1_000_000 }),
          // Numbers of few digits with many zeros between them.
          fc
            .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 15 }), fc.integer({ min: 1, max: 9 }))
            .map(([a, b, digit]) => Math.min(digit * 10 ** a + 10 ** b, MAX_FEN)),
        ),
        (value) => {
          const amount = fen(value)
          expect(rmbCapitals(amount).replace(/整$/, '')).toBe(nzh.cn.toMoney(yuanText(amount)))
        },
      ),
      { numRuns: 5_000, verbose: true },
    )
  })
})
