import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { StrictMode, useState } from 'react'
import { I18nextProvider } from 'react-i18next'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createTexts } from '#renderer/app/texts/texts.ts'
import { Cursor } from '#renderer/parts/ledger/cursor.ts'
import { Ledger, type LedgerProps } from '#renderer/parts/ledger/Ledger.tsx'
import { RowSource } from '#renderer/parts/ledger/rowSource.ts'
import { Selection } from '#renderer/parts/ledger/selection.ts'
import type { ColumnSetting, LedgerColumn, LedgerSort } from '#renderer/parts/ledger/types.ts'
import { fen, yuanText } from '#shared/money.ts'

interface Row {
  id: string
  name: string
  masked: string
  amount: number
}
const rowOf = (index: number): Row => ({
  id: `id-${index}`,
  name: index === 3 ? '名'.repeat(200) : `客户${index}`,
  masked: `张*${index}`,
  amount: index * 10 + 5,
})

const drawings = new Map<string, number>()
const columns: LedgerColumn<Row>[] = [
  { key: 'name', title: '名称', width: 160, frozen: 'start', required: true, sort: 'name', text: (row) => row.name },
  { key: 'masked', title: '联系人', width: 120, text: (row) => row.masked, cell: () => <span>plain secret</span> },
  {
    key: 'amount',
    title: '金额',
    width: 120,
    kind: 'money',
    sort: 'amount',
    text: (row) => yuanText(fen(row.amount)),
    fen: (row) => fen(row.amount),
    cell: (row) => {
      drawings.set(row.id, (drawings.get(row.id) ?? 0) + 1)
      return yuanText(fen(row.amount))
    },
  },
  { key: 'hidden', title: '备用', width: 120, hidden: true, text: () => 'x' },
  {
    key: 'actions',
    title: '操作',
    width: 90,
    frozen: 'end',
    actions: true,
    text: () => '',
    cell: () => (
      <button type="button" tabIndex={-1}>
        打开
      </button>
    ),
  },
]

function makeSource(total: number): RowSource<Row> {
  return new RowSource<Row>(
    ({ after, at, limit }) => {
      const start = at ?? (after === null ? 0 : Number(after))
      const rows = Array.from({ length: Math.max(0, Math.min(limit, total - start)) }, (_, i) => rowOf(start + i))
      return Promise.resolve({ rows, next: start + limit < total ? String(start + limit) : null })
    },
    { pageSize: 100 },
  )
}

type Given = Partial<
  Pick<LedgerProps<Row>, 'onOpen' | 'onPreview' | 'onFilter' | 'onEscape' | 'onFirstRows' | 'mark' | 'density'>
>

async function show(total = 1000, given: Given = {}) {
  const source = makeSource(total)
  const cursor = new Cursor()
  const selection = new Selection()
  const sorts: LedgerSort[] = []
  const settingsSeen: ColumnSetting[][] = []
  const handlers = { onOpen: vi.fn(), onPreview: vi.fn(), ...given }
  function Stage() {
    const [settings, setSettings] = useState<ColumnSetting[] | null>(null)
    const [sort, setSort] = useState<LedgerSort | null>({ column: 'name', descending: false })
    return (
      <Ledger<Row>
        label="客户列表"
        source={source}
        rowId={rowId}
        columns={columns}
        cursor={cursor}
        selection={selection}
        settings={settings}
        onSettings={(next) => {
          settingsSeen.push(next)
          setSettings(next)
        }}
        sort={sort}
        onSort={(next) => {
          sorts.push(next)
          setSort(next)
        }}
        empty={<p>什么都没有</p>}
        {...handlers}
      />
    )
  }
  const view = render(
    <StrictMode>
      <I18nextProvider i18n={createTexts('zh')}>
        <Stage />
      </I18nextProvider>
    </StrictMode>,
  )
  if (total > 0) await screen.findByText('客户0')
  else await waitFor(() => expect(source.answered).toBe(true))
  act(() => source.setTotal(total))
  const cell = (row: number, column: number): HTMLElement => {
    const found = view.container.querySelector<HTMLElement>(`[data-r="${row}"] > [data-c="${column}"]`)
    if (!found) throw new Error(`no cell ${row}/${column}`)
    return found
  }
  const focusCell = (row: number, column: number): void => {
    fireEvent.pointerDown(cell(row, column), { button: 0 })
    fireEvent.pointerUp(window)
  }
  return {
    ...handlers,
    source,
    cursor,
    selection,
    sorts,
    settingsSeen,
    cell,
    focusCell,
    container: view.container,
    grid: screen.getByRole('grid'),
  }
}
const rowId = (row: Row): string => row.id
const focused = (): [string | undefined, string | undefined] => {
  const active = document.activeElement as HTMLElement | null
  return [active?.closest<HTMLElement>('[data-r]')?.dataset['r'], active?.dataset['c']]
}
const key = (name: string, more: Partial<KeyboardEventInit> = {}): void => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key: name, ...more })
}
function copy(target: Element): { plain: string; html: string } {
  const data = new Map<string, string>()
  const event = new Event('copy', { bubbles: true, cancelable: true })
  Object.defineProperty(event, 'clipboardData', {
    value: { setData: (type: string, text: string) => data.set(type, text) },
  })
  act(() => void target.dispatchEvent(event))
  return { plain: data.get('text/plain') ?? '', html: data.get('text/html') ?? '' }
}

afterEach(() => {
  drawings.clear()
  vi.useRealTimers()
})

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
