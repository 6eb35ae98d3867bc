import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ApplicableBill, Application, BusinessInfo } from '#shared/contract/applications.ts'
import { NOW } from '../support/facts.ts'
import { faults, type Opened, open } from '../support/page.tsx'

const info: BusinessInfo = {
  supplierName: '示例云科技',
  status: 'COMPLETE',
  bankName: '工商银行',
  bankAccount: '****3456',
  taxNumber: '9144',
  contractParty: '华为云计算技术有限公司',
  invoiceAddress: '贵安新区',
  autoApply: false,
  autoPayoutForm: null,
  debts: [],
  asOf: NOW,
}
const bill = (billId: string, payable: number): ApplicableBill => ({
  billId,
  period: '2026-08',
  planName: `计划 ${billId}`,
  associationType: '2',
  total: payable,
  payable,
  frozen: 0,
  frozenReason: null,
  taxRate: 600,
  status: 'ISSUED',
  intent: null,
})
const application = (change: Partial<Application> = {}): Application => ({
  number: 'SF2026112000000001',
  payoutForm: 'BANK',
  status: 'TO_INVOICE',
  incentive: 100_00,
  tax: 6_00,
  total: 106_00,
  debtOffset: 0,
  invoiceAmount: 106_00,
  contractParty: '华为云计算技术有限公司',
  invoiceAddress: '贵安新区',
  rejectReason: null,
  automatic: false,
  createdAt: NOW,
  since: NOW,
  expectedBy: null,
  bills: [],
  steps: [{ status: 'PROCESSING', at: NOW, note: null }],
  lines: 3,
  invoices: [],
  mailing: null,
  ...change,
})

const at = (path: string, given: { info?: BusinessInfo; rows?: Application[] } = {}): Opened => {
  const opened = open(path)
  const { answering } = opened.host
  const { rows = [] } = given
  answering.set('applications.applicable', () => ({
    bills: [bill('A', 100_00), bill('B', 50_00)],
    info: given.info ?? info,
    asOf: NOW,
  }))
  answering.set('applications.list', () => ({ rows, total: rows.length, periods: ['2026-08'], asOf: NOW }))
  answering.set('applications.get', () => rows[0])
  return opened
}

test('R-INC-12 R-INC-13 all bills are chosen to begin with; the form is asked for again, and only the same one goes', async () => {
  const { host, user } = at('/applications')
  await screen.findByText('已选 2 笔，共 ¥150.00')
  await user.click(screen.getByRole('checkbox', { name: 'B' }))
  await screen.findByText('已选 1 笔，共 ¥100.00')
  await user.click(screen.getByRole('radio', { name: /^转代金券额度/ }))
  await user.click(screen.getByRole('button', { name: '申请付款' }))
  const dialog = await screen.findByRole('dialog')
  const go = within(dialog).getByRole('button', { name: '确认提交申付' })
  expect((go as HTMLButtonElement).disabled).toBe(true)
  const again = within(dialog).getByRole('combobox', { name: '再次选择发放方式' })
  await user.click(again)
  await user.click(await screen.findByTitle('银行转账付款'))
  await screen.findByText('与前面选择的“转代金券额度”不一致。')
  expect((go as HTMLButtonElement).disabled).toBe(true)
  await user.click(again)
  await user.click(await screen.findByTitle('转代金券额度'))
  host.failing.set('applications.apply', { code: 'conflict', detail: { reason: 'in-application', billId: 'A' } })
  await user.click(go)
  await screen.findByText('账单 A 已在另一笔未完成的申付中。')
  const sent = host.calls.find((call) => call.startsWith('applications.apply '))
  expect(sent).toContain(
    '"payoutForm":"VOUCHER_QUOTA","formConfirmed":"VOUCHER_QUOTA","bills":[{"billId":"A","amount":10000}]',
  )
})

test('R-INC-01 without complete business information nothing can be applied for, and it is said what to do', async () => {
  at('/applications', { info: { ...info, status: 'INCOMPLETE' } })
  await screen.findByText('付款信息缺失：请到伙伴中心“商业信息认证”补全后再申付')
  expect((screen.getByRole('button', { name: '申请付款' }) as HTMLButtonElement).disabled).toBe(true)
})

test('R-INC-25 a rejection shows its reason and the way back; a state nobody knows stands as it is', async () => {
  const rejected = application({ status: 'REJECTED', rejectReason: '抬头不符' })
  const { user } = at('/applications', { rows: [rejected, application({ number: 'SF2', status: 'ESCROW_HOLD' })] })
  await screen.findByText('抬头不符')
  expect(screen.getByText(/ESCROW_HOLD/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: rejected.number }))
  await screen.findByRole('button', { name: '重新申付' })
})

test('R-INC-20 invoices that go over are refused in words; the parcel is offered once they add up', async () => {
  const { host, user } = at('/applications?number=SF2026112000000001', { rows: [application()] })
  await user.type(await screen.findByRole('textbox', { name: '发票号码' }), '12345678')
  host.failing.set('applications.noteInvoice', {
    code: 'invalid-input',
    detail: { rule: 'R-INC-20', reason: 'over', total: 107_00, most: 106_00 },
  })
  await user.click(screen.getByRole('button', { name: '记下发票' }))
  await screen.findByText('发票合计 ¥107.00 超过应开票金额 ¥106.00。')
  expect(screen.queryByRole('button', { name: '记下邮寄' })).toBeNull()
})

test('the page is accessible, empty and full', async () => {
  at('/applications', { rows: [application({ mailing: null })] })
  await screen.findByText('SF2026112000000001')
  expect(await faults()).toEqual([])
})
