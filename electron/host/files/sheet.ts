/** The two files a ledger is written to. Cells come typed, so that ids stay text, dates dates and amounts exact. */
import { open } from 'node:fs/promises'
import { type Fen, yuanText } from '#shared/money.ts'
import { BEIJING_OFFSET_MS, formatBeijing } from '#shared/time.ts'

export type Cell =
  | { kind: 'text'; text: string }
  /** UTC milliseconds, written as Beijing time. */
  | { kind: 'time'; at: number }
  | { kind: 'amount'; amount: Fen }
  | { kind: 'empty' }

export interface LedgerFile {
  /** Waits until the rows have left memory, so that a large export stays small. */
  write(rows: readonly (readonly Cell[])[]): Promise<void>
  /** Ends the file; it is whole only afterwards. */
  end(): Promise<void>
  /** Gives the file up; what is on the disk is then the caller's to remove. */
  abandon(): Promise<void>
}

export interface LedgerHead {
  sheet: string
  /** Label and text of the line above the headings: the age of the data (Law 5). */
  asOf: readonly [string, string]
  columns: readonly { readonly heading: string; readonly kind: 'text' | 'time' | 'amount' }[]
}

/** A text that a spreadsheet would run as a formula gets an apostrophe before it. */
export const neutralised = (text: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text)

const csvText = (cell: Cell): string => {
  switch (cell.kind) {
    case 'text':
      return neutralised(cell.text)
    case 'time':
      return formatBeijing(cell.at)
    case 'amount':
      return yuanText(cell.amount)
    case 'empty':
      return ''
  }
}

/** UTF-8 with a byte order mark, CRLF: opens as it is in the spreadsheets of offices. */
export async function openCsv(path: string, head: LedgerHead): Promise<LedgerFile> {
  const { stringify } = await import('csv-stringify/sync')
  const file = await open(path, 'wx', 0o600)
  const lines = (rows: readonly (readonly string[])[]): string =>
    stringify(
      rows.map((row) => [...row]),
      { record_delimiter: 'windows' },
    )
  await file.appendFile(`\uFEFF${lines([head.asOf, head.columns.map(({ heading }) => neutralised(heading))])}`)
  return {
    write: async (rows) => file.appendFile(lines(rows.map((row) => row.map(csvText)))),
    end: async () => {
      await file.sync()
      await file.close()
    },
    abandon: () => file.close(),
  }
}

const TIME_FORMAT = 'yyyy-mm-dd hh:mm:ss'
const AMOUNT_FORMAT = '#,##0.00'
/** A spreadsheet keeps fifteen digits: a larger amount is written as text rather than rounded. */
const EXACT_FEN = 999_999_999_999_999

const xlsxValue = (cell: Cell): string | number | Date | null => {
  switch (cell.kind) {
    case 'text':
      return cell.text
    // The file knows no time zones: the wall clock of Beijing is what is written.
    case 'time':
      return new Date(cell.at + BEIJING_OFFSET_MS)
    // The nearest double of a decimal text of at most fifteen digits is written back as that very text.
    case 'amount':
      return Math.abs(cell.amount) <= EXACT_FEN ? Number(yuanText(cell.amount)) : yuanText(cell.amount)
    case 'empty':
      return null
  }
}

export async function openXlsx(path: string, head: LedgerHead): Promise<LedgerFile> {
  const { default: excel } = await import('exceljs')
  const { createWriteStream } = await import('node:fs')
  const stream = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  const failed = Promise.withResolvers<never>()
  failed.promise.catch(() => {})
  stream.on('error', failed.reject)
  const workbook = new excel.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: false,
    // Three quarters of the time of the default level for a file a tenth larger.
    zip: { zlib: { level: 1 } },
  })
  const sheet = workbook.addWorksheet(head.sheet, { views: [{ state: 'frozen', ySplit: 2 }] })
  sheet.columns = head.columns.map(() => ({ width: 20 }))
  // One object a kind: the library knows a style again by its object, and writes out every other one.
  const styles = { text: {}, time: { numFmt: TIME_FORMAT }, amount: { numFmt: AMOUNT_FORMAT } }
  const styleOf = head.columns.map(({ kind }) => styles[kind])
  sheet.addRow([...head.asOf]).commit()
  const headings = sheet.addRow(head.columns.map(({ heading }) => heading))
  headings.font = { bold: true }
  headings.commit()

  return {
    write: async (rows) => {
      for (const cells of rows) {
        const row = sheet.addRow(cells.map(xlsxValue))
        for (const [index, style] of styleOf.entries()) row.getCell(index + 1).style = style
        row.commit()
      }
      // The packing runs beside us; without a turn of the loop the whole file would wait in memory.
      await Promise.race([new Promise((next) => setImmediate(next)), failed.promise])
    },
    end: async () => {
      const closed = new Promise<void>((done) => stream.once('close', () => done()))
      await Promise.race([workbook.commit(), failed.promise])
      await Promise.race([closed, failed.promise])
    },
    abandon: () =>
      new Promise((done) => {
        if (stream.closed) return done()
        stream.once('close', () => done())
        stream.destroy()
      }),
  }
}
