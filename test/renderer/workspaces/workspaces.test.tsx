import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { workspace } from '../support/facts.ts'
import { faults, open } from '../support/page.tsx'

const other = { ...workspace, workspaceId: 'w2', name: '国际站伙伴', demo: false, keyring: 'gnome_libsecret' }

describe('what happened to the files', () => {
  const notice = {
    local: {
      copyAt: Date.UTC(2026, 10, 21, 1, 5, 3),
      rescuedRows: 312,
      damagedTables: ['notes'],
      keptAs: 'local-damaged-20261121.db',
    },
    cache: { keptAs: 'cache-damaged-20261121.db' },
    copyError: { code: 'disk-full' as const, safe: 'kept-locally' as const, retry: 'after-fix' as const, ref: '' },
  }

  test('is told over every page until the person closes it', async () => {
    const { user, host } = open('/', { state: { state: 'ready', workspace, notice } })
    await screen.findByText('本机数据文件曾损坏，已自动修复')
    expect(screen.getByText(/以 2026-11-21 09:05:03 的备份为基础，并补入了损坏文件中仍可读取的 312 行/)).toBeTruthy()
    expect(screen.getByText(/备份之后的改动可能缺失：notes/)).toBeTruthy()
    expect(screen.getByText('缓存已重建，正在重新同步')).toBeTruthy()
    expect(screen.getByText('磁盘空间不足，写入没有完成。')).toBeTruthy()
    expect(await faults()).toEqual([])
    const [first] = screen.getAllByRole('button', { name: '在文件夹中显示' })
    await user.click(first as HTMLElement)
    await waitFor(() => expect(host.calls).toContain('workspaces.showKept {"which":"local"}'))
    await user.click(screen.getByRole('button', { name: '知道了' }))
    await waitFor(() => expect(host.calls).toContain('workspaces.closeNotice {}'))
    // The host tells every window.
    act(() => host.tell({ kind: 'state', state: host.facts.state }))
    await waitFor(() => expect(screen.queryByText('本机数据文件曾损坏，已自动修复')).toBeNull())
  })
})

describe('the states of the start', () => {
  test('no workspace: a welcome with the form that makes one', async () => {
    const { user, host } = open('/', { state: { state: 'no-workspace' }, workspaces: [] })
    await screen.findByRole('heading', { name: '欢迎使用伙伴工作台' })
    expect(await faults()).toEqual([])
    await user.type(screen.getByLabelText('名称'), '我的账号')
    await user.click(screen.getByText('国际站'))
    expect((screen.getByLabelText('接口地址') as HTMLInputElement).value).toBe('https://bss-intl.myhuaweicloud.com')
    await user.type(screen.getByLabelText('访问密钥 AK'), 'AKEXAMPLE')
    await user.type(screen.getByLabelText('密钥 SK'), 'sk-example')
    await user.click(screen.getByRole('button', { name: '测试连接' }))
    await screen.findAllByText('BPC_ITEM_FUND')
    expect(host.calls.some((call) => call.startsWith('workspaces.create'))).toBe(false)
    await user.click(screen.getByRole('button', { name: '创建并打开工作区' }))
    await waitFor(() => expect(host.calls).toContain('workspaces.open {"workspaceId":"w9"}'))
    expect(host.calls).toContain(
      'workspaces.create {"name":"我的账号","site":"international","endpoint":"https://bss-intl.myhuaweicloud.com","credential":{"kind":"ak-sk","ak":"AKEXAMPLE","sk":"sk-example"}}',
    )
    await screen.findByRole('heading', { name: /您好/ })
  })

  test('a form that lacks something says what, asks nobody, and an error keeps what was typed', async () => {
    const { user, host } = open('/', { state: { state: 'no-workspace' }, workspaces: [] })
    const name = await screen.findByLabelText('名称')
    await user.clear(screen.getByLabelText('接口地址'))
    await user.type(screen.getByLabelText('接口地址'), 'ftp://example.com')
    await user.click(screen.getByRole('button', { name: '创建并打开工作区' }))
    await screen.findByText('请填写以 https:// 开头的地址，不带路径、参数或账号')
    expect(screen.getAllByText('请填写').length).toBeGreaterThan(1)
    expect(host.calls.some((call) => call.startsWith('workspaces.create'))).toBe(false)
    host.failing.set('workspaces.create', { code: 'workspace-exists' })
    await user.type(name, '重名')
    await user.clear(screen.getByLabelText('接口地址'))
    await user.type(screen.getByLabelText('接口地址'), 'https://example.com')
    await user.click(screen.getByText('令牌 Token'))
    await user.type(await screen.findByLabelText('令牌'), 'tok')
    await user.click(screen.getByRole('button', { name: '创建并打开工作区' }))
    await screen.findByText('已经有同名或同一账号的工作区。')
    expect((name as HTMLInputElement).value).toBe('重名')
  })

  test('no keyring: nothing is offered but to look again', async () => {
    const { user, host } = open('/', { state: { state: 'no-keyring', backend: 'basic_text' } })
    await screen.findByRole('heading', { name: '系统密钥环不可用' })
    expect(screen.getByText(/basic_text/)).toBeTruthy()
    expect(screen.getByText('没有创建、打开或删除任何内容；加密数据完好。')).toBeTruthy()
    expect(await faults()).toEqual([])
    host.facts.state = { state: 'ready', workspace }
    await user.click(screen.getByRole('button', { name: '重试' }))
    await screen.findByRole('heading', { name: /您好/ })
  })

  test('opening names the step, an unknown step as it is called', async () => {
    const { host } = open('/', { state: { state: 'opening', workspace, step: 'store' } })
    await screen.findByText('正在打开数据文件')
    host.tell({ kind: 'state', state: { state: 'opening', workspace, step: 'customers_by_name' } })
    await screen.findByText('customers_by_name')
  })

  test('failed: says what is safe; saves, rebuilds after a question, opens another', async () => {
    const { user, host } = open('/', {
      workspaces: [workspace, other],
      state: {
        state: 'failed',
        workspace,
        error: { code: 'store-damaged', safe: 'kept-locally', retry: 'after-fix', ref: 'r-1' },
      },
    })
    await screen.findByText('本机数据文件已损坏。')
    expect(screen.getByText('r-1')).toBeTruthy()
    expect(await faults()).toEqual([])
    await user.click(screen.getByRole('button', { name: '导出备注与记录…' }))
    await screen.findByText('备注、视图与审计记录已导出。')
    await user.click(screen.getByRole('button', { name: '重建缓存' }))
    expect(host.calls.some((call) => call.startsWith('workspaces.rebuildCache'))).toBe(false)
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: '重建缓存' }))
    await waitFor(() => expect(host.calls).toContain('workspaces.rebuildCache {"workspaceId":"w1"}'))
    const others = screen.getByRole('region', { name: '打开其他工作区' })
    await user.click(within(others).getByRole('button', { name: '国际站伙伴' }))
    await screen.findByRole('heading', { name: /您好/ })
  })

  test('a store of a newer version is never offered to be rebuilt', async () => {
    open('/', {
      state: {
        state: 'failed',
        workspace,
        error: { code: 'store-newer', safe: 'nothing-changed', retry: 'after-fix', ref: '' },
      },
    })
    await screen.findByText('数据文件由更新版本的程序写入。')
    expect(screen.queryByRole('button', { name: '重建缓存' })).toBeNull()
  })

  test('workspaces and settings are reachable while none is open', async () => {
    open('/workspaces', { state: { state: 'no-workspace' }, workspaces: [other] })
    await screen.findByRole('article', { name: '国际站伙伴' })
  })
})

