/** Cases 办理事项: the vendor's other incentive and invoice processes, whose turn it is, checklists and reminders kept here. */
import { z } from 'zod'
import { At, call, FenAmount, Id, Nothing, ShortText } from '#shared/contract/call.ts'
import { Period } from '#shared/contract/incentives.ts'
import { caseKinds, caseSteps } from '#shared/rules/cases.ts'

const CaseKindName = z.enum(caseKinds)
const Code = z.string().max(64).nullable()
const Name = z.string().max(400).nullable()
const Day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)

export const Case = z.object({
  caseId: Id,
  /** As the partner names it; unknown kinds are shown as they are. */
  kind: z.string().max(64),
  title: Name,
  period: Period.nullable(),
  customerId: Id.nullable(),
  amount: FenAmount.nullable(),
  status: Code,
  since: At.nullable(),
  expectedBy: At.nullable(),
  rejectReason: Name,
  /** By when the partner must have acted: the vendor's word, or the rule's where the vendor tells none. */
  deadline: At.nullable(),
  contractParty: Name,
  medium: Code,
  invoiceKind: Code,
  invoiceNumber: Code,
  toAccount: ShortText.nullable(),
  tag: ShortText.nullable(),
  /** R-INC-34; null where nothing can be taken back. */
  reclaimUntil: At.nullable(),
  steps: z
    .array(z.object({ step: z.enum(caseSteps), by: ShortText.nullable(), at: At.nullable() }))
    .max(caseSteps.length),
  reminder: z.object({ on: Day, note: z.string().max(400), due: z.boolean() }).nullable(),
})
export type Case = z.infer<typeof Case>

const note = { needs: 'incentive.reconcile', offline: 'local' } as const

export const cases = {
  /** Those that need the partner first, then by age. */
  list: call({
    input: z.object({ kind: CaseKindName }),
    answer: z.object({ rows: z.array(Case).max(2000), asOf: At.nullable() }),
    needs: 'incentive.read',
    offline: 'local',
  }),
  /** By kind as the partner names it: how many, and how many of them are our turn or remind today. */
  counts: call({
    input: Nothing,
    answer: z.object({ counts: z.array(z.object({ kind: z.string().max(64), all: z.int(), ours: z.int() })).max(100) }),
    needs: 'incentive.read',
    offline: 'local',
  }),
  tick: call({
    input: z.object({ caseId: Id, step: z.enum(caseSteps), done: z.boolean() }),
    answer: Nothing,
    ...note,
  }),
  /** `on` null takes the reminder back. */
  remind: call({
    input: z.object({ caseId: Id, on: Day.nullable(), note: z.string().trim().max(400) }),
    answer: Nothing,
    ...note,
  }),
}
