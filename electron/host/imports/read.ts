/** Reads a file into rows, in a thread of its own: Excel by exceljs, CSV by csv-parse. Knows no customer and no rule. */

import type { Row, Worksheet } from 'exceljs'
import type { ThreadProgress } from '#host/jobs/thread.ts'
import { IMPORT_COLUMNS_MOST, IMPORT_ROWS_MOST } from '#shared/contract/imports.ts'
import { AppError } from '#shared/errors.ts'
import type { Cell, FileRow } from './types.ts'

export interface ReadTask {
  readonly task: 'read-import'
  readonly bytes: Uint8Array
}

export interface FileShape {
  readonly format: 'xlsx' | 'csv'
  /** `mixed`: lines of both, each read as what it is. */
  readonly encoding: 'utf-8' | 'gbk' | 'utf-16le' | 'mixed' | null
  readonly sheet: string | null
  readonly otherSheets: number
}

const notATable = (cause?: unknown): AppError =>
  new AppError('invalid-input', { retry: 'after-fix', field: 'file', detail: { reason: 'not-a-table' }, cause })
const tooLarge = (): AppError =>
  new AppError('invalid-input', { retry: 'after-fix', field: 'file', detail: { reason: 'too-large' } })

/** Excel's files are zip archives; an old `.xls` is another thing and is refused. */
export const isXlsx = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04
const isOldExcel = (bytes: Uint8Array): boolean => bytes[0] === 0xd0 && bytes[1] === 0xcf

const BATCH = 1000

/** The thread's part: rows go to `send` by the thousand, empty ones left out. */
export async function readFile(
  { bytes }: ReadTask,
  progress: ThreadProgress,
  send: (rows: FileRow[]) => void,
): Promise<FileShape> {
  if (isOldExcel(bytes) || bytes.length === 0) throw notATable()
  const { shape, rows, total } = isXlsx(bytes) ? await xlsxRows(bytes) : await csvRows(bytes)
  if (total > IMPORT_ROWS_MOST) throw tooLarge()
  let batch: FileRow[] = []
  let done = 0
  for (const row of rows) {
    done += 1
    if (row.cells.some((cell) => cell !== null && cell !== '')) batch.push(row)
    if (batch.length < BATCH) continue
    send(batch)
    progress(done, total)
    batch = []
  }
  send(batch)
  progress(done, total)
  return shape
}

interface Opened {
  readonly shape: FileShape
  readonly total: number
  readonly rows: Iterable<FileRow>
}

const clipped = (text: string): string => text.trim().slice(0, 2000).toWellFormed()

/** What a cell of a spreadsheet says. Dates there know no zone: their wall clock is kept. */
export function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return value
  if (typeof value === 'string') return clipped(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '#N/A' : dateText(value)
  if (typeof value !== 'object') return String(value)
  if ('richText' in value && Array.isArray(value.richText))
    return clipped(value.richText.map(({ text }: { text: string }) => text).join(''))
  if ('error' in value) return String(value.error)
  if ('formula' in value || 'sharedFormula' in value) return cellOf('result' in value ? value.result : null)
  if ('text' in value) return cellOf(value.text)
  return null
}

const dateText = (at: Date): string => {
  const text = at.toISOString().slice(0, 19).replace('T', ' ')
  return text.endsWith(' 00:00:00') ? text.slice(0, 10) : text
}

/** The sheet that is read: the first one with rows. */
export const sheetOf = (sheets: readonly Worksheet[]): Worksheet | undefined =>
  sheets.find(({ actualRowCount }) => actualRowCount > 0)

