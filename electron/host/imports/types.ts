/** What an area declares to have a file of rows read for it; the engine does the rest. */

import type { ImportField, ImportKindName } from '#shared/contract/imports.ts'
import type { MoneyCustomer } from '#shared/rules/funds.ts'
import type { Permission } from '#shared/rules/organization.ts'

/** As the file says it: a spreadsheet's number stays one, dates are wall-clock texts, everything else is text. */
export type Cell = string | number | null

/** A row of the file that has any content. */
export interface FileRow {
  /** Row number in the file, from 1. */
  readonly line: number
  readonly cells: readonly Cell[]
}

export interface FoundCustomer extends MoneyCustomer {
  readonly customerId: string
  readonly accountName: string
  readonly name: string
  /** Masked (R-CUST-01). */
  readonly shown: string
}

/** Finds the customers whom a file names, in the scope of the person who reads it. */
export interface CustomerFinder {
  byId(customerId: string): FoundCustomer | null
  byAccount(accountName: string): readonly FoundCustomer[]
  /** All customers with one of these names (folded by `foldName`); yields after every short step. */
  byNames(folded: ReadonlySet<string>): Generator<void, ReadonlyMap<string, readonly FoundCustomer[]>>
}

export interface Refusal {
  readonly rule: string
  readonly reason: string
  readonly detail?: Readonly<Record<string, string | number>>
}

/** What a row says once it was read without fault. */
export interface ReadRow {
  readonly customer: FoundCustomer
  /** Fen. */
  readonly amount: number | null
  /** UTC milliseconds. */
  readonly validFrom: number | null
  readonly validUntil: number | null
  readonly memo: string
}

/** What files are read for. */
export interface ImportKind {
  readonly name: ImportKindName
  /** Right that the rows' purpose asks for. */
  readonly needs: Permission
  /** Fields beside the three that name the customer, of which any is enough. */
  readonly fields: readonly { readonly field: ImportField; readonly required: boolean }[]
  /** Rule that a wrong amount breaks. */
  readonly amountRule: string
  refuseCustomer(customer: FoundCustomer): Refusal | null
  /** Asked only where nothing else is wrong with the row. */
  refuse(row: ReadRow): Refusal | null
}
