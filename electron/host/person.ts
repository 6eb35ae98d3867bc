/** Who sits here, and whose customers that person may see: what every room of the host understands by it. */

import type { Db } from '#host/store/types.ts'
import type { Identity } from '#shared/contract/system.ts'

/** Whose customers a query answers. */
export type Scope = { kind: 'own'; manager: string } | { kind: 'team'; managers: readonly string[] } | { kind: 'all' }

export interface Person {
  readonly identity: Identity
  readonly scope: Scope
  /** Roles the program does not know, as the desk API names them: kept, they allow nothing. */
  readonly unknownRoles: readonly string[]
}

/** Before it is known who sits here, nothing is allowed and nothing is in scope. */
export const nobody: Person = {
  identity: {
    known: false,
    accountName: '',
    name: '',
    roles: [],
    permissions: [],
    scope: 'own',
    partnerKinds: [],
    asOf: null,
  },
  scope: { kind: 'team', managers: [] },
  unknownRoles: [],
}

/** How the host finds that out, and forgets it. */
export interface People {
  /** `deskAbsentAt`: since when the desk API is known to be absent; null where it answered, refused or is unreachable. */
  read(cache: Db, deskAbsentAt: number | null): Person
  forget(cache: Db): void
}
