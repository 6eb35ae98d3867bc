/** Masks hide what must be hidden and never cut a character in half (R-CUST-01). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskAccount, maskMail, maskName, maskPerson, maskPhone } from '#shared/mask.ts'

const seed = Date.now() % 2 ** 31

describe(`R-CUST-01 masks (seed ${seed})`, () => {
  it.each([
    [maskPerson, '张三', '张*'],
    [maskPerson, '张小明', '张*明'],
    [maskPerson, '欧阳小明', '欧**明'],
    [maskPerson, '张', '*'],
    [maskName, '深圳市某某科技有限公司', '深圳****公司'],
    [maskName, '张小明', '张*明'],
    [maskPhone, '13812345678', '138****5678'],
    [maskPhone, '0755-12345678', '075****5678'],
    [maskPhone, '1234', '****'],
    [maskPhone, '123456', '****56'],
    [maskMail, 'li.lei@example.com', 'l****@example.com'],
    [maskMail, 'no-at-sign', 'no****gn'],
    [maskAccount, 'hz_company_01', 'hz***1'],
    [maskAccount, 'ab', '**'],
  ] as const)('%o(%s) is %s', (mask, plain, masked) => {
    expect(mask(plain)).toBe(masked)
  })

  it('never cuts a rare character in half', () => {
    const name = '𠮷㛃𠮷𠮷㛃𠮷'
    for (const masked of [maskName(name), maskPerson(name), maskAccount(name)]) expect(masked.isWellFormed()).toBe(true)
    expect(maskName(name)).toBe('𠮷㛃****㛃𠮷')
  })

  it('shows at most four characters of a name, seven of a phone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (plain) => {
        const shown = (masked: string): number => [...masked].filter((c) => c !== '*').length
        expect(shown(maskName(plain))).toBeLessThanOrEqual(4 + [...plain].filter((c) => c === '*').length)
        expect(shown(maskPhone(plain.replaceAll('*', '')))).toBeLessThanOrEqual(7)
        if ([...plain.trim()].length > 4) expect(maskName(plain)).not.toBe(plain)
      }),
      { seed },
    )
  })
})
