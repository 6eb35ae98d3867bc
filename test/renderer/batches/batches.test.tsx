/** Coupons to one and to many, as a person sees them: the dialogue, the file, the rehearsal, the batch. */
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { useBatchDraft } from '#renderer/stores/batchDraft.ts'
import { type FakeHost, startHost } from '../support/host.ts'
import { faults, open } from '../support/page.tsx'
import { batch, file, intent, quotas, rehearsal } from './facts.ts'

const called = (host: FakeHost, name: string): unknown[] =>
  host.calls.filter((call) => call.startsWith(`${name} `)).map((call) => JSON.parse(call.slice(name.length + 1)))

function host(): FakeHost {
  const made = startHost()
  made.answering.set('coupons.quotas', () => quotas)
  made.answering.set('batches.templates', () => ({ templates: [] }))
  made.answering.set('imports.get', () => file())
  made.answering.set('imports.rows', () => ({
    total: 1,
    rows: [
      {
        line: 4,
        cells: { customerId: 'c3', amount: '１００' },
        customerId: 'c3',
        customer: '深圳****公司',
        amount: null,
        problems: [{ field: 'amount', rule: 'R-COUPON-03', reason: 'full-width' }],
      },
    ],
  }))
  made.answering.set('batches.rehearse', () => rehearsal())
  made.answering.set('batches.rehearsalRows', () => ({ total: 0, rows: [] }))
  made.answering.set('batches.accept', () => ({ groupId: 'g1', items: 2, jobId: null }))
  made.answering.set('batches.get', () => batch({ done: 1, refused: 1 }, { retriable: 1 }))
  made.answering.set('batches.items', () => ({ total: 0, rows: [] }))
  return made
}

const drop = (name: string): void => {
  const event = new Event('drop', { bubbles: true, cancelable: true })
  Object.assign(event, { dataTransfer: { types: ['Files'], files: [new File(['a'], name)] } })
  window.dispatchEvent(event)
}

describe('issuing to many', () => {
  test('a file dropped anywhere on the window is asked about; what is no table is refused', async () => {
    const made = host()
    const { path } = open('/', {}, made)
    await screen.findByRole('navigation')
    await vi.waitUntil(() => {
      if (path() !== '/import') drop('名单.xlsx')
      return path() === '/import'
    })
    await screen.findByText('“名单.xlsx”用来做什么？')
    await screen.findByRole('button', { name: '批量发券' })
    drop('照片.png')
    await screen.findByText(/填写的内容不符合要求/)
  })

  test('R-COUPON-01 a file is checked, rehearsed and accepted with what was shown', async () => {
    const made = host()
    made.answering.set('imports.open', () => ({ importId: 'im1' }))
    useBatchDraft.setState({ draft: null, file: null })
    const { user, path } = open('/coupons/issue', {}, made)
    await user.click(await screen.findByRole('button', { name: '选择文件' }))
    await screen.findByText('可用 2 行')
    expect(screen.getByText('有误 1 行')).toBeTruthy()
    expect(screen.getByText('金额请用半角数字和小数点。', { selector: 'li span' })).toBeTruthy()
    // The quota that ends first is chosen already, and the file says the face values.
    await user.click(screen.getByRole('button', { name: '预演' }))
    await screen.findByRole('region', { name: '预演结果' })
    expect(called(made, 'batches.rehearse')[0]).toMatchObject({
      source: { from: 'import', importId: 'im1' },
      terms: { quotaId: 'QT-ends-first', faceValue: null },
    })
    expect(screen.getByText('¥9,750.00')).toBeTruthy()
    expect(screen.getByText(/一模一样/)).toBeTruthy()
    expect(await faults()).toEqual([])
    await user.click(screen.getByRole('button', { name: '发放 2 张，合计 ¥200.00' }))
    await waitFor(() => expect(path()).toBe('/batches/g1'))
    const [accepted] = called(made, 'batches.accept') as { rehearsalId: string; label: string; release: boolean }[]
    expect(accepted).toMatchObject({ rehearsalId: 're1', label: '名单.xlsx', release: true })
  })

  test('a rehearsal counts no more once the terms are others; full-width digits are folded, a wrong value is named', async () => {
    const made = host()
    useBatchDraft.setState({
      draft: { source: { from: 'customers', customerIds: ['c1', 'c2'] }, label: '2 个客户', count: 2 },
      file: null,
    })
    const { user } = open('/coupons/issue', {}, made)
    const face = await screen.findByRole('textbox', { name: '面值（元）' })
    const play = screen.getByRole('button', { name: '预演' })
    expect(play).toHaveProperty('disabled', true)
    await user.type(face, '0')
    expect((await screen.findByRole('alert')).textContent).toBe('面值必须大于 0。')
    await user.clear(face)
    await user.type(face, '１００．５{Enter}')
    await screen.findByRole('region', { name: '预演结果' })
    expect(called(made, 'batches.rehearse')[0]).toMatchObject({ terms: { faceValue: 10_050 } })
    await user.type(face, '1')
    await waitFor(() => expect(screen.queryByRole('region', { name: '预演结果' })).toBeNull())
  })

  test('a file whose columns are not known asks once which is which', async () => {
    const made = host()
    let mapped = false
    made.answering.set('imports.open', () => ({ importId: 'im1' }))
    made.answering.set('imports.get', () =>
      mapped
        ? file()
        : file({ state: 'mapping', mapping: {}, missing: ['customer'], good: 0, bad: 0, reasons: [], checkedAt: null }),
    )
    made.answering.set('imports.map', () => {
      mapped = true
      return file()
    })
    useBatchDraft.setState({ draft: null, file: null })
    const { user } = open('/coupons/issue', {}, made)
    await user.click(await screen.findByRole('button', { name: '选择文件' }))
    const check = await screen.findByRole('button', { name: '核对每一行' })
    expect(check).toHaveProperty('disabled', true)
    await user.click(screen.getByRole('combobox', { name: '客户账号ID' }))
    await user.click(await screen.findByTitle('客户ID'))
    await user.click(check)
    await waitFor(() => expect(called(made, 'imports.map')).toEqual([{ importId: 'im1', mapping: { customerId: 0 } }]))
    made.tell({ kind: 'tables', tables: ['imports'] })
    await screen.findByText('可用 2 行')
  })
})

