import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { faults, open } from '../support/page.tsx'

/** Each page with something that only its data can show. */
const pages = [
  ['/', '2,000'],
  ['/sync', '客户'],
  ['/workspaces', /…0001/],
  ['/settings', /aegis/],
  ['/organization', '诸葛伟'],
  ['/funds', '¥86,543,210.55'],
  ['/products', 'hws.resource.type.vm'],
] as const

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(pages)('%s shows its data and has no fault of access', async (path, shown) => {
    const { host } = open(path, {
      preferences: { language: 'zh', theme, density: 'middle', navigationFolded: false },
    })
    const main = await screen.findByRole('main')
    expect(await within(main).findAllByText(shown)).not.toHaveLength(0)
    expect(document.documentElement.dataset['theme']).toBe(theme)
    expect(document.title).toContain('伙伴工作台')
    expect(await faults()).toEqual([])
    expect(host.calls.some((call) => call.startsWith('workspaces.state'))).toBe(true)
  })
})
