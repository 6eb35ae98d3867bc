import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrange, columnTracks, reorder, resize } from '#renderer/parts/ledger/columns.ts'
import { copyRange, rangeFigures } from '#renderer/parts/ledger/copyText.ts'
import { moved } from '#renderer/parts/ledger/cursor.ts'
import { ScrollScale } from '#renderer/parts/ledger/scrollScale.ts'
import { Selection } from '#renderer/parts/ledger/selection.ts'
import type { LedgerColumn } from '#renderer/parts/ledger/types.ts'
import { MAX_ROW_NODES, visibleRows, withSpare } from '#renderer/parts/ledger/window.ts'
import { fen } from '#shared/money.ts'

const run = (property: fc.IProperty<unknown[]> | fc.IPropertyWithHooks<never>): void => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
  fc.assert(property as fc.IProperty<unknown>, { seed, verbose: 1 })
}

describe('window of rows', () => {
  it('covers the view and stays within the node limit', () => {
    run(
      fc.property(
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.integer({ min: 0, max: 200_000_000 }),
        fc.integer({ min: 100, max: 1500 }),
        fc.constantFrom(28, 36),
        fc.boolean(),
        (count, offset, view, height, down) => {
          const at = Math.min(offset, Math.max(0, count * height - view))
          const seen = visibleRows(at, view, height, count)
          const drawn = withSpare(seen, down, count)
          expect(drawn.first).toBeLessThanOrEqual(Math.floor(at / height))
          expect(drawn.last).toBeGreaterThanOrEqual(Math.min(count - 1, Math.ceil((at + view) / height) - 1))
          expect(drawn.last - drawn.first + 1).toBeLessThanOrEqual(MAX_ROW_NODES)
        },
      ) as never,
    )
  })

  it('is empty where there are no rows', () => {
    expect(visibleRows(0, 700, 36, 0)).toEqual({ first: 0, last: -1 })
  })
})

describe('scroll scale', () => {
  const full = 5_000_000 * 36
  it('is one to one below the limit', () => {
    const scale = new ScrollScale()
    scale.setSizes(7_200_000, 800)
    expect(scale.height).toBe(7_200_000)
    expect(scale.toOffset(3_000_000)).toBe(3_000_000)
    expect(scale.toElement(3_000_036)).toBe(3_000_036)
  })

  it('moves pixel by pixel with the wheel, and by share when the bar is dragged', () => {
    const scale = new ScrollScale()
    scale.setSizes(full, 800)
    expect(scale.height).toBe(15_000_000)
    const middle = scale.toOffset(7_500_000)
    expect(middle / full).toBeCloseTo(0.5, 3)
    expect(scale.toOffset(7_500_100) - middle).toBe(100)
    // The row at the top is drawn where the view is.
    expect(scale.toElement(middle + 100)).toBeCloseTo(7_500_100, 6)
  })

  it('puts the bar back without moving the rows', () => {
    const scale = new ScrollScale()
    scale.setSizes(full, 800)
    const at = scale.toOffset(7_500_000)
    let scrollTop = 7_500_000
    for (let step = 0; step < 50; step++) scrollTop += 700
    let offset = at
    for (let top = 7_500_700; top <= scrollTop; top += 700) offset = scale.toOffset(top)
    expect(scale.drifted(scrollTop)).toBe(true)
    const anchored = scale.anchor(offset)
    expect(scale.toElement(offset)).toBeCloseTo(anchored, 6)
    expect(scale.toOffset(anchored)).toBeCloseTo(offset, 6)
    expect(scale.drifted(anchored)).toBe(false)
  })

  it('reaches the first and the last row', () => {
    const scale = new ScrollScale()
    scale.setSizes(full, 800)
    expect(scale.toOffset(15_000_000 - 800)).toBeCloseTo(full - 800, 3)
    expect(scale.toOffset(0)).toBe(0)
  })
})

describe('selection', () => {
  it('keeps "this page" apart from "all that match"', () => {
    const selection = new Selection()
    selection.set(['a', 'b'], true)
    expect(selection.get()).toEqual({ kind: 'some', ids: new Set(['a', 'b']) })
    expect(selection.count(200_000)).toBe(2)
    expect(selection.has('z')).toBe(false)
    selection.chooseAll()
    expect(selection.has('never on screen')).toBe(true)
    expect(selection.count(200_000)).toBe(200_000)
    expect(selection.count(null)).toBeNull()
    selection.toggle('b')
    expect(selection.get()).toEqual({ kind: 'all-except', ids: new Set(['b']) })
    expect(selection.count(200_000)).toBe(199_999)
    selection.set(['b'], true)
    expect(selection.count(200_000)).toBe(200_000)
    selection.clear()
    expect(selection.count(200_000)).toBe(0)
  })
})

