import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { permissions } from '#shared/rules/organization.ts'
import { open } from '../support/page.tsx'

test('managers lead to their customers; the filter minds neither case nor width', async () => {
  const { user } = open('/organization')
  const link = await screen.findByRole('link', { name: '查看 诸葛伟 名下的客户' })
  expect(decodeURIComponent(link.getAttribute('href') ?? '')).toContain('/customers?manager=["sales1"]')
  await user.type(screen.getByPlaceholderText('按账号名、姓名、角色筛选'), 'ＳＡＬＥＳ２')
  await waitFor(() => expect(screen.queryByText('诸葛伟')).toBeNull())
  expect(screen.getByText('熊洋')).toBeTruthy()
})

test('members with known and unknown roles; phone and mail as masked by the host', async () => {
  const { user } = open('/organization')
  await user.click(await screen.findByRole('tab', { name: '组织成员' }))
  await screen.findByText('系统管理员')
  expect(screen.getByText('未知值 "MOON_KEEPER"')).toBeTruthy()
  expect(screen.getByText('138****5678')).toBeTruthy()
})

test('who may not see members is told so and nothing is asked', async () => {
  const { user, host } = open('/organization', {
    identity: {
      known: true,
      accountName: 'sales1',
      name: '李雷',
      roles: ['rep'],
      permissions: permissions.filter((permission) => permission !== 'member.read'),
      scope: 'own',
      partnerKinds: [],
      asOf: null,
    },
  })
  await screen.findByRole('link', { name: '查看 诸葛伟 名下的客户' })
  await user.click(screen.getByRole('tab', { name: '组织成员' }))
  await screen.findByText('没有查看权限')
  expect(host.calls.some((call) => call.startsWith('organization.listMembers'))).toBe(false)
})
