import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { PrintRow } from '#shared/contract/documents.ts'
import { NOW } from '../support/facts.ts'
import { faults, open } from '../support/page.tsx'

const print: PrintRow = {
  number: 'DH-7K2M-2026-00012',
  document: 'customers-statement',
  title: '客户对账汇总单',
  period: '2026-10',
  state: 'printed',
  rows: 31,
  pages: 2,
  total: 16_409_02,
  copies: 1,
  operator: 'finance1',
  issuedAt: NOW,
  asOf: NOW,
  hash: 'ab'.repeat(32),
  voidedAt: null,
  voidedBy: null,
  voidReason: null,
}

test('the log shows each print with its state; its drawer says that the next copy is a reprint', async () => {
  const { user } = open('/documents', {
    prints: [print, { ...print, number: 'DH-7K2M-2026-00011', state: 'void', voidReason: '重开' }],
  })
  await screen.findByText('已作废')
  await user.click(await screen.findByText(print.number))
  await screen.findByText('下一份是第 2 份（补打），会标在纸面上。')
  expect(screen.getAllByText('¥16,409.02')).toHaveLength(3)
})

test('what cannot be issued is told in words, with the month that is missing', async () => {
  const { host, user } = open('/documents')
  host.failing.set('documents.issue', { code: 'not-found', detail: { reason: 'month-not-here', month: '2026-10' } })
  await user.click(await screen.findByText('出单并预览'))
  await screen.findByText('本机没有 2026-10 的消费汇总，请先同步或改选账期。')
})

test('R-INC-30 rows that do not add up are told with both figures and the difference', async () => {
  const { host, user } = open('/documents')
  host.failing.set('documents.issue', {
    code: 'sums-differ',
    detail: { found: 100, expected: 101, difference: -1, application: 'SF1' },
  })
  await user.click(await screen.findByText('出单并预览'))
  await screen.findByText('明细合计 ¥1.00 与应有金额 ¥1.01 相差 −¥0.01（申付单 SF1）。')
})

test('a customer chosen on the way here is the one of the statement', async () => {
  open('/documents?customer=c1')
  await screen.findByText('客户对账单')
  expect((await screen.findByText('出单并预览')).closest('button')?.disabled).toBe(false)
})

test('the page is accessible', async () => {
  open('/documents')
  await screen.findByText('还没有打印过单据')
  expect(await faults()).toEqual([])
})
