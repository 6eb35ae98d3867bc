/** Marketplace goods as a person sees them: prerequisites explained, what cannot be shared says why. */
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ShareRow } from '#shared/contract/growth.ts'
import { startHost } from '../support/host.ts'
import { faults, open } from '../support/page.tsx'

const row = (more: Partial<ShareRow>): ShareRow => ({
  shareId: 's1',
  kind: 'OFFER',
  name: '等保合规一体机',
  seller: null,
  price: 99_900,
  shareRate: null,
  validUntil: 4e12,
  updatedAt: 1,
  refusal: null,
  sharedAt: null,
  ...more,
})

test('R-GROW-22 R-GROW-24 prerequisites are explained; a link that ended is not offered; the code is drawn', async () => {
  const made = startHost()
  made.answering.set('growth.shares', () => ({
    rows: [
      row({}),
      row({ shareId: 's2', name: '旧报价', refusal: 'expired' }),
      row({ shareId: 's3', kind: 'NEW_KIND' }),
    ],
    roles: [
      { kind: 'SOLUTION_PROVIDER', needs: [{ name: 'plan-joined', met: true }], may: true },
      { kind: 'CLOUD_RESELLER', needs: [{ name: 'distributor-business-info', met: false }], may: false },
    ],
    asOf: 1,
  }))
  made.answering.set('growth.share', () => ({
    link: 'https://example.com/?fromacct=a%20b',
    qr: { path: 'M2 2h1v1h-1z', size: 25 },
    validUntil: 4e12,
  }))
  const { user } = open('/growth', {}, made)
  const roles = await screen.findByRole('region', { name: '分享条件' })
  expect(roles.textContent).toContain('云经销商：还不能分享')
  expect(roles.textContent).toContain('所属总经销商已完成商业信息认证（未满足）')
  const main = screen.getByRole('main')
  expect(main.textContent).toContain('已过期，请在伙伴中心生成新的链接')
  expect(main.textContent).toContain('NEW_KIND')
  expect(await faults(main)).toEqual([])
  await user.click(screen.getAllByRole('button', { name: '分享 等保合规一体机' })[0] as HTMLElement)
  const dialog = await screen.findByRole('dialog')
  await user.click(within(dialog).getByRole('button', { name: '显示二维码' }))
  await within(dialog).findByRole('img', { name: '分享二维码' })
  expect(dialog.textContent).toContain('https://example.com/?fromacct=a%20b')
  expect(made.calls).toContain('growth.share {"shareId":"s1","how":"qr","note":""}')
  expect(await faults(dialog)).toEqual([])
})