describe('issuing to one', () => {
  test('R-COUPON-03 key, amount, Enter: one intent, released only while online; the quota’s minimum is named', async () => {
    const made = host()
    made.answering.set('coupons.issue', () => ({
      groupId: 'g1',
      intents: [intent({ state: 'queued', why: 'undo-window' })],
    }))
    const { user } = open('/customers', {}, made)
    await screen.findByRole('grid')
    await waitFor(() => expect(screen.getByRole('button', { name: '批量发券' })).toBeTruthy())
    await screen.findAllByRole('row')
    await user.keyboard('c')
    const dialog = await screen.findByRole('dialog')
    const face = within(dialog).getByRole('textbox', { name: '面值（元）' })
    await user.type(face, '5')
    expect((await within(dialog).findByRole('alert')).textContent).toContain('最小值 ¥10.00')
    await user.type(face, '0{Enter}')
    await waitFor(() => expect(called(made, 'coupons.issue')).toHaveLength(1))
    expect(called(made, 'coupons.issue')[0]).toMatchObject({
      release: true,
      items: [{ payload: { quotaId: 'QT-ends-first', faceValue: 5_000, memo: '' } }],
    })
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })
})

describe('a customer who cannot get one', () => {
  test('R-COUPON-02 the dialogue says so before anything is typed', async () => {
    const made = host()
    const [customer] = made.facts.customers
    made.answering.set('customers.get', () => ({ ...card, row: { ...customer, associationType: '1' } }))
    const { user } = open('/customers', {}, made)
    await screen.findByRole('grid')
    await screen.findAllByRole('row')
    await waitFor(() => expect(screen.getByRole('button', { name: '批量发券' })).toBeTruthy())
    await user.keyboard('c')
    const dialog = await screen.findByRole('dialog')
    await within(dialog).findByText('接口只能给代售客户发券。')
    await user.type(within(dialog).getByRole('textbox', { name: '面值（元）' }), '50{Enter}')
    expect(within(dialog).getByRole('button', { name: '发放代金券' })).toHaveProperty('disabled', true)
    expect(called(made, 'coupons.issue')).toEqual([])
  })
})

describe('a batch', () => {
  test('R-COUPON-08 tells done and failed with the reason, tries only failures again, and is proved', async () => {
    const made = host()
    made.answering.set('batches.get', () =>
      batch(
        { done: 27, refused: 3 },
        {
          retriable: 3,
          outcomes: [
            { ...outcome, state: 'done', why: 'answered', count: 27, amount: 270_000 },
            {
              ...outcome,
              state: 'refused',
              why: 'vendor',
              vendorCode: 'CBC.50000034',
              detail: { vendorCode: 'CBC.50000034' },
              count: 2,
              amount: 20_000,
            },
            {
              ...outcome,
              state: 'refused',
              why: 'rule',
              rule: 'R-COUPON-01',
              reason: 'expired',
              detail: { rule: 'R-COUPON-01', reason: 'expired', expiresAt: 0 },
              count: 1,
              amount: 10_000,
            },
          ],
        },
      ),
    )
    made.answering.set('batches.proof', () => ({ jobId: null }))
    const { user, path } = open('/batches/g1', {}, made)
    await screen.findByText(/客户是财务托管子账号/)
    expect(screen.getByText('R-COUPON-01')).toBeTruthy()
    expect(screen.getByText(/额度已在 .* 到期/)).toBeTruthy()
    expect(await faults()).toEqual([])
    await user.click(screen.getByRole('button', { name: '证明表' }))
    await waitFor(() =>
      expect(called(made, 'batches.proof')).toEqual([{ groupId: 'g1', format: 'xlsx', language: 'zh' }]),
    )
    await user.click(screen.getByRole('button', { name: '重试失败的 3 项' }))
    await waitFor(() => expect(path()).toBe('/coupons/issue'))
    await screen.findByText(/失败的 3 项，其余不动/)
  })

  test('what waits for a release says so; who may not decide only looks', async () => {
    const made = host()
    const waiting = batch({ queued: 3 })
    made.answering.set('batches.get', () => ({ ...waiting, group: { ...waiting.group, unreleased: 3 } }))
    made.facts.identity = { ...made.facts.identity, permissions: ['outbox.read'] }
    open('/batches/g1', {}, made)
    await screen.findByText('待放行', { selector: 'dt' })
    expect(screen.queryByRole('button', { name: '放行 3 项' })).toBeNull()
  })
})

const outcome = { released: true, rule: null, reason: null, vendorCode: null, detail: null } as const

/** A card without anything but the row. */
const card = {
  countryCode: null,
  moreManagers: [],
  xaccountId: null,
  xaccountType: null,
  tag: null,
  balance: null,
  balanceAbsent: 'not-yet',
  invoicedBy: 'vendor',
  unknownFields: {},
  asOf: 0,
} as const
