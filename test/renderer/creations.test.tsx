/** The page of creations: rules told while typing, nothing sent that a rule refuses, each creation until it is linked. */
import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { faults, open } from './support/page.tsx'

test('R-CUST-14 a wrong name is told while it is typed and is not sent; a right one is sent once', async () => {
  const { host, user } = open('/creations')
  const [name] = await screen.findAllByLabelText('账号名')
  if (!name) throw new Error('no field')
  await user.type(name, 'op_shop')
  expect(await screen.findByText(/不能以 op_ 或 shadow_ 开头/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '创建客户' }))
  expect(host.calls.filter((call) => call.startsWith('creations.create'))).toEqual([])
  await user.clear(name)
  await user.type(name, 'shop_0001')
  await user.type(screen.getByLabelText('伙伴平台用户标识'), 'u-1')
  await user.click(screen.getByRole('button', { name: '创建客户' }))
  expect(await screen.findByText('请填写平台标识。')).toBeTruthy()
  await user.type(screen.getByLabelText('平台标识'), 'hzyd')
  await user.click(screen.getByRole('button', { name: '创建客户' }))
  await waitFor(() => expect(host.calls.filter((call) => call.startsWith('creations.create'))).toHaveLength(1))
  expect(await faults()).toEqual([])
})
