/** A fault of the shell: the report is on disk before anybody is told. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog } from 'electron'
import { given } from './places.ts'

let told = false

export function reportFault(where: string, cause: unknown): void {
  const at = new Date().toISOString()
  const text = `${at} ${app.getVersion()} ${where}\n${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`
  let file = ''
  try {
    const folder = join(app.getPath('userData'), 'logs')
    mkdirSync(folder, { recursive: true })
    file = join(folder, `fault-${at.replaceAll(':', '-')}.txt`)
    writeFileSync(file, text)
  } catch {
    file = ''
  }
  if (given.trace || given.selfCheck) process.stderr.write(text)
  if (told) return
  told = true
  dialog.showErrorBox(
    '伙伴工作台',
    `程序出现故障 (${where})。本地数据未受影响。\nSomething failed; the data on this machine is safe.\n\n${file || text}`,
  )
}
