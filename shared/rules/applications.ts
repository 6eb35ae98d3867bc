/** Rules of payment applications 激励申付 that the program follows (pure functions and the list of what is implemented). */
import type { Rules } from './rule.ts'

export const applicationRules = {
  'R-INC-01': { says: 'Nothing is applied for before business information is complete.', source: 'S000:8, S000:9' },
  'R-INC-02': {
    says: 'What may be applied for now is the payable amount of a bill, not its whole; only bills with some are offered.',
    source: 'S000:8, P',
  },
  'R-INC-03': { says: 'A statement period finds every application that has a bill of it.', source: 'S003:9' },
  'R-INC-12': {
    says: 'Bills are applied for all together, some, one alone, or automatically; all are chosen to begin with.',
    source: 'P',
  },
  'R-INC-13': { says: 'The pay-out form is final, so it is asked for twice and both answers must agree.', source: 'P' },
  'R-INC-14': {
    says: 'A voucher quota and a top-up with recorded invoice debt need no invoice; bank transfer and plain top-up do.',
    source: 'P',
  },
  'R-INC-15': {
    says: 'An application with an invoice settles recorded invoice debt of the same tax rate first and must exceed it; only the rest is invoiced.',
    source: 'P',
  },
  'R-INC-16': { says: 'While the bank data is verified again nothing is settled.', source: 'P' },
  'R-INC-17': {
    says: 'An application is being processed first, then it awaits the invoice; each state names whose turn it is.',
    source: 'P',
  },
  'R-INC-18': { says: 'Only special VAT invoices are taken for an incentive.', source: 'P' },
  'R-INC-19': { says: 'An application may have many invoices; an invoice belongs to one application.', source: 'P' },
  'R-INC-20': {
    says: 'The invoices of an application add up to what must be invoiced before they are sent.',
    source: 'P, D',
  },
  'R-INC-21': {
    says: 'Invoice numbers are noted once issued, and list and invoices are mailed to the address on the list.',
    source: 'P',
  },
  'R-INC-22': {
    says: 'There is an invoice list once an application was processed, and only where an invoice is due; before that it is said why not.',
    source: 'P',
  },
  'R-INC-23': { says: 'A completed application is paid out.', source: 'S002:3' },
  'R-INC-25': { says: 'The reason of a rejection is kept and can be read at any time.', source: 'S003:9' },
} as const satisfies Rules

export const payoutForms = ['BANK', 'ACCOUNT', 'ACCOUNT_DEBT', 'VOUCHER_QUOTA'] as const
export type PayoutForm = (typeof payoutForms)[number]

/** R-INC-14; a form that the program does not know is taken as one that needs an invoice. */
export const needsInvoice = (form: string): boolean => form !== 'VOUCHER_QUOTA' && form !== 'ACCOUNT_DEBT'

export interface InvoiceDebt {
  /** Ten-thousandths. */
  readonly taxRate: number
  /** Fen. */
  readonly amount: number
}

export interface BusinessFacts {
  readonly status: string | null
  readonly debts: readonly InvoiceDebt[]
}

export interface PayableBill {
  readonly billId: string
  /** Fen, as last read. */
  readonly payable: number
  /** Ten-thousandths; null where it is not told. */
  readonly taxRate: number | null
}

export interface PayoutOrder {
  readonly payoutForm: PayoutForm
  /** The second answer. */
  readonly formConfirmed: PayoutForm
  readonly bills: readonly { readonly billId: string; readonly amount: number }[]
}

export interface ApplicationRefusal {
  readonly rule: keyof typeof applicationRules
  readonly reason: string
  readonly detail?: Readonly<Record<string, string | number>>
}

/** R-INC-01, R-INC-16: why business information allows no application; null where it does. */
export function refuseInfo(info: Pick<BusinessFacts, 'status'> | null): ApplicationRefusal | null {
  if (info === null) return { rule: 'R-INC-01', reason: 'not-read' }
  if (info.status === 'COMPLETE') return null
  if (info.status === 'IN_REVIEW') return { rule: 'R-INC-16', reason: 'in-review' }
  return { rule: 'R-INC-01', reason: 'incomplete', detail: { status: info.status ?? '' } }
}

