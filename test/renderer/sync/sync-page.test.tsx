import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { collection, refused, report, runs, status } from '../support/facts.ts'
import { faults, open } from '../support/page.tsx'

test('progress is determinate and shows counts, rate and time left; it follows the events', async () => {
  const { host, user } = open('/sync', {
    status: {
      ...status,
      phase: 'running',
      first: true,
      done: 500,
      total: 2000,
      rowsPerSecond: 1234,
      timeLeftMs: 61_000,
      collections: [collection('customers', { state: 'running', done: 500, total: 2000 })],
    },
  })
  const now = await screen.findByRole('region', { name: '同步进度' })
  const bar = within(now).getByRole('progressbar')
  expect(bar.getAttribute('aria-valuenow')).toBe('25')
  expect(now.textContent).toContain('500 / 2,000 条')
  expect(now.textContent).toContain('1,234 条/秒')
  expect(now.textContent).toContain('剩余约 61 秒')
  expect(now.textContent).toContain('首次同步')
  expect(await faults()).toEqual([])
  await user.click(screen.getByRole('button', { name: '暂停' }))
  await waitFor(() => expect(host.calls).toContain('sync.pause {}'))
  act(() => host.tell({ kind: 'sync', status: { ...status, phase: 'paused', done: 900, total: 2000 } }))
  await user.click(await screen.findByRole('button', { name: '继续' }))
  await user.click(screen.getByRole('button', { name: '取消' }))
  await waitFor(() => expect(host.calls).toContain('sync.cancel {}'))
  expect(host.calls).toContain('sync.resume {}')
})

test('starts everything, or one collection', async () => {
  const { host, user } = open('/sync')
  await user.click(await screen.findByRole('button', { name: '立即同步' }))
  await user.click(screen.getByRole('button', { name: '读取 伙伴账户' }))
  await waitFor(() => expect(host.calls).toContain('sync.start {"collections":["partner-balance"]}'))
  expect(host.calls).toContain('sync.start {"collections":null}')
})

test("an error keeps the vendor's code and request id, and says what is safe and what to do", async () => {
  open('/sync', { status: { ...status, collections: [collection('customers', { state: 'failed', error: refused })] } })
  const attention = await screen.findByRole('region', { name: '需要关注' })
  for (const said of ['伙伴接口拒绝了请求。', '请求没有生效', '请查看下方厂商错误码', 'CBC.0100', 'req-42', 'ref-77']) {
    expect(attention.textContent).toContain(said)
  }
})

const braked = {
  ...status,
  collections: [collection('customers', { state: 'needs-you', pendingDeletion: { rows: 300, of: 2000 } })],
}

test('a mass deletion waits for a person: keeping is one step', async () => {
  const { host, user } = open('/sync', { status: braked })
  const attention = await screen.findByRole('region', { name: '需要关注' })
  expect(attention.textContent).toContain('“客户”将移除 300 条记录（共 2,000 条）')
  await user.click(within(attention).getByRole('button', { name: '保留这些记录' }))
  await waitFor(() => expect(host.calls).toContain('sync.decideDeletion {"collection":"customers","allow":false}'))
})

test('allowing a mass deletion asks once more', async () => {
  const { host, user } = open('/sync', { status: braked })
  const attention = await screen.findByRole('region', { name: '需要关注' })
  await user.click(within(attention).getByRole('button', { name: '允许移除 300 条' }))
  const dialog = await screen.findByRole('dialog')
  expect(host.calls.some((call) => call.startsWith('sync.decideDeletion'))).toBe(false)
  await user.click(within(dialog).getByRole('button', { name: '允许移除 300 条' }))
  await waitFor(() => expect(host.calls).toContain('sync.decideDeletion {"collection":"customers","allow":true}'))
})

test('rows that were not stored can be read as they came', async () => {
  const { user } = open('/sync', { status: { ...status, collections: [collection('customers', { refusedRows: 1 })] } })
  await user.click(await screen.findByRole('button', { name: '1 行未入库' }))
  const drawer = await screen.findByRole('dialog')
  expect(await within(drawer).findByText('{"customer":"**"}')).toBeTruthy()
  expect(within(drawer).getByText('customer_id 缺失')).toBeTruthy()
  expect(await faults(drawer)).toEqual([])
})

test('the connection test names each missing permission', async () => {
  const { user } = open('/sync')
  await user.click(await screen.findByRole('button', { name: '连接测试' }))
  const dialog = await screen.findByRole('dialog')
  expect(await within(dialog).findAllByText('BPC_ITEM_FUND')).not.toHaveLength(0)
  expect(dialog.textContent).toContain('往返 34 毫秒')
  expect(dialog.textContent).toContain('桌面接口：该地址不提供')
  expect(await faults(dialog)).toEqual([])
})

test('a server that cannot be reached says nothing about the credential or the permissions', async () => {
  const away = { ...report, reachable: false, signedIn: false, latencyMs: null, desk: 'unreachable' as const }
  const { user } = open('/sync', { report: away })
  await user.click(await screen.findByRole('button', { name: '连接测试' }))
  const dialog = await screen.findByRole('dialog')
  await within(dialog).findByText('无法连接到服务器')
  expect(dialog.textContent).toContain('凭据与权限：未能测试')
  expect(dialog.textContent).not.toContain('凭据无效')
  expect(within(dialog).queryByRole('table')).toBeNull()
})

test('a run of a few milliseconds did not take a second', async () => {
  open('/sync', { runs: runs.slice(0, 1).map((run) => ({ ...run, endedAt: run.startedAt + 9 })) })
  await screen.findByText('< 1 秒')
})

test('an unknown collection and an unknown reason are shown as they are called', async () => {
  open('/sync', {
    status: { ...status, collections: [collection('moon-phases')] },
    runs: [
      {
        runId: 'r9',
        collection: 'moon-phases',
        startedAt: 0,
        endedAt: 1000,
        outcome: 'complete',
        pages: 1,
        rows: 1,
        added: 1,
        changed: 0,
        vanished: 0,
        refusedRows: 0,
        reason: 'full-moon',
        error: null,
      },
    ],
  })
  await screen.findByText('full-moon')
  expect(screen.getAllByText('moon-phases')).toHaveLength(2)
})

test('who may not read the history is told so, not shown nothing', async () => {
  const { host } = open('/sync')
  host.failing.set('sync.history', { code: 'forbidden' })
  host.failing.set('sync.start', { code: 'forbidden' })
  await screen.findByText('您的角色不允许此操作。')
})
