/** Rules of payment applications as functions: who may apply for what, invoices that add up, whose turn it is. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BusinessFacts,
  needsInvoice,
  type PayableBill,
  type PayoutOrder,
  refuseApplication,
  refuseInvoice,
  refuseMailing,
} from '#shared/rules/applications.ts'
import { chainState, expectedBy } from '#shared/rules/chains.ts'
import { addWorkingDays, BEIJING_OFFSET_MS } from '#shared/time.ts'

const seed = Date.now() % 2 ** 31
const complete: BusinessFacts = { status: 'COMPLETE', debts: [] }
const bills: PayableBill[] = [
  { billId: 'a', payable: 10_000, taxRate: 600 },
  { billId: 'b', payable: 0, taxRate: 600 },
]
const order = (change: Partial<PayoutOrder> = {}): PayoutOrder => ({
  payoutForm: 'BANK',
  formConfirmed: 'BANK',
  bills: [{ billId: 'a', amount: 10_000 }],
  ...change,
})
const refused = (change: Partial<PayoutOrder>, info: BusinessFacts | null = complete) => {
  const refusal = refuseApplication(order(change), info, bills)
  return refusal && `${refusal.rule} ${refusal.reason}`
}

describe('an application', () => {
  it('R-INC-13 is refused where the two answers for the pay-out form differ', () => {
    expect(refused({})).toBeNull()
    expect(refused({ formConfirmed: 'ACCOUNT' })).toBe('R-INC-13 not-confirmed')
  })

  it('R-INC-01 and R-INC-16 waits for business information, whatever its state is called', () => {
    expect(refused({}, null)).toBe('R-INC-01 not-read')
    for (const status of ['INCOMPLETE', 'NONE', 'SOMETHING_NEW', null])
      expect(refused({}, { status, debts: [] })).toBe('R-INC-01 incomplete')
    expect(refused({}, { status: 'IN_REVIEW', debts: [] })).toBe('R-INC-16 in-review')
  })

  it('R-INC-02 is for bills with something payable, at the amount of now', () => {
    expect(refused({ bills: [] })).toBe('R-INC-02 nothing-chosen')
    expect(refused({ bills: [{ billId: 'x', amount: 1 }] })).toBe('R-INC-02 no-bill')
    expect(refused({ bills: [{ billId: 'b', amount: 1 }] })).toBe('R-INC-02 nothing-payable')
    expect(refused({ bills: [{ billId: 'a', amount: 9_999 }] })).toBe('R-INC-02 amount-changed')
  })

  it('R-INC-15 must exceed the invoice debt of its tax rate, where an invoice is due', () => {
    const owing = (taxRate: number, amount: number): BusinessFacts => ({
      status: 'COMPLETE',
      debts: [{ taxRate, amount }],
    })
    expect(refused({}, owing(600, 10_600))).toBe('R-INC-15 debt-not-exceeded')
    expect(refused({}, owing(600, 10_599))).toBeNull()
    // Another tax rate is not settled by this one.
    expect(refused({}, owing(300, 99_999))).toBeNull()
    expect(refused({ payoutForm: 'VOUCHER_QUOTA', formConfirmed: 'VOUCHER_QUOTA' }, owing(600, 99_999))).toBeNull()
  })

  it('R-INC-14 needs an invoice for bank and account, none for a quota or recorded debt', () => {
    expect(['BANK', 'ACCOUNT', 'ACCOUNT_DEBT', 'VOUCHER_QUOTA', 'NEW_FORM'].map(needsInvoice)).toEqual([
      true,
      true,
      false,
      false,
      true,
    ])
  })
})

describe('invoices', () => {
  const application = { status: 'TO_INVOICE', payoutForm: 'BANK', invoiceAmount: 10_600 }
  const invoice = { number: '26442000000012345678', kind: 'special', amount: 10_600 } as const
  const reason = (given: Parameters<typeof refuseInvoice>) => {
    const refusal = refuseInvoice(...given)
    return refusal && `${refusal.rule} ${refusal.reason}`
  }

  it('R-INC-18 must be special ones, R-INC-21 with their own number, R-INC-22 after there is a list', () => {
    expect(reason([invoice, application, []])).toBeNull()
    expect(reason([{ ...invoice, kind: 'normal' }, application, []])).toBe('R-INC-18 kind')
    expect(reason([{ ...invoice, number: '123' }, application, []])).toBe('R-INC-21 number')
    expect(reason([invoice, { ...application, status: 'PROCESSING' }, []])).toBe('R-INC-22 no-list-yet')
    expect(reason([invoice, { ...application, payoutForm: 'VOUCHER_QUOTA' }, []])).toBe('R-INC-14 no-invoice-needed')
  })

  it(`R-INC-20 never exceed what is to be invoiced, and make it exactly before they are sent (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 20 }), (amounts) => {
        const invoiceAmount = amounts.reduce((sum, amount) => sum + amount, 0)
        const noted = amounts.map((amount, n) => ({
          number: String(n).padStart(8, '0'),
          kind: 'special' as const,
          amount,
        }))
        const [last, ...before] = noted
        if (!last) return
        expect(refuseInvoice(last, { ...application, invoiceAmount }, before)).toBeNull()
        expect(
          refuseInvoice({ ...last, amount: last.amount + 1 }, { ...application, invoiceAmount }, before),
        ).toMatchObject({
          rule: 'R-INC-20',
          reason: 'over',
        })
        expect(refuseMailing({ invoiceAmount }, noted)).toBeNull()
        expect(refuseMailing({ invoiceAmount }, before)).toMatchObject({ rule: 'R-INC-20', reason: 'sum' })
      }),
      { seed },
    )
  })
})

describe('chains', () => {
  it('R-INC-17 each state names whose turn it is and how long it takes; an unknown one is nobody’s', () => {
    const friday = Date.UTC(2026, 10, 27, 2)
    expect(chainState('payout', 'TO_INVOICE')).toEqual({ who: 'partner', days: null })
    expect(new Date(expectedBy('payout', 'INVOICE_REVIEW', friday) ?? 0).getUTCDate()).toBe(1)
    expect(expectedBy('payout', 'TO_INVOICE', friday)).toBeNull()
    expect(chainState('payout', 'toString')).toBeNull()
    expect(chainState('payout', null)).toBeNull()
  })

  it('R-INC-23 a completed application is over', () => {
    expect(chainState('payout', 'COMPLETED')).toEqual({ who: 'over', days: null })
  })

  it(`working days leave weekends out, back and forth (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 60 }), (day, days) => {
        const at = day * 86_400_000
        const later = addWorkingDays(at, days)
        const weekday = new Date(later + BEIJING_OFFSET_MS).getUTCDay()
        expect([0, 6]).not.toContain(weekday)
        // Whole weeks are five working days.
        expect(addWorkingDays(at, 5 * days) - addWorkingDays(at, 5 * (days - 1) || 0)).toBeGreaterThanOrEqual(
          (days === 1 ? 6 : 7) * 86_400_000 - 2 * 86_400_000,
        )
        expect(addWorkingDays(later, -days)).toBeLessThanOrEqual(at + 2 * 86_400_000)
      }),
      { seed },
    )
  })
})
