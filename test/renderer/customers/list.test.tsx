import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import '#renderer/app/bridge.ts'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { customerAt, NOW } from '#test/renderer/customers/customerData.ts'
import type { FakeOptions } from '#test/renderer/customers/fakeHost.ts'
import { stage } from '#test/renderer/customers/stage.tsx'

let at: ReturnType<typeof stage>
const open = async (address?: string, options?: FakeOptions): Promise<ReturnType<typeof stage>> => {
  at = stage(address, options)
  return at
}
const rows = (): HTMLElement[] => [...at.container.querySelectorAll<HTMLElement>('.ledger-row')]
const shown = async (): Promise<void> => {
  await waitFor(() => expect(rows()[0]?.textContent).toContain('c000'), { timeout: 15_000 })
}
const key = (name: string, more: Partial<KeyboardEventInit> = {}): void => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key: name, ...more })
}
const type = (field: HTMLElement, value: string): void => void fireEvent.change(field, { target: { value } })
const focusRow = (row: number): void => {
  fireEvent.pointerDown(at.container.querySelector(`[data-r="${row}"] > [data-c="0"]`)!, { button: 0 })
  fireEvent.pointerUp(window)
}
const lastList = () => at.host.inputsOf('customers.list').at(-1)

beforeEach(() => vi.restoreAllMocks())
afterEach(() => at.close())

