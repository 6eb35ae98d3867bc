/** Payment applications 激励申付: what may be applied for, what was, whose turn it is, invoices and parcels noted here. */
import { z } from 'zod'
import { At, call, FenAmount, Id, Nothing, PageLimit, ShortText } from '#shared/contract/call.ts'
import { Period } from '#shared/contract/incentives.ts'
import { Accepted, IntentView, queued } from '#shared/contract/outbox.ts'
import { payoutForms } from '#shared/rules/applications.ts'

const Name = z.string().max(400)
/** As the partner names it; unknown ones are shown as they are. */
const Code = z.string().max(64).nullable()
const Association = z.string().max(16).nullable()
/** Ten-thousandths. */
const TaxRate = z.int().nullable()
const Day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
export const PayoutForm = z.enum(payoutForms)

export const ApplicationBill = z.object({
  billId: Id,
  period: Period,
  planName: Name.nullable(),
  associationType: Association,
  amount: FenAmount,
  taxRate: TaxRate,
  tax: FenAmount,
  total: FenAmount,
})

export const Invoice = z.object({
  id: z.int(),
  number: z.string().max(20),
  amount: FenAmount,
  issuedOn: Day,
  by: ShortText,
  at: At,
})
export type Invoice = z.infer<typeof Invoice>

export const Mailing = z.object({
  id: z.int(),
  courier: ShortText,
  trackingNumber: ShortText,
  sentOn: Day,
  by: ShortText,
  at: At,
})
export type Mailing = z.infer<typeof Mailing>

export const Application = z.object({
  number: Id,
  payoutForm: Code,
  status: Code,
  incentive: FenAmount,
  tax: FenAmount,
  /** Price with tax: what the invoice list adds up to. */
  total: FenAmount,
  /** Recorded invoice debt that its invoice settles (R-INC-15). */
  debtOffset: FenAmount,
  /** What is left to be invoiced (R-INC-20). */
  invoiceAmount: FenAmount,
  contractParty: Name.nullable(),
  invoiceAddress: Name.nullable(),
  rejectReason: Name.nullable(),
  automatic: z.boolean(),
  createdAt: At.nullable(),
  /** When its state began. */
  since: At.nullable(),
  /** When the vendor should be done with it; null = not the vendor's turn, or not told. */
  expectedBy: At.nullable(),
  bills: z.array(ApplicationBill).max(100),
  steps: z.array(z.object({ status: Code, at: At.nullable(), note: Name.nullable() })).max(200),
  /** Lines of its invoice list that are here; in a list at most 1,000 are told. */
  lines: z.int(),
  invoices: z.array(Invoice).max(500),
  mailing: Mailing.nullable(),
})
export type Application = z.infer<typeof Application>

export const ApplicableBill = z.object({
  billId: Id,
  period: Period,
  planName: Name.nullable(),
  associationType: Association,
  total: FenAmount,
  payable: FenAmount,
  frozen: FenAmount,
  frozenReason: Name.nullable(),
  taxRate: TaxRate,
  status: Code,
  /** The intent that applies for it and has not ended; null = none. */
  intent: IntentView.nullable(),
})
export type ApplicableBill = z.infer<typeof ApplicableBill>

export const BusinessInfo = z.object({
  supplierName: Name.nullable(),
  status: Code,
  bankName: Name.nullable(),
  /** All but the last four digits hidden. */
  bankAccount: z.string().max(64).nullable(),
  taxNumber: z.string().max(64).nullable(),
  contractParty: Name.nullable(),
  invoiceAddress: Name.nullable(),
  autoApply: z.boolean(),
  autoPayoutForm: Code,
  debts: z.array(z.object({ taxRate: z.int(), amount: FenAmount })).max(20),
  asOf: At.nullable(),
})
export type BusinessInfo = z.infer<typeof BusinessInfo>

export const ApplyForPayout = z.object({
  /** Made when the form opens: the partner takes the same key for the same application. */
  key: Id,
  payoutForm: PayoutForm,
  /** The second answer (R-INC-13). */
  formConfirmed: PayoutForm,
  /** Amounts as the person saw them, fen. */
  bills: z
    .array(z.object({ billId: Id, amount: FenAmount }))
    .min(1)
    .max(100),
})
export type ApplyForPayout = z.infer<typeof ApplyForPayout>

export const SwitchAutoApply = z.object({
  enabled: z.boolean(),
  payoutForm: PayoutForm.nullable(),
  formConfirmed: PayoutForm.nullable(),
})
export type SwitchAutoApply = z.infer<typeof SwitchAutoApply>

const note = { needs: 'incentive.reconcile', offline: 'local' } as const

export const applications = {
  /** Newest first. */
  list: call({
    input: z.object({ period: Period.optional(), from: z.int().min(0), limit: PageLimit }),
    answer: z.object({
      rows: z.array(Application).max(200),
      total: z.int(),
      /** Every period that some application has. */
      periods: z.array(Period).max(200),
      asOf: At.nullable(),
    }),
    needs: 'incentive.read',
    offline: 'local',
  }),
  get: call({ input: z.object({ number: Id }), answer: Application, needs: 'incentive.read', offline: 'local' }),
  /** Bills with something payable (R-INC-02), and what must be so before applying. */
  applicable: call({
    input: Nothing,
    answer: z.object({ bills: z.array(ApplicableBill).max(600), info: BusinessInfo.nullable(), asOf: At.nullable() }),
    needs: 'incentive.read',
    offline: 'local',
  }),
  /**
   * Sent at once; without a network it is kept as a draft that a person lets go later. Throws `conflict` (reason
   * `in-application`) where an intent that has not ended applies for one of the bills.
   */
  apply: call({ input: queued(ApplyForPayout), answer: Accepted, needs: 'incentive.confirm', offline: 'draft' }),
  autoApply: call({ input: queued(SwitchAutoApply), answer: Accepted, needs: 'incentive.confirm', offline: 'online' }),
  /** Throws `invalid-input` with the rule, or `conflict` where another application has this invoice (R-INC-19). */
  noteInvoice: call({
    input: z.object({
      number: Id,
      invoiceNumber: z.string().trim().min(1).max(20),
      kind: z.enum(['special', 'normal']),
      amount: FenAmount.min(1),
      issuedOn: Day,
    }),
    answer: Nothing,
    ...note,
  }),
  removeInvoice: call({ input: z.object({ id: z.int() }), answer: Nothing, ...note }),
  /** Refused until the invoices add up (R-INC-20). */
  noteMailing: call({
    input: z.object({
      number: Id,
      courier: z.string().trim().min(1).max(128),
      trackingNumber: z.string().trim().min(1).max(128),
      sentOn: Day,
    }),
    answer: Nothing,
    ...note,
  }),
}
