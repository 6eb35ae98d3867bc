import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Case } from '#shared/contract/cases.ts'
import { NOW } from '../support/facts.ts'
import { faults, type Opened, open } from '../support/page.tsx'

const DAY = 86_400_000
const one = (change: Partial<Case> = {}): Case => ({
  caseId: 'RED-1',
  kind: 'RED_LETTER',
  title: '退票',
  period: null,
  customerId: null,
  amount: 100_00,
  status: 'TO_CONFIRM',
  since: NOW,
  expectedBy: null,
  rejectReason: null,
  deadline: null,
  contractParty: '华为云计算技术有限公司',
  medium: 'DIGITAL',
  invoiceKind: 'SPECIAL',
  invoiceNumber: '12345678',
  toAccount: null,
  tag: null,
  reclaimUntil: null,
  steps: [{ step: 'taxLogin', by: null, at: null }],
  reminder: null,
  ...change,
})
const at = (path: string, rows: Case[]): Opened => {
  const opened = open(path)
  opened.host.answering.set('cases.list', () => ({ rows, asOf: NOW }))
  opened.host.answering.set('cases.counts', () => ({ counts: [{ kind: 'RED_LETTER', all: rows.length, ours: 1 }] }))
  return opened
}

test('R-INC-27 a case says whose turn it is and what to do; its steps are ticked off', async () => {
  const { host, user } = at('/cases', [one({ reminder: { on: '2026-11-20', note: '查红字', due: true } })])
  await screen.findByText('轮到我们')
  await screen.findByText('今天该办：查红字')
  await user.click(screen.getByRole('button', { name: 'RED-1' }))
  const drawer = await screen.findByRole('dialog')
  await within(drawer).findByText('数电 (该签约主体可开：数电)')
  await user.click(within(drawer).getByRole('checkbox', { name: '登录国家税务总局电子发票服务平台' }))
  expect(host.calls).toContain('cases.tick {"caseId":"RED-1","step":"taxLogin","done":true}')
  expect(within(drawer).getByRole('link', { name: '打印办理清单' })).toBeTruthy()
})

test('a state that nobody knows stands as it is; an overdue vendor is told', async () => {
  at('/cases', [
    one({ status: 'JOINT_AUDIT' }),
    one({ caseId: 'RED-2', status: 'RETURN_REQUESTED', expectedBy: NOW - DAY }),
  ])
  await screen.findByText(/JOINT_AUDIT/)
  await screen.findByText(/^已超过预计/)
})

test('R-INC-31 who is no solution provider is told to switch; the page is accessible', async () => {
  const { host } = at('/cases?kind=OPPORTUNITY', [])
  host.facts.identity = { ...host.facts.identity, partnerKinds: ['GENERAL_DISTRIBUTOR'] }
  host.tell({ kind: 'tables', tables: ['own_member'] })
  await screen.findByText('本账号不是解决方案提供商，没有机会点激励；请切换到主账号。')
  expect(await faults()).toEqual([])
})

test('R-INC-10 the deadline stands on every page, with what is open, and is gone when it has passed', async () => {
  const until = Date.now() + 2.5 * DAY
  const { host } = open('/products')
  host.answering.set('deadlines.next', () => ({
    deadline: { period: '2026-10', until, warnFrom: until - 5 * DAY, bills: 2, openItems: 7 },
    openLimit: 0,
  }))
  host.tell({ kind: 'tables', tables: ['deadline_guard'] })
  const badge = await screen.findByRole('link', { name: /^2026-10 激励账单 .* 自动确认，剩 2 天，未结 7 项$/ })
  expect(badge.textContent).toBe('激励确认 剩 2 天')
  host.answering.set('deadlines.next', () => ({
    deadline: { period: '2026-10', until: Date.now() - 3600_000, warnFrom: 0, bills: 2, openItems: 7 },
    openLimit: 0,
  }))
  host.tell({ kind: 'tables', tables: ['deadline_guard'] })
  await expect.poll(() => screen.queryByRole('link', { name: /激励账单/ })).toBeNull()
})
