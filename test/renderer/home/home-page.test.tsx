import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { customer, status } from '../support/facts.ts'
import { open } from '../support/page.tsx'

const nobody = {
  known: false,
  accountName: '',
  name: '',
  roles: [],
  permissions: [],
  scope: 'own' as const,
  partnerKinds: [],
  asOf: null,
}

test('each count leads to its rows', async () => {
  open('/')
  const panel = await screen.findByRole('region', { name: '客户' })
  const debt = await within(panel).findByRole('link', { name: /有欠款/ })
  expect(debt.textContent).toContain('12')
  expect(debt.getAttribute('href')).toContain('/customers?tab=debt')
  expect(within(panel).getByRole('link', { name: /全部/ }).textContent).toContain('2,000')
})

test('who to follow up, with what is due', async () => {
  open('/')
  const panel = await screen.findByRole('region', { name: '待回访' })
  const row = await within(panel).findByRole('link', { name: /瑞达/ })
  expect(row.getAttribute('href')).toContain('/customers/c1')
})

test('who is in debt, with manager and amount', async () => {
  open('/', { customers: [{ ...customer, debt: 1_234_56 }] })
  const panel = await screen.findByRole('region', { name: '有欠款的客户' })
  const row = await within(panel).findByRole('link', { name: /瑞达.*诸葛伟.*¥1,234.56/ })
  expect(row.getAttribute('href')).toContain('/customers/c1')
})

test('the balance shows every account, of unknown types too, with its age', async () => {
  open('/')
  const panel = await screen.findByRole('region', { name: '伙伴账户' })
  await within(panel).findByText('¥86,543,210.55')
  expect(within(panel).getByText('未知类型 42')).toBeTruthy()
})

test('while nobody knows who sits here nothing is shown and it says why', async () => {
  const { host } = open('/', { identity: nobody, status: { ...status, asOf: null } })
  await screen.findByText('正在确认您的身份')
  expect(host.calls.some((call) => call.startsWith('customers.'))).toBe(false)
})

test('a rep is not offered what the role lacks', async () => {
  open('/', {
    identity: { ...nobody, known: true, name: '李雷', roles: ['rep'], permissions: ['customer.read', 'product.read'] },
  })
  await screen.findByRole('heading', { name: '李雷，您好' })
  await screen.findByText('您看到的是自己名下的客户')
  expect(screen.queryByRole('region', { name: '伙伴账户' })).toBeNull()
  const navigation = screen.getByRole('navigation', { name: '主导航' })
  expect(within(navigation).queryByRole('link', { name: '伙伴账户' })).toBeNull()
  expect(within(navigation).getByRole('link', { name: '客户' })).toBeTruthy()
})
