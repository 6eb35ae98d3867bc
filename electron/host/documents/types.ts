/**
 * What an area declares to have something printed: a query that freezes the data, and what the paper says about it. The
 * engine reserves the number, lays out pages, keeps the register and the archive, and knows no area.
 */
import type { Person } from '#host/person.ts'
import type { Db } from '#host/store/types.ts'
import type { DocumentName, PrintOrder } from '#shared/contract/documents.ts'
import type { Permission } from '#shared/rules/organization.ts'

export interface Column {
  readonly heading: string
  /** `id` may break anywhere; `blank` stays empty to be filled in by hand. */
  readonly kind: 'text' | 'id' | 'amount' | 'blank'
  /** Share of the width that amounts leave, compared with the other columns. */
  readonly weight: number
  /** Amounts only: page subtotal, running and grand total. */
  readonly summed?: true
}

/** Amounts in fen; null is an empty cell. */
export type Cell = string | number | null

/** Everything that is printed, as plain data: this is archived and hashed, and a reprint shows exactly this. */
export interface Content {
  readonly title: string
  /** Issuing entity. */
  readonly issuer: string
  /** `2026-10`, or `2026-08 至 2026-10`. */
  readonly period: string
  /** UTC milliseconds of the data (Law 5); null where it was never read whole. */
  readonly asOf: number | null
  /** Lines above the table, first page only. */
  readonly facts: readonly { readonly label: string; readonly text: string }[]
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  /** Index of the summed column that the capitals state. */
  readonly totalColumn: number
  readonly notes: readonly string[]
}

export interface Source {
  readonly cache: Db
  readonly evidence: Db
  readonly local: Db
  readonly person: Person
  readonly issuer: string
  /** UTC milliseconds of this moment. */
  readonly now: number
  asOf(collection: string): number | null
}

export interface DocumentDeclaration {
  readonly name: DocumentName
  readonly needs: Permission
  /** Two letters that its numbers begin with. */
  readonly prefix: string
  /**
   * Throws `not-found` where there is nothing to print, `sums-differ` where rows do not add up to what they must
   * (R-INC-30), `invalid-input` where the order lacks something.
   */
  freeze(source: Source, order: PrintOrder): Content
}

export const papers = {
  /** Portrait up to seven columns, landscape beyond. */
  a4: { short: 210, long: 297 },
  /** The voucher size of finance offices. */
  voucher: { short: 140, long: 240 },
} as const
