/** Authorizations as a person sees them: on the customer's page, in the frame while acting, and in the list. */
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ActingView, AuthorizationCard, AuthorizationRow } from '#shared/contract/authorizations.ts'
import type { CustomerCard } from '#shared/contract/customers.ts'
import { customerAt, NOW } from '../customers/customerData.ts'
import { type Facts, type FakeHost, startHost } from '../support/host.ts'
import { faults, open } from '../support/page.tsx'

const row = (more: Partial<AuthorizationRow>): AuthorizationRow => ({
  customerId: 'c1',
  customerName: '深圳****公司',
  manager: null,
  state: 'REQUESTED',
  waitsFor: 'CUSTOMER',
  letterAccepted: true,
  requestedBy: 'hzyd_rep',
  requestedAt: Date.parse('2026-11-20T01:02:03Z'),
  decidedBy: null,
  decidedAt: null,
  reason: null,
  updatedAt: 1,
  ...more,
})

function host(card: Partial<AuthorizationCard>, more: Partial<Facts> = {}): FakeHost {
  const made = startHost(more)
  made.answering.set(
    'customers.get',
    (): CustomerCard => ({
      row: { ...customerAt(4), customerId: 'c1' },
      countryCode: null,
      moreManagers: [],
      xaccountId: null,
      xaccountType: null,
      tag: null,
      balance: null,
      balanceAbsent: 'not-yet',
      invoicedBy: 'partner',
      unknownFields: {},
      asOf: NOW,
    }),
  )
  made.answering.set('authorizations.get', () => ({
    customerId: 'c1',
    associationType: '2',
    authorization: null,
    refusal: { rule: 'R-AUTH-01', reason: 'never-asked' },
    letterNeeded: true,
    queued: false,
    asOf: 1,
    ...card,
  }))
  return made
}

const block = () => screen.findByRole('region', { name: '客户授权' })

test('R-AUTH-08 R-AUTH-05 the request shows what it allows and waits for the letter', async () => {
  const made = host({})
  made.answering.set('authorizations.request', () => ({ groupId: 'g', intents: [] }))
  const { user } = open('/customers/c1', {}, made)
  await user.click(await within(await block()).findByRole('button', { name: '申请授权' }))
  const dialog = await screen.findByRole('dialog')
  const scope = within(dialog).getByRole('region', { name: '授权范围' })
  expect(within(scope).getAllByRole('listitem')).toHaveLength(6)
  expect(scope.textContent).toContain('重置云服务的密码')
  const go = within(dialog).getByRole('button', { name: '申请授权' })
  expect(go).toHaveProperty('disabled', true)
  await user.click(within(dialog).getByRole('checkbox'))
  expect(await faults(dialog)).toEqual([])
  await user.click(go)
  await expect
    .poll(() => made.calls.find((call) => call.startsWith('authorizations.request')))
    .toContain('"letterAccepted":true')
})

test('R-AUTH-03 R-AUTH-07 a request says who has to agree, and the reminder is ready', async () => {
  open('/customers/c1', {}, host({ authorization: row({ waitsFor: 'DISTRIBUTOR' }), letterNeeded: false }))
  const shown = await block()
  await within(shown).findByText('待总经销商同意')
  expect(shown.textContent).toContain('总经销商同意，之后再由客户同意')
  expect(shown.textContent).toContain('账号中心 > 我的合作伙伴 > 授权管理')
  expect(within(shown).queryByRole('button', { name: '切换角色' })).toBeNull()
  expect(within(shown).queryByRole('button', { name: /申请授权/ })).toBeNull()
})

test('R-AUTH-04 a withdrawal shows the customer’s reason; a grant advises CTS', async () => {
  open(
    '/customers/c1',
    {},
    host({
      authorization: row({
        state: 'REVOKED',
        waitsFor: null,
        decidedBy: 'CUSTOMER',
        decidedAt: 2,
        reason: '改由自行下单',
      }),
    }),
  )
  const shown = await block()
  await within(shown).findByText('原因：改由自行下单')
  within(shown).getByRole('button', { name: '重新申请授权' })
})

test('R-AUTH-01 what the live check refuses is said in the rule’s words', async () => {
  const made = host({ authorization: row({ state: 'GRANTED', waitsFor: null, decidedAt: 2 }), refusal: null })
  made.failing.set('authorizations.act', {
    code: 'no-agency',
    detail: { customerId: 'c1', rule: 'R-AUTH-01', reason: 'revoked' },
  })
  const { user } = open('/customers/c1', {}, made)
  const shown = await block()
  await within(shown).findByText(/CTS/)
  await user.click(within(shown).getByRole('button', { name: '切换角色' }))
  await within(shown).findByText('客户已取消授权。')
})

