/** The copy of a person's own file in which every mistake is red and named; everything else stays as it was. */

import { writeFile } from 'node:fs/promises'
import type { ThreadProgress } from '#host/jobs/thread.ts'
import { csvRecords, decode, isXlsx, sheetOf } from './read.ts'

export interface Mark {
  /** Row number in the file, from 1. */
  readonly line: number
  /** Columns to paint, from 0. */
  readonly columns: readonly number[]
  readonly text: string
}

export interface MarkTask {
  readonly task: 'mark-import'
  readonly bytes: Uint8Array
  /** Row of the headings, from 1. */
  readonly headingLine: number
  /** Heading of the column that tells the reasons. */
  readonly heading: string
  readonly marks: readonly Mark[]
  readonly temporary: string
}

const RED = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } } as const

/** The thread's part; answers the number of marked rows. */
export async function writeMarked(task: MarkTask, progress: ThreadProgress): Promise<number> {
  const content = isXlsx(task.bytes) ? await markedXlsx(task, progress) : await markedCsv(task)
  await writeFile(task.temporary, content, { flag: 'wx', mode: 0o600 })
  progress(task.marks.length, task.marks.length)
  return task.marks.length
}

async function markedXlsx(
  { bytes, headingLine, heading, marks }: MarkTask,
  progress: ThreadProgress,
): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs')
  const book = new excel.Workbook()
  await book.xlsx.load(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) as never)
  const sheet = sheetOf(book.worksheets)
  if (!sheet) throw new Error('the sheet that was read is gone')
  const reasons = sheet.columnCount + 1
  const head = sheet.getRow(headingLine).getCell(reasons)
  head.value = heading
  head.style = { font: { bold: true } }
  sheet.getColumn(reasons).width = 60
  for (const [done, { line, columns, text }] of marks.entries()) {
    const row = sheet.getRow(line)
    for (const column of columns) {
      const cell = row.getCell(column + 1)
      // Cells of one look share one style object: painting it would paint them all.
      cell.style = { ...cell.style, fill: RED }
    }
    const reason = row.getCell(reasons)
    reason.value = text
    reason.style = { fill: RED }
    if (done % 1000 === 0) progress(done, marks.length)
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** UTF-8 with a byte order mark, whatever the original was in: every spreadsheet opens it as it is. */
async function markedCsv({ bytes, headingLine, heading, marks }: MarkTask): Promise<string> {
  const { stringify } = await import('csv-stringify/sync')
  const records = await csvRecords(decode(bytes).text)
  const width = records.reduce((most, { length }) => Math.max(most, length), 0)
  const reasons = new Map(marks.map(({ line, text }) => [line, text]))
  const rows = records.map((cells, at) => {
    const reason = at + 1 === headingLine ? heading : (reasons.get(at + 1) ?? '')
    return [...cells, ...Array.from({ length: width - cells.length }, () => ''), reason]
  })
  return `\uFEFF${stringify(rows, { record_delimiter: 'windows' })}`
}
