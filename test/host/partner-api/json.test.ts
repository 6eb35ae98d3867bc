import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseExact } from '#host/partner-api/json.ts'

it('keeps every digit of a number that a binary float would lose', () => {
  expect(parseExact('{"amount":12345678901234567.89,"b":[0.12345678901234567, -1234567890123456789],"c":1.5}')).toEqual(
    {
      amount: '12345678901234567.89',
      b: ['0.12345678901234567', '-1234567890123456789'],
      c: 1.5,
    },
  )
})

it('leaves texts that look like long numbers alone', () => {
  const value = { 'a:1234567890123456789': 'x:1234567890123456789,[1234567890123456789', id: '1234567890123456789' }
  expect(parseExact(JSON.stringify(value))).toEqual(value)
})

it('is JSON.parse for everything with 15 digits at most, and exact beyond', () => {
  const decimal = fc
    .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.nat({ max: 8 }))
    .map(([minus, digits, scale]) => {
      const text = String(digits).padStart(scale + 1, '0')
      const whole = scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`
      return `${minus ? '-' : ''}${whole}`
    })
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), decimal)), (pairs) => {
      const read = parseExact(
        `[${pairs.map(([text, number]) => `{"t":${JSON.stringify(text)},"n":${number}}`).join(',')}]`,
      ) as { t: string; n: unknown }[]
      pairs.forEach(([text, number], at) => {
        expect(read[at]?.t).toBe(text)
        const n = read[at]?.n
        if (typeof n === 'string') expect(n).toBe(number)
        else expect([String(n), number, sameDecimal(String(n), number)]).toEqual([String(n), number, true])
      })
    }),
    { numRuns: 300 },
  )
})

/** Equal as decimals, whatever zeros and exponents are written. */
function sameDecimal(a: string, b: string): boolean {
  const plain = (text: string): string => {
    const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e')
    const minus = mantissa.startsWith('-')
    const [whole = '', decimals = ''] = mantissa.replace('-', '').split('.')
    const digits = (whole + decimals).replace(/^0+/, '')
    const scale = decimals.length - Number(exponent)
    const trimmed = digits.replace(/0+$/, '')
    return trimmed === '' ? '0' : `${minus ? '-' : ''}${trimmed}e${digits.length - trimmed.length - scale}`
  }
  return plain(a) === plain(b)
}
