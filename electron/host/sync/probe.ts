/** Tries address, credential and every collection's permission with the smallest call each; changes nothing. */

import { operations } from '#host/partner-api/catalog.ts'
import { type PartnerApi, PartnerError } from '#host/partner-api/types.ts'
import type { Collection } from '#host/sync/types.ts'
import type { ConnectionReport } from '#shared/contract/sync.ts'
import { AppError, type AppErrorValue } from '#shared/errors.ts'

type Desk = ConnectionReport['desk']

/** A key that no row has: such ids are dropped from the answer without an error. */
const NOBODY = '0'.repeat(32)

const internal: AppErrorValue = { code: 'internal', safe: 'nothing-changed', retry: 'no', ref: '' }
const errorOf = (cause: unknown): AppErrorValue =>
  cause instanceof PartnerError || cause instanceof AppError ? cause.value : internal

async function ask(api: PartnerApi, collection: Collection, signal: AbortSignal): Promise<AppErrorValue | null> {
  try {
    const first = { offset: 0, limit: 1 }
    if (collection.kind === 'paged') await collection.fetch(api, first, signal)
    else if (collection.kind === 'windowed') {
      const [newest] = collection.windows(Date.now(), [])
      if (newest) await collection.fetch(api, first, newest, signal)
    } else await collection.fetch(api, [NOBODY], signal)
    return null
  } catch (cause) {
    return errorOf(cause)
  }
}

function deskOf(error: AppErrorValue | null): Desk {
  if (error === null) return 'served'
  if (error.vendor?.http === 404) return 'absent'
  return (error.vendor?.http ?? 0) === 0 || error.code === 'unknown-outcome' ? 'unreachable' : 'refused'
}

const reached = (error: AppErrorValue | null): boolean => error === null || (error.vendor?.http ?? 0) > 0
const signedIn = (error: AppErrorValue | null): boolean => error?.code !== 'signed-out' && error?.code !== 'clock-skew'

/** One call after another: a test must not use up the limits of a running sync. */
export async function probe(
  api: PartnerApi,
  collections: readonly Collection[],
  signal: AbortSignal,
): Promise<ConnectionReport> {
  const answers: { collection: Collection; error: AppErrorValue | null; ms: number }[] = []
  for (const collection of collections) {
    const began = performance.now()
    const error = await ask(api, collection, signal)
    answers.push({ collection, error, ms: performance.now() - began })
    // The next ones would only wait for the same nothing.
    if (!reached(error) || !signedIn(error)) break
  }
  const first = answers[0]
  const reachable = answers.some(({ error }) => reached(error))
  const stopped = answers.map(({ error }) => error).find((error) => !reached(error) || !signedIn(error)) ?? null
  const desk = answers.find(({ collection }) => collection.operationId.includes('Desk'))
  return {
    reachable,
    signedIn: reachable && stopped === null,
    clockSkewMs: reachable ? Math.round(api.clockSkewMs) : null,
    latencyMs: reachable && first ? first.ms : null,
    desk: desk && reachable ? deskOf(desk.error) : 'unreachable',
    operations: answers.map(({ collection, error }) => ({
      operationId: collection.operationId,
      collection: collection.name,
      allowed: error === null,
      missing: error?.code === 'permission-missing' ? [...(operations[collection.operationId].permissions ?? [])] : [],
      error,
    })),
    error: stopped,
  }
}
