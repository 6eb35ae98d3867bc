/**
 * Runs declared documents: data frozen and numbered in one transaction, pages from the frozen data alone, a copy counted
 * before anything leaves the program, and the bytes shown before are the bytes that are written.
 */
import { randomBytes } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { append } from '#host/audit/audit.ts'
import { calibrationSheet } from '#host/documents/calibration.ts'
import { type Frozen, hashOf } from '#host/documents/frozen.ts'
import { layOut } from '#host/documents/layout.ts'
import { renderCopy } from '#host/documents/pages.ts'
import {
  archived,
  beginCopy,
  endCopy,
  findPrint,
  nextNumber,
  offsetsOf,
  storePrint,
  voidPrint,
} from '#host/documents/register.ts'
import { requirePrintable, sumOf } from '#host/documents/sums.ts'
import type { DocumentDeclaration } from '#host/documents/types.ts'
import { openXlsx } from '#host/files/sheet.ts'
import type { Sheet, Shell } from '#host/shell.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import type { PrintCopy, PrintOrder, PrintRow } from '#shared/contract/documents.ts'
import { AppError } from '#shared/errors.ts'
import { fen } from '#shared/money.ts'
import { formatBeijing } from '#shared/time.ts'

export interface DocumentDeps {
  readonly documents: readonly DocumentDeclaration[]
  readonly shell: Shell
  readonly now: () => number
}

/** A copy ready to leave. */
interface Ready {
  readonly key: string
  readonly copy: number
  readonly bytes: Uint8Array
}

const NO_OFFSETS = { offsetX: 0, offsetY: 0 } as const
/** Copies kept ready: the one on screen and the one before it. */
const READY = 2

const targetOf = (number: string): string => `print:${number}`

export class Documents {
  readonly #deps: DocumentDeps
  #ready: Ready[] = []

  constructor(deps: DocumentDeps) {
    this.#deps = deps
  }

