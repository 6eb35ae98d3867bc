import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashOf, readCode } from '#host/documents/frozen.ts'
import { html } from '#host/documents/html.ts'
import { amountText, layOut, MARGIN_MM, MM, SEAL_MM } from '#host/documents/layout.ts'
import { emsOf, linesOf } from '#host/documents/lines.ts'
import { renderCopy } from '#host/documents/pages.ts'
import type { Cell } from '#host/documents/types.ts'
import { fen, MAX_FEN } from '#shared/money.ts'
import { frozenList } from './contents.ts'

const facts = { copy: 1, operator: 'finance01', at: 0, void: false, offsetX: 0, offsetY: 0 }
const HEADER_AND_FOOTER = 84 + 20
const CLOSING = 28 + Math.ceil(SEAL_MM * MM)

/** A statement of any rows on any paper. */
const contents = fc.record({
  paper: fc.constantFrom('a4', 'voucher'),
  wide: fc.boolean(),
  rows: fc.array(
    fc.tuple(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.constantFrom('云', '北京示例科技').map((text) => text.repeat(30)),
      ),
      fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -1_000_000, max: 9_000_000_000 }) }, fc.constant(1e14)),
    ),
    { minLength: 1, maxLength: 120 },
  ),
})
type Contents = typeof contents extends fc.Arbitrary<infer T> ? T : never

function statement({ paper, wide, rows }: Contents) {
  const more = wide ? 5 : 0
  return {
    ...frozenList(1).frozen,
    paper,
    facts: [{ label: '客户', text: '示例' }],
    columns: [
      { heading: '名称', kind: 'text', weight: 3 } as const,
      ...Array.from({ length: 1 + more }, () => ({ heading: '备注', kind: 'text', weight: 1 }) as const),
      { heading: '金额', kind: 'amount', weight: 0, summed: true } as const,
    ],
    rows: rows.map(([name, amount]): Cell[] => [name, ...Array.from({ length: 1 + more }, () => '同上'), amount]),
    totalColumn: 2 + more,
  }
}

describe('pages', () => {
  it('hold every row once and in order, never taller than the paper, and the seal area stands below rows', () => {
    fc.assert(
      fc.property(contents, (given) => {
        const frozen = statement({ ...given, paper: given.paper })
        const layout = layOut(frozen)
        expect(layout.pages.flatMap(({ rows }) => rows).length).toBe(frozen.rows.length)
        const height = (layout.heightMm - MARGIN_MM.top - MARGIN_MM.bottom) * MM - HEADER_AND_FOOTER
        let running = 0
        for (const [n, page] of layout.pages.entries()) {
          // A single row too tall for the closing below it leaves the first page to the facts.
          if (n > 0 || layout.pages.length === 1 || frozen.rows.length > 1) expect(page.rows.length).toBeGreaterThan(0)
          const used =
            (n === 0 ? layout.factsHeight : 0) +
            layout.head.height +
            page.rows.reduce((sum, row) => sum + row.height, 0) +
            2 * layout.rowHeight +
            (n === layout.pages.length - 1 ? CLOSING : 0)
          expect(used).toBeLessThanOrEqual(height)
          running += page.subtotal[frozen.totalColumn] ?? 0
          expect(page.running[frozen.totalColumn]).toBe(running)
        }
        expect(running).toBe(frozen.rows.reduce((sum, row) => sum + Number(row[frozen.totalColumn]), 0))
      }),
      { numRuns: 150, verbose: true },
    )
  })

  it('stand upright up to seven columns, lie beyond, and a voucher always lies', () => {
    const of = (paper: 'a4' | 'voucher', wide: boolean) => {
      const { widthMm, heightMm } = layOut(statement({ paper, wide, rows: [['一', 1]] }))
      return [widthMm, heightMm]
    }
    expect(of('a4', false)).toEqual([210, 297])
    expect(of('a4', true)).toEqual([297, 210])
    expect(of('voucher', false)).toEqual([240, 140])
  })

  it('keep every character of a name of 200', () => {
    const { frozen } = frozenList(40)
    const [row] = layOut(frozen)
      .pages.flatMap(({ rows }) => rows)
      .filter(({ cells }) => (cells[2]?.length ?? 0) > 5)
    expect(row?.cells[2]?.join('')).toHaveLength(200)
  })
})

describe('lines', () => {
  it('are never wider than asked, and lose nothing but white space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 3, max: 40 }), (text, ems) => {
        const lines = linesOf(text, ems, 1000)
        for (const line of lines) expect(emsOf(line)).toBeLessThanOrEqual(ems)
        const bare = (some: string): string => some.replace(/\s+/gu, '')
        expect(bare(lines.join(''))).toBe(bare(text))
      }),
      { verbose: true },
    )
  })
  it('that are too many end with an ellipsis', () => {
    expect(linesOf('一二三四五六七八九', 3, 2)).toEqual(['一二三', '四五…'])
  })
})

describe('markup', () => {
  it('never lets a text become markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { text: made } = html`<b title="${text}">${text}</b>`
        expect(made.replace(/^<b title="[^"<>]*">[^<>]*<\/b>$/u, '')).toBe('')
      }),
      { verbose: true },
    )
    const { frozen, hash } = frozenList(3, { issuer: '<script>alert(1)</script>' })
    expect(renderCopy(frozen, hash, layOut(frozen), facts).html).not.toContain('<script')
  })

  it('R-INC-29 names the data time, the applications, pages, figure and capitals, and marks reprints and void', () => {
    const { frozen, hash } = frozenList(60)
    const layout = layOut(frozen)
    const first = renderCopy(frozen, hash, layout, facts).html
    expect(first.split('数据截至：2026-11-20 16:00:00')).toHaveLength(layout.pages.length + 1)
    expect(first).toContain(`第 ${layout.pages.length} 页 共 ${layout.pages.length} 页`)
    expect(first).toContain('SF2026102100000001')
    expect(first).toContain('人民币')
    expect(first).not.toContain('补打')
    expect(first).not.toContain('作废')
    const later = renderCopy(frozen, hash, layout, { ...facts, copy: 3, void: true }).html
    expect(later).toContain('补打 第 3 份')
    expect(later).toContain('作废')
  })
})

it('amounts are written exactly', () => {
  expect(amountText(fen(MAX_FEN))).toBe('90,071,992,547,409.91')
  expect(amountText(fen(-120))).toBe('−1.20')
  expect(amountText(fen(0))).toBe('0.00')
})

it('the code is read as a scanner types it', () => {
  const hash = hashOf('x')
  const text = `PW1:KP-7K2M-2026-00012:2:${hash.toUpperCase()}`
  const code = { number: 'KP-7K2M-2026-00012', copy: 2, hash }
  expect(readCode(` ${text}\r\n`)).toEqual(code)
  expect(readCode(text.toLowerCase())).toEqual(code)
  expect(readCode(text.replaceAll(':', '：'))).toEqual(code)
  expect(readCode(text.slice(0, -1))).toBeNull()
  expect(readCode('https://example.com')).toBeNull()
})
