import { act, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import { forgetPlace } from '#renderer/areas/outbox/place.ts'
import type { IntentView } from '#shared/contract/outbox.ts'
import { faults, type Opened, open } from '../support/page.tsx'
import { intent } from './facts.ts'

beforeEach(forgetPlace)

const openPage = (intents: IntentView[], more: object = {}, path = '/outbox'): Opened =>
  open(path, { outbox: { intents, pause: null, codeNeeded: false, alone: false, ...more } })

/** jsdom lays nothing out, so the grid draws its first rows only. */
const grid = () => screen.findByRole('grid', { name: '待办与待发送的操作' })
const rowWith = async (text: string): Promise<HTMLElement> => {
  const found = await within(await grid()).findByText(text)
  return found.closest('[role=row]') as HTMLElement
}
const calls = (page: Opened, name: string): string[] => page.host.calls.filter((call) => call.startsWith(name))

const mixed: IntentView[] = [
  intent({ intentId: 'a', groupId: 'ga' }),
  intent({
    intentId: 'b',
    groupId: 'gb',
    state: 'uncertain',
    why: 'restarted',
    released: true,
    holds: true,
    actions: ['lookAgain', 'releaseHold'],
  }),
  intent({
    intentId: 'c',
    groupId: 'gc',
    state: 'waiting',
    why: 'not-found',
    detail: { records: 0 },
    released: true,
    holds: true,
    actions: ['lookAgain', 'decide', 'releaseHold'],
  }),
  intent({
    intentId: 'd',
    groupId: 'gd',
    state: 'done',
    why: 'answered',
    effectId: 'TR1',
    released: true,
    actions: [],
  }),
]

describe('the page', () => {
  test('says each state in words, why it waits and the risk; tabs carry counts; axe finds nothing', async () => {
    openPage(mixed)
    const row = await rowWith('待放行')
    expect(row.textContent).toContain('拨款')
    expect(row.textContent).toContain('瑞达****公司')
    expect(row.textContent).toContain('¥1,234,567.89')
    expect(row.textContent).toContain('已排队，等您放行。')
    const uncertain = await rowWith('结果未知')
    expect(uncertain.textContent).toContain('可能已生效')
    expect(within(uncertain).getByRole('img', { name: '结果未知' }).textContent).toBe('?')
    expect(screen.getByRole('tab', { name: /未完成\s*3/ })).toBeTruthy()
    expect(screen.getByRole('tab', { name: /需要您\s*2/ })).toBeTruthy()
    expect(screen.getByRole('tab', { name: /已完成\s*1/ })).toBeTruthy()
    expect(await faults()).toEqual([])
  })

  test('a tab shows only its rows', async () => {
    const { user } = openPage(mixed)
    await user.click(await screen.findByRole('tab', { name: /已完成/ }))
    await rowWith('伙伴接口答复：已办成。')
    expect(screen.queryByText('待放行')).toBeNull()
  })

  test('nothing yet, nothing in this state and no right are three texts', async () => {
    const { user } = openPage([])
    await screen.findByText('没有待办，也没有待发送')
    await user.click(screen.getByRole('tab', { name: /全部/ }))
    await screen.findByText('没有待办，也没有待发送')
  })

  test('who may not read it is told so', async () => {
    const { host } = openPage([])
    host.facts.identity = { ...host.facts.identity, permissions: ['customer.read'] }
    act(() => host.tell({ kind: 'tables', tables: ['own_member'] }))
    await screen.findByText('没有查看权限')
  })

  test('a pause says why, and one button tries at once', async () => {
    const released = intent({
      intentId: 'r',
      released: true,
      why: 'back-off',
      nextAt: null,
      actions: ['edit', 'discard'],
    })
    const page = openPage([released], { pause: { why: 'offline', until: Date.now() + 60_000, error: null } })
    await screen.findByText('网络不通：1 笔在本机等待，恢复后自动继续。')
    expect((await rowWith('排队中')).textContent).toContain('网络恢复后自动发出')
    await page.user.click(screen.getByRole('button', { name: '立即重试' }))
    await waitFor(() => expect(screen.queryByText(/网络不通/)).toBeNull())
    expect(calls(page, 'outbox.resume')).toHaveLength(1)
  })
})

describe('releasing', () => {
  test('R asks once with the exact total; what is released can be taken back', async () => {
    const page = openPage([
      mixed[0] as IntentView,
      intent({ intentId: 'a2', groupId: 'ga', command: 'coupons.issue', amount: 11 }),
    ])
    await rowWith('¥0.11')
    const [box] = screen.getAllByRole('checkbox')
    await page.user.click(box as HTMLElement)
    const { user } = page
    ;(await grid()).focus()
    await user.keyboard('r')
    const dialog = await screen.findByRole('dialog')
    expect(dialog.textContent).toContain('放行 2 笔操作')
    expect(dialog.textContent).toContain('¥1,234,568.00')
    expect(await faults(dialog)).toEqual([])
    await user.click(within(dialog).getByRole('button', { name: '放行 2 笔' }))
    await waitFor(() => expect(calls(page, 'outbox.release {')).toHaveLength(1))
    await screen.findByText(/已放行 2 笔，\d+ 秒后发出/)
    await user.click(screen.getByRole('button', { name: '收回' }))
    await waitFor(() => expect(calls(page, 'outbox.takeBackGroup')).toEqual(['outbox.takeBackGroup {"groupId":"ga"}']))
  })

  test('R-CUST-37 with code verification on, one code releases the reviewed batch; a wrong one says so', async () => {
    const page = openPage(mixed.slice(0, 1), { codeNeeded: true })
    const { user } = page
    await rowWith('待放行')
    await user.click(screen.getByRole('button', { name: '放行…' }))
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: '发送验证码' }))
    await within(dialog).findByText(/已发送到 138\*\*\*\*5678/)
    await user.type(within(dialog).getByRole('textbox', { name: '验证码' }), '１２３４')
    await user.click(within(dialog).getByRole('button', { name: '放行 1 笔' }))
    await within(dialog).findByText('验证码不正确，请核对后重新输入。')
    const field = within(dialog).getByRole('textbox', { name: '验证码' })
    await user.clear(field)
    await user.type(field, '246810')
    await user.click(within(dialog).getByRole('button', { name: '放行 1 笔' }))
    await screen.findByText(/已放行 1 笔，/)
    expect(calls(page, 'outbox.release {').at(-1)).toContain('"code":"246810"')
  })

  test('Delete discards after a word; an intent that may have happened cannot be', async () => {
    const page = openPage(mixed)
    const { user } = page
    await rowWith('待放行')
    ;(await grid()).focus()
    await user.keyboard('{Delete}')
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: '丢弃 1 笔' }))
    await waitFor(() => expect(calls(page, 'outbox.discard')).toEqual(['outbox.discard {"intentIds":["a"]}']))
  })
})

