/** Files as people send them, and a book of customers that they name. */
import exceljs from 'exceljs'
import { checkRows, foldName } from '#host/imports/check.ts'
import { guessMapping, headingRow } from '#host/imports/mapping.ts'
import { type FileShape, readFile } from '#host/imports/read.ts'
import type { BatchKind, Cell, CustomerFinder, FileRow, FoundCustomer } from '#host/imports/types.ts'
import type { ImportMapping } from '#shared/contract/imports.ts'
import { maskName } from '#shared/mask.ts'

export async function xlsx(
  rows: readonly (readonly (Cell | Date | boolean | object)[])[],
  more: { sheet?: string; emptyFirst?: boolean } = {},
): Promise<Uint8Array> {
  const book = new exceljs.Workbook()
  if (more.emptyFirst) book.addWorksheet('空')
  const sheet = book.addWorksheet(more.sheet ?? '名单')
  for (const row of rows) sheet.addRow([...row])
  return new Uint8Array(await book.xlsx.writeBuffer())
}

export const csv = (text: string): Uint8Array => new TextEncoder().encode(text)

export async function read(bytes: Uint8Array): Promise<{ shape: FileShape; rows: FileRow[] }> {
  const rows: FileRow[] = []
  const shape = await readFile(
    { task: 'read-import', bytes },
    () => {},
    (part) => void rows.push(...part),
  )
  return { shape, rows }
}

export const idOf = (n: number): string => n.toString(16).padStart(32, 'a')

/** Customer n: 公司 n; every fifth is consultative, every seventh no longer linked, 31 and 32 share a name. */
export function customerOf(n: number): FoundCustomer {
  const name = `深圳第${n === 32 ? 31 : n}号贸易有限公司`
  return {
    customerId: idOf(n),
    accountName: `account_${n}`,
    name,
    shown: maskName(name),
    associationType: n % 5 === 0 ? '1' : '2',
    linked: n % 7 !== 0,
  }
}

const book = Array.from({ length: 60 }, (_, n) => customerOf(n))

export const finder: CustomerFinder = {
  byId: (customerId) => book.find((one) => one.customerId === customerId) ?? null,
  byAccount: (accountName) => book.filter((one) => one.accountName === accountName),
  *byNames(folded) {
    const named = new Map<string, FoundCustomer[]>()
    for (const one of book) {
      const name = foldName(one.name)
      if (folded.has(name)) named.set(name, [...(named.get(name) ?? []), one])
      yield
    }
    return named
  },
}

/** Reads, maps by the headings and checks, as a session does. */
export async function checked(kind: BatchKind, bytes: Uint8Array, mapping?: ImportMapping) {
  const { rows } = await read(bytes)
  const head = headingRow(kind, rows)
  const headings = (rows[head]?.cells ?? []).map((cell) => String(cell ?? ''))
  const used = mapping ?? guessMapping(kind, headings)
  const data = rows.slice(head + 1)
  const found = await checkRows({ rows: data, mapping: used, kind, finder }, new AbortController().signal, () => {})
  return data.map((row, at) => ({ line: row.line, ...(found[at] as (typeof found)[number]) }))
}

export const reasonsOf = (
  row: { problems: readonly { rule: string | null; reason: string }[] } | undefined,
): string[] => (row?.problems ?? []).map(({ rule, reason }) => (rule === null ? reason : `${rule} ${reason}`))
