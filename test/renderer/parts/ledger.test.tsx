import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import { focused, key, rowOf, show } from '#test/renderer/parts/ledgerStage.tsx'

describe('ledger grid', () => {
  it('tells assistive technology its size, places and order, and axe finds nothing', async () => {
    const { grid, container } = await show()
    expect(grid.getAttribute('aria-rowcount')).toBe('1001')
    expect(grid.getAttribute('aria-colcount')).toBe('6')
    const row = container.querySelector('[data-r="4"]')!
    expect(row.getAttribute('aria-rowindex')).toBe('6')
    expect([...row.children].map((cell) => cell.getAttribute('aria-colindex'))).toEqual(['1', '2', '3', '4', '5', '6'])
    expect(screen.getByRole('columnheader', { name: /名称/ }).getAttribute('aria-sort')).toBe('ascending')
    expect(screen.getByRole('columnheader', { name: /联系人/ }).getAttribute('aria-sort')).toBeNull()
    expect(screen.queryByRole('columnheader', { name: /备用/ })).toBeNull()
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
    expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([])
  })

  it('walks by keyboard with the focus on one cell', async () => {
    const { focusCell, container } = await show()
    focusCell(0, 0)
    expect(focused()).toEqual(['0', '0'])
    key('ArrowDown')
    key('ArrowRight')
    expect(focused()).toEqual(['1', '1'])
    key('End')
    expect(focused()).toEqual(['1', '3'])
    key('Home')
    key('PageDown')
    expect(focused()).toEqual(['20', '0'])
    key('End', { ctrlKey: true })
    expect(focused()).toEqual(['999', '3'])
    key('Home', { ctrlKey: true })
    expect(focused()).toEqual(['0', '0'])
    key('ArrowUp')
    expect(focused()).toEqual(['-1', '0'])
    expect(container.querySelectorAll('[tabindex="0"][data-c]')).toHaveLength(1)
  })

  it('opens, previews, filters and leaves by key', async () => {
    const onFilter = vi.fn()
    const onEscape = vi.fn()
    const { focusCell, onOpen, onPreview } = await show(1000, { onFilter, onEscape })
    focusCell(2, 1)
    key('Enter')
    expect(onOpen).toHaveBeenCalledWith(rowOf(2), 2)
    key(' ')
    expect(onPreview).toHaveBeenCalledWith(rowOf(2), 2)
    key('/')
    key('／')
    expect(onFilter).toHaveBeenCalledTimes(2)
    key('Escape')
    expect(onEscape).toHaveBeenCalledTimes(1)
  })

  it('fires nothing while an input method composes', async () => {
    const onFilter = vi.fn()
    const { focusCell, onOpen, onPreview } = await show(1000, { onFilter })
    focusCell(2, 1)
    for (const name of ['Enter', ' ', '/', 'ArrowDown']) {
      key(name, { isComposing: true })
      key(name, { keyCode: 229 } as KeyboardEventInit)
    }
    expect(onOpen).not.toHaveBeenCalled()
    expect(onPreview).not.toHaveBeenCalled()
    expect(onFilter).not.toHaveBeenCalled()
    expect(focused()).toEqual(['2', '1'])
  })

  it('sorts by the head, by mouse and by key', async () => {
    const { sorts, focusCell } = await show()
    await userEvent.click(screen.getByRole('button', { name: /金额/ }))
    await userEvent.click(screen.getByRole('button', { name: /金额/ }))
    expect(sorts).toEqual([
      { column: 'amount', descending: false },
      { column: 'amount', descending: true },
    ])
    expect(screen.getByRole('columnheader', { name: /金额/ }).getAttribute('aria-sort')).toBe('descending')
    focusCell(0, 0)
    key('ArrowUp')
    key('Enter')
    expect(sorts.at(-1)).toEqual({ column: 'name', descending: false })
  })

  it('resizes and moves columns by key on the head', async () => {
    const { focusCell, settingsSeen, container } = await show()
    focusCell(0, 1)
    key('ArrowUp')
    key('ArrowRight', { shiftKey: true })
    expect(settingsSeen.at(-1)?.find((setting) => setting.key === 'masked')?.width).toBe(136)
    expect(container.querySelector<HTMLElement>('.ledger')?.style.getPropertyValue('--ledger-tracks')).toBe(
      '36px 24px 160px 136px 120px minmax(0,1fr) 90px',
    )
    key('ArrowRight', { shiftKey: true, ctrlKey: true })
    const heads = screen.getAllByRole('columnheader').map((head) => head.dataset['key'])
    expect(heads.filter(Boolean)).toEqual(['name', 'amount', 'masked', 'actions'])
    expect(focused()).toEqual(['-1', '2'])
  })

  it('keeps the layout with a name of 200 characters: one line, whole text in the tip', async () => {
    const { cell } = await show()
    expect(cell(3, 0).textContent).toBe('名'.repeat(200))
    expect(cell(3, 0).title).toBe('名'.repeat(200))
    expect(cell(3, 0).className).toContain('ledger-cell')
  })

  it('marks rows with a sign and words, not with colour alone', async () => {
    const { container } = await show(20, {
      mark: (row) => (row.id === 'id-1' ? { mark: 'needs-you', text: '请处理' } : null),
    })
    const sign = within(container.querySelector('[data-r="1"]') as HTMLElement).getByRole('img', { name: '请处理' })
    expect(sign.textContent).toBe('!')
  })

  it('shows the reason when there is nothing to show', async () => {
    await show(0)
    expect(await screen.findByText('什么都没有')).toBeTruthy()
  })

  it('says once that the first rows are painted', async () => {
    const onFirstRows = vi.fn()
    await show(100, { onFirstRows })
    await waitFor(() => expect(onFirstRows).toHaveBeenCalledTimes(1))
  })
})
