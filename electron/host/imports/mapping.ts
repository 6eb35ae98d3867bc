/** Which column means what: by headings in Chinese or English, or as a person mapped the same headings before. */

import { foldText } from '#host/store/fold.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { type ImportField, type ImportKindName, ImportMapping } from '#shared/contract/imports.ts'
import type { Cell, FieldNeed, FileRow, ImportKind } from './types.ts'

/** Headings as people and the exports of others write them, folded; the first that fits wins. */
const synonyms: Readonly<Partial<Record<ImportField, readonly string[]>>> = {
  customerId: ['客户账号id', '客户id', '账号id', '租户id', 'customerid', 'customeraccountid', 'domainid'],
  accountName: ['账号名', '客户账号名', '客户账号', '账号', '登录名', 'accountname', 'account', 'customeraccount'],
  customerName: [
    '客户名称',
    '客户名',
    '公司名称',
    '企业名称',
    '客户',
    '名称',
    'customername',
    'company',
    'customer',
    'name',
  ],
  amount: ['面值', '券面值', '面额', '金额', '发放金额', '拨款金额', '回收金额', 'facevalue', 'amount', 'value'],
  validFrom: ['生效时间', '生效日期', '开始时间', '开始日期', 'validfrom', 'startdate', 'start'],
  validUntil: [
    '失效时间',
    '失效日期',
    '有效期至',
    '到期时间',
    '到期日',
    '截止日期',
    'validuntil',
    'expires',
    'enddate',
  ],
  memo: ['备注', '说明', '用途', 'memo', 'note', 'remark'],
}

/** A heading without what people vary: width, case, spaces, underscores, units in brackets. */
export const foldHeading = (heading: string): string =>
  foldText(heading)
    .replace(/\([^)]*\)|\[[^\]]*\]/g, '')
    .replace(/[\s_\-*:]/g, '')

export const cellText = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : typeof cell === 'number' ? numberText(cell) : cell

/** Fifteen digits are what a spreadsheet knows and shows: 0.1 + 0.2 is 0.3 there. */
function numberText(value: number): string {
  const text = String(Number(value.toPrecision(15)))
  return text.includes('e') && Number.isInteger(value) ? BigInt(value).toString() : text
}

/** The three that name a customer. */
export const customerFields = ['customerId', 'accountName', 'customerName'] as const

export const fieldsOf = (kind: ImportKind): FieldNeed[] => [
  ...(kind.customer === 'none' ? [] : customerFields.map((field) => ({ field, required: false }))),
  ...kind.fields,
]

export function guessMapping(kind: ImportKind, headings: readonly string[]): ImportMapping {
  const folded = headings.map(foldHeading)
  const taken = new Set<number>()
  const mapping: ImportMapping = {}
  const matches = [
    (heading: string, word: string) => heading === word,
    // `客户名称全称`, `Face value CNY`: a longer heading that holds the word.
    (heading: string, word: string) => word.length > 1 && heading.includes(word),
  ]
  for (const fitting of matches) {
    for (const { field, headings: words } of fieldsOf(kind)) {
      if (mapping[field] !== undefined) continue
      const column = (words ?? synonyms[field] ?? [])
        .map((word) => folded.findIndex((heading, at) => !taken.has(at) && fitting(heading, word)))
        .find((at) => at >= 0)
      if (column === undefined) continue
      mapping[field] = column
      taken.add(column)
    }
  }
  return mapping
}

/** Titles and dates may stand above the headings. */
const HEADING_WITHIN = 20

/** Number in `rows` of the row of headings: the one with the most known words, the first one where none has any. */
export function headingRow(kind: ImportKind, rows: readonly FileRow[]): number {
  const known = rows
    .slice(0, HEADING_WITHIN)
    .map(({ cells }) => Object.keys(guessMapping(kind, cells.map(cellText))).length)
  const most = Math.max(0, ...known)
  return most === 0 ? 0 : known.indexOf(most)
}

/** What must still be mapped before a row can be checked. */
export function missingFields(kind: ImportKind, mapping: ImportMapping): (ImportField | 'customer')[] {
  const named = kind.customer !== 'required' || customerFields.some((field) => mapping[field] !== undefined)
  return [
    ...(named ? [] : (['customer'] as const)),
    ...kind.fields.filter(({ field, required }) => required && mapping[field] === undefined).map(({ field }) => field),
  ]
}

const keyOf = (headings: readonly string[]): string => JSON.stringify(headings.map(foldHeading))

/** As a person mapped the very same headings before; null where nobody did. */
export function learnedMapping(local: Db, kind: ImportKindName, headings: readonly string[]): ImportMapping | null {
  const text = kept<string>(local, 'SELECT mapping FROM import_mappings WHERE kind = ? AND headings = ?')
    .pluck()
    .get(kind, keyOf(headings))
  return text === undefined ? null : (ImportMapping.safeParse(JSON.parse(text)).data ?? null)
}

/** Headings, folded, that a file of this kind had last; null where none was read before. */
export function lastHeadings(local: Db, kind: ImportKindName): string[] | null {
  const text = kept<string>(
    local,
    'SELECT headings FROM import_mappings WHERE kind = ? ORDER BY learned_at DESC, headings LIMIT 1',
  )
    .pluck()
    .get(kind)
  return text === undefined ? null : (JSON.parse(text) as string[])
}

export function learnMapping(
  local: Db,
  kind: ImportKindName,
  headings: readonly string[],
  mapping: ImportMapping,
  now: number,
): void {
  kept(
    local,
    `INSERT INTO import_mappings (kind, headings, mapping, learned_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (kind, headings) DO UPDATE SET mapping = excluded.mapping, learned_at = excluded.learned_at`,
  ).run(kind, keyOf(headings), JSON.stringify(mapping), now)
}
