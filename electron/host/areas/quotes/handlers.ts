/** The quotes' calls: baskets and their prices. */
import { customerFinder } from '#host/areas/customers/lookup.ts'
import { prunePrices, writePrice } from '#host/areas/quotes/book.ts'
import { invalid, orderingHandlers, type QuoteParts } from '#host/areas/quotes/ordering.ts'
import { askPrices } from '#host/areas/quotes/pricing.ts'
import { lastOrder, repeatedLines } from '#host/areas/quotes/repeat.ts'
import { deleteQuote, findQuote, type QuoteAudit, saveQuote } from '#host/areas/quotes/store.ts'
import {
  booksOf,
  listQuotes,
  mayRead,
  orderOf,
  type QuoteBooks,
  requireQuote,
  viewOf,
} from '#host/areas/quotes/view.ts'
import { append } from '#host/audit/audit.ts'
import type { JobContext } from '#host/jobs/jobs.ts'
import type { Handlers } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import type { QuoteDraft, QuoteView } from '#shared/contract/quotes.ts'
import { AppError } from '#shared/errors.ts'
import { holdsAnother, refuseLine } from '#shared/rules/quotes.ts'

/** Every line, a hundred a call; each answer is kept as it comes, so that a cut leaves what was told. */
async function pricing(opened: Opened, draft: QuoteDraft, parts: QuoteParts, job: JobContext): Promise<void> {
  const { local, sync } = opened
  const customerId = draft.customerId as string
  const lines = draft.lines.filter((line) => refuseLine(line) === null)
  const byId = new Map(lines.map((line) => [line.lineId, line]))
  let done = 0
  job.progress(0, lines.length)
  await askPrices(
    { partner: sync.partner, customerId, projectId: draft.projectId, signal: job.signal },
    lines,
    (answers) => {
      const at = parts.now()
      local
        .transaction(() => {
          for (const [id, told] of answers) {
            const line = byId.get(id)
            if (line) writePrice(local, line, customerId, told, at)
          }
        })
        .immediate()
      done += answers.size
      job.progress(done, lines.length)
      parts.tellTables(['quote_prices'])
    },
  )
  prunePrices(local)
}

export function quoteHandlers(parts: QuoteParts): Handlers['quotes'] {
  const { current, now, newId, tellTables } = parts
  const books = (): QuoteBooks => booksOf(current(), now())
  const audit =
    (opened: Opened): QuoteAudit =>
    (tx, action, quoteId, detail) =>
      void append(tx, opened.entry(action, `quote:${quoteId}`, detail))

  /** Throws `not-found` for a customer that is not this person's. */
  const requireCustomer = (here: QuoteBooks, customerId: string | null): void => {
    if (customerId !== null && !customerFinder(here.cache, here.person.scope).byId(customerId))
      throw new AppError('not-found', { field: 'customerId' })
  }
  const save = (opened: Opened, draft: QuoteDraft, basedOn: number | null): QuoteView => {
    const here = booksOf(opened, now())
    requireCustomer(here, draft.customerId)
    const known = findQuote(opened.local, draft.quoteId)
    if (known && !mayRead(here, known)) throw new AppError('not-found', { field: 'quoteId' })
    const by = { author: here.person.identity.accountName, now: here.now }
    const quote = saveQuote(opened.local, { draft, basedOn }, by, audit(opened))
    tellTables(['quotes'])
    return viewOf(here, quote)
  }
  return {
    list: (input) => listQuotes(books(), input),
    get: ({ quoteId }) => {
      const here = books()
      return viewOf(here, requireQuote(here, quoteId))
    },
    save: ({ draft, basedOn }) => save(current(), draft, basedOn),
    delete: ({ quoteId }) => {
      const opened = current()
      const here = books()
      const known = findQuote(opened.local, quoteId)
      if (known && !mayRead(here, known)) throw new AppError('not-found', { field: 'quoteId' })
      const order = orderOf(opened.local, quoteId)
      if (order && holdsAnother(order.intent.state)) throw new AppError('conflict', { detail: { reason: 'ordered' } })
      deleteQuote(opened.local, quoteId, audit(opened))
      tellTables(['quotes'])
      return {}
    },
    copy: ({ quoteId, newId: copyId, template, customerId }) => {
      const { draft } = requireQuote(books(), quoteId)
      return save(
        current(),
        {
          ...draft,
          quoteId: copyId,
          template,
          customerId: template ? null : customerId,
          fromOrder: null,
          lines: draft.lines.map((line) => ({ ...line, before: null })),
        },
        null,
      )
    },
    price: ({ quoteId }) => {
      const opened = current()
      const { draft } = requireQuote(books(), quoteId)
      if (draft.customerId === null) throw invalid('customerId', { reason: 'customer-needed' })
      if (draft.lines.length === 0) throw invalid('lines', { reason: 'lines' })
      const jobId = opened.jobs.start({
        kind: 'price-quote',
        run: (job) => pricing(opened, draft, parts, job),
      })
      return { jobId }
    },
    repeat: async ({ newId: quoteId, customerId, orderId }) => {
      const opened = current()
      requireCustomer(books(), customerId)
      const { partner } = opened.sync
      const from = orderId ?? (await lastOrder(partner, customerId))
      const { lines, unknown } = await repeatedLines(partner, opened.cache, { orderId: from, customerId }, newId)
      const quote = save(
        opened,
        {
          quoteId,
          template: false,
          title: '',
          customerId,
          projectId: '',
          offer: 'best',
          validDays: 7,
          note: '',
          lines,
          fromOrder: from.slice(0, 64),
        },
        null,
      )
      return { quote, unknown }
    },
    ...orderingHandlers(parts),
  }
}
