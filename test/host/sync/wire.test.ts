import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balanceColumns, customerColumns, mapBalance, mapCustomer, mapTag } from '#host/areas/customers/wire.ts'
import { mapAccount } from '#host/areas/funds/wire.ts'
import { mapMember, mapOwnMember } from '#host/areas/organization/wire.ts'
import { mapServiceType } from '#host/areas/products/wire.ts'
import type { Mapped } from '#host/sync/types.ts'
import { parseInstant } from '#shared/time.ts'

const rowOf = (columns: readonly string[], mapped: Mapped): Record<string, unknown> => {
  if (!mapped.ok) throw new Error(mapped.reason)
  return Object.fromEntries(columns.map((column, n) => [column, mapped.values[n]]))
}

describe('customers', () => {
  it('reads an amount written as a number exactly as the same one written as text', () => {
    const amount = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc
        .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.nat({ max: 999_999 }), fc.nat({ max: 6 }))
        .map(([whole, decimals, scale]) => Number(`${whole}.${String(decimals).padStart(6, '0').slice(0, scale)}`)),
      fc.nat({ max: 9_999_999_999_999 }).map((fen) => fen / 100),
    )
    const read = (value: unknown): unknown => {
      const mapped = mapBalance({ customer_id: 'c1', amount: value })
      return mapped.ok ? mapped.values[1] : mapped.reason
    }
    fc.assert(
      fc.property(amount, (value) => {
        expect(read(value)).toBe(read(String(value)))
      }),
      { numRuns: 2_000, verbose: 1 },
    )
  })

  it('R-CUST-28 maps what the catalog names, the first manager as the one, and keeps the rest', () => {
    const mapped = mapCustomer({
      customer_id: 'c1',
      customer: '深圳某某公司',
      account_name: 'hw1',
      associated_on: '2026-01-05T08:30:00Z',
      association_type: '2',
      customer_type: 1,
      is_frozen: 0,
      verified_status: '2',
      account_managers: [{ account_name: 'a' }, { account_name: 'b' }],
      new_field: [1],
    })
    expect(mapped).toMatchObject({ ok: true, key: 'c1' })
    expect(rowOf(customerColumns, mapped)).toMatchObject({
      customer_id: 'c1',
      name: '深圳某某公司',
      associated_at: Date.UTC(2026, 0, 5, 8, 30),
      customer_type: '1',
      frozen: '0',
      manager: 'a',
      more_managers: '["b"]',
      label: null,
      extra: '{"new_field":[1]}',
    })
  })

  it.each<[string, object, string]>([
    ['no id', { account_name: 'a' }, 'customer_id: text that is not empty expected'],
    [
      'an id too long for a page',
      { customer_id: 'c'.repeat(65) },
      'customer_id: key of at most 64 characters expected',
    ],
    ['an empty id', { customer_id: '' }, 'customer_id: text that is not empty expected'],
    [
      'a day that does not exist',
      { customer_id: 'c', associated_on: '2026-02-30T00:00:00Z' },
      'associated_on: UTC instant expected',
    ],
    ['a number for a text', { customer_id: 'c', label: 7 }, 'label: text expected'],
    ['half a code', { customer_id: 'c', is_frozen: 0.5 }, 'is_frozen: code expected'],
  ])('refuses %s', (_name, row, reason) => {
    expect(mapCustomer(row)).toMatchObject({ ok: false, reason })
  })

  it.each([
    ['0001-01-01T00:00:00Z', null],
    ['1969-12-31T23:59:59Z', null],
    ['1970-01-01T00:00:00Z', 0],
  ])('takes an instant before 1970 for none: %s', (associated_on, at) => {
    const mapped = mapCustomer({ customer_id: 'c'.repeat(64), associated_on })
    expect(rowOf(customerColumns, mapped).associated_at).toBe(at)
  })

  it('refuses what is no row at all', () => {
    for (const row of [null, 3, 'x', []])
      expect(mapCustomer(row)).toEqual({ ok: false, key: null, reason: 'object expected' })
  })
})

