/**
 * Every call the page may make is declared with `call`: its input, its answer, the permission it needs and its offline
 * policy. The host's one wrapper enforces both; there is no other way in.
 */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { AppErrorValue } from '#shared/errors.ts'
import type { Permission } from '#shared/rules/organization.ts'

/** local: always works. queue: becomes an intent. online: must reach the API now. draft: kept until a live check. */
export type OfflinePolicy = 'local' | 'queue' | 'online' | 'draft'

export interface CallMeta {
  /** Permission needed; null = open to whoever sits at the machine (shell, workspaces, preferences). */
  needs: Permission | null
  offline: OfflinePolicy
}

const base = oc.$meta<CallMeta>({ needs: null, offline: 'local' })

/** A call whose answer is a Result: errors cross as values. */
export function call<I extends z.ZodType, A extends z.ZodType>(declared: {
  input: I
  answer: A
  needs: Permission | null
  offline: OfflinePolicy
}) {
  const output = z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value: declared.answer }),
    z.object({ ok: z.literal(false), error: AppErrorValue }),
  ])
  return base.meta({ needs: declared.needs, offline: declared.offline }).input(declared.input).output(output)
}

export const Nothing = z.object({})

// Bounded building blocks: every text, list and page that crosses has a size.
export const Id = z.string().min(1).max(64)
export const ShortText = z.string().max(128)
export const LongText = z.string().max(4000)
/** UTC milliseconds. */
export const At = z.int().min(0).max(8_640_000_000_000_000)
/** Integer fen; see shared/money.ts. */
export const FenAmount = z.int()
export const PageLimit = z.int().min(1).max(200)
/** Where the next page begins: opaque to the page, made by the host from the last key seen. */
export const Cursor = z.string().max(600)
