/** Who sits here, and whose customers that person may see: what every room of the host understands by it. */

import type { Db } from '#host/store/types.ts'
import type { Identity } from '#shared/contract/system.ts'
import type { AppErrorValue } from '#shared/errors.ts'

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

/** How the last question who sits here ended; `error` null = answered. Times: UTC milliseconds. */
export interface DeskAnswer {
  readonly asOf: number | null
  readonly retryAt: number | null
  readonly error: AppErrorValue | null
}

/** How the host finds that out, and forgets it. */
export interface People {
  /** `desk`: how the last question to the desk API ended; null = never asked. */
  read(cache: Db, desk: DeskAnswer | null): Person
  forget(cache: Db): void
}
