/** Money is exact: text to fen and back, at every size the program takes. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Fen, fen, formatYuan, MAX_FEN, parseYuan, sumFen, yuanText } from '#shared/money.ts'

const seed = Date.now() % 2 ** 31
const anyFen = fc.integer({ min: -MAX_FEN, max: MAX_FEN }).map((value) => fen(value))

/** The obviously right way: digits as BigInt, the point put in by hand. */
function slowText(amount: number): string {
  const value = BigInt(amount)
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

describe(`money (seed ${seed})`, () => {
  it('reads back exactly what it wrote, over the whole range', () => {
    fc.assert(
      fc.property(anyFen, (amount) => {
        expect(yuanText(amount)).toBe(slowText(amount))
        expect(parseYuan(yuanText(amount))).toBe(amount)
      }),
      { seed, numRuns: 2000 },
    )
  })

  it('adds without losing a fen, whatever the order', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.integer({ min: -1e12, max: 1e12 }).map((value) => fen(value)),
          { maxLength: 50 },
        ),
        (amounts) => {
          const exact = amounts.reduce((sum, amount) => sum + BigInt(amount), 0n)
          expect(BigInt(sumFen(amounts))).toBe(exact)
          expect(sumFen([...amounts].reverse())).toBe(sumFen(amounts))
        },
      ),
      { seed },
    )
  })

  it.each([
    ['0', 0],
    ['0.1', 10],
    ['0.10', 10],
    ['-0.01', -1],
    ['1234567.89', 123456789],
    ['12.3000', 1230],
    ['-0', 0],
    ['9999999999999.99', 999999999999999],
  ])('reads %s', (text, expected) => {
    expect(parseYuan(text)).toBe(expected)
  })

  it.each([
    '',
    '.',
    '1.',
    '.5',
    '1e3',
    '1,000',
    '１２',
    ' 1',
    '1 ',
    '0.001',
    '12.345',
    'NaN',
    'Infinity',
    '--1',
    '+1',
    '0x10',
    '90071992547409.92',
    '1234567890123456',
  ])('refuses %j rather than guess', (text) => {
    expect(parseYuan(text)).toBeNull()
  })

  it('shows amounts as the product writes them', () => {
    expect(formatYuan(fen(123456789))).toBe('¥1,234,567.89')
    expect(formatYuan(fen(-1200))).toBe('−¥12.00')
    expect(formatYuan(fen(0))).toBe('¥0.00')
    expect(formatYuan(fen(99999) as Fen)).toBe('¥999.99')
  })

  it('refuses a sum or an amount outside the exact range', () => {
    expect(() => sumFen([fen(MAX_FEN), fen(1)])).toThrow(RangeError)
    expect(() => fen(0.5)).toThrow(RangeError)
    expect(() => fen(2 ** 53)).toThrow(RangeError)
  })
})
