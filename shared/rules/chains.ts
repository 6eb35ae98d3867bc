/** Chains of states that a vendor's process passes through: whose turn it is at each, and how long it usually takes. */
import { addWorkingDays } from '../time.ts'

export interface ChainState {
  /** Whose turn it is; `over` = nobody's. */
  readonly who: 'partner' | 'vendor' | 'over'
  /** Working days the vendor usually takes; null = not told, or not the vendor's turn. */
  readonly days: number | null
  /** An end that is not the one wished for, or a refusal: shown as such. */
  readonly bad?: true
}
export type Chain = Readonly<Record<string, ChainState>>

const partner: ChainState = { who: 'partner', days: null }
const vendor = (days: number | null): ChainState => ({ who: 'vendor', days })
const over: ChainState = { who: 'over', days: null }
const bad = (state: ChainState): ChainState => ({ ...state, bad: true })

/** By name; each state as the desk API names it (incentives.md, States). */
export const chains = {
  /** B. Payment 激励发放 */
  payout: {
    PROCESSING: vendor(1),
    TO_INVOICE: partner,
    INVOICE_REVIEW: vendor(2),
    PAYMENT_REVIEW: vendor(3),
    PAYING: vendor(2),
    COMPLETED: over,
    QUOTA_FAILED: bad(partner),
    REJECTED: bad(partner),
  },
  /** C. Opportunity incentive 机会点激励 (R-INC-32, R-INC-33) */
  OPPORTUNITY: {
    TO_APPLY: partner,
    REVIEW: vendor(3),
    NOT_PASSED: bad(partner),
    TO_CHECK: partner,
    TO_PAY: partner,
    COMPLETED: over,
  },
  /** Capability incentive 能力激励 (R-INC-36, R-INC-37) */
  CAPABILITY: {
    TO_CHECK: partner,
    TO_INVOICE: partner,
    INVOICE_REJECTED: bad(partner),
    PAYING: vendor(2),
    COMPLETED: over,
    LAPSED: bad(over),
  },
  /** D. Marketplace bill 云商店商品分账 */
  MARKETPLACE: {
    COUNTERSIGN: vendor(null),
    COUNTERSIGN_REJECTED: bad(vendor(null)),
    TO_PAY: vendor(null),
    APPLICATION_FAILED: bad(vendor(null)),
    TO_INVOICE: partner,
    INVOICE_REVIEW: vendor(2),
    PAYMENT_REVIEW: vendor(3),
    PAYING: vendor(2),
    COMPLETED: over,
  },
  /** F. Market development fund 市场发展基金 (R-INC-38) */
  MDF: {
    USE_REVIEW: vendor(null),
    USE_PASSED: partner,
    CLAIM_REVIEW: vendor(null),
    CLAIM_PASSED: partner,
    PAYING: vendor(2),
    COMPLETED: over,
    REJECTED: bad(partner),
    WITHDRAWN: over,
  },
  /** E. Vendor invoice to the partner 发票索取 (R-INC-26) */
  VENDOR_INVOICE: {
    TO_REVIEW: vendor(1),
    ISSUING: vendor(3),
    TO_SIGN: partner,
    ISSUED: over,
    WITHDRAWN: over,
    WITHDRAW_FAILED: bad(vendor(3)),
    REJECTED: bad(partner),
    RETURN_REJECTED: bad(partner),
  },
  /** G. Red-letter invoice 红字发票 (R-INC-27, R-INC-28) */
  RED_LETTER: {
    RETURN_REQUESTED: vendor(3),
    TO_CONFIRM: partner,
    RED_ISSUED: over,
    RETURN_REJECTED: bad(partner),
  },
  /** Performance 业绩, and what counts for another account */
  PERFORMANCE: { ESTIMATE: vendor(null), COUNTED: over },
  TRANSFER: { TRANSFERRED: over },
} as const satisfies Readonly<Record<string, Chain>>
export type ChainName = keyof typeof chains

/** Null for a state that the program does not know: it is shown by its own name (Law 9). */
export const chainState = (chain: ChainName, status: string | null): ChainState | null => {
  const states: Chain = chains[chain]
  return status !== null && Object.hasOwn(states, status) ? (states[status] ?? null) : null
}

/** When the vendor should be done with a state that began at `since`; null where that is not told. UTC milliseconds. */
export function expectedBy(chain: ChainName, status: string | null, since: number): number | null {
  const days = chainState(chain, status)?.days ?? null
  return days === null ? null : addWorkingDays(since, days)
}
