/** Instants are UTC with whole seconds, months are Beijing's (R-PLAT-19). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { billingMonth, formatBeijing, parseInstant, toInstant } from '#shared/time.ts'

const seed = Date.now() % 2 ** 31

describe(`R-PLAT-19 time (seed ${seed})`, () => {
  it('reads back the instant it wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), (seconds) => {
        expect(parseInstant(toInstant(seconds * 1000))).toBe(seconds * 1000)
      }),
      { seed },
    )
  })

  it.each([
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-01',
    '2026-01-01T00:00:00',
    '2026-01-01T00:00:00+08:00',
    '2026-01-01 00:00:00',
    '',
    '2026-01-01T24:00:01Z',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeNull()
  })

  it('turns the month at midnight in Beijing, not in Greenwich', () => {
    expect(billingMonth(Date.UTC(2026, 9, 31, 15, 59, 59))).toBe('2026-10')
    expect(billingMonth(Date.UTC(2026, 9, 31, 16, 0, 0))).toBe('2026-11')
    expect(formatBeijing(Date.UTC(2026, 10, 21, 1, 5, 3))).toBe('2026-11-21 09:05:03')
  })
})
