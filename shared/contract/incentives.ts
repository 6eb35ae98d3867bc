/** Incentives 激励: statements by period in editions, their reconciliation, confirmation and feedback. */
import { z } from 'zod'
import { At, call, FenAmount, Id, Nothing, PageLimit, ShortText } from '#shared/contract/call.ts'
import { ImportFinding } from '#shared/contract/imports.ts'
import { Accepted, queued } from '#shared/contract/outbox.ts'
import { changeCauses } from '#shared/rules/edition-changes.ts'
import { billReasons, groupReasons, lineReasons, matchStates } from '#shared/rules/incentives.ts'
import { whatIfReasons } from '#shared/rules/what-if.ts'

export const Period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
/** 10^-8 yuan as digits: sums may exceed 2^53. `formatMinor` shows it. */
export const MinorAmount = z.string().regex(/^-?\d{1,24}$/)
const Name = z.string().max(400)
const Code = z.string().max(256)

export const IncentiveBill = z.object({
  billId: Id,
  period: Period,
  planCode: Code.nullable(),
  planName: Name.nullable(),
  associationType: z.string().max(16).nullable(),
  total: FenAmount,
  payable: FenAmount,
  frozen: FenAmount,
  frozenReason: Name.nullable(),
  /** As the partner names it; unknown ones are shown as they are. */
  status: z.string().max(64).nullable(),
  announceEnd: At.nullable(),
  detailCount: z.int().nullable(),
  feedback: z.string().max(1000).nullable(),
  /** `file`: only an imported statement tells it, and nothing can be said about it from here. */
  source: z.enum(['service', 'file']),
})
export type IncentiveBill = z.infer<typeof IncentiveBill>

export const SignOff = z.object({ role: z.enum(['preparer', 'reviewer']), by: ShortText, at: At, edition: z.int() })
export type SignOff = z.infer<typeof SignOff>

export const IncentivePeriod = z.object({
  period: Period,
  bills: z.array(IncentiveBill).max(50),
  /** The standing edition; null before the first one. */
  edition: z.object({ number: z.int(), asOf: At, lines: z.int() }).nullable(),
  matchedAt: At.nullable(),
  counts: z.record(z.enum(matchStates), z.int()),
  /** Open items that no person has settled. */
  openItems: z.int(),
  incentive: MinorAmount,
  expected: MinorAmount,
  signOffs: z.array(SignOff).max(2),
  /** Signed off by the reviewer: nothing of it is decided any more. */
  locked: z.boolean(),
  /** A newer edition stands than the one that was signed off. */
  touched: z.boolean(),
})
export type IncentivePeriod = z.infer<typeof IncentivePeriod>

/** carried: found in an earlier period and carried into this one. */
export const levels = ['line', 'group', 'bill', 'carried'] as const
export const Level = z.enum(levels)
const Reason = z.enum([...new Set([...lineReasons, ...groupReasons, ...billReasons])])

export const Decision = z.object({
  decisionId: z.int(),
  /** carried: no longer of this period, but of the next one. */
  decision: z.enum(['accepted', 'disputed', 'carried']),
  note: z.string().max(1000),
  by: ShortText,
  at: At,
})
export type Decision = z.infer<typeof Decision>

export const Difference = z.object({
  level: Level,
  /** Of the detail, the group or the bill; decisions name it. */
  key: z.string().max(400),
  customerId: Id.nullable(),
  serviceTypeCode: Code.nullable(),
  chargingMode: z.string().max(16).nullable(),
  tradeId: z.string().max(64).nullable(),
  /** What was told against what should be: incentive and expected, consumption and performance, total and details. */
  told: MinorAmount,
  should: MinorAmount,
  difference: MinorAmount,
  state: z.enum(matchStates),
  reason: Reason,
  /** The facts the reason stands on, named as the partner names them. */
  evidence: z.record(z.string().max(64), z.string().max(400)),
  decision: Decision.nullable(),
  /** Who looks after it, and what is known so far. */
  owner: ShortText.nullable(),
  remark: z.string().max(1000).nullable(),
  /** Since when it is told so. */
  since: At.nullable(),
  /** Of a carried one: the period it was found in. */
  origin: Period.nullable(),
})
export type Difference = z.infer<typeof Difference>

