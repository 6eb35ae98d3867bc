import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { open } from '../support/page.tsx'

test('the formula in words, each part with its source; the total of grants, which nobody tells, is not made up', async () => {
  open('/funds')
  const balance = await screen.findByRole('region', { name: '伙伴账户余额' })
  expect(within(balance).getByText('伙伴账户余额 = 充值账户 + 信用账户 − 已拨款')).toBeTruthy()
  const parts = within(balance)
    .getAllByRole('listitem')
    .map((part) => part.textContent ?? '')
  expect(parts[0]).toContain('¥86,543,210.55')
  expect(parts[0]).toContain('接口“查询伙伴账户余额”')
  expect(parts[1]).toContain('¥49,996,789.01')
  expect(parts[2]).toContain('—')
  expect(parts[2]).not.toContain('¥')
  expect(parts[3]).toContain('¥12,345.67')
  expect(parts[3]).toContain('来自 31 个有余额数据的客户')
})

test('an unknown account type is shown as it came', async () => {
  open('/funds')
  const table = await screen.findByRole('table')
  expect(within(table).getByText('未知值 "42"')).toBeTruthy()
  expect(within(table).getByText('¥0.07')).toBeTruthy()
})

test('accounts of several currencies are never added up', async () => {
  const one = { accountId: 'a', accountType: '1', amount: 100, designated: null, credit: null, memo: null }
  open('/funds', {
    accounts: [
      { ...one, currency: 'CNY' },
      { ...one, accountId: 'b', currency: 'USD' },
    ],
  })
  await screen.findByText('含多种币种，不合计')
  const balance = screen.getByRole('region', { name: '伙伴账户余额' })
  expect(within(balance).getAllByRole('listitem')[0]?.textContent).toContain('—')
})

test('without the right it says so', async () => {
  const { host } = open('/settings')
  host.failing.set('funds.partnerBalance', { code: 'forbidden' })
  ;(await screen.findByRole('link', { name: '伙伴账户' })).click()
  await screen.findByText('没有查看权限')
})

test('what runs out and what is low is told with its rate and day; thresholds can be set', async () => {
  const { host } = open('/funds')
  const outlook = await screen.findByRole('region', { name: '余额走势与预警' })
  await within(outlook).findByText('即将用完')
  expect(outlook.textContent).toContain('¥5,000.00 / 天')
  expect(within(outlook).getByRole('img').getAttribute('aria-label')).toContain('最低 ¥50,000.00')
  expect((await screen.findByRole('region', { name: '余额低的客户' })).textContent).toContain('¥89.00')
  within(outlook).getByRole('button', { name: '预警设置' }).click()
  const dialog = await screen.findByRole('dialog')
  within(dialog).getByRole('button', { name: '保存预警设置' }).click()
  await screen.findByText('预警设置已保存')
  expect(host.calls.findLast((call) => call.startsWith('funds.setThresholds'))).toContain(
    '{"partnerLow":1000000,"customerLow":10000,"days":7}',
  )
})

test('adjustment records: sums by direction, an unknown direction as it came, whose they are', async () => {
  open('/funds?tab=records')
  await screen.findByText('共 3 笔')
  const grid = await screen.findByRole('grid', { name: '调账记录' })
  await within(grid).findByText('本机')
  expect(within(grid).getByText('未知值 "SOURCE_OPERATION_NEW"')).toBeTruthy()
  expect(document.body.textContent).toContain('回收 1 笔')
})
