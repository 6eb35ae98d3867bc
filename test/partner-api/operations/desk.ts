// The desk API (shared/partner-api/desk.openapi.json): what the vendor offers only in its portal.
import { catalog } from '../catalog.ts'
import type { Context, Operation } from '../registry.ts'
import { codeVerification } from './codes.ts'
import { partnerFrozen } from './customer-desk.ts'
import { Filter, withoutEmpty } from './query.ts'

/** Query of the desk's list operations; the catalog has checked it. */
interface DeskQuery {
  readonly account_name?: string
  readonly status?: string
  readonly director_account_name?: string
}

const deskOperation = (operationId: string, handle: (ctx: Context, query: DeskQuery) => unknown): Operation => ({
  operationId,
  handle: (ctx) => handle(ctx, ctx.query as DeskQuery),
})

const roleCodes: Readonly<Record<string, string>> = {
  系统管理员: 'SYSTEM_ADMINISTRATOR',
  客户经理主管: 'ACCOUNT_DIRECTOR',
  客户经理: 'ACCOUNT_MANAGER',
  财务: 'FINANCE',
}

/** Every item that some operation asks for. */
const allItems = (): string[] => [...new Set([...catalog.values()].flatMap((one) => one.permissions))].sort()

const rolesOf = (json: string): string[] => (JSON.parse(json) as string[]).map((name) => roleCodes[name] ?? name)

interface MemberRow {
  readonly account_name: string
  readonly name: string
  readonly telephone: string | null
  readonly email: string | null
  readonly roles: string
  readonly director: string | null
  readonly status: string
  readonly created_at: string
}

const members = deskOperation('ListDeskMembers', (ctx, query) => {
  const { total, rows } = new Filter()
    .given('instr(m.account_name, ?) > 0', query.account_name)
    .given('m.status = ?', query.status?.toLowerCase())
    .page<MemberRow>(
      ctx,
      'members m left join members d on d.member_id = m.director_id',
      'm.account_name',
      'm.*, d.account_name director',
    )
  const items = rows.map((row) =>
    withoutEmpty({
      account_name: row.account_name,
      name: row.name,
      telephone: row.telephone,
      email: row.email,
      roles: rolesOf(row.roles),
      director_account_name: row.director,
      status: row.status.toUpperCase(),
      created_on: row.created_at,
    }),
  )
  return ctx.page(items, total)
})

const ownMember = deskOperation('ShowDeskMember', (ctx) => {
  const { caller } = ctx
  const row = ctx.sql('select *, null director from members where account_name = ?').get(caller.operatorName) as
    | MemberRow
    | undefined
  const partner = ctx.sql('select name from partner').get() as { name: string }
  return {
    account_name: caller.operatorName,
    name: row?.name,
    partner_id: caller.partnerId,
    partner_name: partner.name,
    // The primary account is no member and may do everything.
    roles: row ? rolesOf(row.roles) : ['SYSTEM_ADMINISTRATOR'],
    permission_items: caller.permissions === 'all' ? allItems() : [...caller.permissions],
    identity_kinds: caller.kind === 'distributor' ? ['GENERAL_DISTRIBUTOR'] : ['SOLUTION_PROVIDER', 'CLOUD_RESELLER'],
    code_verification: codeVerification(ctx),
    partner_frozen: partnerFrozen(ctx),
  }
})

const accountManagers = deskOperation('ListDeskAccountManagers', (ctx, query) => {
  const { total, rows } = new Filter()
    .where(`exists (select 1 from json_each(m.roles) where value = '客户经理')`)
    .given('d.account_name = ?', query.director_account_name)
    .page<Record<string, unknown>>(
      ctx,
      'members m left join members d on d.member_id = m.director_id',
      'm.account_name',
      `m.account_name, m.name, d.account_name director_account_name,
       (select count(*) from customers c where c.linked = 1 and c.account_manager = m.account_name) customer_count,
       (select count(*) from customers c where c.linked = 1 and c.account_manager = m.account_name
          and c.association_type = '2') resale_customer_count`,
    )
  return ctx.page(rows.map(withoutEmpty), total)
})

export const deskOperations: readonly Operation[] = [members, ownMember, accountManagers]