describe('amounts', () => {
  it('are exact from number or text, or refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 14), max: 10 ** 14 }), fc.boolean(), (fen, asText) => {
        const digits = String(Math.abs(fen)).padStart(3, '0')
        const text = `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
        const amount: unknown = asText ? text : JSON.parse(text)
        const row = rowOf(
          balanceColumns,
          mapBalance({ customer_id: 'c', amount, debt_amount: 0, currency: 'CNY', measure_id: 1 }),
        )
        expect(row.amount).toBe(fen === 0 ? 0 : fen)
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    [{ amount: 0.001 }],
    [{ amount: '1e3' }],
    [{ amount: true }],
    [{ amount: 1e21 }],
    [{ amount: 1, measure_id: 3 }],
    [{ amount: '12345678901234567890.00' }],
  ])('refuses %j', (given) => {
    expect(mapBalance({ customer_id: 'c', ...given }).ok).toBe(false)
    expect(mapAccount({ account_id: 'a', account_type: 1, currency: 'CNY', ...given }).ok).toBe(false)
  })

  it('an account without an amount is refused, not taken for zero', () => {
    expect(mapAccount({ account_id: 'a', account_type: 1 })).toMatchObject({ ok: false, key: 'a' })
  })
})

it('tags, members and services take open values and refuse wrong types', () => {
  expect(mapTag({ customer_id: 'c' })).toMatchObject({ ok: true, values: ['c', null, null, null, null] })
  expect(mapTag({ customer_id: 'c', effective_time: '2026-13' }).ok).toBe(false)
  expect(mapMember({ account_name: 'a', roles: ['NEW_ROLE'] })).toMatchObject({ ok: true })
  expect(mapMember({ account_name: 'a', roles: 'ADMIN' })).toMatchObject({ ok: false, key: 'a' })
  expect(
    mapOwnMember({ account_name: 'a', roles: [], permission_items: [], identity_kinds: [], partner_id: 'p' }),
  ).toMatchObject({ ok: true })
  expect(mapServiceType({ service_type_code: 'hws.service.type.obs' })).toMatchObject({
    ok: true,
    values: ['hws.service.type.obs', 'hws.service.type.obs', null, null],
  })
})

describe('instants', () => {
  it('are those of Date, without a rolled-over day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }),
        fc.nat({ max: 3 }),
        (date, decimals) => {
          const iso = date.toISOString()
          const text = decimals === 0 ? `${iso.slice(0, 19)}Z` : `${iso.slice(0, 20 + decimals)}Z`
          expect(parseInstant(text)).toBe(Date.parse(text))
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('nothing else is one', () => {
    const like = fc
      .tuple(fc.nat({ max: 9999 }), ...Array.from({ length: 5 }, () => fc.nat({ max: 99 })))
      .map(([year, ...rest]) => {
        const [month, day, hour, minute, second] = rest.map((part) => String(part).padStart(2, '0'))
        return `${String(year).padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}Z`
      })
    fc.assert(
      fc.property(fc.oneof(fc.string(), like), (text) => {
        const at = parseInstant(text)
        if (at !== null) expect(`${new Date(at).toISOString().slice(0, 19)}Z`).toBe(text)
        else
          expect(
            Number.isNaN(Date.parse(text)) ||
              !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ||
              new Date(Date.parse(text)).toISOString().slice(0, 19) !== text.slice(0, 19),
          ).toBe(true)
      }),
      { numRuns: 3_000 },
    )
    for (const text of [
      '2026-01-05',
      '2026-01-05T08:30:00',
      '2026-01-05T08:30:00+08:00',
      '2026-01-05t08:30:00Z',
      '2026-1-5T08:30:00Z',
      '2026-01-05T08:30:00.Z',
      '',
    ])
      expect(parseInstant(text)).toBeNull()
  })
})