interface Row {
  id: string
  name: string
  amount: number | null
}
const columns: LedgerColumn<Row>[] = [
  { key: 'id', title: 'ID', width: 100, kind: 'id', text: (row) => row.id, frozen: 'start' },
  { key: 'name', title: '名称', width: 100, text: (row) => row.name },
  {
    key: 'amount',
    title: '金额',
    width: 100,
    kind: 'money',
    text: (row) => (row.amount === null ? '' : String(row.amount / 100)),
    fen: (row) => (row.amount === null ? null : fen(row.amount)),
  },
]

describe('copied text', () => {
  it('pastes into a spreadsheet: tabs, lines, quotes, ids as text, formulas disarmed', () => {
    const rows: Row[] = [
      { id: '00123456789012345678', name: '带\t制表"引号', amount: 1234 },
      { id: '2', name: '=cmd()', amount: null },
      { id: '3', name: '+86 138', amount: -500 },
    ]
    const { plain, html } = copyRange(rows, columns)
    expect(plain).toBe('00123456789012345678\t"带\t制表""引号"\t12.34\r\n2\t\'=cmd()\t\r\n3\t+86 138\t-5')
    expect(html).toContain(`<td style="mso-number-format:'\\@'">00123456789012345678</td>`)
    expect(html).toContain('<td>12.34</td>')
    expect(copyRange([{ id: '1', name: '<b>&', amount: null }], columns).html).toContain('&lt;b&gt;&amp;')
  })

  it('sums exactly in fen', () => {
    const rows = Array.from({ length: 1000 }, (_, at): Row => ({ id: String(at), name: '', amount: at % 2 ? 10 : 20 }))
    expect(rangeFigures(rows, columns)).toEqual({ cells: 3000, figures: 1000, sum: 15_000 })
    expect(rangeFigures(rows, columns.slice(0, 2))).toEqual({ cells: 2000, figures: 0, sum: null })
    const huge = [
      { id: '1', name: '', amount: Number.MAX_SAFE_INTEGER },
      { id: '2', name: '', amount: 1 },
    ]
    expect(rangeFigures(huge, columns).sum).toBeNull()
  })
})

describe('cursor keys', () => {
  const bounds = { rows: 200, columns: 5, page: 20 }
  const from = { row: 50, column: 2 }
  it.each([
    ['ArrowDown', false, 51, 2],
    ['ArrowUp', false, 49, 2],
    ['ArrowLeft', false, 50, 1],
    ['ArrowRight', false, 50, 3],
    ['Home', false, 50, 0],
    ['End', false, 50, 4],
    ['PageDown', false, 70, 2],
    ['PageUp', false, 30, 2],
    ['Home', true, 0, 0],
    ['End', true, 199, 4],
    ['ArrowDown', true, 199, 2],
    ['ArrowUp', true, 0, 2],
  ])('%s (control %s)', (key, control, row, column) => {
    expect(moved(from, key, control, bounds)).toEqual({ row, column })
  })

  it('stays inside, and reaches the head', () => {
    expect(moved({ row: 0, column: 0 }, 'ArrowUp', false, bounds)).toEqual({ row: -1, column: 0 })
    expect(moved({ row: -1, column: 0 }, 'ArrowUp', false, bounds)).toEqual({ row: -1, column: 0 })
    expect(moved({ row: 199, column: 4 }, 'PageDown', false, bounds)).toEqual({ row: 199, column: 4 })
    expect(moved(from, 'x', false, bounds)).toBeNull()
  })
})

describe('columns of a person', () => {
  it('keeps order and width, adds new columns, drops unknown ones, never hides a required one', () => {
    const withRequired = columns.map((column) => (column.key === 'id' ? { ...column, required: true } : column))
    expect(
      arrange(withRequired, [
        { key: 'gone', visible: true, width: null },
        { key: 'name', visible: false, width: 222 },
        { key: 'id', visible: false, width: null },
      ]),
    ).toEqual([
      { key: 'name', visible: false, width: 222 },
      { key: 'id', visible: true, width: null },
      { key: 'amount', visible: true, width: null },
    ])
  })

  it('moves and resizes', () => {
    const settings = arrange(columns, null)
    expect(reorder(settings, 'amount', 'name').map(({ key }) => key)).toEqual(['id', 'amount', 'name'])
    expect(reorder(settings, 'id', null).map(({ key }) => key)).toEqual(['name', 'amount', 'id'])
    expect(resize(settings, 'name', 99_999).find(({ key }) => key === 'name')?.width).toBe(1200)
  })

  it('lets a stretching track fill the space before the columns frozen at the end', () => {
    expect(
      columnTracks(
        [36, 24],
        [
          { width: 100, frozen: 'start' },
          { width: 80, frozen: null },
          { width: 60, frozen: 'end' },
        ],
      ),
    ).toBe('36px 24px 100px 80px minmax(0,1fr) 60px')
  })
})
