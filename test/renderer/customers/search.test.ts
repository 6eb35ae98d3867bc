import { describe, expect, it } from 'vitest'
import { dayOf, dayStart } from '#renderer/areas/customers/dates.ts'
import {
  activeFilters,
  filterOf,
  parseQuestion,
  parseSearch,
  parseView,
  questionKey,
  sortOf,
  withPart,
} from '#renderer/areas/customers/search.ts'
import { CustomerFilter } from '#shared/contract/customers.ts'

describe('the address of the list', () => {
  it('reads a link, and a bad value loses that filter only', () => {
    const search = parseSearch({
      tab: 'nonsense',
      name: '云',
      level: ['V1', 'V2'],
      frozen: 'x',
      customerId: 12345,
      sort: 'phone',
      associatedFrom: -5,
    })
    expect(search).toEqual({ name: '云', level: ['V1', 'V2'], frozen: ['x'], customerId: '12345' })
    expect(CustomerFilter.safeParse(filterOf(search)).success).toBe(true)
  })

  it('R-CUST-05: empty values are no filter; full-width digits and letters are folded, texts trimmed', () => {
    const search = withPart(parseSearch({ name: '云' }), {
      name: '',
      customerId: ' １２３ＡＢ ',
      label: '重点（一）',
      level: [],
    })
    expect(search).toEqual({ customerId: '123AB', label: '重点（一）' })
    expect(activeFilters(search)).toBe(2)
  })

  it('is one question whatever the order of its parts, and leads back', () => {
    const a = parseSearch({ name: '云', level: ['V1'], sort: 'debt', descending: true })
    const b = parseSearch({ descending: true, sort: 'debt', level: ['V1'], name: '云' })
    expect(questionKey(a)).toBe(questionKey(b))
    expect(parseQuestion(questionKey(a))).toEqual(a)
    expect(parseQuestion(questionKey({}))).toEqual({})
    expect(sortOf({})).toEqual({ column: 'associatedAt', descending: true })
    expect(sortOf({ sort: 'level' })).toEqual({ column: 'level', descending: false })
  })

  it('a saved view that is no longer understood is left out', () => {
    expect(parseView('{"name":"云"}')).toEqual({ name: '云' })
    expect(parseView('not json')).toBeNull()
    expect(parseView('[1]')).toBeNull()
  })

  it('days are days of Beijing', () => {
    expect(dayStart('2026-11-21')).toBe(Date.UTC(2026, 10, 20, 16))
    expect(dayOf(Date.UTC(2026, 10, 20, 16))).toBe('2026-11-21')
    expect(dayStart('soon')).toBeNull()
  })
})
