import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, describe, expect, it } from 'vitest'
import { customerAt, NOW } from '#test/renderer/customers/customerData.ts'
import type { FakeOptions } from '#test/renderer/customers/fakeHost.ts'
import { stage } from '#test/renderer/customers/stage.tsx'

let at: ReturnType<typeof stage>
const resale = customerAt(4)
const open = (row = resale, options?: FakeOptions): void => {
  at = stage(`/customers/${row.customerId}`, options)
}
const region = (name: string): Promise<HTMLElement> => screen.findByRole('region', { name })
const type = (field: HTMLElement, value: string): void => void fireEvent.change(field, { target: { value } })
const tab = async (name: RegExp): Promise<void> => void fireEvent.click(await screen.findByRole('tab', { name }))

afterEach(() => at.close())

describe('customer card', () => {
  it('shows balance with its parts, source and age; profile, association, tag, unknown fields; axe finds nothing', async () => {
    open()
    const balance = await region('余额')
    expect(balance.textContent).toContain('可用额度¥494.47')
    expect(balance.textContent).toContain('欠款¥0.00')
    expect(balance.textContent).toContain('来源：华为云返回的客户余额')
    expect(within(balance).getByText(/前的数据/)).toBeTruthy()
    expect((await region('关联')).textContent).toContain('由伙伴向客户开票')
    expect((await region('新客标签')).textContent).toContain('2026-01 至 2026-12')
    expect((await region('其他字段（按原样保留）')).textContent).toContain('future_fieldx-1')
    const { violations } = await axe.run(at.container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    })
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })

  it('R-CUST-06: says why a consultative customer has no balance; R-CUST-45: who invoices', async () => {
    open(customerAt(3))
    expect((await region('余额')).textContent).toContain('顾问销售客户自行充值')
    expect((await region('关联')).textContent).toContain('由华为云向客户开票')
  })

  it('R-CUST-06: not yet synced and not permitted are different reasons', async () => {
    open(resale, { card: { balance: null, balanceAbsent: 'not-yet' } })
    expect((await region('余额')).textContent).toContain('尚未同步')
    at.close()
    open(resale, { card: { balance: null, balanceAbsent: 'not-permitted' } })
    expect((await region('余额')).textContent).toContain('没有查看余额的权限')
  })

  it('marks a customer that is no longer linked and keeps everything', async () => {
    open(customerAt(18))
    expect(await screen.findByText('已不再关联')).toBeTruthy()
    expect(screen.getByText(/备注与记录照常保留/)).toBeTruthy()
  })

  it('R-CUST-01: each masked field has its own eye', async () => {
    open()
    const profile = await region('资料')
    fireEvent.click(within(profile).getByRole('button', { name: '显示手机号' }))
    expect(await within(profile).findByText('telephone-plain-000004')).toBeTruthy()
    expect(at.host.inputsOf('customers.reveal')).toEqual([{ customerIds: [resale.customerId], field: 'telephone' }])
    expect(profile.textContent).toContain(resale.name)
  })

  it('says so when the customer is not there', async () => {
    open({ ...resale, customerId: 'nobody' })
    expect(await screen.findByText('要找的记录不存在，可能已被移除。')).toBeTruthy()
  })

  it('writes, edits, completes and deletes notes', async () => {
    open()
    fireEvent.click(await screen.findByRole('button', { name: '写备注' }))
    type(await screen.findByLabelText('内容'), '第一次拜访')
    const save = screen.getByRole('button', { name: '保存备注' })
    fireEvent.click(save)
    fireEvent.click(save)
    expect(await screen.findByText('第一次拜访', { selector: 'p' })).toBeTruthy()
    expect(at.host.notes).toHaveLength(1)
    fireEvent.click(screen.getByRole('button', { name: '编辑备注' }))
    type(await screen.findByLabelText('内容'), '第一次拜访，要报价')
    fireEvent.click(screen.getByRole('button', { name: '保存备注' }))
    expect(await screen.findByText('第一次拜访，要报价', { selector: 'p' })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '标为已完成' }))
    await waitFor(() => expect(at.host.notes[0]?.done).toBe(true))
    fireEvent.click(await screen.findByRole('button', { name: '删除备注' }))
    await waitFor(() => expect(at.host.notes).toHaveLength(0))
    expect(await screen.findByText('还没有备注')).toBeTruthy()
    // The notice outlives the note it speaks of.
    expect(await screen.findByText('备注已删除')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: /撤\s*销/ }))
    expect(await screen.findByText('第一次拜访，要报价', { selector: 'p' })).toBeTruthy()
    expect(at.host.notes[0]).toMatchObject({ done: true, author: 'sales1' })
  })

  it('keeps what was typed when the note was changed meanwhile, and lets the person decide', async () => {
    open()
    const note = {
      noteId: 'n1',
      customerId: resale.customerId,
      text: '原文',
      followUpAt: null,
      done: false,
      author: 'sales1',
      createdAt: NOW,
      changedAt: NOW,
    }
    at.host.notes = [note]
    await tab(/备注/)
    fireEvent.click(await screen.findByRole('button', { name: '编辑备注' }))
    type(await screen.findByLabelText('内容'), '我的版本')
    at.host.notes = [{ ...note, text: '别人的版本', changedAt: NOW + 5 }]
    fireEvent.click(screen.getByRole('button', { name: '保存备注' }))
    expect(await screen.findByText('这条记录在您编辑期间已被修改。')).toBeTruthy()
    expect(await screen.findByText('别人的版本')).toBeTruthy()
    expect(screen.getByLabelText<HTMLTextAreaElement>('内容').value).toBe('我的版本')
    fireEvent.click(screen.getByRole('button', { name: '以我的内容保存' }))
    await waitFor(() => expect(at.host.notes[0]?.text).toBe('我的版本'))
  })

  it('has the operation log last, with unknown actions as they stand', async () => {
    open()
    at.host.log = [
      {
        at: NOW,
        actor: 'sales1',
        action: 'customers.reveal',
        detail: { field: 'telephone' },
        result: 'done',
        online: false,
      },
      { at: NOW, actor: 'sales1', action: 'customers.future', detail: {}, result: 'refused', online: true },
    ]
    const tabs = await screen.findAllByRole('tab')
    expect(tabs.at(-1)?.textContent).toBe('操作记录')
    await tab(/操作记录/)
    expect(await screen.findByText('查看隐藏字段：手机号')).toBeTruthy()
    expect(screen.getByText('customers.future')).toBeTruthy()
    expect(screen.getByText('被拒绝')).toBeTruthy()
  })

  it('shows no log without the right', async () => {
    open(resale, { permitted: ['customer.read'] })
    await region('余额')
    await waitFor(() => expect(screen.queryByRole('tab', { name: '操作记录' })).toBeNull())
    expect(screen.queryByRole('button', { name: '写备注' })).toBeNull()
  })
})
