import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { arrange } from '#renderer/areas/products/arrange.ts'
import { products } from '../support/facts.ts'
import { open } from '../support/page.tsx'

// jsdom lays nothing out; the list draws what is in sight and needs a height.
beforeEach(() => {
  const spies = [
    vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600),
    vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(340),
  ]
  return () => {
    for (const spy of spies) spy.mockRestore()
  }
})

test('service types with their resource types, by mouse and by key', async () => {
  const { user } = open('/products')
  const list = await screen.findByRole('listbox', { name: '云服务类型' })
  await within(list).findByRole('option', { name: /弹性云服务器/ })
  await screen.findByText('hws.resource.type.vm')
  await user.click(within(list).getByRole('option', { name: /对象存储/ }))
  await screen.findByText('hws.resource.type.obs')
  list.focus()
  await user.keyboard('{End}')
  await screen.findByText('怪东西')
  expect(list.getAttribute('aria-activedescendant')).toBe(within(list).getByRole('option', { selected: true }).id)
})

test('the filter box is reached by / and finds names and codes', async () => {
  const { user } = open('/products')
  await screen.findByText('hws.resource.type.vm')
  await user.keyboard('/')
  await user.keyboard('ＯＢＳ')
  await waitFor(() => expect(screen.queryByText('hws.resource.type.vm')).toBeNull())
  await screen.findByText('hws.resource.type.obs')
  await user.keyboard('zzz')
  await screen.findByText('没有匹配的产品')
})

test('a resource opens its specs; a region that was never read says so and is read when asked', async () => {
  const { user, host } = open('/products')
  await screen.findByText('hws.resource.type.vm')
  host.answering.set('products.readSpecs', () => ({ rows: [], asOf: 1 }))
  await user.click(screen.getByRole('button', { name: /展开行/ }))
  await screen.findByText('这个区域的规格还没有读取过。')
  await user.click(screen.getByRole('button', { name: '读取规格' }))
  await waitFor(() => expect(host.calls.at(-1)).toContain('products.readSpecs'))
  expect(host.calls.at(-1)).toContain('"resourceType":"hws.resource.type.vm"')
})

describe('arrange', () => {
  test('a resource type of no known service is kept under a group of its own', () => {
    const groups = arrange(products, '', '未归类')
    expect(groups.map(({ code, resources }) => [code, resources.length])).toEqual([
      ['hws.service.type.ec2', 1],
      ['hws.service.type.obs', 1],
      ['', 1],
    ])
  })

  test('a service that matches shows all it has, another one only what matches', () => {
    expect(arrange(products, 'ecs', '').map(({ code, resources }) => [code, resources.length])).toEqual([
      ['hws.service.type.ec2', 1],
    ])
    expect(arrange(products, '桶', '').map(({ resources }) => resources.map(({ name }) => name))).toEqual([
      ['对象存储桶'],
    ])
  })
})