describe('one intent', () => {
  test('shows reason, safety, what to do, history and only what is possible', async () => {
    openPage(mixed, {}, '/outbox?intent=c')
    const drawer = await screen.findByRole('dialog')
    await within(drawer).findByText('过了入账时间，对方的记录里仍没有它。', { selector: 'strong' })
    expect(drawer.textContent).toContain('不会自动重发。')
    expect(within(drawer).getByRole('button', { name: '说明是否发生' })).toBeTruthy()
    expect(within(drawer).queryByRole('button', { name: '放行' })).toBeNull()
    expect(within(drawer).getByRole('region', { name: '经过' }).textContent).toContain('已排队，等您放行。')
    expect(await faults(drawer)).toEqual([])
  })

  test('a person says whether it happened, with the records beside; nothing is chosen beforehand', async () => {
    const page = openPage(mixed, {}, '/outbox?intent=c')
    const { user } = page
    await user.click(await screen.findByRole('button', { name: '说明是否发生' }))
    const dialog = (await screen.findByText('这一笔发生了吗？')).closest('[role=dialog]') as HTMLElement
    expect(dialog.textContent).toContain('没有找到相符的记录')
    const confirm = within(dialog).getByRole('button', { name: '确认已发生' }) as HTMLButtonElement
    expect(confirm.disabled).toBe(true)
    await user.click(within(dialog).getByRole('radio', { name: /没有发生/ }))
    await user.click(within(dialog).getByRole('button', { name: '确认没有发生' }))
    await waitFor(() =>
      expect(calls(page, 'outbox.decide')).toEqual(['outbox.decide {"intentId":"c","happened":false}']),
    )
  })

  test('letting later ones go names what may happen twice', async () => {
    const page = openPage(mixed, {}, '/outbox?intent=b')
    const { user } = page
    await user.click(await screen.findByRole('button', { name: '不再等它的结果' }))
    const dialog = (await screen.findByText('不再等这一笔的结果？')).closest('[role=dialog]') as HTMLElement
    await waitFor(() => expect(dialog.textContent).toContain('瑞达****公司会重复得到或被收回 ¥1,234,567.89'))
    await user.click(within(dialog).getByRole('button', { name: '继续后面的操作' }))
    await waitFor(() => expect(calls(page, 'outbox.releaseHold')).toHaveLength(1))
  })

  test('R-CUST-30 another amount follows the rule and keeps the rest of what was submitted', async () => {
    const page = openPage(mixed, {}, '/outbox?intent=a')
    const { user } = page
    await user.click(await screen.findByRole('button', { name: '修改金额' }))
    const field = await screen.findByRole('textbox', { name: '金额（元）' })
    await user.clear(field)
    await user.type(field, '12.345')
    expect(screen.getByText('金额最多两位小数。')).toBeTruthy()
    await user.clear(field)
    await user.type(field, '12.34{Enter}')
    await waitFor(() =>
      expect(calls(page, 'outbox.edit')).toEqual([
        'outbox.edit {"intentId":"a","payload":{"customerId":"c1","amount":1234}}',
      ]),
    )
  })
})

