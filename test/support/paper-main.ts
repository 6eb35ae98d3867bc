/** A shell that only prints: the program's own printing, for sheets that lie in a folder (test/support/paper.ts). */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import type { Sheet } from '#host/shell.ts'
import { paper } from '../../electron/main/print.ts'
import { declareScheme } from '../../electron/main/scheme.ts'

const folder = process.env['PAPER_FOLDER'] ?? ''
app.setPath('userData', join(folder, 'profile'))
declareScheme()
app.on('window-all-closed', () => {})
void app.whenReady().then(async () => {
  try {
    const sheets = JSON.parse(readFileSync(join(folder, 'sheets.json'), 'utf8')) as Sheet[]
    const times: number[] = []
    for (const [n, sheet] of sheets.entries()) {
      const began = performance.now()
      writeFileSync(join(folder, `${n}.pdf`), await paper.makePdf(sheet))
      times.push(performance.now() - began)
    }
    writeFileSync(join(folder, 'times.json'), JSON.stringify(times))
    app.exit(0)
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.stack : String(cause)}\n`)
    app.exit(1)
  }
})