/** Tax of an amount, fen: half up, away from zero; the vendor rounds by line, so a sum may differ by a few fen. */
export function taxOf(amount: number, rate: number): number {
  const tax = (BigInt(Math.abs(amount)) * BigInt(rate) + 5_000n) / 10_000n
  return Number(amount < 0 ? -tax : tax)
}

/** R-INC-15: what is invoiced must exceed the debt of the same tax rate; bills whose rate is not told are left to the vendor. */
export function refuseDebt(
  payoutForm: string,
  bills: readonly { readonly amount: number; readonly taxRate: number | null }[],
  debts: readonly InvoiceDebt[],
): ApplicationRefusal | null {
  if (!needsInvoice(payoutForm) || bills.some(({ taxRate }) => taxRate === null)) return null
  for (const debt of debts) {
    const same = bills.filter(({ taxRate }) => taxRate === debt.taxRate)
    const total = same.reduce((sum, { amount }) => sum + amount + taxOf(amount, debt.taxRate), 0)
    if (same.length > 0 && total <= debt.amount)
      return { rule: 'R-INC-15', reason: 'debt-not-exceeded', detail: { total, most: debt.amount } }
  }
  return null
}

/**
 * Why this cannot be applied for; null where it can. The same before accepting and, with what the partner tells then,
 * before sending.
 *
 * @param bills every bill known, by the amounts of now
 */
export function refuseApplication(
  { payoutForm, formConfirmed, bills: asked }: PayoutOrder,
  info: BusinessFacts | null,
  bills: readonly PayableBill[],
): ApplicationRefusal | null {
  if (formConfirmed !== payoutForm) return { rule: 'R-INC-13', reason: 'not-confirmed' }
  const noInfo = refuseInfo(info)
  if (noInfo) return noInfo
  if (asked.length === 0) return { rule: 'R-INC-02', reason: 'nothing-chosen' }
  const known = new Map(bills.map((bill) => [bill.billId, bill]))
  for (const { billId, amount } of asked) {
    const now = known.get(billId)?.payable
    if (now === undefined) return { rule: 'R-INC-02', reason: 'no-bill', detail: { billId } }
    if (now <= 0) return { rule: 'R-INC-02', reason: 'nothing-payable', detail: { billId } }
    if (now !== amount)
      return { rule: 'R-INC-02', reason: 'amount-changed', detail: { billId, amount, available: now } }
  }
  const rated = asked.map(({ billId, amount }) => ({ amount, taxRate: known.get(billId)?.taxRate ?? null }))
  return refuseDebt(payoutForm, rated, info?.debts ?? [])
}

export interface NotedInvoice {
  readonly number: string
  readonly kind: 'special' | 'normal'
  /** Fen, with tax. */
  readonly amount: number
}

/** R-INC-18, R-INC-20, R-INC-21: why an invoice cannot be noted; R-INC-19 needs all applications and is the host's. */
export function refuseInvoice(
  invoice: NotedInvoice,
  application: { readonly status: string | null; readonly payoutForm: string; readonly invoiceAmount: number },
  noted: readonly NotedInvoice[],
): ApplicationRefusal | null {
  if (!needsInvoice(application.payoutForm)) return { rule: 'R-INC-14', reason: 'no-invoice-needed' }
  if (application.status === 'PROCESSING' || application.status === 'REJECTED')
    return { rule: 'R-INC-22', reason: 'no-list-yet' }
  if (invoice.kind !== 'special') return { rule: 'R-INC-18', reason: 'kind' }
  if (!/^(\d{8}|\d{20})$/.test(invoice.number)) return { rule: 'R-INC-21', reason: 'number' }
  const sum = noted.reduce((all, { amount }) => all + amount, invoice.amount)
  if (sum > application.invoiceAmount)
    return { rule: 'R-INC-20', reason: 'over', detail: { total: sum, most: application.invoiceAmount } }
  return null
}

/** R-INC-20: why list and invoices cannot be sent yet; null where they can. */
export function refuseMailing(
  application: { readonly invoiceAmount: number },
  noted: readonly NotedInvoice[],
): ApplicationRefusal | null {
  const total = noted.reduce((all, { amount }) => all + amount, 0)
  return total === application.invoiceAmount
    ? null
    : { rule: 'R-INC-20', reason: 'sum', detail: { total, needed: application.invoiceAmount } }
}
