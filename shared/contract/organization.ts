/** Members, account managers (domain: organization.md), served by the desk API. */
import { z } from 'zod'
import { At, call, Nothing, ShortText } from '#shared/contract/call.ts'

export const MemberRow = z.object({
  accountName: ShortText,
  /** Masked. */
  name: ShortText,
  telephone: ShortText,
  email: z.string().max(400),
  /** As the desk API names them; unknown roles are kept. */
  roles: z.array(z.string().max(64)).max(10),
  director: ShortText.nullable(),
  status: z.string().max(64).nullable(),
  createdAt: At.nullable(),
})
export type MemberRow = z.infer<typeof MemberRow>

export const ManagerRow = z.object({
  accountName: ShortText,
  name: ShortText,
  director: ShortText.nullable(),
  /** Customers in the local store assigned to this manager. */
  customers: z.int(),
})
export type ManagerRow = z.infer<typeof ManagerRow>

export const organization = {
  listMembers: call({
    input: Nothing,
    answer: z.object({ rows: z.array(MemberRow).max(2000), asOf: At.nullable() }),
    needs: 'member.read',
    offline: 'local',
  }),
  listManagers: call({
    input: Nothing,
    answer: z.object({ rows: z.array(ManagerRow).max(2000), asOf: At.nullable() }),
    needs: 'customer.read',
    offline: 'local',
  }),
}
