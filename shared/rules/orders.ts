/** Rules about orders 订单 (pure functions and the list of what is implemented). */
import { type Fen, fen } from '../money.ts'
import type { Rules } from './rule.ts'

export const orderRules = {
  'R-ORD-13': {
    says: 'Members of a combined order are paid or cancelled together: they stand in one row under one number.',
    source: 'P',
  },
  'R-ORD-14': {
    says: 'Orders are asked for in windows of a year at most; the deadline of a payment is counted down, past it there is none.',
    source: 'A, P',
  },
  'R-ORD-35': {
    says: 'In a refund a negative amount goes back, a positive one was consumed or is a fee.',
    source: 'A',
  },
} as const satisfies Rules

/** Vendor's order states that the program acts on. */
export const orderStates = {
  pendingReview: '1',
  refunding: '2',
  processing: '3',
  cancelled: '4',
  completed: '5',
  pendingPayment: '6',
  pendingConfirm: '9',
} as const

/** Vendor's order type of an unsubscription 退订. */
export const UNSUBSCRIPTION = '4'

export interface RefundSums {
  /** What goes back to the payer, below zero. */
  readonly refunded: Fen
  /** What was consumed or is a fee, above zero. */
  readonly kept: Fen
}

/** R-ORD-35: both sides of a refund's rows. */
export function refundSums(amounts: readonly number[]): RefundSums {
  const sum = (part: readonly number[]): Fen => fen(part.reduce((all, one) => all + one, 0))
  return { refunded: sum(amounts.filter((one) => one < 0)), kept: sum(amounts.filter((one) => one > 0)) }
}

export interface Deadline {
  readonly status: string
  /** UTC milliseconds; null = not known here. */
  readonly pendingUntil: number | null
}

/** R-ORD-14: milliseconds left for the payment; 0 = over; null where nothing is to be paid or nobody told the deadline. */
export function timeToPay({ status, pendingUntil }: Deadline, now: number): number | null {
  if (status !== orderStates.pendingPayment || pendingUntil === null) return null
  return Math.max(0, pendingUntil - now)
}
