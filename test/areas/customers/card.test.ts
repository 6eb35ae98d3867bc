import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { namesOf } from '#host/areas/customers/names.ts'
import { getCustomer, listCustomers, revealCustomers, searchCustomers } from '#host/areas/customers/queries.ts'
import type { Scope } from '#host/person.ts'
import { CustomerCard, CustomerRow } from '#shared/contract/customers.ts'
import { AppError } from '#shared/errors.ts'
import { type Book, finish, insertSql, NOW, openBook, type Stored } from '#test/areas/customers/book.ts'

let book: Book
const all: Scope = { kind: 'all' }
const person: Partial<Stored> = {
  customer_id: 'secret-1',
  name: '深圳市云帆信息技术有限公司',
  account_name: 'yunfan_shenzhen',
  telephone: '13812345678',
  email: 'li.lei@example.com',
  association_type: '2',
  manager: 'rep_1',
  amount: 12_345,
  debt: 6,
  currency: 'CNY',
  balance_as_of: NOW,
  gone_at: null,
  extra: null,
}

function add(id: number, change: Partial<Stored>): void {
  const row = { ...(book.rows[0] as Stored), ...person, ...change, id }
  book.writer.prepare(insertSql).run(row)
}

beforeAll(async () => {
  book = openBook('s')
  add(1001, {})
  add(1002, { customer_id: 'c-2', association_type: '1', amount: 5, balance_as_of: NOW })
  add(1003, {
    customer_id: 'c-3',
    amount: null,
    balance_as_of: null,
    association_type: '9',
    name: null,
    telephone: '',
    email: null,
    tag_as_of: null,
  })
  add(1004, {
    customer_id: 'c-4',
    name: '长'.repeat(900),
    label: `${'签'.repeat(399)}\u{20000}`,
    extra:
      '{"tier":"gold","big":12345678901234567890,"list":[{"a":1}],"empty":null,"new_status":"A1","contact_mobile":13812345678}',
  })
  add(1005, { customer_id: 'c-5', extra: 'torn{', gone_at: NOW - 9 })
  add(1006, { customer_id: 'c-6', association_type: null })
  book.writer.exec(`INSERT INTO account_managers (account_name, name, as_of) VALUES ('rep_1', '李雷', 1)`)
  await finish(book)
})
afterAll(() => book.close())

const plain = ['云帆信息', 'yunfan_shenzhen', '12345678', 'li.lei']
const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (cause) {
    return cause instanceof AppError ? cause.value.code : String(cause)
  }
  return 'answered'
}

describe('R-CUST-01 masks', () => {
  test('R-CUST-01 name, account name, phone and mail never leave unmasked by list, search or card', () => {
    const sort = { column: 'associatedAt', descending: true } as const
    const answers = [
      listCustomers(book.reader, book.local, all, { filter: { customerId: 'secret-1' }, sort, after: null, limit: 10 }),
      searchCustomers(book.reader, book.local, all, { text: '13812345678', limit: 10 }),
      getCustomer(book.reader, book.local, all, { customerId: 'secret-1' }),
    ]
    for (const answer of answers) {
      const json = JSON.stringify(answer)
      expect(json).toContain('secret-1')
      for (const text of plain) expect(json).not.toContain(text)
    }
    expect(getCustomer(book.reader, book.local, all, { customerId: 'secret-1' }).row).toMatchObject({
      name: '深圳****公司',
      accountName: 'yu***n',
      telephone: '138****5678',
      email: 'l****@example.com',
      managerName: '李雷',
    })
  })

  test('R-CUST-01 a cursor carries no name', () => {
    const page = listCustomers(book.reader, book.local, all, {
      filter: { text: '云帆' },
      sort: { column: 'associatedAt', descending: true },
      after: null,
      limit: 1,
    })
    for (const text of plain) expect(page.next).not.toContain(text)
  })

  test('R-CUST-01 walking by account name one at a time tells no account name, nor can one be asked for', () => {
    const sort = { column: 'accountName', descending: false } as const
    const ask = (after: string | null) =>
      listCustomers(book.reader, book.local, all, { filter: {}, sort, after, limit: 1 })
    const names = book.rows.map(({ account_name }) => account_name).filter((name) => name.length > 3)
    let page = ask(null)
    const seen = [page.rows[0]?.customerId]
    for (let n = 0; n < 40 && page.next !== null; n++) {
      for (const name of [...names, 'yunfan_shenzhen']) expect(page.next).not.toContain(name)
      page = ask(page.next)
      seen.push(page.rows[0]?.customerId)
    }
    expect(new Set(seen).size).toBe(41)
    const id = (JSON.parse(page.next ?? '[]') as unknown[])[2]
    expect(codeOf(() => ask(JSON.stringify([0, 'yunfan', id])))).toBe('invalid-input')
    expect(codeOf(() => ask(JSON.stringify([0, 7, id])))).toBe('invalid-input')
  })

  test('the eye answers one column, for thirty seconds', () => {
    const revealed = revealCustomers(book.reader, all, { customerIds: ['secret-1', 'c-3', 'none'], field: 'name' }, NOW)
    expect(revealed).toEqual({ values: { 'secret-1': '深圳市云帆信息技术有限公司', 'c-3': '' }, hideAt: NOW + 30_000 })
    expect(revealCustomers(book.reader, all, { customerIds: ['secret-1'], field: 'email' }, NOW).values).toEqual({
      'secret-1': 'li.lei@example.com',
    })
    expect([
      ...(revealCustomers(book.reader, all, { customerIds: ['c-4'], field: 'name' }, NOW).values['c-4'] ?? ''),
    ]).toHaveLength(400)
  })
})

