// A customer's resources and consumption on the card, and the lists of the day.
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { CustomerCard } from '#shared/contract/customers.ts'
import type { PeriodResource } from '#shared/contract/resources.ts'
import { customerAt } from '../customers/customerData.ts'
import { NOW, status } from '../support/facts.ts'
import { startHost } from '../support/host.ts'
import { faults, open } from '../support/page.tsx'

const DAY = 86_400_000
const row = customerAt(4)

const card: CustomerCard = {
  row,
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
}

const resource = (resourceId: string, change: Partial<PeriodResource> = {}): PeriodResource => ({
  resourceId,
  name: resourceId,
  serviceCode: 'hws.service.type.ec2',
  serviceName: '弹性云服务器',
  typeName: '云主机',
  regionCode: 'cn-north-4',
  spec: 's6.large.2',
  status: '2',
  effectiveAt: NOW - 30 * DAY,
  expireAt: Date.now() + 5 * DAY,
  goneAt: null,
  main: true,
  parentId: null,
  expirePolicy: '3',
  projectName: 'default',
  ...change,
})

const opened = (tab: string, answers: Record<string, (input: never) => unknown>, facts = {}) => {
  const host = startHost(facts)
  host.answering.set('customers.get', () => card)
  for (const [name, answer] of Object.entries(answers)) host.answering.set(name, answer)
  return open(`/customers/${row.customerId}?tab=${tab}`, facts, host)
}

test('opening reads the customer at once; dependants stand under their main one, unknown codes are shown', async () => {
  let asOf: number | null = null
  const { host } = opened('resources', {
    'resources.period': () => ({
      rows: [
        resource('server'),
        resource('disk', { main: false, parentId: 'server' }),
        resource('odd', { status: '77', expirePolicy: '99', expireAt: null, name: null }),
      ],
      total: 3,
      asOf,
    }),
    'resources.refresh': () => {
      asOf = Date.now()
      return {}
    },
  })
  const block = await screen.findByRole('region', { name: '包年/包月资源' })
  await waitFor(() => expect(host.calls.filter((call) => call.startsWith('resources.refresh'))).toHaveLength(1))
  expect(within(block).getByText('1 个附属资源随主资源')).toBeTruthy()
  expect(within(block).queryByText('disk')).toBeNull()
  expect(within(block).getByText(/5 天后/)).toBeTruthy()
  expect(block.textContent).toContain('77')
  expect(block.textContent).toContain('99')
  expect(await faults()).toEqual([])
})

test('offline nothing is asked; what is here stays readable and says how old it is', async () => {
  const { host } = opened(
    'resources',
    { 'resources.period': () => ({ rows: [resource('server')], total: 1, asOf: NOW - DAY }) },
    { status: { ...status, connection: 'offline' } },
  )
  await screen.findByText('离线：显示最近一次读取的资源。')
  expect(await screen.findAllByText('server')).not.toHaveLength(0)
  expect((screen.getByRole('button', { name: /重新读取/ }) as HTMLButtonElement).disabled).toBe(true)
  expect(host.calls.some((call) => call.startsWith('resources.refresh'))).toBe(false)
})

test('R-CUST-41 consumption says that it is no base for settlement; months add up; a figure opens its details', async () => {
  const sum = (month: string, serviceCode: string, amount: number) => ({
    month,
    serviceCode,
    serviceName: `服务 ${serviceCode}`,
    chargeMode: '3',
    amount,
    refunds: 0,
    discount: 0,
    coupon: 0,
    debt: 0,
  })
  const { host, user } = opened('consumption', {
    'consumption.sums': () => ({
      rows: [sum('2026-11', 'a', 12_345), sum('2026-11', 'b', -345), sum('2026-10', 'a', 100)],
      asOf: NOW,
    }),
    'consumption.details': () => ({ rows: [], hidden: 3, unreadable: 0, next: null, total: 3, at: NOW }),
  })
  const block = await screen.findByRole('region', { name: '月度消费' })
  expect(block.textContent).toContain('不作为结算、还款或开票的依据')
  const totals = await within(block).findByText('当月合计')
  expect(totals.closest('tr')?.textContent).toBe('当月合计¥120.00¥1.00¥121.00')
  expect(await faults()).toEqual([])
  await user.click(within(block).getByRole('button', { name: '¥1.00 查看 2026-10 服务 a 的明细' }))
  await screen.findByText(/已隐藏 3 条应付金额为 0 的明细/)
  expect(host.calls.find((call) => call.startsWith('consumption.details'))).toContain('"month":"2026-10"')
})

test('the lists of the day: a digit chooses the list, Enter opens the resources, arrears lead to the customers', async () => {
  const host = startHost()
  host.answering.set('resources.dueFigures', () => ({
    lists: (['7', '15', '30', 'expired'] as const).map((list) => ({
      list,
      customers: 1,
      resources: 2,
      autoRenewing: 0,
    })),
    arrears: { customers: 4, debt: 100 },
    readCustomers: 10,
    allCustomers: 50,
    asOf: NOW,
  }))
  host.answering.set('resources.due', ({ list }: { list: string }) => ({
    rows: [
      {
        customerId: row.customerId,
        customerName: `名单 ${list}`,
        manager: null,
        associationType: '2',
        resources: 2,
        autoRenewing: 0,
        firstAt: NOW + DAY,
        spent: null,
      },
    ],
    total: 1,
    months: null,
  }))
  const { user, path } = open('/due', {}, host)
  await screen.findByText('名单 7')
  expect(screen.getByText(/已读取 10 \/ 50 个客户的资源/)).toBeTruthy()
  await user.keyboard('3')
  await user.click(await screen.findByText('名单 30'))
  await user.keyboard('{Enter}')
  await waitFor(() => expect(path()).toContain(`/customers/${row.customerId}`))
  expect(path()).toContain('resources')
})
