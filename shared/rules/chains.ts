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