describe('R-CUST-03 scope', () => {
  const scopes: [string, Scope, string][] = [
    ['the rep of the customer', { kind: 'own', manager: 'rep_1' }, 'answered'],
    ['another rep', { kind: 'own', manager: 'rep_2' }, 'not-found'],
    ['a rep without a name', { kind: 'own', manager: '' }, 'not-found'],
    ['a director of the rep', { kind: 'team', managers: ['rep_0', 'rep_1'] }, 'answered'],
    ['a director of nobody', { kind: 'team', managers: [] }, 'not-found'],
    [
      'a director of very many',
      { kind: 'team', managers: Array.from({ length: 400 }, (_, rep) => `rep_${rep}`) },
      'answered',
    ],
  ]
  test.each(scopes)('R-CUST-03 %s: card, eye, list and search agree', (_name, scope, said) => {
    const seen = said === 'answered' ? 1 : 0
    const sort = { column: 'amount', descending: true } as const
    expect(codeOf(() => getCustomer(book.reader, book.local, scope, { customerId: 'secret-1' }))).toBe(said)
    expect(
      Object.keys(revealCustomers(book.reader, scope, { customerIds: ['secret-1'], field: 'name' }, NOW).values),
    ).toHaveLength(seen)
    expect(
      listCustomers(book.reader, book.local, scope, {
        filter: { customerId: 'secret-1' },
        sort,
        after: null,
        limit: 10,
      }).rows,
    ).toHaveLength(seen)
    expect(searchCustomers(book.reader, book.local, scope, { text: 'secret-1', limit: 10 }).rows).toHaveLength(seen)
  })
})

describe('card', () => {
  const card = (customerId: string) => CustomerCard.parse(getCustomer(book.reader, book.local, all, { customerId }))

  test('R-CUST-06 a balance only for resale customers, with its age; why there is none otherwise', () => {
    expect(card('secret-1')).toMatchObject({
      balance: { amount: 12_345, debt: 6, currency: 'CNY', asOf: NOW },
      balanceAbsent: null,
    })
    expect(card('c-2')).toMatchObject({ balance: null, balanceAbsent: 'consultative' })
    expect(card('c-3')).toMatchObject({ balance: null, balanceAbsent: 'not-yet' })
    expect(card('c-6')).toMatchObject({ balance: null, balanceAbsent: 'not-yet' })
    for (const id of ['c-2', 'c-6']) expect(card(id).row).toMatchObject({ amount: null, debt: null })
    expect(card('secret-1').row).toMatchObject({ amount: 12_345, debt: 6 })
  })

  test('R-CUST-45 who invoices', () => {
    expect(['secret-1', 'c-2', 'c-3'].map((id) => card(id).invoicedBy)).toEqual(['partner', 'vendor', 'unknown'])
  })

  test('R-CUST-01 unknown fields are kept and named; what may be a person in them is only described', () => {
    expect(card('c-4').unknownFields).toMatchObject({
      tier: '‹text, 4 chars›',
      list: '[{"a":"‹text, 1 chars›"}]',
      empty: 'null',
      new_status: 'A1',
      contact_mobile: '‹text, 11 chars›',
    })
    expect(card('c-5').unknownFields).toEqual({ extra: '‹text, 5 chars›' })
    expect(card('c-5').row.goneAt).toBe(NOW - 9)
  })

  test('every generated customer fits the contract, odd ones too', () => {
    for (const { customer_id } of book.rows) CustomerRow.parse(card(customer_id).row)
    // Cut between two characters, never inside one.
    expect(card('c-4').row.label?.isWellFormed()).toBe(true)
  })

  test('no such customer', () => {
    expect(codeOf(() => card('nobody'))).toBe('not-found')
  })
})

test('R-CUST-01 names beside rows of other areas are masked, R-CUST-03 and told only within the scope', () => {
  const ids = ['secret-1', 'c-3', 'nobody']
  const names = namesOf(book.reader, all, ids)
  expect(Object.keys(names).sort()).toEqual(['c-3', 'secret-1'])
  for (const word of plain) expect(JSON.stringify(names)).not.toContain(word)
  expect(names['c-3']).not.toBe('')
  expect(namesOf(book.reader, { kind: 'own', manager: 'somebody-else' }, ids)).toEqual({})
})
