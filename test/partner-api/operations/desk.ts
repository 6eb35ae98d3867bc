// The desk API (shared/partner-api/desk.openapi.json): what the vendor offers only in its portal.
import { catalog } from '../catalog.ts'
import type { Context, Operation } from '../registry.ts'

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
  const values = [query.account_name ?? '', query.status?.toLowerCase() ?? null]
  const where = 'instr(m.account_name, ?1) > 0 and (?2 is null or m.status = ?2)'
  const { total } = ctx.sql(`select count(*) total from members m where ${where}`).get(...values) as { total: number }
  const rows = ctx
    .sql(
      `select m.*, d.account_name director from members m left join members d on d.member_id = m.director_id
       where ${where} order by m.account_name limit ?3 offset ?4`,
    )
    .all(...values, ctx.limit, ctx.offset) as MemberRow[]
  const items = rows.map((row) => ({
    account_name: row.account_name,
    name: row.name,
    telephone: row.telephone ?? undefined,
    email: row.email ?? undefined,
    roles: rolesOf(row.roles),
    director_account_name: row.director ?? undefined,
    status: row.status.toUpperCase(),
    created_on: row.created_at,
  }))
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
    code_verification: false,
  }
})

const accountManagers = deskOperation('ListDeskAccountManagers', (ctx, query) => {
  const director = query.director_account_name ?? null
  const from = `members m left join members d on d.member_id = m.director_id
    where exists (select 1 from json_each(m.roles) where value = '客户经理') and (?1 is null or d.account_name = ?1)`
  const { total } = ctx.sql(`select count(*) total from ${from}`).get(director) as { total: number }
  const rows = ctx
    .sql(
      `select m.account_name, m.name, d.account_name director_account_name,
         (select count(*) from customers c where c.linked = 1 and c.account_manager = m.account_name) customer_count,
         (select count(*) from customers c where c.linked = 1 and c.account_manager = m.account_name
            and c.association_type = '2') resale_customer_count
       from ${from} order by m.account_name limit ?2 offset ?3`,
    )
    .all(director, ctx.limit, ctx.offset) as Record<string, unknown>[]
  const items = rows.map((row) => ({ ...row, director_account_name: row.director_account_name ?? undefined }))
  return ctx.page(items, total)
})

export const deskOperations: readonly Operation[] = [members, ownMember, accountManagers]