  /** Throws `forbidden` where this person may not have this document. */
  #declared(opened: Opened, name: string): DocumentDeclaration {
    const found = this.#deps.documents.find((declared) => declared.name === name)
    if (!found) throw new AppError('not-found', { field: 'document' })
    if (!opened.person().identity.permissions.includes(found.needs))
      throw new AppError('forbidden', { detail: { reason: 'role', needs: found.needs } })
    return found
  }

  /** A print that this person may see: own ones, or all for who sees all customers. */
  find(opened: Opened, number: string): PrintRow {
    const print = findPrint(opened.local, number)
    const { identity, scope } = opened.person()
    if (!print || (scope.kind !== 'all' && print.operator !== identity.accountName))
      throw new AppError('not-found', { field: 'number' })
    this.#declared(opened, print.document)
    return print
  }

  /** Freezes the data and gives it the next number; a refusal takes no number. */
  issue(opened: Opened, order: PrintOrder): PrintRow {
    const declared = this.#declared(opened, order.document)
    const person = opened.person()
    if (order.from > order.until) throw new AppError('invalid-input', { retry: 'after-fix', field: 'until' })
    if (order.fullNames && !person.identity.permissions.includes('customer.reveal'))
      throw new AppError('forbidden', { detail: { reason: 'role', needs: 'customer.reveal' } })
    const { cache, evidence, local, file } = opened
    const now = this.#deps.now()
    const content = declared.freeze(
      { cache, evidence, local, person, issuer: file.name, now, asOf: opened.asOf },
      order,
    )
    requirePrintable(content)
    const total = sumOf(content.rows, content.totalColumn)
    return local
      .transaction(() => {
        const { number, series, place } = nextNumber(local, declared.prefix, now)
        const operator = person.identity.accountName
        const frozen: Frozen = { ...content, number, issuedAt: now, operator, paper: order.paper }
        const pages = layOut(frozen).pages.length
        const print = storePrint(local, { series, place }, { frozen, document: declared.name, pages, total })
        append(
          local,
          opened.entry('documents.issue', targetOf(number), {
            document: declared.name,
            rows: content.rows.length,
            total,
            hash: print.hash,
            fullNames: order.fullNames,
          }),
        )
        return print
      })
      .immediate()
  }

  #sheet(opened: Opened, print: PrintRow, offsets: { offsetX: number; offsetY: number }): Sheet {
    const frozen = archived(opened.local, print.number)
    return renderCopy(frozen, print.hash, layOut(frozen), {
      copy: print.copies + 1,
      operator: opened.person().identity.accountName,
      at: this.#deps.now(),
      void: print.state === 'void',
      ...offsets,
    })
  }

  /** The very bytes of the next copy; the same ones for a preview and for the file saved after it. */
  async nextCopy(opened: Opened, number: string): Promise<Ready> {
    const print = this.find(opened, number)
    const copy = print.copies + 1
    const key = [
      opened.file.workspaceId,
      number,
      copy,
      print.state === 'void',
      opened.person().identity.accountName,
    ].join()
    const kept = this.#ready.find((one) => one.key === key)
    if (kept) return kept
    const ready = { key, copy, bytes: await this.#deps.shell.makePdf(this.#sheet(opened, print, NO_OFFSETS)) }
    this.#ready = [ready, ...this.#ready].slice(0, READY)
    return ready
  }

  /** Counts a copy before `leave` runs; throws `conflict` where another window took this copy meanwhile. */
  async #leaving(
    opened: Opened,
    number: string,
    expected: number,
    facts: Pick<PrintCopy, 'way' | 'target'> & { fileHash: string | null },
    leave: () => Promise<void>,
  ): Promise<void> {
    const { local } = opened
    local
      .transaction(() => {
        const by = { at: this.#deps.now(), operator: opened.person().identity.accountName }
        const copy = beginCopy(local, number, { ...by, ...facts })
        if (copy !== expected) throw new AppError('conflict', { retry: 'later' })
        append(local, opened.entry('documents.copy', targetOf(number), { copy, way: facts.way, target: facts.target }))
      })
      .immediate()
    try {
      await leave()
    } catch (cause) {
      local.transaction(() => endCopy(local, number, expected, 'failed')).immediate()
      throw cause
    }
    local.transaction(() => endCopy(local, number, expected, 'done')).immediate()
  }

  /** Writes the next copy as a PDF; the file gets its name when it is whole. */
  async savePdf(opened: Opened, number: string, path: string): Promise<PrintRow> {
    const { copy, bytes } = await this.nextCopy(opened, number)
    const facts = { way: 'pdf', target: basename(path).slice(0, 260), fileHash: hashOf(bytes) } as const
    await this.#leaving(opened, number, copy, facts, () =>
      written(path, (temporary) => writeFile(temporary, bytes, { flag: 'wx', mode: 0o600 })),
    )
    return this.find(opened, number)
  }

  /** The frozen data as a spreadsheet: no copy of the paper, but in the audit. */
  async saveXlsx(opened: Opened, number: string, path: string): Promise<PrintRow> {
    const print = this.find(opened, number)
    const frozen = archived(opened.local, number)
    await written(path, (temporary) => writeXlsx(frozen, temporary))
    opened.audit('documents.export', targetOf(number), { file: basename(path), rows: print.rows })
    return print
  }

  async print(opened: Opened, number: string, printer: string): Promise<PrintRow> {
    const print = this.find(opened, number)
    const sheet = this.#sheet(opened, print, offsetsOf(opened.local, printer))
    const facts = { way: 'printer', target: printer, fileHash: null } as const
    await this.#leaving(opened, number, print.copies + 1, facts, () => this.#toPrinter(sheet, printer))
    return this.find(opened, number)
  }

  async #toPrinter(sheet: Sheet, printer: string): Promise<void> {
    try {
      await this.#deps.shell.printSheet(sheet, printer)
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message.slice(0, 200) : ''
      throw new AppError('print-failed', { safe: 'unknown', retry: 'after-fix', detail: { reason, printer }, cause })
    }
  }

  calibrate(opened: Opened, printer: string): Promise<void> {
    return this.#toPrinter(calibrationSheet(printer, offsetsOf(opened.local, printer)), printer)
  }

  /** Throws `conflict` where it is void already. */
  void(opened: Opened, number: string, reason: string): PrintRow {
    const print = this.find(opened, number)
    if (print.state === 'void') throw new AppError('conflict', { detail: { reason: 'void' } })
    const { local } = opened
    local
      .transaction(() => {
        voidPrint(local, number, { at: this.#deps.now(), operator: opened.person().identity.accountName, reason })
        append(local, opened.entry('documents.void', targetOf(number), { reason, copies: print.copies }))
      })
      .immediate()
    return this.find(opened, number)
  }
}

/** Under a temporary name first: a file that failed leaves nothing, and an older one stands. */
async function written(path: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.part`)
  try {
    await write(temporary)
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true })
    throw cause
  }
}

async function writeXlsx(frozen: Frozen, path: string): Promise<void> {
  const file = await openXlsx(path, {
    sheet: frozen.number,
    asOf: ['数据截至', frozen.asOf === null ? '未完整读取' : formatBeijing(frozen.asOf)],
    columns: frozen.columns.map(({ heading, kind }) => ({ heading, kind: kind === 'amount' ? 'amount' : 'text' })),
  })
  try {
    await file.write(
      frozen.rows.map((row) =>
        row.map((cell) =>
          cell === null
            ? { kind: 'empty' }
            : typeof cell === 'number'
              ? { kind: 'amount', amount: fen(cell) }
              : { kind: 'text', text: cell },
        ),
      ),
    )
    await file.end()
  } catch (cause) {
    await file.abandon()
    throw cause
  }
}
