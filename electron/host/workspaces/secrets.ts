/** Keys and credentials as the keyring of the operating system wraps them (R-PLAT-22); plain only in memory. */
import { randomBytes } from 'node:crypto'
import type { Shell, Wrapped } from '#host/shell.ts'
import { Credential } from '#shared/contract/workspaces.ts'
import { AppError } from '#shared/errors.ts'

/** A store's key: 32 random bytes, made once. */
export const newKey = (): Uint8Array => randomBytes(32)

const bytesOf = (credential: Credential): Uint8Array => Buffer.from(JSON.stringify(credential), 'utf8')

/**
 * Throws `keyring-unavailable`; nothing is written then. A real account's secrets are never kept by the demo's fallback,
 * which protects nothing.
 */
export async function seal(shell: Shell, secret: Uint8Array | Credential, demo: boolean): Promise<Wrapped> {
  const status = await shell.keyringStatus()
  const refused = { retry: 'after-fix', detail: { backend: status.backend } } as const
  if (!status.usable || (status.demoOnly && !demo)) throw new AppError('keyring-unavailable', refused)
  try {
    return await shell.wrap(secret instanceof Uint8Array ? secret : bytesOf(secret))
  } catch (cause) {
    throw new AppError('keyring-unavailable', { ...refused, cause })
  }
}

/** Throws `key-lost`, naming the keyring that wrapped it: another machine, account or keyring cannot unwrap it. */
async function unseal(shell: Shell, wrapped: Wrapped, what: 'key' | 'credential'): Promise<Uint8Array> {
  try {
    return await shell.unwrap(wrapped)
  } catch (cause) {
    throw new AppError('key-lost', {
      safe: 'kept-locally',
      retry: 'after-fix',
      detail: { what, backend: wrapped.backend },
      cause,
    })
  }
}

export const unsealKey = (shell: Shell, wrapped: Wrapped): Promise<Uint8Array> => unseal(shell, wrapped, 'key')

export async function unsealCredential(shell: Shell, wrapped: Wrapped): Promise<Credential> {
  const bytes = await unseal(shell, wrapped, 'credential')
  const parsed = Credential.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  if (!parsed.success)
    throw new AppError('key-lost', {
      safe: 'kept-locally',
      retry: 'after-fix',
      detail: { what: 'credential', backend: wrapped.backend },
    })
  return parsed.data
}
