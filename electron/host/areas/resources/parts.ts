/** What all acts on resources share. */
import type { z } from 'zod'
import type { Recheck } from '#host/outbox/types.ts'
import { type OperationId, PartnerError } from '#host/partner-api/types.ts'
import type { WireRow } from '#host/sync/wire.ts'
import type { ResourceRefusal } from '#shared/rules/resources.ts'

/** These acts are for now: what waits longer is asked for anew. */
const EXPIRES_MS = 15 * 60_000

export const refused = (refusal: ResourceRefusal | null): Recheck | null =>
  refusal ? { kind: 'refused', refusal } : null

/** A failed item of an answer that as a whole succeeded, as the refusal that it is. */
export function refusedItem(operationId: OperationId, failure: unknown): PartnerError {
  const item = (typeof failure === 'object' && failure !== null ? failure : {}) as WireRow
  return new PartnerError('refused', {
    code: 'refused',
    safe: 'nothing-changed',
    retry: 'after-fix',
    vendor: {
      operationId,
      http: 200,
      code: typeof item.error_code === 'string' ? item.error_code.slice(0, 80) : null,
      message: typeof item.error_msg === 'string' ? item.error_msg.slice(0, 2000) : null,
      requestId: null,
    },
    ref: '',
  })
}

/** Reads a stored payload of version 1. */
export const read =
  <P>(schema: z.ZodType<P>) =>
  (version: number, payload: unknown): P | null =>
    version === 1 ? (schema.safeParse(payload).data ?? null) : null

export const common = {
  version: 1,
  release: 'person',
  expiresMs: EXPIRES_MS,
  refresh: ['period-resources', 'on-demand-resources', 'balances', 'orders'],
} as const

export const ofCustomer = ({ customerId }: { customerId: string }): string => customerId
