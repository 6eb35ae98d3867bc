/** From a quote to an order: what is agreed to is frozen in a draft, and handed over at the person's word (R-ORD-09). */
import { mirrored } from '#host/areas/authorizations/gate.ts'
import { booksOf, ORDER_COMMAND, orderOf, requireQuote, viewOf } from '#host/areas/quotes/view.ts'
import { acceptBy } from '#host/outbox/handlers.ts'
import type { Handlers } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import type { PlaceOrder, QuoteView } from '#shared/contract/quotes.ts'
import { AppError } from '#shared/errors.ts'
import { holdsAnother, refuseLine, refuseToOrder } from '#shared/rules/quotes.ts'

export interface QuoteParts {
  current(): Opened
  readonly now: () => number
  readonly newId: () => string
  tellTables(tables: string[]): void
}

/** The partner's bound of one order. */
const ORDER_LINES_MOST = 100

export const invalid = (field: string, detail: Record<string, string | number>): AppError =>
  new AppError('invalid-input', { retry: 'after-fix', field, detail })

/** What is agreed to, frozen (R-ORD-10). Throws `invalid-input` where it cannot be ordered. */
function orderOfView(view: QuoteView, authorization: string | null, clientKey: string): PlaceOrder {
  const { draft, totals, prices, chosen } = view
  const { customerId, lines } = draft
  if (draft.template || customerId === null) throw invalid('customerId', { reason: 'customer-needed' })
  if (lines.length === 0 || lines.length > ORDER_LINES_MOST)
    throw invalid('lines', { reason: 'lines', limit: ORDER_LINES_MOST })
  for (const line of lines) {
    const refusal = refuseLine(line) ?? refuseToOrder(line)
    if (refusal) throw invalid('lines', { rule: refusal.rule, reason: refusal.reason, spec: line.spec.slice(0, 100) })
  }
  if (totals === null || view.oldestAt === null) throw invalid('lines', { reason: 'unpriced' })
  const period = prices.filter((_, at) => lines[at]?.charge === 'period')
  return {
    quoteId: draft.quoteId,
    clientKey,
    customerId,
    projectId: draft.projectId,
    discountId: chosen,
    lines,
    amount: totals.periodAmount,
    official: period.reduce((sum, { officialFen }) => sum + (officialFen ?? 0), 0),
    pricedAt: view.oldestAt,
    authorization,
  }
}

export function orderingHandlers({
  current,
  now,
  newId,
  tellTables,
}: QuoteParts): Pick<Handlers['quotes'], 'draftOrder' | 'handOver' | 'dropOrder'> {
  const accept = acceptBy(current, ORDER_COMMAND)
  /** The order's intent, if its quote is this person's to see. */
  const requireOrder = (intentId: string): void => {
    const row = current().outbox.ledger.require(intentId)
    if (row.command !== ORDER_COMMAND) throw new AppError('not-found', { field: 'intentId' })
    requireQuote(booksOf(current(), now()), row.target.slice('quote:'.length))
  }
  return {
    draftOrder: ({ requestId, quoteId }) => {
      const opened = current()
      const { local, cache, outbox } = opened
      // A double click is one draft.
      if (outbox.ledger.ofRequest(requestId).length === 0) {
        const order = orderOf(local, quoteId)
        if (order && holdsAnother(order.intent.state))
          throw new AppError('conflict', { detail: { reason: 'ordered', intentId: order.intent.intentId } })
      }
      const here = booksOf(opened, now())
      const view = viewOf(here, requireQuote(here, quoteId))
      const authorization = view.draft.customerId === null ? null : mirrored(cache, view.draft.customerId)
      const payload = orderOfView(view, authorization?.state ?? null, newId())
      const accepted = accept({
        requestId,
        items: [{ payload, basis: { amount: payload.amount, official: payload.official } }],
        draft: true,
      })
      tellTables(['quotes'])
      return accepted
    },
    handOver: ({ intentId }) => {
      requireOrder(intentId)
      current().outbox.people.release([intentId])
      return {}
    },
    dropOrder: ({ intentId }) => {
      requireOrder(intentId)
      current().outbox.people.discard(intentId)
      return {}
    },
  }
}
