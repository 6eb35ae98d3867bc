/** An intent is an act of its call: whoever lets it go, changes it or has the last word on it needs the call's right. */
import type { CallMeta } from '#shared/contract/call.ts'
import { contract } from '#shared/contract/index.ts'
import { AppError } from '#shared/errors.ts'
import type { Permission } from '#shared/rules/organization.ts'

interface Declared {
  readonly '~orpc': { readonly meta: CallMeta }
}

/** Null where this program knows no such call. */
function needsOf(command: string): Permission | null {
  const [area = '', name = ''] = command.split('.')
  const calls = (contract as unknown as Record<string, Record<string, Declared>>)[area]
  return calls?.[name]?.['~orpc'].meta.needs ?? null
}

/** Throws `forbidden`. A command that this program does not know is anybody's to discard. */
export function requireRight(permissions: readonly Permission[], commands: Iterable<string>): void {
  for (const command of new Set(commands)) {
    const needs = needsOf(command)
    if (needs !== null && !permissions.includes(needs))
      throw new AppError('forbidden', { detail: { reason: 'role', needs } })
  }
}
