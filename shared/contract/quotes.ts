/**
 * Quotes 报价 (domain: authorization-and-orders.md): a basket for one customer, priced through the partner's API, kept
 * off line with the age of its prices, printed, and ordered on the customer's behalf.
 */
import { z } from 'zod'
import { At, Cursor, call, FenAmount, Id, Nothing, PageLimit } from '#shared/contract/call.ts'
import { Accepted, Facts, IntentState, IntentView } from '#shared/contract/outbox.ts'
import { roles } from '#shared/rules/quotes.ts'

export const LINES_MOST = 500

const Code = z.string().max(400)
const Name = z.string().max(400)
/** Whole number of 10^-10 yuan, as decimal digits (shared/price.ts). */
const Price = z.string().regex(/^-?\d{1,30}$/)

/** What one line asks for; `lineId` is made by the page and stays. */
export const QuoteLine = z.object({
  lineId: Id,
  /** Lines of one server set share it (R-ORD-07). */
  setId: Id.nullable(),
  role: z.enum(roles).nullable(),
  charge: z.enum(['period', 'demand']),
  serviceType: Code,
  serviceName: Name,
  resourceType: Code,
  resourceName: Name,
  spec: Code,
  specName: Name,
  region: z.string().max(64),
  zone: z.string().max(64).nullable(),
  size: z.int().min(0).max(2_147_483_647).nullable(),
  /** 15 Mbps, 17 GB, 14 pieces. */
  sizeMeasure: z.int().min(0).max(9999).nullable(),
  quantity: z.int().min(0).max(1_000_000),
  /** 0 day, 2 month, 3 year, 4 hour. */
  periodType: z.int().min(0).max(9).nullable(),
  periodNum: z.int().min(0).max(2_147_483_647).nullable(),
  usageFactor: Code.nullable(),
  usageValue: z.string().max(24).nullable(),
  usageMeasure: z.int().min(0).max(9999).nullable(),
  /** What it cost in the order that is repeated, fen. */
  before: FenAmount.nullable(),
})
export type QuoteLine = z.infer<typeof QuoteLine>

/** 'best', 'none', or the id of a discount. */
export const OfferChoice = z.string().min(1).max(64)

export const QuoteDraft = z.object({
  quoteId: Id,
  template: z.boolean(),
  title: z.string().max(100),
  customerId: Id.nullable(),
  /** The customer's project 项目 in which prices are asked; '' = the account itself. */
  projectId: z.string().max(64),
  offer: OfferChoice,
  /** Days that a printed quotation is valid. */
  validDays: z.int().min(1).max(90),
  note: z.string().max(500),
  lines: z.array(QuoteLine).max(LINES_MOST),
  /** The order that is repeated. */
  fromOrder: Id.nullable(),
})
export type QuoteDraft = z.infer<typeof QuoteDraft>

/** asked: what was asked for exactly. estimate: of other units of the same product, in proportion. official: another
 * customer's answer, from which only the official price is taken. none: nobody ever asked. */
export const PriceBasis = z.enum(['asked', 'estimate', 'official', 'none'])
export type PriceBasis = z.infer<typeof PriceBasis>

export const LinePriceView = z.object({
  lineId: Id,
  basis: PriceBasis,
  official: Price.nullable(),
  /** After the offer that counts. */
  amount: Price.nullable(),
  /** The same as it goes into the total (R-ORD-04). */
  fen: FenAmount.nullable(),
  officialFen: FenAmount.nullable(),
  at: At.nullable(),
  /** The vendor refused it when it was last asked: its code. */
  refused: z.string().max(80).nullable(),
  /** What is wrong with it before anybody is asked. */
  refusal: z.object({ rule: z.string().max(32), reason: z.string().max(64), detail: Facts.nullable() }).nullable(),
})
export type LinePriceView = z.infer<typeof LinePriceView>

export const OfferView = z.object({
  id: z.string().max(64),
  /** 605 vendor contract, 606 partner grant, 607 partner-set rate; others as they came. */
  type: z.string().max(16),
  name: Name,
  /** Over all lines it covers; fen after rounding each line. */
  saving: FenAmount,
  covered: z.int(),
  why: z.enum(['no-part', 'no-saving', 'less', 'tie']).nullable(),
})
export type OfferView = z.infer<typeof OfferView>

export const QuoteTotals = z.object({
  official: FenAmount,
  amount: FenAmount,
  saving: FenAmount,
  /** Of yearly/monthly lines alone: what an order asks for at once. */
  periodAmount: FenAmount,
  demandAmount: FenAmount,
})

export const CouponEffect = z.object({
  /** Those that would be used. */
  couponIds: z.array(z.string().max(64)).max(3),
  covered: FenAmount,
  payable: FenAmount,
  /** Paying without the discount and with other coupons would cost this; null where that is not less. */
  withoutDiscount: FenAmount.nullable(),
  refused: z
    .array(z.object({ couponId: z.string().max(64), rule: z.string().max(32), reason: z.string().max(64) }))
    .max(100),
  asOf: At.nullable(),
})