describe('customer list', () => {
  it('shows rows first, then counts; tells the shell; axe finds nothing', async () => {
    const phases: string[] = []
    window.workstation = { platform: 'linux', onMenu: () => () => {}, reportReady: (phase) => void phases.push(phase) }
    await open()
    await shown()
    await waitFor(() => expect(screen.getByRole('tab', { name: /全部20/ })).toBeTruthy())
    const names = at.host.calls.map(({ name }) => name)
    expect(names.indexOf('customers.count')).toBeGreaterThan(names.indexOf('customers.list'))
    await waitFor(() => expect(phases).toContain('rows'))
    delete (window as Partial<Window>).workstation
    expect(screen.getByText(/10 分钟前|天前|小时前|刚刚/)).toBeTruthy()
    const { violations } = await axe.run(at.container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    })
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })

  it('shows unknown values as they came', async () => {
    await open()
    await shown()
    expect(within(rows()[7]!).getByText('未知值 "9"')).toBeTruthy()
  })

  it('asks the host for another order and another tab, and the address holds both', async () => {
    await open()
    await shown()
    fireEvent.click(screen.getByRole('button', { name: /欠款/ }))
    await waitFor(() => expect(lastList()).toMatchObject({ sort: { column: 'debt', descending: false } }))
    fireEvent.click(await screen.findByRole('tab', { name: /代售/ }))
    await waitFor(() => expect(lastList()).toMatchObject({ filter: { tab: 'resale' }, sort: { column: 'debt' } }))
    expect(at.history.location.href).toContain('tab=resale')
    expect(at.history.location.href).toContain('sort=debt')
  })

  it('opens on the question of a deep link', async () => {
    await open('/customers?level=%5B%22V1%22%5D&sort=level&nonsense=1')
    await shown()
    expect(at.host.inputsOf('customers.list')).toContainEqual({
      filter: { level: ['V1'] },
      sort: { column: 'level', descending: false },
      after: null,
      limit: 100,
    })
  })

  it('searches as typed and waits for the input method; full-width digits are folded', async () => {
    await open()
    await shown()
    const box = screen.getByRole('searchbox', { name: '搜索客户' })
    fireEvent.compositionStart(box)
    type(box, 'yun f')
    await new Promise((done) => setTimeout(done, 120))
    expect(JSON.stringify(at.host.inputsOf('customers.list'))).not.toContain('yun')
    type(box, '云帆１３')
    fireEvent.compositionEnd(box)
    await waitFor(() => expect(lastList()).toMatchObject({ filter: { text: '云帆13' } }))
    expect(await screen.findByText('没有符合条件的客户')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '清除全部条件' }))
    await shown()
    expect((box as HTMLInputElement).value).toBe('')
  })

  it('filters by the form, folded widths, with choices from the data', async () => {
    await open()
    await shown()
    fireEvent.click(screen.getByRole('button', { name: /筛选/ }))
    await waitFor(() => expect(at.host.inputsOf('customers.choices')).toHaveLength(1))
    type(screen.getByLabelText('客户账号ID'), ' ｃ０００００１ ')
    type(screen.getByLabelText('关联时间从'), '2026-11-01')
    type(screen.getByLabelText('关联时间到（含当天）'), '2026-11-02')
    const select = screen.getByLabelText('关联类型', { selector: 'input' })
    fireEvent.mouseDown(select)
    fireEvent.click(await screen.findByText(/未知值 "9" 1$/))
    fireEvent.click(screen.getByRole('button', { name: '查询' }))
    await waitFor(() =>
      expect(lastList()).toMatchObject({
        filter: {
          customerId: 'c000001',
          associationType: ['9'],
          associatedFrom: Date.UTC(2026, 9, 31, 16),
          associatedUntil: Date.UTC(2026, 10, 2, 16),
        },
      }),
    )
    expect(screen.getByRole('button', { name: /筛选（4 项生效）/ })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '重置' }))
    await waitFor(() => expect(lastList()).toMatchObject({ filter: {} }))
  })

  it('reveals one column for the rows on screen by one permitted call, and copies stay masked', async () => {
    await open()
    await shown()
    fireEvent.click(screen.getByRole('button', { name: '显示客户名称' }))
    expect(await screen.findByText('name-plain-000003')).toBeTruthy()
    const asked = at.host.inputsOf('customers.reveal')[0] as { customerIds: string[]; field: string }
    expect(asked.field).toBe('name')
    expect(asked.customerIds[0]).toBe(customerAt(0).customerId)
    expect(asked.customerIds.length).toBeLessThanOrEqual(60)
    expect(screen.queryByText(/accountName-plain/)).toBeNull()
    focusRow(3)
    const data = new Map<string, string>()
    const event = new Event('copy', { bubbles: true, cancelable: true })
    Object.defineProperty(event, 'clipboardData', {
      value: { setData: (kind: string, text: string) => data.set(kind, text) },
    })
    act(() => void document.activeElement?.dispatchEvent(event))
    expect(data.get('text/plain')).toBe(customerAt(3).name)
  })

  it('has no eye, note or export without the right', async () => {
    await open('/customers', { permitted: ['customer.read'] })
    await shown()
    await waitFor(() => expect(screen.queryByRole('button', { name: '显示客户名称' })).toBeNull())
    expect(screen.queryByRole('button', { name: '导出' })).toBeNull()
    expect(screen.queryByRole('button', { name: /写备注/ })).toBeNull()
  })

  it('says when there is no right at all', async () => {
    await open('/customers', { permitted: ['product.read'] })
    expect(await screen.findByText('没有查看客户的权限')).toBeTruthy()
  })

  it('is honest before the first sync, and after one that found nobody', async () => {
    await open('/customers', { rows: 0, asOf: null })
    expect(await screen.findByText('还没有客户')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '打开同步页' }))
    expect(await screen.findByRole('heading', { name: '同步' })).toBeTruthy()
    at.close()
    await open('/customers', { rows: 0 })
    expect(await screen.findByText('已同步，但没有关联的客户')).toBeTruthy()
  })

  it('works offline and says so; says that pinyin must wait for the index', async () => {
    await open('/customers', { connection: 'offline', search: 'building' })
    await shown()
    expect(await screen.findByText('离线')).toBeTruthy()
    expect(screen.getByText('索引建立中，暂不支持拼音。')).toBeTruthy()
  })

  it('keeps the rows and says what failed when a refresh fails, and tries again', async () => {
    await open()
    await shown()
    at.host.failing.set('customers.list', { code: 'disk-full', safe: 'nothing-changed', retry: 'later', ref: 'R-9' })
    key('F5')
    fireEvent.click(screen.getByRole('button', { name: '刷新' }))
    expect(await screen.findByText('磁盘空间不足，写入没有完成。')).toBeTruthy()
    expect(screen.getByText('R-9')).toBeTruthy()
    expect(rows()[0]?.textContent).toContain('c000000')
    at.host.failing.clear()
    fireEvent.click(screen.getByRole('button', { name: '重试' }))
    await waitFor(() => expect(screen.queryByText('磁盘空间不足，写入没有完成。')).toBeNull())
  })

  it('asks again when the table changed', async () => {
    await open()
    await shown()
    await screen.findByRole('tab', { name: /全部20/ })
    at.host.rows[0] = { ...customerAt(0), label: '新标签' }
    act(() => at.host.tell({ kind: 'tables', tables: ['customers'] }))
    expect(await screen.findByText('新标签')).toBeTruthy()
  })

  it('keeps this person’s columns', async () => {
    await open()
    await shown()
    fireEvent.click(screen.getByRole('button', { name: /列设置/ }))
    fireEvent.click(await screen.findByRole('checkbox', { name: '标签' }))
    await waitFor(() =>
      expect(at.host.settings?.columns.find(({ key: name }) => name === 'label')?.visible).toBe(false),
    )
    expect(screen.queryByRole('columnheader', { name: '标签' })).toBeNull()
  })

  it('saves a view and comes back to it', async () => {
    await open('/customers?tab=debt')
    await shown()
    fireEvent.click(screen.getByRole('button', { name: /保存为视图/ }))
    type(await screen.findByLabelText('视图名称'), '欠款客户')
    fireEvent.click(screen.getByRole('button', { name: '保存视图' }))
    const view = await screen.findByRole('button', { name: '欠款客户' })
    expect(at.host.views[0]).toMatchObject({ name: '欠款客户', query: '{"tab":"debt"}' })
    expect(view.getAttribute('aria-pressed')).toBe('true')
    fireEvent.click(await screen.findByRole('tab', { name: /全部/ }))
    await waitFor(() =>
      expect(screen.getByRole('button', { name: '欠款客户' }).getAttribute('aria-pressed')).toBe('false'),
    )
    fireEvent.click(screen.getByRole('button', { name: '欠款客户' }))
    await waitFor(() => expect(lastList()).toMatchObject({ filter: { tab: 'debt' } }))
  })

  it('exports the rows on screen, the chosen ones, or everything that matches', async () => {
    await open()
    await shown()
    await screen.findByRole('tab', { name: /全部20/ })
    key('e', { ctrlKey: true })
    const dialog = await screen.findByRole('dialog', { name: '导出客户' })
    expect(within(dialog).getByLabelText<HTMLInputElement>('全部结果（20 条）').checked).toBe(true)
    expect(within(dialog).getByLabelText<HTMLInputElement>('选中（0 条）').disabled).toBe(true)
    at.host.jobs = [
      {
        jobId: 'job1',
        kind: 'export-customers',
        state: 'running',
        done: 5,
        total: 20,
        fileName: null,
        startedAt: Date.now(),
        endedAt: null,
        error: null,
      },
    ]
    fireEvent.click(within(dialog).getByRole('button', { name: '导出客户列表' }))
    expect(await screen.findByText(/^5 \/ 20/)).toBeTruthy()
    const asked = at.host.inputsOf('customers.export')[0] as { scope: unknown; columns: string[]; format: string }
    expect(asked).toMatchObject({
      scope: { kind: 'all' },
      format: 'xlsx',
      language: 'zh',
      sort: { column: 'associatedAt', descending: true },
    })
    expect(asked.columns).toContain('customerId')
    expect(asked.columns).not.toContain('email')
    act(() =>
      at.host.tell({ kind: 'job', job: { ...at.host.jobs[0]!, state: 'done', done: 20, fileName: '客户.xlsx' } }),
    )
    expect(await screen.findByText('已导出 客户.xlsx（20 条）')).toBeTruthy()
    fireEvent.click(within(rows()[2]!).getByRole('checkbox'))
    fireEvent.click(screen.getByRole('button', { name: '导出' }))
    const again = await screen.findByRole('dialog', { name: '导出客户' })
    fireEvent.click(within(again).getByLabelText('选中（1 条）'))
    fireEvent.click(within(again).getByRole('button', { name: '导出客户列表' }))
    await waitFor(() =>
      expect(at.host.inputsOf('customers.export')[1]).toMatchObject({
        scope: { kind: 'rows', customerIds: [customerAt(2).customerId] },
      }),
    )
  })

  it('previews the row of the cursor, opens its card, and comes back to the same row', async () => {
    await open()
    await shown()
    focusRow(0)
    key('ArrowDown')
    key('ArrowDown')
    key(' ')
    const preview = await screen.findByRole('complementary', { name: '客户预览' })
    expect(await within(preview).findByText('¥247.57')).toBeTruthy()
    key('ArrowDown')
    await waitFor(() =>
      expect(within(preview).getByRole('heading', { level: 2, name: customerAt(3).name })).toBeTruthy(),
    )
    key('Escape')
    expect(screen.queryByRole('complementary')).toBeNull()
    key('Enter')
    expect(await screen.findByRole('heading', { level: 1, name: customerAt(3).name })).toBeTruthy()
    expect(screen.getByText('第 4 / 20 位')).toBeTruthy()
    key(']')
    expect(await screen.findByText('第 5 / 20 位')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '返回列表' }))
    await shown()
    await waitFor(() =>
      expect((document.activeElement as HTMLElement).closest<HTMLElement>('[data-r]')?.dataset['r']).toBe('4'),
    )
  })

  it('edits the newest note of the cursor row with F2, and begins one where there is none', async () => {
    await open()
    await shown()
    const { customerId, name } = customerAt(5)
    const note = { noteId: 'n1', customerId, followUpAt: null, done: false, author: 'sales1', createdAt: NOW }
    at.host.notes = [{ ...note, text: '上次约定', changedAt: NOW }]
    focusRow(5)
    key('F2')
    const dialog = await screen.findByRole('dialog', { name: `备注：${name}` })
    const field = await within(dialog).findByLabelText<HTMLTextAreaElement>('内容')
    expect(field.value).toBe('上次约定')
    type(field, '上次约定，改到周五')
    fireEvent.click(within(dialog).getByRole('button', { name: '保存备注' }))
    await waitFor(() => expect(at.host.notes.map(({ text }) => text)).toEqual(['上次约定，改到周五']))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    focusRow(6)
    key('F2')
    const other = await screen.findByRole('dialog', { name: `备注：${customerAt(6).name}` })
    expect((await within(other).findByLabelText<HTMLTextAreaElement>('内容')).value).toBe('')
  })

  it('notes of customers who are not in the list any more have a place', async () => {
    await open()
    await shown()
    expect(screen.queryByText(/条备注的客户不在列表中/)).toBeNull()
    const note = { noteId: 'n7', customerId: 'f'.repeat(32), followUpAt: null, done: false, author: 'sales1' }
    at.host.notes = [{ ...note, text: '答应过年前回访', createdAt: NOW, changedAt: NOW }]
    at.host.tell({ kind: 'tables', tables: ['customer_notes'] })
    await screen.findByText('1 条备注的客户不在列表中')
    fireEvent.click(screen.getByRole('button', { name: '查看备注' }))
    const drawer = await screen.findByRole('dialog', { name: '1 条备注的客户不在列表中' })
    expect(within(drawer).getByText('答应过年前回访')).toBeTruthy()
    expect(within(drawer).getByText(note.customerId)).toBeTruthy()
    fireEvent.click(within(drawer).getByRole('button', { name: '标为已完成' }))
    await waitFor(() => expect(at.host.notes[0]?.done).toBe(true))
  })

  it('writes a note on the row of the cursor with N, but not while typing or composing', async () => {
    await open()
    await shown()
    focusRow(5)
    key('n', { keyCode: 229 } as KeyboardEventInit)
    fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'n' })
    expect(screen.queryByRole('dialog')).toBeNull()
    key('n')
    const dialog = await screen.findByRole('dialog', { name: `备注：${customerAt(5).name}` })
    type(within(dialog).getByLabelText('内容'), '  下周回访 ')
    type(within(dialog).getByLabelText('回访日期'), '2026-12-01')
    fireEvent.click(within(dialog).getByRole('button', { name: '保存备注' }))
    await waitFor(() => expect(at.host.notes).toHaveLength(1))
    expect(at.host.notes[0]).toMatchObject({
      customerId: customerAt(5).customerId,
      text: '下周回访',
      followUpAt: Date.UTC(2026, 10, 30, 16),
      done: false,
    })
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })
})
