import { act, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { NOW } from '../support/facts.ts'
import { open } from '../support/page.tsx'

test('theme and density are kept by the host', async () => {
  const { user, host } = open('/settings')
  await user.click(await screen.findByText('深色'))
  await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'))
  await user.click(screen.getByText('紧凑'))
  await waitFor(() => expect(host.facts.preferences).toMatchObject({ theme: 'dark', density: 'compact' }))
})

test('backup and integrity check run as jobs whose progress and end are shown', async () => {
  const { user, host } = open('/settings')
  await user.click(await screen.findByRole('button', { name: '立即备份' }))
  await waitFor(() => expect(host.calls).toContain('system.backup {}'))
  const job = {
    jobId: 'job1',
    kind: 'backup' as const,
    state: 'running' as const,
    done: 10,
    total: 40,
    fileName: null,
    startedAt: NOW,
    endedAt: null,
    error: null,
  }
  act(() => host.tell({ kind: 'job', job }))
  const bar = await screen.findByRole('progressbar', { name: '备份数据' })
  expect(bar.getAttribute('aria-valuenow')).toBe('25')
  act(() => host.tell({ kind: 'job', job: { ...job, state: 'done', done: 40, endedAt: NOW } }))
  await screen.findByText('最近一次：已完成，2026-11-21 09:05:03')
  await user.click(screen.getByRole('button', { name: '检查完整性' }))
  await waitFor(() => expect(host.calls).toContain('system.checkIntegrity {}'))
  const check = { ...job, jobId: 'job2', kind: 'integrity-check' as const, done: 2, total: 2, endedAt: NOW }
  act(() => host.tell({ kind: 'job', job: { ...check, state: 'done', found: { auditEntries: 41 } } }))
  await screen.findByText(/41 条操作记录前后相连/)
  const error = {
    code: 'audit-broken' as const,
    safe: 'kept-locally' as const,
    retry: 'no' as const,
    detail: { entry: 17, reason: 'hash' },
    ref: 'r1',
  }
  act(() => host.tell({ kind: 'job', job: { ...check, state: 'failed', error } }))
  await screen.findByText('操作记录链在第 17 条处断开：有记录被改动、删除或插入。')
})

test('who sits here, what runs, and the places outside', async () => {
  const { user, host } = open('/settings')
  await screen.findByText(/王明 · sales1/)
  expect(screen.getByText('系统管理员', { exact: false })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '访问密钥管理' }))
  await waitFor(() => expect(host.calls).toContain('system.openOutside {"link":"portal-credentials"}'))
})

test('an error of a command stays until it is closed', async () => {
  const { user, host } = open('/settings')
  host.failing.set('system.backup', { code: 'disk-full', safe: 'nothing-changed', retry: 'after-fix' })
  await user.click(await screen.findByRole('button', { name: '立即备份' }))
  await screen.findByText('磁盘空间不足，写入没有完成。')
  expect(screen.getByText('请清理磁盘空间后重试。')).toBeTruthy()
})
