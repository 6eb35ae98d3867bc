/** Balances of the partner (domain: customers.md, Amount formulas). */
import { z } from 'zod'
import { At, call, FenAmount, Id, Nothing } from '#shared/contract/call.ts'
import { Accepted, queued } from '#shared/contract/outbox.ts'

export const PartnerAccount = z.object({
  accountId: z.string().max(128),
  /** Vendor code: 1 balance, 2 credit, 5 bonus, 7 deposit, 8 grantable; unknown ones are kept. */
  accountType: z.string().max(64),
  amount: FenAmount,
  designated: FenAmount.nullable(),
  credit: FenAmount.nullable(),
  currency: z.string().max(16),
  memo: z.string().max(2000).nullable(),
})
export type PartnerAccount = z.infer<typeof PartnerAccount>

export const MoveFunds = z.object({
  customerId: Id,
  /** Fen (R-CUST-30). */
  amount: z.int(),
})
export type MoveFunds = z.infer<typeof MoveFunds>

export const funds = {
  /** Partner balance = top-up account + credit account − granted; each part is shown, nothing is guessed. */
  partnerBalance: call({
    input: Nothing,
    answer: z.object({
      accounts: z.array(PartnerAccount).max(50),
      /** Sum of the balances of resale customers in the local store: what was granted and not yet spent. */
      customersAvailable: FenAmount.nullable(),
      customersDebt: FenAmount.nullable(),
      customersWithBalance: z.int(),
      asOf: At.nullable(),
    }),
    needs: 'funds.read',
    offline: 'local',
  }),
  /** Grant 拨款: from the partner's balance to the customer's. */
  grant: call({ input: queued(MoveFunds), answer: Accepted, needs: 'funds.move', offline: 'queue' }),
  /** Reclaim 回收: back again. */
  reclaim: call({ input: queued(MoveFunds), answer: Accepted, needs: 'funds.move', offline: 'queue' }),
}
