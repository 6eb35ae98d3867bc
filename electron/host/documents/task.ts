/** Printing from a command line: the same freezing, numbering, pages and register as from the window. */
import { isAbsolute } from 'node:path'
import { parseArgs } from 'node:util'
import { type DocumentDeps, Documents } from '#host/documents/engine.ts'
import type { ToError } from '#host/errors.ts'
import type { Guard } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import { PrintOrder } from '#shared/contract/documents.ts'

export interface PrintTaskEnd {
  readonly ok: boolean
  /** One line for whoever started it. */
  readonly message: string
}

export interface PrintTaskDeps extends DocumentDeps {
  current(): Opened
  readonly guard: Guard
  readonly toError: ToError
}

const usage =
  'print --document NAME --period YYYY-MM[..YYYY-MM] --out FILE.pdf [--customer ID] [--application NUMBER] [--paper a4|voucher] [--full-names]'

/** Throws with a sentence where the words are no order. */
function ordered(words: readonly string[]): { order: PrintOrder; out: string } {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      document: { type: 'string' },
      period: { type: 'string' },
      out: { type: 'string' },
      customer: { type: 'string' },
      application: { type: 'string' },
      paper: { type: 'string', default: 'a4' },
      'full-names': { type: 'boolean', default: false },
    },
  })
  const [from, until = from] = values.period?.split('..') ?? []
  const order = PrintOrder.safeParse({
    document: values.document,
    from,
    until,
    customerId: values.customer ?? null,
    applicationNumber: values.application ?? null,
    fullNames: values['full-names'],
    paper: values.paper,
  })
  if (positionals.join() !== 'print' || !order.success || !values.out) throw new Error(`usage: ${usage}`)
  if (!isAbsolute(values.out)) throw new Error('--out needs a full path')
  return { order: order.data, out: values.out }
}

/** Never throws: an end with its reason is what a schedule reads. */
export async function printTask(words: readonly string[], deps: PrintTaskDeps): Promise<PrintTaskEnd> {
  let asked: ReturnType<typeof ordered>
  try {
    asked = ordered(words)
  } catch (cause) {
    return { ok: false, message: cause instanceof Error ? cause.message : String(cause) }
  }
  try {
    deps.guard.permit('document.print', 'documents.issue')
    const opened = deps.current()
    const engine = new Documents(deps)
    const { number } = engine.issue(opened, asked.order)
    const { pages, rows, hash } = await engine.savePdf(opened, number, asked.out)
    return { ok: true, message: JSON.stringify({ number, pages, rows, hash, file: asked.out }) }
  } catch (cause) {
    const { code, detail, ref } = deps.toError(cause, 'print task')
    return { ok: false, message: `not printed: ${JSON.stringify({ code, ...detail, ref })}` }
  }
}
