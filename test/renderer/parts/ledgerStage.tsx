/** The grid on a source of numbers, with hands for keys, cells and the clipboard. */
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { StrictMode, useState } from 'react'
import { I18nextProvider } from 'react-i18next'
import { expect, type Mock, vi } from 'vitest'
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
export const rowOf = (index: number): Row => ({
  id: `id-${index}`,
  name: index === 3 ? '名'.repeat(200) : `客户${index}`,
  masked: `张*${index}`,
  amount: index * 10 + 5,
})

export const drawings = new Map<string, number>()
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

type Given = Partial<Pick<LedgerProps<Row>, 'onFilter' | 'onEscape' | 'onFirstRows' | 'mark' | 'density'>>

export async function show(total = 1000, given: Given = {}) {
  const source = makeSource(total)
  const cursor = new Cursor()
  const selection = new Selection()
  const sorts: LedgerSort[] = []
  const settingsSeen: ColumnSetting[][] = []
  const onOpen: Mock<LedgerProps<Row>['onOpen']> = vi.fn()
  const onPreview: Mock<LedgerProps<Row>['onPreview']> = vi.fn()
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
        onOpen={onOpen}
        onPreview={onPreview}
        {...given}
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
    onOpen,
    onPreview,
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
export const focused = (): [string | undefined, string | undefined] => {
  const active = document.activeElement as HTMLElement | null
  return [active?.closest<HTMLElement>('[data-r]')?.dataset['r'], active?.dataset['c']]
}
export const key = (name: string, more: Partial<KeyboardEventInit> = {}): void => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key: name, ...more })
}
export function copy(target: Element): { plain: string; html: string } {
  const data = new Map<string, string>()
  const event = new Event('copy', { bubbles: true, cancelable: true })
  Object.defineProperty(event, 'clipboardData', {
    value: { setData: (type: string, text: string) => data.set(type, text) },
  })
  act(() => void target.dispatchEvent(event))
  return { plain: data.get('text/plain') ?? '', html: data.get('text/html') ?? '' }
}