const Cause = z.object({
  level: Level,
  state: z.enum(matchStates),
  reason: Reason,
  rows: z.int(),
  difference: MinorAmount,
})

const PartSum = z.object({
  lines: z.int(),
  payment: MinorAmount,
  incentive: MinorAmount,
  expected: MinorAmount,
  open: z.int(),
})

const Changed = z.object({
  dataId: Id,
  customerId: Id,
  kind: z.enum(['added', 'changed', 'vanished']),
  cause: z.enum(changeCauses),
  before: MinorAmount.nullable(),
  after: MinorAmount.nullable(),
})

export const SayOfBill = z.object({ billId: Id })
export type SayOfBill = z.infer<typeof SayOfBill>
export const ObjectToBill = z.object({ billId: Id, text: z.string().min(1).max(1000) })
export type ObjectToBill = z.infer<typeof ObjectToBill>

export const incentives = {
  /** Newest first. */
  periods: call({
    input: Nothing,
    answer: z.object({ rows: z.array(IncentivePeriod).max(60), asOf: At.nullable() }),
    needs: 'incentive.read',
    offline: 'local',
  }),
  /** Rows and differences by cause, and by plan. */
  summary: call({
    input: z.object({ period: Period }),
    answer: z.object({
      causes: z.array(Cause).max(100),
      plans: z
        .array(z.object({ planCode: Code.nullable(), lines: z.int(), incentive: MinorAmount, expected: MinorAmount }))
        .max(50),
      consumptionAsOf: At.nullable(),
      policiesAsOf: At.nullable(),
    }),
    needs: 'incentive.read',
    offline: 'local',
  }),
  /** Open ones first, by size; equal ones only where a reason is asked for. Rows by their number in that order. */
  differences: call({
    input: z.object({
      period: Period,
      level: Level,
      reason: Reason.optional(),
      customerId: Id.optional(),
      from: z.int().min(0),
      limit: PageLimit,
    }),
    answer: z.object({ rows: z.array(Difference).max(200), total: z.int() }),
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  /** Customers of a period by what they earned, largest first, each sum of its lines. */
  customers: call({
    input: z.object({ period: Period, from: z.int().min(0), limit: PageLimit }),
    answer: z.object({
      rows: z
        .array(
          z.object({
            customerId: Id,
            lines: z.int(),
            payment: MinorAmount,
            incentive: MinorAmount,
            expected: MinorAmount,
            open: z.int(),
          }),
        )
        .max(200),
      total: z.int(),
    }),
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  editions: call({
    input: z.object({ period: Period }),
    answer: z.object({
      rows: z
        .array(
          z.object({
            number: z.int(),
            asOf: At,
            takenAt: At,
            lines: z.int(),
            added: z.int(),
            changed: z.int(),
            vanished: z.int(),
            source: z.enum(['service', 'file']),
            fileName: z.string().max(260).nullable(),
            takenBy: ShortText.nullable(),
            /** What was agreed to when the file was taken. */
            findings: z.array(ImportFinding).max(200),
          }),
        )
        .max(500),
    }),
    needs: 'incentive.read',
    offline: 'local',
  }),
  /** What an edition changed against the one before it. */
  changes: call({
    input: z.object({
      period: Period,
      number: z.int().min(2),
      customerId: Id.optional(),
      cause: z.enum(changeCauses).optional(),
      from: z.int().min(0),
      limit: PageLimit,
    }),
    answer: z.object({ rows: z.array(Changed).max(200), total: z.int() }),
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  /** The same by cause and by customer (the 200 largest); `closed`: the causes add up to what the sums differ by. */
  changeSums: call({
    input: z.object({ period: Period, number: z.int().min(2) }),
    answer: z.object({
      causes: z
        .array(z.object({ cause: z.enum(changeCauses), lines: z.int(), difference: MinorAmount }))
        .max(changeCauses.length),
      customers: z.array(z.object({ customerId: Id, lines: z.int(), difference: MinorAmount })).max(200),
      before: MinorAmount,
      after: MinorAmount,
      closed: z.boolean(),
    }),
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  /**
   * The parts of a sum, largest first: plans of a period, customers of a plan, orders of a customer, lines of an order.
   * An empty text names what has no plan or order. `closed`: the parts add up to the whole, to 10^-8 yuan.
   */
  sums: call({
    input: z.object({
      period: Period,
      planCode: Code.optional(),
      customerId: Id.optional(),
      tradeId: z.string().max(64).optional(),
      from: z.int().min(0),
      limit: PageLimit,
    }),
    answer: z.object({
      level: z.enum(['plan', 'customer', 'order', 'line']),
      whole: PartSum,
      rows: z.array(PartSum.extend({ key: Code })).max(200),
      total: z.int(),
      closed: z.boolean(),
    }),
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  /**
   * Takes a checked file (imports, kinds `incentives.…`) as editions of its periods, and matches what it changed; in the
   * background. `accepting` names the findings that ask and that the person has seen; throws `conflict` for others.
   */
  take: call({
    input: z.object({ importId: Id, whole: z.boolean(), accepting: z.array(ImportFinding.shape.code).max(20) }),
    answer: z.object({ jobId: Id }),
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  /** Takes editions of what was read since and matches what changed; in the background. */
  reconcile: call({ input: Nothing, answer: z.object({ jobId: Id }), needs: 'incentive.reconcile', offline: 'local' }),
  /** Settles open items, or marks explained ones as disputed; each may be undone. */
  decide: call({
    input: z.object({
      period: Period,
      items: z
        .array(z.object({ level: Level, key: z.string().max(400) }))
        .min(1)
        .max(200),
      decision: z.enum(['accepted', 'disputed', 'carried']),
      note: z.string().max(1000),
    }),
    answer: z.object({ decisionIds: z.array(z.int()).max(200) }),
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  /** Gives open items to somebody, with what is known so far; nothing is decided by it. */
  assign: call({
    input: z.object({
      period: Period,
      items: z
        .array(z.object({ level: Level, key: z.string().max(400) }))
        .min(1)
        .max(200),
      owner: ShortText,
      note: z.string().max(1000),
    }),
    answer: Nothing,
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  /** What one more order of a product, or one more customer like one of the period, would earn. */
  whatIf: call({
    input: z.object({
      period: Period,
      planCode: Code,
      of: z.union([z.object({ serviceTypeCode: Code, base: MinorAmount }), z.object({ customerId: Id })]),
    }),
    answer: z.object({
      rows: z
        .array(
          z.object({
            serviceTypeCode: Code,
            base: MinorAmount,
            policy: Code.nullable(),
            rate: z.int(),
            incentive: MinorAmount,
            reason: z.enum(whatIfReasons),
          }),
        )
        .max(200),
      incentive: MinorAmount,
    }),
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  /** What is in question in a period: how many items, their exact sum, and the words of a feedback about them. */
  dispute: call({
    input: z.object({ period: Period }),
    answer: z.object({ items: z.int(), difference: MinorAmount, text: z.string().max(1000) }),
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  undo: call({
    input: z.object({ decisionIds: z.array(z.int()).min(1).max(200) }),
    answer: Nothing,
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  /** Preparer first, then a reviewer who is somebody else; the reviewer's locks the period. */
  signOff: call({
    input: z.object({ period: Period, role: z.enum(['preparer', 'reviewer']) }),
    answer: Nothing,
    needs: 'incentive.reconcile',
    offline: 'local',
  }),
  /** Takes both back, with the reason in the audit. */
  reopen: call({
    input: z.object({ period: Period, reason: z.string().min(1).max(400) }),
    answer: Nothing,
    needs: 'incentive.confirm',
    offline: 'local',
  }),
  /** R-INC-10; refused while open items of its period are not settled. */
  confirm: call({ input: queued(SayOfBill), answer: Accepted, needs: 'incentive.confirm', offline: 'queue' }),
  object: call({ input: queued(ObjectToBill), answer: Accepted, needs: 'incentive.confirm', offline: 'queue' }),
}
