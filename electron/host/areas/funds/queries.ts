/** The partner's own balances and what resale customers hold (customers.md, Amount formulas). */
import type { z } from 'zod'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { PartnerAccount } from '#shared/contract/funds.ts'
import { AppError } from '#shared/errors.ts'
import { type Fen, fen } from '#shared/money.ts'
import { grantableOf } from '#shared/rules/funds.ts'

type Account = z.infer<typeof PartnerAccount>
interface Balance {
  accounts: Account[]
  grantable: Fen | null
  customersAvailable: number | null
  customersDebt: number | null
  customersWithBalance: number
}

interface StoredAccount {
  account_id: string
  account_type: string
  amount: bigint
  designated: bigint | null
  credit: bigint | null
  currency: string
  memo: string | null
}

/** Exact or not at all: an amount outside the exact range is an error, never a rounded figure. */
function exact(amount: bigint): number {
  const number = Number(amount)
  if (!Number.isSafeInteger(number)) throw new AppError('answer-unreadable', { detail: { reason: 'amount-range' } })
  return number
}
const exactOrNull = (amount: bigint | null): number | null => (amount === null ? null : exact(amount))
const cut = (text: string, length: number): string => text.slice(0, length).toWellFormed()

/** R-CUST-32 by the mirrored accounts, fen; null while none is known. */
export const grantableHere = (reader: Db): Fen | null =>
  grantableOf(
    kept<{ accountType: string; amount: number; designated: number | null }>(
      reader,
      `SELECT account_type AS accountType, amount, designated FROM partner_accounts WHERE gone_at IS NULL`,
    ).all(),
  )

/** R-CUST-35: what a reseller may give back by the mirrored balances, fen; null where not known. */
export function resellerGrantable(reader: Db, resellerId: string): Fen | null {
  const grantable = kept<number | null>(
    reader,
    'SELECT grantable FROM reseller_balances WHERE gone_at IS NULL AND reseller_id = ?',
  )
    .pluck()
    .get(resellerId)
  return typeof grantable === 'number' ? fen(grantable) : null
}

/** Amounts in fen. Sums are over resale customers linked now whose balance is known; null while none is. */
export function partnerBalance(reader: Db): Balance {
  const accounts = kept<StoredAccount>(
    reader,
    `SELECT account_id, account_type, amount, designated, credit, currency, memo FROM partner_accounts
     WHERE gone_at IS NULL ORDER BY account_type, account_id LIMIT 50`,
  )
    .safeIntegers()
    .all()
  const customers = kept<{ amount: bigint | null; debt: bigint | null; count: bigint }>(
    reader,
    `SELECT sum(amount) AS amount, sum(debt) AS debt, count(*) AS count FROM customers
     WHERE association_type = '2' AND gone_at IS NULL AND amount IS NOT NULL`,
  )
    .safeIntegers()
    .get()
  return {
    accounts: accounts.map(
      (account): Account => ({
        accountId: cut(account.account_id, 128),
        accountType: cut(account.account_type, 64),
        amount: exact(account.amount),
        designated: exactOrNull(account.designated),
        credit: exactOrNull(account.credit),
        currency: cut(account.currency, 16),
        memo: account.memo === null ? null : cut(account.memo, 2000),
      }),
    ),
    grantable: grantableHere(reader),
    customersAvailable: exactOrNull(customers?.amount ?? null),
    customersDebt: exactOrNull(customers?.debt ?? null),
    customersWithBalance: Number(customers?.count ?? 0n),
  }
}
