/** The guard of the confirmation deadline: what ends next, and how many open items a confirmation may leave. */
import { z } from 'zod'
import { At, call, Nothing } from '#shared/contract/call.ts'
import { Period } from '#shared/contract/incentives.ts'

const OpenLimit = z.int().min(0).max(100_000)

export const deadlines = {
  /** Of what was last read: it runs without a network too. */
  next: call({
    input: Nothing,
    answer: z.object({
      deadline: z.object({ period: Period, until: At, warnFrom: At, bills: z.int(), openItems: z.int() }).nullable(),
      openLimit: OpenLimit,
    }),
    needs: 'incentive.read',
    offline: 'local',
  }),
  /** Open items above which a bill cannot be confirmed; 0 = everything must be settled. Audited. */
  setOpenLimit: call({
    input: z.object({ openLimit: OpenLimit }),
    answer: Nothing,
    needs: 'incentive.confirm',
    offline: 'local',
  }),
}