describe('around every page', () => {
  test('the badge counts what is not sent and what needs the person, and leads there', async () => {
    const page = openPage(mixed, {}, '/')
    const badge = await screen.findByRole('link', { name: '待办与待发送：3 笔待发送，其中 2 笔需要您' })
    await page.user.click(badge)
    await waitFor(() => expect(page.path()).toContain('/outbox?tab=person'))
  })

  test('nothing unsent, no badge', async () => {
    openPage([], {}, '/')
    await screen.findByRole('navigation')
    expect(screen.queryByRole('link', { name: /笔待发送/ })).toBeNull()
  })

  test('a batch shows how far it is, and is released, stopped and discarded as one', async () => {
    const items = ['x1', 'x2', 'x3'].map((intentId) => intent({ intentId, groupId: 'gx', amount: 100 }))
    const page = openPage([
      ...items,
      intent({ intentId: 'x4', groupId: 'gx', amount: 100, state: 'done', why: 'answered' }),
    ])
    const { user } = page
    const batches = await screen.findByRole('region', { name: '批次' })
    expect(batches.textContent).toContain('1 / 4 笔已完成')
    expect(batches.textContent).toContain('合计 ¥4.00，已完成 ¥1.00')
    await user.click(within(batches).getByRole('button', { name: '放行整批…' }))
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: '放行 3 笔' }))
    await waitFor(() => expect(calls(page, 'outbox.releaseGroup')).toEqual(['outbox.releaseGroup {"groupId":"gx"}']))
    await user.click(await within(batches).findByRole('button', { name: '停下未发出的' }))
    await waitFor(() => expect(calls(page, 'outbox.takeBackGroup')).toHaveLength(1))
    expect(await faults(batches)).toEqual([])
  })
})
