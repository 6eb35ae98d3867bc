/** The documents' calls: dialogues and scope here, the engine does the rest. */
import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { checkBytes, checkCode } from '#host/documents/check.ts'
import { type DocumentDeps, Documents } from '#host/documents/engine.ts'
import { copiesOf, listPrints, offsetsOf, saveOffsets } from '#host/documents/register.ts'
import type { Handlers } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import type { PrintVerdict } from '#shared/contract/documents.ts'
import { AppError } from '#shared/errors.ts'

export interface DocumentParts extends DocumentDeps {
  current(): Opened
  tellTables(tables: string[]): void
}

/** A print of ours is far smaller. */
const LARGEST_PDF = 200 * 1024 * 1024

export function documentHandlers({ current, tellTables, ...deps }: DocumentParts): Handlers['documents'] {
  const { shell } = deps
  const engine = new Documents(deps)
  const told = async <T>(work: T | Promise<T>): Promise<T> => {
    try {
      return await work
    } finally {
      tellTables(['prints'])
    }
  }
  /** What the register tells of a print is as closed as the print itself. */
  const shown = (opened: Opened, verdict: PrintVerdict): PrintVerdict => {
    if (!verdict.print) return verdict
    try {
      engine.find(opened, verdict.print.number)
      return verdict
    } catch (cause) {
      if (cause instanceof AppError) return { ...verdict, print: null, capitals: null }
      throw cause
    }
  }

  return {
    issue: (order) => told(engine.issue(current(), order)),
    list: ({ text, after, limit }) => {
      const { local, person } = current()
      const { identity, scope } = person()
      const operator = scope.kind === 'all' ? null : identity.accountName
      return listPrints(local, { operator, text: text.trim(), after, limit })
    },
    copies: ({ number }) => {
      const opened = current()
      engine.find(opened, number)
      return { copies: copiesOf(opened.local, number) }
    },
    preview: async ({ number }) => {
      const opened = current()
      const { pages } = engine.find(opened, number)
      const { bytes } = await engine.nextCopy(opened, number)
      await shell.showPdf({ title: number, bytes })
      return { pages }
    },
    save: async ({ number, format }) => {
      const opened = current()
      const print = engine.find(opened, number)
      const path = await shell.chooseSaveFile({
        defaultName: `${number}.${format}`,
        extension: format,
        title: print.title,
      })
      // The dialogue may have stood open for long: another workspace is not what was asked for.
      if (path === null || current() !== opened) return { fileName: null, print }
      const whole = extname(path).toLowerCase() === `.${format}` ? path : `${path}.${format}`
      const saved = format === 'pdf' ? engine.savePdf(opened, number, whole) : engine.saveXlsx(opened, number, whole)
      return { fileName: basename(whole).slice(0, 260), print: await told(saved) }
    },
    print: ({ number, printer }) => told(engine.print(current(), number, printer)),
    void: ({ number, reason }) => told(engine.void(current(), number, reason)),
    printers: async () => {
      const { local } = current()
      return {
        printers: (await shell.printers()).slice(0, 200).map((one) => ({ ...one, ...offsetsOf(local, one.name) })),
      }
    },
    setOffsets: ({ name, offsetX, offsetY }) => {
      const { local } = current()
      local.transaction(() => saveOffsets(local, name, { offsetX, offsetY })).immediate()
      tellTables(['print_offsets'])
      return {}
    },
    calibrate: async ({ printer }) => {
      await engine.calibrate(current(), printer)
      return {}
    },
    check: ({ text }) => {
      const opened = current()
      return shown(opened, checkCode(opened.local, text))
    },
    checkFile: async () => {
      const opened = current()
      const path = await shell.chooseOpenFile({ extensions: ['pdf'], title: 'PDF' })
      if (path === null || current() !== opened) return { verdict: null }
      if ((await stat(path)).size > LARGEST_PDF)
        throw new AppError('invalid-input', { retry: 'after-fix', detail: { reason: 'file-too-large' } })
      return { verdict: shown(opened, checkBytes(opened.local, await readFile(path))) }
    },
  }
}
