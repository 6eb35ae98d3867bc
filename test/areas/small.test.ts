/** Members, account managers, the partner's balances, reference lists. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { partnerBalance } from '#host/areas/funds/queries.ts'
import { listManagers, listMembers } from '#host/areas/organization/queries.ts'
import { listProducts } from '#host/areas/products/queries.ts'
import { funds } from '#shared/contract/funds.ts'
import { ManagerRow, MemberRow } from '#shared/contract/organization.ts'
import { type Book, openBook } from '#test/areas/customers/book.ts'

let book: Book
beforeAll(() => {
  book = openBook('s')
  book.writer.exec(`
    INSERT INTO members (account_name, name, telephone, email, roles, director, status, created_at, as_of, gone_at) VALUES
      ('b_rep', '李小雷', '13812345678', 'lei@example.com', '["ACCOUNT_MANAGER","NEW_ROLE"]', 'a_dir', 'ACTIVE', 5, 1, NULL),
      ('a_dir', '王', NULL, '', '[]', NULL, NULL, NULL, 1, NULL),
      ('c_gone', '走了', NULL, NULL, '[]', NULL, NULL, NULL, 1, 2);
    INSERT INTO account_managers (account_name, name, director, as_of, gone_at) VALUES
      ('rep_0', '甲', 'a_dir', 1, NULL), ('rep_1', NULL, NULL, 1, NULL), ('rep_gone', '乙', NULL, 1, 3);
    INSERT INTO partner_accounts (account_id, account_type, amount, designated, credit, currency, memo, as_of, gone_at) VALUES
      ('x2', '2', -5, NULL, 100, 'CNY', NULL, 1, NULL), ('x1', '1', 9007199254740991, 7, NULL, 'CNY', 'm', 1, NULL), ('old', '7', 1, NULL, NULL, 'CNY', NULL, 1, 4);
    INSERT INTO service_types (code, name, abbreviation, as_of) VALUES ('s.ecs', '弹性云服务器', 'ECS', 1), ('s.obs', '对象存储', NULL, 1);
    INSERT INTO resource_types (code, name, description, service_type_code, as_of, gone_at) VALUES
      ('r.vm', '云主机', 'd', 's.ecs', 1, NULL), ('r.disk', '盘', NULL, 's.ecs', 1, NULL), ('r.old', '旧', NULL, 's.ecs', 1, 2);`)
})
afterAll(() => book.close())

test('members that are there now, person data masked, unknown roles kept', () => {
  const { rows } = listMembers(book.reader)
  for (const row of rows) MemberRow.parse(row)
  expect(rows).toEqual([
    {
      accountName: 'a_dir',
      name: '*',
      telephone: '',
      email: '',
      roles: [],
      director: null,
      status: null,
      createdAt: null,
    },
    {
      accountName: 'b_rep',
      name: '李*雷',
      telephone: '138****5678',
      email: 'l****@example.com',
      roles: ['ACCOUNT_MANAGER', 'NEW_ROLE'],
      director: 'a_dir',
      status: 'ACTIVE',
      createdAt: 5,
    },
  ])
})

test('account managers with their linked customers, within the scope', () => {
  const { rows } = listManagers(book.reader, { kind: 'all' })
  for (const row of rows) ManagerRow.parse(row)
  const of = (rep: string): number => book.rows.filter((row) => row.manager === rep && row.gone_at === null).length
  expect(rows).toEqual([
    { accountName: 'rep_0', name: '甲', director: 'a_dir', customers: of('rep_0') },
    { accountName: 'rep_1', name: '', director: null, customers: of('rep_1') },
  ])
  expect(listManagers(book.reader, { kind: 'own', manager: 'rep_1' }).rows.map((row) => row.accountName)).toEqual([
    'rep_1',
  ])
  expect(listManagers(book.reader, { kind: 'team', managers: [] }).rows).toEqual([])
})

test('balances are exact to the last fen, sums over linked resale customers', () => {
  const answer = partnerBalance(book.reader)
  const known = book.rows.filter((row) => row.association_type === '2' && row.gone_at === null && row.amount !== null)
  expect(answer.accounts.map(({ accountId, amount }) => [accountId, amount])).toEqual([
    ['x1', Number.MAX_SAFE_INTEGER],
    ['x2', -5],
  ])
  expect(answer.customersAvailable).toBe(known.reduce((sum, row) => sum + Number(row.amount), 0))
  expect(answer.customersDebt).toBe(known.reduce((sum, row) => sum + Number(row.debt), 0))
  expect(answer.customersWithBalance).toBe(known.length)
  expect(
    funds.partnerBalance['~orpc'].outputSchema?.safeParse({ ok: true, value: { ...answer, asOf: null } }).success,
  ).toBe(true)
})

test('an amount beyond the exact range is refused, never rounded', () => {
  book.writer.exec(`UPDATE partner_accounts SET amount = 9007199254740993 WHERE account_id = 'x1'`)
  expect(() => partnerBalance(book.reader)).toThrow(/answer-unreadable/)
  book.writer.exec(`UPDATE partner_accounts SET amount = 1 WHERE account_id = 'x1'`)
})

test('R-PLAT-24 service types count the resource types that are there now', () => {
  expect(listProducts(book.reader)).toEqual({
    serviceTypes: [
      { code: 's.ecs', name: '弹性云服务器', abbreviation: 'ECS', resourceTypes: 2 },
      { code: 's.obs', name: '对象存储', abbreviation: null, resourceTypes: 0 },
    ],
    resourceTypes: [
      { code: 'r.disk', name: '盘', description: null, serviceTypeCode: 's.ecs' },
      { code: 'r.vm', name: '云主机', description: 'd', serviceTypeCode: 's.ecs' },
    ],
  })
})
