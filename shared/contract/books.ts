/** Own books 自有台账 and bank files beside incentive statements: matched by rules, settled by persons, undone step by step. */
import { z } from 'zod'
import { At, call, Id, Nothing, PageLimit, ShortText } from '#shared/contract/call.ts'
import { ImportFinding } from '#shared/contract/imports.ts'
import { MinorAmount, Period } from '#shared/contract/incentives.ts'
import { matchRuleNames } from '#shared/rules/matching.ts'

/** line: own ledger against details. bill: payments of a bank against bills. */
export const BookSide = z.enum(['line', 'bill'])
export type BookSide = z.infer<typeof BookSide>
const Of = z.object({ period: Period, side: BookSide })
const Item = z.string().min(1).max(64)
const Rule = z.enum(matchRuleNames)
const MatchKey = z.string().length(64)

/** The difference of one match, 10^-8 yuan: 1,000 yuan at most. */
const TOLERANCE_MOST = 100_000_000_000

export const MatchOptions = z.object({
  tolerance: z.int().min(0).max(TOLERANCE_MOST),
  days: z.int().min(0).max(92).nullable(),
  without: z.array(Rule).max(matchRuleNames.length),
})

export const BookFile = z.object({
  fileId: z.int(),
  name: z.string().max(260),
  asOf: At,
  takenAt: At,
  takenBy: ShortText,
  rows: z.int(),
  findings: z.array(ImportFinding).max(200),
  withdrawnAt: At.nullable(),
})
export type BookFile = z.infer<typeof BookFile>

const Sum = z.object({ items: z.int(), amount: MinorAmount })

export const BookItem = z.object({
  item: Item,
  pane: z.enum(['left', 'right']),
  /** open: nobody matched it. person: by a person's word. */
  state: z.enum(['open', 'suggested', 'sure', 'person']),
  at: At.nullable(),
  reference: z.string().max(256).nullable(),
  customerId: Id.nullable(),
  /** Masked; where the books name nobody who is known here. */
  customerText: z.string().max(400).nullable(),
  amount: MinorAmount,
  text: z.string().max(400).nullable(),
})
export type BookItem = z.infer<typeof BookItem>

export const BookMatch = z.object({
  /** Made of its items; the same in every run. */
  key: MatchKey,
  by: z.enum(['rule', 'person']),
  rule: Rule.nullable(),
  verdict: z.enum(['sure', 'suggested', 'person']),
  difference: MinorAmount,
  /** Items as they are now; ten of each side at most. */
  left: z.array(BookItem).max(10),
  right: z.array(BookItem).max(10),
  counts: z.object({ left: z.int(), right: z.int() }),
  decision: z
    .object({ decisionId: z.int(), by: ShortText, at: At, note: z.string().max(1000), changed: z.boolean() })
    .nullable(),
})
export type BookMatch = z.infer<typeof BookMatch>

export const books = {
  /** Files and sums of a period: whole left = whole right + differences of matches + what is open left and right. */
  summary: call({
    input: Of,
    answer: z.object({
      files: z.array(BookFile).max(200),
      options: MatchOptions,
      ranAt: At.nullable(),
      left: Sum,
      right: Sum,
      openLeft: Sum,
      openRight: Sum,
      matched: z.record(
        z.enum(['sure', 'suggested', 'person']),
        z.object({ matches: z.int(), difference: MinorAmount }),
      ),
      rules: z.array(z.object({ rule: Rule, verdict: z.enum(['sure', 'suggested']), matches: z.int() })).max(20),
      locked: z.boolean(),
    }),
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  items: call({
    input: Of.extend({
      pane: z.enum(['left', 'right']),
      state: z.enum(['open', 'suggested', 'sure', 'person']).nullable(),
      /** Part of a reference, a memo or an amount. */
      text: z.string().max(100),
      customerId: Id.nullable(),
      order: z.enum(['amount', 'time', 'customer']),
      from: z.int().min(0),
      limit: PageLimit,
    }),
    answer: z.object({ rows: z.array(BookItem).max(200), total: z.int() }),
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  /** Suggestions in their order, or what stands. */
  matches: call({
    input: Of.extend({
      verdict: z.enum(['suggested', 'sure', 'person']),
      from: z.int().min(0),
      limit: z.int().min(1).max(50),
    }),
    answer: z.object({ rows: z.array(BookMatch).max(50), total: z.int() }),
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  /**
   * One step. accept and reject name a match of the rules by its key, manual puts items together. Throws `conflict` where an item is
   * settled already or the period is locked, `not-found` for what is not there.
   */
  decide: call({
    input: z.discriminatedUnion('kind', [
      Of.extend({ kind: z.enum(['accept', 'reject']), key: MatchKey, note: z.string().max(1000) }),
      Of.extend({
        kind: z.literal('manual'),
        left: z.array(Item).min(1).max(500),
        right: z.array(Item).min(1).max(500),
        note: z.string().max(1000),
      }),
    ]),
    answer: z.object({ decisionId: z.int() }),
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  /** What stood before stands again, exactly. */
  undo: call({
    input: z.object({ decisionId: z.int() }),
    answer: Nothing,
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  /** What the rules would find with other options, and how that agrees with what persons decided; nothing is stored. */
  trial: call({
    input: Of.extend({ options: MatchOptions }),
    answer: z.object({
      rules: z.array(z.object({ rule: Rule, matches: z.int(), left: z.int(), right: z.int() })).max(20),
      openLeft: z.int(),
      openRight: z.int(),
      /** Matches that persons accepted: found again, or not found. Rejected ones that would come back. */
      accepted: z.object({ again: z.int(), missed: z.int() }),
      rejectedAgain: z.int(),
    }),
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  /** Matches a period by these options from now on; in the background. */
  match: call({
    input: Of.extend({ options: MatchOptions }),
    answer: z.object({ jobId: Id }),
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  /** Takes a checked file (imports, kind `books.rows`); `period` is that of rows which tell none. */
  take: call({
    input: z.object({
      importId: Id,
      side: BookSide,
      period: Period.nullable(),
      accepting: z.array(ImportFinding.shape.code).max(20),
    }),
    answer: z.object({ jobId: Id }),
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  /** A file taken by mistake: its rows count no more, or again. Throws `conflict` where a person's match holds one of them. */
  withdraw: call({
    input: z.object({ fileId: z.int(), withdrawn: z.boolean() }),
    answer: z.object({ jobId: Id }),
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
}
