import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { copy, drawings, focused, key, show } from '#test/renderer/parts/ledgerStage.tsx'

afterEach(() => drawings.clear())

describe('ledger grid: ranges, choices, long lists', () => {
  it('copies a range as text with masked values masked, and sums it exactly', async () => {
    const { focusCell, cell, grid } = await show()
    focusCell(1, 0)
    key('ArrowDown', { shiftKey: true })
    key('ArrowRight', { shiftKey: true })
    key('ArrowRight', { shiftKey: true })
    expect(cell(1, 0).hasAttribute('data-range')).toBe(true)
    expect(cell(2, 2).hasAttribute('data-range')).toBe(true)
    expect(cell(3, 0).hasAttribute('data-range')).toBe(false)
    expect(screen.getByText('6 格')).toBeTruthy()
    expect(screen.getByText('2 个金额，合计 ¥0.40')).toBeTruthy()
    expect(copy(cell(1, 0)).plain).toBe('客户1\t张*1\t0.15\r\n客户2\t张*2\t0.25')
    expect(await screen.findByText('已复制 6 格')).toBeTruthy()
    key('Escape')
    expect(cell(1, 0).hasAttribute('data-range')).toBe(false)
    expect(copy(grid).plain).toBe('0.25')
  })

  it('reads rows that left the window before it sums a long range', async () => {
    const { focusCell } = await show()
    focusCell(0, 2)
    key('End', { ctrlKey: true, shiftKey: true })
    expect(await screen.findByText(/1,000 个金额，合计 ¥50,000.00/)).toBeTruthy()
  })

  it('refuses to copy more rows than it can hold', async () => {
    const { focusCell, grid } = await show(30_000)
    focusCell(0, 0)
    key('ArrowDown', { ctrlKey: true, shiftKey: true })
    expect(copy(grid).plain).toBe('')
    expect(await screen.findByText(/一次最多复制 20,000 行/)).toBeTruthy()
  })

  it('chooses rows: one, a Shift range, the rows on screen, all that match', async () => {
    const { selection, container, focusCell } = await show()
    const box = (row: number) =>
      within(container.querySelector(`[data-r="${row}"]`) as HTMLElement).getByRole('checkbox')
    fireEvent.click(box(2))
    fireEvent.click(box(6), { shiftKey: true })
    await waitFor(() => expect(selection.count(1000)).toBe(5))
    expect(container.querySelector('[data-r="4"]')?.getAttribute('aria-selected')).toBe('true')
    focusCell(10, 0)
    key(' ', { shiftKey: true })
    expect(selection.has('id-10')).toBe(true)
    act(() => selection.clear())
    const head = screen.getByRole<HTMLInputElement>('checkbox', { name: '选择当前屏的行' })
    fireEvent.click(head)
    expect(selection.count(1000)).toBe(20)
    expect(selection.get().kind).toBe('some')
    fireEvent.click(screen.getByRole('button', { name: '选择全部 1,000 条' }))
    expect(selection.get()).toEqual({ kind: 'all-except', ids: new Set() })
    fireEvent.click(box(0))
    expect(screen.getByText('已选 999 条')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '取消选择' }))
    expect(selection.count(1000)).toBe(0)
  })

  it('draws no row anew when the cursor moves, the total comes or another row is chosen, and never more than sixty', async () => {
    const { focusCell, container, selection, source } = await show(200_000)
    focusCell(0, 0)
    drawings.clear()
    act(() => source.setTotal(199_999))
    for (let step = 0; step < 8; step++) key('ArrowDown')
    key('ArrowRight')
    key('ArrowDown', { shiftKey: true })
    expect([...drawings.values()]).toEqual([])
    act(() => selection.toggle('id-4'))
    expect([...drawings.keys()]).toEqual(['id-4'])
    expect(container.querySelectorAll('.ledger-row').length).toBeLessThanOrEqual(60)
  })

  it('shows quiet skeleton cells after a jump, then the rows', async () => {
    const { grid, container, source } = await show(200_000)
    act(() => {
      grid.scrollTop = 150_000 * 36
      grid.dispatchEvent(new Event('scroll'))
    })
    expect(container.querySelector('[data-r="150000"]')).toBeTruthy()
    expect(await screen.findByText('客户150005')).toBeTruthy()
    expect(source.rowAt(150_010)?.id).toBe('id-150010')
    expect(container.querySelectorAll('.ledger-row').length).toBeLessThanOrEqual(60)
  })

  it('keeps the focused row in the page while the view scrolls away', async () => {
    const { grid, focusCell } = await show(200_000)
    focusCell(5, 0)
    act(() => {
      grid.scrollTop = 90_000 * 36
      grid.dispatchEvent(new Event('scroll'))
    })
    expect(focused()).toEqual(['5', '0'])
    key('ArrowDown')
    expect(focused()).toEqual(['6', '0'])
  })
})