export const QuoteView = z.object({
  draft: QuoteDraft,
  /** Masked; '' without a customer. */
  customerName: Name,
  author: z.string().max(128),
  createdAt: At,
  changedAt: At,
  prices: z.array(LinePriceView).max(LINES_MOST),
  offers: z.array(OfferView).max(50),
  /** The offer that counts; null = none. */
  chosen: z.string().max(64).nullable(),
  /** Null while a line has no price. */
  totals: QuoteTotals.nullable(),
  /** Of yearly/monthly lines, by the coupons here; null without a total or a customer. */
  coupons: CouponEffect.nullable(),
  oldestAt: At.nullable(),
  newestAt: At.nullable(),
  /** Lines whose price nobody asked for exactly. */
  estimated: z.int(),
  /** The order that came of it, or is on its way. */
  order: z
    .object({
      intent: IntentView,
      orderId: z.string().max(128).nullable(),
      /** What was agreed to; what the order costs once there is one. */
      amount: FenAmount.nullable(),
    })
    .nullable(),
})
export type QuoteView = z.infer<typeof QuoteView>

export const quoteTabs = ['open', 'ordered', 'templates', 'all'] as const
export const QuoteTab = z.enum(quoteTabs)
export type QuoteTab = z.infer<typeof QuoteTab>

export const QuoteRow = z.object({
  quoteId: Id,
  title: z.string().max(100),
  template: z.boolean(),
  customerId: Id.nullable(),
  customerName: Name,
  lines: z.int(),
  /** As last priced; null while a line has no price. */
  amount: FenAmount.nullable(),
  pricedAt: At.nullable(),
  author: z.string().max(128),
  changedAt: At,
  orderState: IntentState.nullable(),
  orderId: z.string().max(128).nullable(),
})
export type QuoteRow = z.infer<typeof QuoteRow>

/** What is handed over: the quote as it was agreed to (R-ORD-10). Nothing of a credential is in it. */
export const PlaceOrder = z.object({
  quoteId: Id,
  /** Marks the order at the partner's; made with the draft, so that one draft is one order (R-ORD-11). */
  clientKey: Id,
  customerId: Id,
  projectId: z.string().max(64),
  /** Null = without a discount. */
  discountId: z.string().max(64).nullable(),
  lines: z.array(QuoteLine).min(1).max(100),
  /** Of yearly/monthly lines, fen, and when their prices were told. */
  amount: FenAmount,
  official: FenAmount,
  pricedAt: At,
  /** The customer's authorization as known when it was written; null = nothing was known. */
  authorization: z.string().max(32).nullable(),
})
export type PlaceOrder = z.infer<typeof PlaceOrder>

const ByQuote = z.object({ quoteId: Id })

export const quotes = {
  /** Newest change first, by last seen. Quotes of customers outside the person's scope are left out. */
  list: call({
    input: z.object({ tab: QuoteTab, text: z.string().max(200), after: Cursor.nullable(), limit: PageLimit }),
    answer: z.object({ rows: z.array(QuoteRow).max(200), next: Cursor.nullable() }),
    needs: 'quote.read',
    offline: 'local',
  }),
  get: call({ input: ByQuote, answer: QuoteView, needs: 'quote.read', offline: 'local' }),
  /** The same content again is the same; another version than `basedOn` is a `conflict`. Null = it is new. */
  save: call({
    input: z.object({ draft: QuoteDraft, basedOn: At.nullable() }),
    answer: QuoteView,
    needs: 'quote.write',
    offline: 'draft',
  }),
  delete: call({ input: ByQuote, answer: Nothing, needs: 'quote.write', offline: 'local' }),
  /** The same lines under another id: as a template, or as a quote of a template. */
  copy: call({
    input: z.object({ quoteId: Id, newId: Id, template: z.boolean(), customerId: Id.nullable() }),
    answer: QuoteView,
    needs: 'quote.write',
    offline: 'local',
  }),
  /** Asks the partner for every line, a hundred at a time; answers the job's id. */
  price: call({
    input: ByQuote,
    answer: z.object({ jobId: Id }),
    needs: 'quote.write',
    offline: 'online',
  }),
  /** The lines of the customer's last order that opened something, or of the one named; what it cost stays beside them. */
  repeat: call({
    input: z.object({ newId: Id, customerId: Id, orderId: Id.nullable() }),
    /** `unknown`: lines whose product is not in the catalogue here. */
    answer: z.object({ quote: QuoteView, unknown: z.int() }),
    needs: 'quote.write',
    offline: 'online',
  }),
  /**
   * Keeps the order as a draft (R-ORD-09). Throws `conflict` where the quote has an order or a draft of one already,
   * `invalid-input` where it cannot be ordered: `detail` has rule and reason.
   */
  draftOrder: call({
    input: z.object({ requestId: Id, quoteId: Id }),
    answer: Accepted,
    needs: 'order.place',
    offline: 'draft',
  }),
  /** The person's word on the draft: authorization, balance and price are read live before anything leaves. */
  handOver: call({
    input: z.object({ intentId: Id }),
    answer: Nothing,
    needs: 'order.place',
    offline: 'online',
  }),
  /** Gives up a draft that surely had no effect. */
  dropOrder: call({ input: z.object({ intentId: Id }), answer: Nothing, needs: 'order.place', offline: 'local' }),
}
