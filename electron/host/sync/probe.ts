/** Tries address, credential and every collection's permission with the smallest call each; changes nothing. */

import { operations } from '#host/partner-api/catalog.ts'
import { type PartnerApi, PartnerError } from '#host/partner-api/types.ts'
import type { Collection, OwnedCollection } from '#host/sync/types.ts'
import type { ConnectionReport } from '#shared/contract/sync.ts'
import { AppError, type AppErrorValue } from '#shared/errors.ts'

type Desk = ConnectionReport['desk']

/** A key that no row has: such ids are dropped from the answer without an error. */
const NOBODY = '0'.repeat(32)

const internal: AppErrorValue = { code: 'internal', safe: 'nothing-changed', retry: 'no', ref: '' }
const errorOf = (cause: unknown): AppErrorValue =>
  cause instanceof PartnerError || cause instanceof AppError ? cause.value : internal

/** First rows of the lists asked so far, by table: a list of one owner is tried with an owner that exists. */
type FirstRows = Map<string, Readonly<Record<string, unknown>>>

const ownerOf = ({ owners }: OwnedCollection, known: FirstRows): string | null => {
  const key = known.get(owners.table)?.[owners.key]
  return typeof key === 'string' ? key : null
}

async function ask(
  api: PartnerApi,
  collection: Collection,
  known: FirstRows,
  signal: AbortSignal,
): Promise<AppErrorValue | null> {
  try {
    const first = { offset: 0, limit: 1 }
    if (collection.kind === 'paged') {
      const { rows } = await collection.fetch(api, first, signal)
      if (typeof rows[0] === 'object' && rows[0] !== null) known.set(collection.target.table, { ...rows[0] })
    } else if (collection.kind === 'windowed') {
      const [newest] = collection.windows(Date.now(), [])
      if (newest) await collection.fetch(api, first, newest, signal)
    } else if (collection.kind === 'owned')
      await collection.fetch(api, ownerOf(collection, known) ?? NOBODY, first, signal)
    else await collection.fetch(api, [NOBODY], signal)
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
  const known: FirstRows = new Map()
  for (const collection of collections) {
    // Nobody is there whose list could be asked for, or it is told to some customers' credential alone.
    if (collection.kind === 'owned' && (collection.reads === 'asked' || ownerOf(collection, known) === null)) continue
    const began = performance.now()
    const error = await ask(api, collection, known, signal)
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
