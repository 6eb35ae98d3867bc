/**
 * Who sits here, by the desk API's word for the credential in use (`own_member`), and what that person may do and see.
 * Read again whenever the table changes, so that a right lost since is honoured at the next contact (R-ORG-15).
 */

import { isAbsentApi } from '#host/partner-api/outcome.ts'
import { type DeskAnswer, nobody, type Person, type Scope } from '#host/person.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { AppErrorValue } from '#shared/errors.ts'
import { dataScopeOf, permissions, permissionsOf, type Role } from '#shared/rules/organization.ts'

/** Names of the desk API (x-enum-open of ShowDeskMember). Operations staff and technicians get no right of ours yet. */
const roleOfDesk: Readonly<Record<string, Role>> = {
  SYSTEM_ADMINISTRATOR: 'administrator',
  ACCOUNT_DIRECTOR: 'director',
  ACCOUNT_MANAGER: 'rep',
  FINANCE: 'finance',
}

/**
 * D: without a desk API (the real service has none) nobody tells whose credential this is. Its holder has the account's
 * own key, can read everything with it by other means, and is treated as administrator. Only the gateway's own "no such
 * API" counts as absent: a desk that refuses or does not answer has told nothing, and nothing is allowed.
 */
const holder = (asOf: number): Person => ({
  identity: {
    known: true,
    accountName: '',
    name: '',
    roles: ['administrator'],
    permissions: [...permissions],
    scope: 'all',
    partnerKinds: [],
    asOf,
  },
  scope: { kind: 'all' },
  unknownRoles: [],
})

interface OwnMemberRow {
  account_name: string
  name: string | null
  roles: string
  partner_kinds: string
  as_of: number
}

const texts = (json: string): string[] => {
  const value: unknown = JSON.parse(json)
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function scopeOf(cache: Db, accountName: string, roles: readonly Role[], further: number): Scope {
  // R-ORG-05 counts any further role, also one that the program does not know.
  const scope = further > 0 && roles.includes('rep') ? 'all' : dataScopeOf(roles)
  if (scope === 'all') return { kind: 'all' }
  if (scope === 'own') return { kind: 'own', manager: accountName }
  const managers = cache
    .prepare<[string], string>('SELECT account_name FROM account_managers WHERE director = ? AND gone_at IS NULL')
    .pluck()
    .all(accountName)
  return { kind: 'team', managers }
}

/**
 * Only a word about rights takes them back. An expired credential says nothing about the person: what is here stays
 * readable without the service, as it does offline.
 */
const isRefusal = ({ code, vendor }: AppErrorValue): boolean =>
  code === 'permission-missing' || (code !== 'clock-skew' && vendor?.http === 403)

/** The partner's kinds as the desk told them; null where it told none. */
export function partnerKinds(cache: Db): readonly string[] | null {
  const kinds = cache.prepare<[], string>('SELECT partner_kinds FROM own_member LIMIT 1').pluck().get()
  const told = kinds === undefined ? [] : texts(kinds)
  return told.length > 0 ? told : null
}

/** R-ORG-15: a desk that refuses after it once allowed takes the rights back, until it allows again. */
export function readPerson(cache: Db, desk: DeskAnswer | null): Person {
  const error = desk?.error ?? null
  if (error && isRefusal(error)) return nobody
  const row = cache.prepare<[], OwnMemberRow>('SELECT * FROM own_member LIMIT 1').get()
  if (!row) return desk && error && isAbsentApi(error) ? holder(desk.asOf ?? desk.retryAt ?? 0) : nobody
  const named = texts(row.roles)
  const roles = [...new Set(named.flatMap((name) => roleOfDesk[name] ?? []))]
  const unknownRoles = named.filter((name) => !(name in roleOfDesk))
  const scope = scopeOf(cache, row.account_name, roles, unknownRoles.length)
  return {
    identity: {
      known: true,
      accountName: row.account_name.slice(0, 128),
      name: (row.name ?? '').slice(0, 128),
      roles,
      permissions: [...permissionsOf(roles)],
      scope: scope.kind,
      partnerKinds: texts(row.partner_kinds).slice(0, 10),
      asOf: row.as_of,
    },
    scope,
    unknownRoles,
  }
}

/** Whether the partner's account has code verification on (R-CUST-37), by the desk's last word; without a desk it is off. */
export const codeVerification = (cache: Db): boolean =>
  kept<{ on: number | null }>(
    cache,
    `SELECT max(json_extract(extra, '$.code_verification')) AS "on" FROM own_member`,
  ).get()?.on === 1

/** Another credential may be another person's: who sits here is unknown until the desk says it again. */
export function forgetPerson(cache: Db): void {
  cache.prepare('DELETE FROM own_member').run()
}