describe('the page of workspaces', () => {
  test('marks the demo and the keyring that protects nothing', async () => {
    open('/workspaces', { workspaces: [workspace, other] })
    const own = await screen.findByRole('article', { name: '华东伙伴' })
    expect(within(own).getByText('当前')).toBeTruthy()
    expect(within(own).getByText('无系统保护')).toBeTruthy()
    const theirs = screen.getByRole('article', { name: '国际站伙伴' })
    expect(within(theirs).queryByText('无系统保护')).toBeNull()
    expect(within(theirs).getByText('gnome_libsecret')).toBeTruthy()
  })

  test('removing asks for the name, and the open one cannot be removed', async () => {
    const { user, host } = open('/workspaces', { workspaces: [workspace, other] })
    const own = await screen.findByRole('article', { name: '华东伙伴' })
    expect((within(own).getByRole('button', { name: '移除' }) as HTMLButtonElement).disabled).toBe(true)
    await user.click(within(screen.getByRole('article', { name: '国际站伙伴' })).getByRole('button', { name: '移除' }))
    const dialog = await screen.findByRole('dialog')
    const remove = within(dialog).getByRole('button', { name: '移除工作区' }) as HTMLButtonElement
    expect(remove.disabled).toBe(true)
    await user.type(within(dialog).getByRole('textbox'), '国际站伙伴')
    await user.click(remove)
    await waitFor(() => expect(host.calls).toContain('workspaces.remove {"workspaceId":"w2","typedName":"国际站伙伴"}'))
    await waitFor(() => expect(screen.queryByRole('article', { name: '国际站伙伴' })).toBeNull())
  })

  test('a credential is replaced and never shown', async () => {
    const { user, host } = open('/workspaces')
    const own = await screen.findByRole('article', { name: '华东伙伴' })
    await user.click(within(own).getByRole('button', { name: '更换凭据' }))
    const dialog = await screen.findByRole('dialog')
    await user.type(within(dialog).getByLabelText('访问密钥 AK'), 'AK2')
    const sk = within(dialog).getByLabelText('密钥 SK') as HTMLInputElement
    expect(sk.type).toBe('password')
    await user.type(sk, 'sk2')
    await user.click(within(dialog).getByRole('button', { name: '更换凭据' }))
    await waitFor(() =>
      expect(host.calls).toContain(
        'workspaces.replaceCredential {"workspaceId":"w1","credential":{"kind":"ak-sk","ak":"AK2","sk":"sk2"}}',
      ),
    )
  })
})
