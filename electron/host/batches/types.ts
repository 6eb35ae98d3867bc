/** What an area declares to have a batch rehearsed, accepted and proved; the engine does the rest. */

import type { Cell } from '#host/files/sheet.ts'
import type { FoundCustomer, Refusal } from '#host/imports/types.ts'
import type { Facts } from '#host/outbox/types.ts'
import type { Scope } from '#host/person.ts'
import type { Db } from '#host/store/types.ts'
import type { BatchEffect, BatchKindName, BatchTerms } from '#shared/contract/batches.ts'
import type { Permission } from '#shared/rules/organization.ts'

/** One customer of a batch, with what the file says of it alone; null and '' = as the terms say. */
export interface SourceItem {
  readonly customerId: string
  /** Null = not known here. */
  readonly customer: FoundCustomer | null
  /** Row of the file. */
  readonly line: number | null
  /** Fen. */
  readonly amount: number | null
  /** UTC milliseconds. */
  readonly validFrom: number | null
  readonly validUntil: number | null
  readonly memo: string
}

/** Intents of the kind that have not ended. */
export interface OpenIntents {
  /** Fen promised to one target, or to all of them. */
  sum(target: string | null): number
  has(twin: string): boolean
}

/** What a rehearsal plays on: what is known here and now, read only. */
export interface Ground {
  readonly cache: Db
  readonly open: OpenIntents
  /** UTC milliseconds. */
  readonly now: number
  /** Whose customers the person may see. */
  readonly scope: Scope
  /** When a collection was last read whole. */
  asOf(collection: string): number | null
}

export interface Played {
  /** What the command is given. */
  readonly payload: unknown
  /** What the person saw and relies on. */
  readonly basis: Facts | null
  /** Fen. */
  readonly amount: number
  readonly refusal: Refusal | null
  /** The same to the fen is on its way already. */
  readonly twin: boolean
}

/** One rehearsal: items are played in order, and each takes what it needs from what is left. */
export interface Stage {
  readonly pot: {
    /** Fen; null = not known here. */
    readonly balance: number | null
    readonly waiting: number
    readonly asOf: number | null
  }
  play(item: SourceItem): Played
  /** What else follows for people, once all are played. */
  effects?(): readonly BatchEffect[]
}

export type { BatchEffect }

type Words = Readonly<Record<'zh' | 'en', string>>

/** A sheet of what the partner's records say of each item that is done. */
export interface Proof {
  readonly title: Words
  /** Collections whose records stand on it; the oldest reading is the sheet's age. */
  readonly collections: readonly string[]
  readonly columns: readonly { readonly heading: Words; readonly kind: 'text' | 'time' | 'amount' }[]
  /** Cells of one item by its effect's id and payload; *empty* where no record is here yet. */
  cells(cache: Db, item: { readonly effectId: string | null; readonly payload: unknown }): readonly Cell[]
}

export interface BatchKind<T extends BatchTerms = BatchTerms> {
  /** The contract's name of the call that every item becomes. */
  readonly name: BatchKindName
  readonly needs: Permission
  stage(terms: T, ground: Ground): Stage
  /** An item of an earlier batch, to be tried again; null where the payload cannot be read. */
  again(payload: unknown): Omit<SourceItem, 'customer' | 'line'> | null
  /** Null where no record would say more than the item itself. */
  readonly proof: Proof | null
}

/** Any kind: its terms are told by their `kind` before it sees them. */
export type AnyBatchKind = BatchKind<never>
