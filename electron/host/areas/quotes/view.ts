/** A quote with everything that is known of it now: prices by the book, offers, totals, coupons, and its order. */
import { couponsToUse } from '#host/areas/coupons/card.ts'
import { customerFinder } from '#host/areas/customers/lookup.ts'
import { type Priced, priceInBook } from '#host/areas/quotes/book.ts'
import {
  type CountedLine,
  chosenOffer,
  counted,
  couponEffect,
  offersOf,
  offerViews,
  type PricedLine,
  totals,
} from '#host/areas/quotes/offers.ts'
import { findQuote, quotesAfter, type StoredQuote } from '#host/areas/quotes/store.ts'
import type { IntentRow } from '#host/outbox/types.ts'
import { viewOf as intentView } from '#host/outbox/views.ts'
import type { Person } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import type { LinePriceView, QuoteDraft, QuoteRow, QuoteTab, QuoteView } from '#shared/contract/quotes.ts'
import { AppError } from '#shared/errors.ts'
import { roundToFen } from '#shared/price.ts'
import { holdsAnother, refuseLine } from '#shared/rules/quotes.ts'

export interface QuoteBooks {
  readonly local: Db
  readonly cache: Db
  readonly person: Person
  readonly now: number
  asOf(collection: string): number | null
}

/** Intents that order a quote have this target; their index knows no others (schema.ts). */
export const ORDER_COMMAND = 'quotes.draftOrder'
export const orderTarget = (quoteId: string): string => `quote:${quoteId}`

export const booksOf = (opened: Opened, now: number): QuoteBooks => ({
  local: opened.local,
  cache: opened.cache,
  person: opened.person(),
  now,
  asOf: opened.asOf,
})

/** The newest order of a quote that counts: one that is on its way or done before one that ended without effect. */
export function orderOf(local: Db, quoteId: string): QuoteView['order'] {
  const rows = kept<IntentRow>(
    local,
    `SELECT * FROM intents WHERE target = ? AND command = '${ORDER_COMMAND}' ORDER BY seq DESC LIMIT 20`,
  ).all(orderTarget(quoteId))
  const row = rows.find(({ state }) => holdsAnother(state)) ?? rows.find(({ state }) => state !== 'discarded')
  if (!row) return null
  const { orderId, amount: ordered } = (row.result === null ? {} : JSON.parse(row.result)) as {
    orderId?: string
    amount?: number
  }
  const agreed = (row.basis === null ? {} : JSON.parse(row.basis)) as { amount?: number }
  return {
    intent: intentView(row),
    orderId: orderId?.slice(0, 128) ?? null,
    amount: ordered ?? agreed.amount ?? row.amount,
  }
}

export interface Costed {
  readonly lines: readonly PricedLine[]
  readonly counted: readonly (CountedLine | null)[]
  readonly offers: ReturnType<typeof offersOf>
  readonly chosen: string | null
  /** Null while a line has no price. */
  readonly totals: QuoteView['totals']
}

/** What a draft costs by the book. */
export function cost(local: Db, draft: QuoteDraft): Costed {
  const lines = draft.lines.map((line) => ({ line, price: priceInBook(local, line, draft.customerId) }))
  const offers = offersOf(lines)
  const chosen = chosenOffer(draft.offer, offers)
  const all = lines.map((line) => counted(line, chosen))
  const whole = all.filter((line) => line !== null)
  return {
    lines,
    counted: all,
    offers,
    chosen,
    totals: whole.length === 0 || whole.length < all.length ? null : totals(whole),
  }
}

function priceView({ line, price }: PricedLine, of: CountedLine | null): LinePriceView {
  const refusal = refuseLine(line)
  return {
    lineId: line.lineId,
    basis: price.basis,
    official: of?.official.toString() ?? null,
    amount: of?.amount.toString() ?? null,
    officialFen: of ? roundToFen(of.official) : null,
    fen: of ? roundToFen(of.amount) : null,
    at: price.at,
    refused: price.refused?.slice(0, 80) ?? null,
    refusal: refusal ? { rule: refusal.rule, reason: refusal.reason, detail: { ...refusal.detail } } : null,
  }
}

const timesOf = (prices: readonly Priced[]): number[] => prices.flatMap(({ at }) => at ?? [])

