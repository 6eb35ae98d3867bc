// Which customers the caller sees (R-ORG-05, R-CUST-03): own ones for an account manager, the team's for a director.
import type { Context } from '../registry.ts'

interface MemberRow {
  readonly member_id: string
  readonly account_name: string
  readonly roles: string
}

/** Account names of the managers whose customers the caller sees, or undefined for all customers. */
export const managersSeen = (ctx: Context): readonly string[] | undefined => {
  if (ctx.caller.permissions === 'all') return undefined
  const member = ctx
    .sql('select member_id, account_name, roles from members where account_name = ?')
    .get(ctx.caller.operatorName) as MemberRow | undefined
  const roles = member ? (JSON.parse(member.roles) as string[]) : []
  if (!member || roles.length !== 1) return undefined
  if (roles[0] === '客户经理') return [member.account_name]
  if (roles[0] !== '客户经理主管') return undefined
  const team = ctx.sql('select account_name from members where director_id = ?').all(member.member_id) as MemberRow[]
  return team.map((row) => row.account_name)
}

/** A customer as the money operations need it. */
export interface SeenCustomer {
  readonly id: number
  readonly customer_id: string
  readonly customer: string | null
  readonly account_name: string
  readonly association_type: string
  readonly amount: number | null
  readonly debt_amount: number | null
}

/** A linked customer of the call's scope that the caller sees, or undefined. */
export const seenCustomer = (ctx: Context, customerId: string): SeenCustomer | undefined => {
  const row = ctx
    .sql(
      `select id, customer_id, customer, account_name, association_type, amount, debt_amount, account_manager from customers
       where customer_id = ? and linked = 1 and coalesce(indirect_partner_id, '') = ?`,
    )
    .get(customerId, ctx.scope().indirectPartnerId) as (SeenCustomer & { account_manager: string | null }) | undefined
  const managers = managersSeen(ctx)
  if (!row || (managers && !managers.includes(row.account_manager ?? ''))) return undefined
  return row
}
