/** The other side of a move, and what the rules say of an amount by the figures on screen. */

import { type Fen, fen } from '#shared/money.ts'
import {
  type FundsRefusal,
  refuseGrant,
  refuseReclaim,
  refuseResellerGrant,
  refuseResellerReclaim,
} from '#shared/rules/funds.ts'

export interface Other {
  readonly is: 'customer' | 'reseller'
  readonly id: string
  /** Masked. */
  readonly name: string
  /** As mirrored, fen; of a reseller what it may give back. Null = not known. */
  readonly balance: { readonly amount: number; readonly debt: number } | null
  readonly asOf: number | null
}

export interface MoveFacts {
  readonly kind: 'grant' | 'reclaim'
  readonly other: Pick<Other, 'is'>
  readonly balance: Other['balance']
  readonly grantable: number | null
}

export function refuseMove(amount: Fen, { kind, other, balance, grantable }: MoveFacts): FundsRefusal | null {
  const mayGrant = grantable === null ? null : fen(grantable)
  const holds = balance === null ? null : fen(balance.amount)
  if (other.is === 'reseller')
    return kind === 'grant' ? refuseResellerGrant(amount, mayGrant) : refuseResellerReclaim(amount, holds)
  return kind === 'grant' ? refuseGrant(amount, mayGrant) : refuseReclaim(amount, holds)
}
