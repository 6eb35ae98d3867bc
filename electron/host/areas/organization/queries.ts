/** Members and account managers; a member's person data arrives masked. */

import { isLinked } from '#host/areas/customers/tables.ts'
import type { Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { ManagerRow, MemberRow } from '#shared/contract/organization.ts'
import { maskMail, maskPerson, maskPhone } from '#shared/mask.ts'

interface StoredMember {
  account_name: string
  name: string | null
  telephone: string | null
  email: string | null
  roles: string
  director: string | null
  status: string | null
  created_at: number | null
}

const cut = (text: string, length: number): string => text.slice(0, length).toWellFormed()
const cutOrNull = (text: string | null, length: number): string | null => (text === null ? null : cut(text, length))
const masked = (text: string | null, mask: (text: string) => string): string => (text ? mask(text) : '')

function rolesOf(json: string): string[] {
  const parsed: unknown = JSON.parse(json)
  return Array.isArray(parsed)
    ? parsed
        .filter((role) => typeof role === 'string')
        .slice(0, 10)
        .map((role) => cut(role, 64))
    : []
}

/** Members that are there now, by account name. */
export function listMembers(reader: Db): { rows: MemberRow[] } {
  const stored = kept<StoredMember>(
    reader,
    `SELECT account_name, name, telephone, email, roles, director, status, created_at FROM members
     WHERE gone_at IS NULL ORDER BY account_name LIMIT 2000`,
  ).all()
  const rows = stored.map((member) => ({
    accountName: cut(member.account_name, 128),
    name: cut(masked(member.name, maskPerson), 128),
    telephone: cut(masked(member.telephone, maskPhone), 128),
    email: cut(masked(member.email, maskMail), 400),
    roles: rolesOf(member.roles),
    director: cutOrNull(member.director, 128),
    status: cutOrNull(member.status, 64),
    createdAt: member.created_at,
  }))
  return { rows }
}

/** Account managers with the number of linked customers of each; a rep sees itself, a director the team. */
export function listManagers(reader: Db, scope: Scope): { rows: ManagerRow[] } {
  const wanted = scope.kind === 'all' ? null : JSON.stringify(scope.kind === 'own' ? [scope.manager] : scope.managers)
  const stored = kept<{ account_name: string; name: string | null; director: string | null; customers: number }>(
    reader,
    `SELECT m.account_name, m.name, m.director,
       (SELECT count(*) FROM customers c WHERE c.manager_key = m.account_name AND c.${isLinked}) AS customers
     FROM account_managers m
     WHERE m.gone_at IS NULL AND (@wanted IS NULL OR m.account_name IN (SELECT value FROM json_each(@wanted)))
     ORDER BY m.account_name LIMIT 2000`,
  ).all({ wanted })
  const rows = stored.map((manager) => ({
    accountName: cut(manager.account_name, 128),
    name: cut(manager.name ?? '', 128),
    director: cutOrNull(manager.director, 128),
    customers: manager.customers,
  }))
  return { rows }
}
