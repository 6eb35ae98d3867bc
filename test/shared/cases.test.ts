/** Rules of the chains C to G as functions: deadlines, checklists, who may withdraw, and that every state has its words. */
import { describe, expect, it } from 'vitest'
import { en } from '#renderer/app/texts/en/index.ts'
import { zh } from '#renderer/app/texts/zh/index.ts'
import {
  caseKinds,
  checkBy,
  invoiceableFrom,
  mayHaveOpportunities,
  mayWithdrawFund,
  mediaOf,
  reclaimUntil,
  stepsOf,
} from '#shared/rules/cases.ts'
import { chainState, chains } from '#shared/rules/chains.ts'
import { formatBeijing } from '#shared/time.ts'

const at = (text: string): number => Date.parse(`${text}+08:00`)

describe('every chain', () => {
  it.each(caseKinds)('%s has words and something to do for each state, in both languages', (kind) => {
    for (const texts of [zh, en]) {
      expect(Object.keys(texts.cases.status[kind]).sort()).toEqual(Object.keys(chains[kind]).sort())
      expect(Object.keys(texts.cases.todo[kind]).sort()).toEqual(Object.keys(chains[kind]).sort())
    }
  })

  it('payout has them too', () => {
    for (const texts of [zh, en]) {
      expect(Object.keys(texts.applications.status).sort()).toEqual(Object.keys(chains.payout).sort())
      expect(Object.keys(texts.applications.todo).sort()).toEqual([...Object.keys(chains.payout), 'unknown'].sort())
    }
  })
})

describe('invoices', () => {
  it('R-INC-26 the cloud company issues digital ones only; a period is invoiced from the 3rd of the next month', () => {
    expect(mediaOf('华为云计算技术有限公司')).toEqual(['DIGITAL'])
    expect(mediaOf('华为技术有限公司')).toEqual(['ELECTRONIC', 'PAPER'])
    expect(formatBeijing(invoiceableFrom('2026-12'))).toBe('2027-01-03 00:00:00')
  })

  it('R-INC-27 R-INC-28 ticked: steps in the tax portal; not ticked: waiting; paper alone is mailed back', () => {
    const steps = (ticked: boolean, medium: string) => stepsOf({ kind: 'RED_LETTER', ticked, medium })
    expect(steps(true, 'DIGITAL')).toEqual(['taxLogin', 'taxMenu', 'taxFilter', 'taxConfirm', 'archive'])
    expect(steps(true, 'PAPER')).toContain('mailBack')
    expect(steps(false, 'DIGITAL')).toEqual(['waitRed', 'archive'])
    expect(stepsOf({ kind: 'SOMETHING_NEW', ticked: null, medium: null })).toEqual([])
  })
})

describe('other incentives', () => {
  it('R-INC-31 opportunities are for solution providers; while nobody knows the kind nothing is hidden', () => {
    expect(mayHaveOpportunities(['SOLUTION_PROVIDER', 'CLOUD_RESELLER'])).toBe(true)
    expect(mayHaveOpportunities(['GENERAL_DISTRIBUTOR'])).toBe(false)
    expect(mayHaveOpportunities([])).toBe(true)
  })

  it('R-INC-32 R-INC-33 reviewed by the vendor in three days, then checked and applied for by the partner', () => {
    expect(chainState('OPPORTUNITY', 'REVIEW')).toEqual({ who: 'vendor', days: 3 })
    expect(chainState('OPPORTUNITY', 'TO_CHECK')?.who).toBe('partner')
    expect(chainState('OPPORTUNITY', 'TO_PAY')?.who).toBe('partner')
  })

  it('R-INC-34 may be taken back for half a year, the day cut to the length of the month', () => {
    expect(formatBeijing(reclaimUntil(at('2026-08-31T10:00:00')))).toBe('2027-02-28 00:00:00')
    expect(formatBeijing(reclaimUntil(at('2026-03-15T23:59:59')))).toBe('2026-09-15 00:00:00')
  })

  it('R-INC-36 lapses after 40 working days: eight weeks', () => {
    const made = at('2026-11-02T09:00:00')
    expect(checkBy(made) - made).toBe(56 * 86_400_000)
  })

  it('R-INC-37 a rejected invoice is the partner’s turn again', () => {
    expect(chainState('CAPABILITY', 'INVOICE_REJECTED')).toEqual({ who: 'partner', days: null, bad: true })
  })

  it('R-INC-38 a fund is withdrawn while its use is under or past review, no later; its evidence has a checklist', () => {
    expect(Object.keys(chains.MDF).filter(mayWithdrawFund)).toEqual(['USE_REVIEW', 'USE_PASSED'])
    expect(stepsOf({ kind: 'MDF', ticked: null, medium: null })).toEqual(['header', 'face', 'slip', 'whole', 'list'])
  })
})