async function xlsxRows(bytes: Uint8Array): Promise<Opened> {
  const { default: excel } = await import('exceljs')
  const book = new excel.Workbook()
  try {
    await book.xlsx.load(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) as never)
  } catch (cause) {
    throw notATable(cause)
  }
  const sheet = sheetOf(book.worksheets)
  if (!sheet) throw notATable()
  const columns = Math.min(sheet.columnCount, IMPORT_COLUMNS_MOST)
  const cellsOf = (row: Row | undefined): Cell[] =>
    Array.from({ length: columns }, (_, at) => (row ? cellOf(row.getCell(at + 1).value) : null))
  return {
    shape: { format: 'xlsx', encoding: null, sheet: sheet.name.slice(0, 100), otherSheets: book.worksheets.length - 1 },
    total: sheet.rowCount,
    rows: (function* () {
      for (let line = 1; line <= sheet.rowCount; line++) yield { line, cells: cellsOf(sheet.findRow(line)) }
    })(),
  }
}

/**
 * By its mark, else UTF-8 where it is valid, else GBK, as spreadsheets of Chinese offices save. Two exports put together
 * may have lines of both: three bytes of a Chinese character in UTF-8 are no chance in a line that is UTF-8 throughout.
 */
export function decode(bytes: Uint8Array): { text: string; encoding: NonNullable<FileShape['encoding']> } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16le' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return decodeLines(bytes)
  }
}

const LINE_END = 0x0a

function decodeLines(bytes: Uint8Array): { text: string; encoding: 'gbk' | 'mixed' } {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  const gbk = new TextDecoder('gbk')
  const found = new Set<'utf-8' | 'gbk'>()
  const lines: string[] = []
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(LINE_END, from)
    const line = bytes.subarray(from, end < 0 ? bytes.length : end + 1)
    from += line.length
    let text: string | null = null
    try {
      text = utf8.decode(line)
      if (/[\u0800-\uffff]/.test(text)) found.add('utf-8')
      else if (/[^\0-\x7f]/.test(text)) text = null
    } catch {
      text = null
    }
    if (text === null) found.add('gbk')
    lines.push(text ?? gbk.decode(line))
  }
  // A whole file of GBK is read as one: its letters never look like ends of lines.
  return found.has('utf-8') ? { text: lines.join(''), encoding: 'mixed' } : { text: gbk.decode(bytes), encoding: 'gbk' }
}

/** Comma, tab or semicolon: whichever the first lines have most of. */
export function delimiterOf(text: string): string {
  const head = text.slice(0, 4000)
  const count = (mark: string): number => head.split(mark).length
  return ['\t', ';'].find((mark) => count(mark) > count(',')) ?? ','
}

/**
 * Every record of a csv text. A quote that is never closed would swallow the rows after it; in such a text every line is
 * a row of its own, so that the broken one is one row and not the end of the file.
 */
export async function csvRecords(text: string): Promise<string[][]> {
  const { parse } = await import('csv-parse/sync')
  const delimiter = delimiterOf(text)
  try {
    return parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: false })
  } catch {
    const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
    if (lines.at(-1) === '') lines.pop()
    return lines.map((line) => lineCells(line, delimiter))
  }
}

/** Cells of one line; a quote that is not closed within it is a character like any other. */
function lineCells(line: string, delimiter: string): string[] {
  const cells: string[] = []
  let at = 0
  for (;;) {
    const quoted = line[at] === '"' ? /^"((?:[^"]|"")*)"(?=$|[,;\t])/.exec(line.slice(at)) : null
    const end = quoted ? at + quoted[0].length : line.indexOf(delimiter, at)
    const stop = end < 0 ? line.length : end
    cells.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : line.slice(at, stop))
    if (stop >= line.length) return cells
    at = stop + 1
  }
}

async function csvRows(bytes: Uint8Array): Promise<Opened> {
  const { text, encoding } = decode(bytes)
  // Pictures and other binaries hold bytes that no table has.
  if (text.slice(0, 4000).includes('\0')) throw notATable()
  const records = await csvRecords(text)
  return {
    shape: { format: 'csv', encoding, sheet: null, otherSheets: 0 },
    total: records.length,
    rows: records.map((cells, at) => ({ line: at + 1, cells: cells.slice(0, IMPORT_COLUMNS_MOST).map(clipped) })),
  }
}
