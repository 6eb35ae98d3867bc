// Acts on resources as a person does them: what is refused is said and left out, nothing leaves twice.
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { CustomerCard } from '#shared/contract/customers.ts'
import type { PeriodResource } from '#shared/contract/resources.ts'
import { customerAt } from '../customers/customerData.ts'
import { NOW } from '../support/facts.ts'
import { type FakeHost, startHost } from '../support/host.ts'
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
const resource = (resourceId: string): PeriodResource => ({
  resourceId,
  name: resourceId,
  serviceCode: 'ec2',
  serviceName: '弹性云服务器',
  typeName: '云主机',
  regionCode: 'cn-north-4',
  spec: 's6.large.2',
  status: '2',
  effectiveAt: Date.now() - 87 * DAY,
  expireAt: Date.now() + 5 * DAY,
  goneAt: null,
  main: true,
  parentId: null,
  expirePolicy: '0',
  projectName: null,
})

function opened(refusal: { rule: string; reason: string } | null = null): {
  host: FakeHost
  user: ReturnType<typeof open>['user']
} {
  const host = startHost()
  host.answering.set('customers.get', () => card)
  host.answering.set('resources.period', () => ({
    rows: [resource('one'), resource('two')],
    total: 2,
    asOf: Date.now(),
  }))
  host.answering.set('authorizations.get', () => ({
    customerId: row.customerId,
    associationType: '2',
    authorization: null,
    refusal,
    letterNeeded: false,
    queued: false,
    asOf: NOW,
  }))
  const { user } = open(`/customers/${row.customerId}?tab=resources`, {}, host)
  return { host, user }
}

const bar = () => screen.findByRole('toolbar', { name: '对所选资源的操作' })
const choose = async (user: ReturnType<typeof open>['user'], ...names: string[]): Promise<void> => {
  for (const name of names) await user.click(await screen.findByRole('checkbox', { name }))
}

test('R-AUTH-01 without an authorization nothing is offered, and the reason is said', async () => {
  const { user } = opened({ rule: 'R-AUTH-01', reason: 'revoked' })
  await choose(user, 'one')
  expect((await bar()).textContent).toContain('客户已取消授权')
  expect((within(await bar()).getByRole('button', { name: '续订…' }) as HTMLButtonElement).disabled).toBe(true)
})

test('R-ORD-30 R-ORD-31 the term as bought, what is refused left out with its reason, the rest submitted once', async () => {
  const { host, user } = opened()
  host.answering.set('resources.renewalQuotes', () => ({
    rows: [
      { resourceId: 'one', official: 26_400, best: 22_440, refusal: null },
      { resourceId: 'two', official: null, best: null, refusal: { rule: 'R-ORD-31', reason: 'in-unpaid-order' } },
    ],
    balance: 20_000,
    at: NOW,
  }))
  host.failing.set('resources.renew', { code: 'offline' })
  await choose(user, 'one', 'two')
  await user.click(within(await bar()).getByRole('button', { name: '续订…' }))
  const dialog = await screen.findByRole('dialog')
  await within(dialog).findByText('资源在待支付订单中，请先支付或取消该订单。')
  expect(host.calls.find((call) => call.startsWith('resources.renewalQuotes'))).toContain('"periodNum":3')
  const act = within(dialog).getByRole('button', { name: /续订 1 个资源/ }) as HTMLButtonElement
  expect(act.disabled).toBe(false)
  // Paid at once it would need more than there is.
  await user.click(within(dialog).getByRole('checkbox', { name: '立即从客户余额自动支付' }))
  await within(dialog).findByText(/客户余额 ¥200.00 不足以支付 ¥264.00/)
  expect(act.disabled).toBe(true)
  await user.click(within(dialog).getByRole('checkbox', { name: '立即从客户余额自动支付' }))
  expect(await faults(dialog)).toEqual([])
  await user.click(act)
  await user.click(await within(dialog).findByRole('button', { name: /续订 1 个资源/ }))
  const submitted = host.calls.filter((call) => call.startsWith('resources.renew {'))
  await waitFor(() => expect(submitted.length).toBeGreaterThan(0))
  const requests = submitted.map((call) => JSON.parse(call.slice('resources.renew '.length)))
  expect(new Set(requests.map(({ requestId }) => requestId)).size).toBe(1)
  expect(requests[0].items).toEqual([
    {
      payload: {
        customerId: row.customerId,
        resourceId: 'one',
        periodType: 2,
        periodNum: 3,
        payNow: false,
        price: 26_400,
      },
      basis: { price: 26_400 },
    },
  ])
})

test('R-ORD-34 what may cost a fee needs its tick, and the name typed before anything leaves', async () => {
  const { host, user } = opened()
  host.answering.set('resources.refundPreview', ({ resourceId }: { resourceId: string }) => ({
    resourceId,
    orderId: 'CS1',
    dependants: 1,
    from: NOW - 10 * DAY,
    until: NOW + 20 * DAY,
    paid: 3_000,
    coupon: 0,
    refund: 2_000,
    consumed: 1_000,
    full: false,
    withinFiveDays: false,
    refusal: null,
    at: NOW,
  }))
  await choose(user, 'one')
  await user.click(within(await bar()).getByRole('button', { name: '退订…' }))
  const dialog = await screen.findByRole('dialog')
  await within(dialog).findByText('预计共退 ¥20.00')
  const next = within(dialog).getByRole('button', { name: '下一步' }) as HTMLButtonElement
  expect(next.disabled).toBe(true)
  await user.click(within(dialog).getByRole('checkbox', { name: /手续费/ }))
  expect(next.disabled).toBe(false)
  await user.click(next)
  const act = (await screen.findByRole('button', { name: '退订 1 个资源' })) as HTMLButtonElement
  expect(act.disabled).toBe(true)
  await user.type(screen.getByRole('textbox', { name: /one/ }), 'one')
  await waitFor(() => expect(act.disabled).toBe(false))
  expect(host.calls.some((call) => call.startsWith('resources.unsubscribe'))).toBe(false)
})
