/** Rules of the vendor's other incentive and invoice processes (incentives.md, chains C to G) that the program follows. */
import { addWorkingDays, BEIJING_OFFSET_MS, billingMonth, monthAfter, monthStart } from '../time.ts'
import type { Rules } from './rule.ts'

export const caseRules = {
  'R-INC-26': {
    says: 'Vendor invoices are asked for by contract party; the cloud company issues digital ones only; a period can be invoiced from the 3rd of the next month.',
    source: 'P',
  },
  'R-INC-27': {
    says: 'An invoice that was ticked or booked is turned red by a confirmation in the tax office portal, shown as steps to be ticked off.',
    source: 'S001:10, S001:11, P',
  },
  'R-INC-28': { says: 'A returned digital invoice needs no mailing; paper is mailed back.', source: 'P, D' },
  'R-INC-31': {
    says: 'Opportunity incentives are for the primary account of a core-map solution provider; others are told to switch.',
    source: 'S000:20',
  },
  'R-INC-32': {
    says: 'The first review takes three working days; then the incentive is checked, then applied for.',
    source: 'P',
  },
  'R-INC-33': {
    says: 'What awaits payment is applied for in the payment tab of the portal.',
    source: 'S001:15, S001:4',
  },
  'R-INC-34': {
    says: 'Refunds within half a year after the project may take the incentive back pro rata: the day until which is shown.',
    source: 'P',
  },
  'R-INC-35': {
    says: 'A capability incentive stands on a first-level tag that was passed this year.',
    source: 'S001:16',
  },
  'R-INC-36': {
    says: 'An incentive under the benefits menu is checked within 40 working days or lapses.',
    source: 'P, D',
  },
  'R-INC-37': { says: 'A rejected invoice of a capability incentive is mended and sent again.', source: 'P' },
  'R-INC-38': {
    says: 'A fund is withdrawn only while its use is under review or passed; its evidence is checked item by item.',
    source: 'P',
  },
} as const satisfies Rules

export const caseKinds = [
  'OPPORTUNITY',
  'CAPABILITY',
  'MARKETPLACE',
  'MDF',
  'VENDOR_INVOICE',
  'RED_LETTER',
  'PERFORMANCE',
  'TRANSFER',
] as const
export type CaseKind = (typeof caseKinds)[number]

/** Working days within which a generated capability incentive must be checked (R-INC-36). */
const CHECK_WITHIN = 40

/** R-INC-36: when it lapses unchecked; UTC milliseconds. */
export const checkBy = (createdAt: number): number => addWorkingDays(createdAt, CHECK_WITHIN)

/** R-INC-34: until when a completed opportunity may be reclaimed from: half a year later, Beijing time. */
export function reclaimUntil(completedAt: number): number {
  const month = monthAfter(billingMonth(completedAt), 6)
  const day = new Date(completedAt + BEIJING_OFFSET_MS).getUTCDate()
  const days = (monthStart(monthAfter(month, 1)) - monthStart(month)) / 86_400_000
  return monthStart(month) + (Math.min(day, days) - 1) * 86_400_000
}

/** R-INC-26: the 3rd of the month after the period, Beijing time. */
export const invoiceableFrom = (period: string): number => monthStart(monthAfter(period, 1)) + 2 * 86_400_000

const CLOUD_COMPANY = '华为云计算技术有限公司'
/** R-INC-26: which media the contract party issues. */
export const mediaOf = (contractParty: string): readonly ('DIGITAL' | 'ELECTRONIC' | 'PAPER')[] =>
  contractParty === CLOUD_COMPANY ? ['DIGITAL'] : ['ELECTRONIC', 'PAPER']

/** R-INC-31: whether this partner's kind may have opportunity incentives at all; core map and primary account only the vendor knows. */
export const mayHaveOpportunities = (partnerKinds: readonly string[]): boolean =>
  partnerKinds.length === 0 || partnerKinds.includes('SOLUTION_PROVIDER')

/** R-INC-38. */
export const mayWithdrawFund = (status: string | null): boolean => status === 'USE_REVIEW' || status === 'USE_PASSED'

export const caseSteps = [
  'taxLogin',
  'taxMenu',
  'taxFilter',
  'taxConfirm',
  'waitRed',
  'mailBack',
  'archive',
  'header',
  'face',
  'slip',
  'whole',
  'list',
] as const
export type CaseStep = (typeof caseSteps)[number]

/** Steps of a person's checklist, in order; empty where the kind has none. R-INC-27, R-INC-28, R-INC-38. */
export function stepsOf(one: {
  readonly kind: string
  readonly ticked: boolean | null
  readonly medium: string | null
}): CaseStep[] {
  if (one.kind === 'RED_LETTER') {
    // Neither ticked nor booked, the vendor turns it red alone.
    const portal: CaseStep[] = one.ticked ? ['taxLogin', 'taxMenu', 'taxFilter', 'taxConfirm'] : ['waitRed']
    return [...portal, ...(one.medium === 'PAPER' ? (['mailBack'] as const) : []), 'archive']
  }
  return one.kind === 'MDF' ? ['header', 'face', 'slip', 'whole', 'list'] : []
}