export function viewOf(books: QuoteBooks, { draft, author, createdAt, changedAt }: StoredQuote): QuoteView {
  const { local, cache, person, now } = books
  const { lines, counted: all, offers, chosen, totals: sums } = cost(local, draft)
  const whole = all.filter((line) => line !== null)
  const times = timesOf(lines.map(({ price }) => price))
  const customer = draft.customerId === null ? null : customerFinder(cache, person.scope).byId(draft.customerId)
  const coupons =
    sums && customer && sums.periodAmount > 0 && person.identity.permissions.includes('coupon.read')
      ? { ...couponEffect(whole, chosen, couponsToUse(cache, customer.customerId), now), asOf: books.asOf('coupons') }
      : null
  return {
    draft,
    customerName: customer?.shown ?? '',
    author,
    createdAt,
    changedAt,
    prices: lines.map((line, at) => priceView(line, all[at] ?? null)),
    offers: offerViews(offers),
    chosen,
    totals: sums,
    coupons,
    oldestAt: times.length > 0 ? Math.min(...times) : null,
    newestAt: times.length > 0 ? Math.max(...times) : null,
    estimated: lines.filter(({ price }) => price.basis === 'estimate' || price.basis === 'official').length,
    order: orderOf(local, draft.quoteId),
  }
}

/** R-CUST-03: a quote is seen by who sees its customer; one without a customer by its author and by who sees all. */
export function mayRead({ cache, person }: QuoteBooks, { draft, author }: StoredQuote): boolean {
  if (draft.customerId !== null) return customerFinder(cache, person.scope).byId(draft.customerId) !== null
  return person.scope.kind === 'all' || draft.template || author === person.identity.accountName
}

/** Throws `not-found`, also where it is not this person's to see. */
export function requireQuote(books: QuoteBooks, quoteId: string): StoredQuote {
  const quote = findQuote(books.local, quoteId)
  if (!quote || !mayRead(books, quote)) throw new AppError('not-found', { field: 'quoteId' })
  return quote
}

function rowOf(books: QuoteBooks, { draft, author, changedAt }: StoredQuote): QuoteRow {
  const { lines, totals: sums } = cost(books.local, draft)
  const order = orderOf(books.local, draft.quoteId)
  const times = timesOf(lines.map(({ price }) => price))
  const { cache, person } = books
  return {
    quoteId: draft.quoteId,
    title: draft.title,
    template: draft.template,
    customerId: draft.customerId,
    customerName:
      draft.customerId === null ? '' : (customerFinder(cache, person.scope).byId(draft.customerId)?.shown ?? ''),
    lines: draft.lines.length,
    amount: sums?.amount ?? null,
    pricedAt: times.length > 0 ? Math.min(...times) : null,
    author,
    changedAt,
    orderState: order?.intent.state ?? null,
    orderId: order?.orderId ?? null,
  }
}

const fits = (row: QuoteRow, tab: QuoteTab, text: string): boolean => {
  const ordered = row.orderState !== null && holdsAnother(row.orderState)
  const inTab =
    tab === 'all' || (tab === 'templates' ? row.template : !row.template && (tab === 'ordered' ? ordered : !ordered))
  return (
    inTab && (text === '' || `${row.title} ${row.customerName} ${row.customerId ?? ''}`.toLowerCase().includes(text))
  )
}

const STEP = 100

/** The cursor is the last quote looked at: changed time and id. */
export function listQuotes(
  books: QuoteBooks,
  input: { readonly tab: QuoteTab; readonly text: string; readonly after: string | null; readonly limit: number },
): { rows: QuoteRow[]; next: string | null } {
  const text = input.text.trim().toLowerCase()
  const rows: QuoteRow[] = []
  let after = input.after === null ? null : readCursor(input.after)
  for (;;) {
    const step = quotesAfter(books.local, after, STEP)
    for (const quote of step) {
      after = { changedAt: quote.changedAt, quoteId: quote.draft.quoteId }
      if (!mayRead(books, quote)) continue
      const row = rowOf(books, quote)
      if (!fits(row, input.tab, text)) continue
      rows.push(row)
      if (rows.length === input.limit) return { rows, next: `${after.changedAt} ${after.quoteId}` }
    }
    if (step.length < STEP) return { rows, next: null }
  }
}

/** Throws `invalid-input` for a text that is no cursor of this list. */
function readCursor(text: string): { changedAt: number; quoteId: string } {
  const match = /^(\d{1,16}) (.{1,64})$/.exec(text)
  if (!match) throw new AppError('invalid-input', { field: 'after' })
  return { changedAt: Number(match[1]), quoteId: match[2] as string }
}
