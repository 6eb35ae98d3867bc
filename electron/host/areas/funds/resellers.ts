/** Resellers 云经销商 with what they hold, for the distributor that grants to them (R-CUST-35). */
import type { z } from 'zod'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { Reseller } from '#shared/contract/funds.ts'
import { maskAccount, maskName } from '#shared/mask.ts'

interface Stored {
  reseller_id: string
  name: string | null
  account_name: string | null
  manager_name: string | null
  associated_at: number | null
  amount: number | null
  grantable: number | null
  as_of: number | null
}

const cut = (text: string, length: number): string => text.slice(0, length).toWellFormed()

/** By name; at most a thousand, which no distributor has. */
export function listResellers(reader: Db): z.infer<typeof Reseller>[] {
  return kept<Stored>(
    reader,
    `SELECT r.reseller_id, r.name, r.account_name, r.manager_name, r.associated_at, b.amount, b.grantable, b.as_of
     FROM resellers r LEFT JOIN reseller_balances b ON b.reseller_id = r.reseller_id AND b.gone_at IS NULL
     WHERE r.gone_at IS NULL ORDER BY r.name, r.reseller_id LIMIT 1000`,
  )
    .all()
    .map((row) => ({
      resellerId: row.reseller_id,
      name: cut(maskName(row.name ?? ''), 400),
      accountName: cut(maskAccount(row.account_name ?? ''), 400),
      managerName: row.manager_name === null ? null : cut(row.manager_name, 128),
      associatedAt: row.associated_at,
      amount: row.amount,
      grantable: row.grantable,
      asOf: row.as_of,
    }))
}