const acting: ActingView = {
  acting: {
    customerId: 'c1',
    customerName: '深圳****公司',
    since: Date.parse('2026-11-20T02:05:00Z'),
    checkedAt: Date.parse('2026-11-20T02:06:00Z'),
  },
  ended: null,
}

test.each(['/', '/customers', '/settings', '/authorizations'])(
  'R-AUTH-09 while acting, %s shows so, with the way back',
  async (path) => {
    const made = startHost()
    made.answering.set('authorizations.acting', () => acting)
    const { user } = open(path, {}, made)
    const bar = await screen.findByRole('region', { name: '代客身份' })
    expect(bar.textContent).toContain('深圳****公司')
    expect(bar.textContent).toContain('自 10:05 起')
    expect(await faults(bar)).toEqual([])
    await user.click(within(bar).getByRole('button', { name: /切换角色/ }))
    expect(made.calls).toContain('authorizations.return {}')
  },
)

test('R-AUTH-09 an end that came by itself says why and offers to ask again', async () => {
  const made = host({ authorization: row({ state: 'REVOKED' }), letterNeeded: false })
  made.answering.set('authorizations.acting', () => ({
    acting: null,
    ended: { customerId: 'c1', customerName: '深圳****公司', refusal: { rule: 'R-AUTH-01', reason: 'revoked' }, at: 3 },
  }))
  const { user } = open('/', {}, made)
  const bar = await screen.findByRole('alert')
  expect(bar.textContent).toContain('客户已取消授权。')
  await user.click(within(bar).getByRole('button', { name: '重新申请授权' }))
  await screen.findByRole('dialog')
})

test('R-AUTH-04 a grant that was taken back is told on every page until it is noted', async () => {
  const made = startHost()
  made.answering.set('authorizations.news', () => ({
    changes: [
      { customerId: 'c1', customerName: '深圳****公司', from: 'GRANTED', to: 'REVOKED', reason: '到期', at: 7 },
      { customerId: 'c2', customerName: '北京****公司', from: 'REQUESTED', to: 'DECLINED', reason: null, at: 9 },
    ],
    more: 0,
  }))
  const { user } = open('/', {}, made)
  await screen.findByText('深圳****公司 的授权已失效：到期')
  await user.click(screen.getByRole('button', { name: '知道了' }))
  expect(made.calls).toContain('authorizations.seen {"until":9}')
})

test('the list has states with counts, opens a customer, and names work that waits', async () => {
  const made = startHost()
  made.answering.set('authorizations.list', () => ({
    rows: [
      row({ state: 'GRANTED', waitsFor: null }),
      row({ customerId: 'c2', customerName: '北京****公司', state: 'NEW_STATE', waitsFor: null }),
    ],
    next: null,
    asOf: 1,
  }))
  made.answering.set('authorizations.count', () => ({
    total: 2,
    tabs: { all: 2, GRANTED: 1, REQUESTED: 0, DECLINED: 0, REVOKED: 0, ENDED: 0 },
  }))
  made.answering.set('authorizations.missing', () => ({
    rows: [
      {
        customerId: 'c3',
        customerName: '广州****公司',
        state: 'NONE',
        waitsFor: null,
        refusal: { rule: 'R-AUTH-01', reason: 'never-asked' },
        work: [{ kind: 'intents', count: 3 }],
      },
    ],
    total: 1,
    asOf: 1,
  }))
  open('/authorizations', {}, made)
  await screen.findByText('1 位客户有准备好的业务，但还没有授权')
  expect(screen.getByRole('main').textContent).toContain('待发送 3 项')
  const grid = await screen.findByRole('grid')
  await within(grid).findByText('北京****公司')
  expect(grid.textContent).toContain('NEW_STATE')
  expect(screen.getByRole('tab', { name: /已授权\s*1/ })).toBeDefined()
  expect(await faults(screen.getByRole('main'))).toEqual([])
})

test('who may not act is not offered it', async () => {
  const made = host({ authorization: row({ state: 'GRANTED', waitsFor: null }), refusal: null })
  made.facts.identity = { ...made.facts.identity, permissions: ['customer.read', 'authorization.read', 'sync.read'] }
  open('/customers/c1', {}, made)
  const shown = await block()
  await within(shown).findByText('已授权')
  expect(within(shown).queryByRole('button', { name: '切换角色' })).toBeNull()
})
