/** What an area declares to have a file of rows read for it; the engine does the rest. */

import type { Db } from '#host/store/types.ts'
import type { ImportField, ImportFinding, ImportKindName } from '#shared/contract/imports.ts'
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

/** A field that a kind of file has, and the headings it is known by (folded); without them the common ones. */
export interface FieldNeed {
  readonly field: ImportField
  readonly required: boolean
  readonly headings?: readonly string[]
}

interface KindBase {
  readonly name: ImportKindName
  /** Right that the rows' purpose asks for. */
  readonly needs: Permission
  /** Whether rows name a customer, by any of the three fields for that. */
  readonly customer: 'required' | 'optional' | 'none'
  /** Fields beside those three. */
  readonly fields: readonly FieldNeed[]
}

/** Files whose rows become intents. */
export interface BatchKind extends KindBase {
  readonly makes: 'batch'
  /** Rule that a wrong amount breaks. */
  readonly amountRule: string
  refuseCustomer(customer: FoundCustomer): Refusal | null
  /** Asked only where nothing else is wrong with the row. */
  refuse(row: ReadRow): Refusal | null
}

export type FactValue = string | number | null
export type FactValues = Readonly<Record<string, FactValue>>

/** What a cell says, or why it cannot be understood. */
export type ReadCell =
  | { readonly ok: true; readonly value: FactValue }
  | { readonly ok: false; readonly reason: string; readonly detail?: Refusal['detail'] }

export interface FactColumn extends FieldNeed {
  /** Where its value goes. */
  readonly column: string
  /** `id`: digits that a spreadsheet must not have rounded. `amount`: added up, and compared with rows of totals. */
  readonly is: 'id' | 'amount' | 'value'
  /** Of an amount: eight (10^-8 yuan) unless said otherwise. */
  readonly decimals?: 2 | 8
  /** Of a cell that is not empty. */
  read(text: string): ReadCell
}

/** A row of facts that was read without fault. */
export interface FactLine {
  readonly line: number
  /** What may be told once in a file. */
  readonly key: string
  readonly period: string
  readonly customerId: string | null
  readonly values: FactValues
}

/** Where findings about a file as a whole are looked up. */
export interface ImportFiles {
  readonly cache: Db
  readonly evidence: Db
  readonly local: Db
}

/** Files that tell facts: taken into the evidence as they are, once a person agreed to what was found about them. */
export interface FactKind extends KindBase {
  readonly makes: 'facts'
  readonly fields: readonly FactColumn[]
  /** Fields of which a row must tell one at least, where none alone is required. */
  readonly needsOne?: readonly ImportField[]
  /** Column of the amount that is summed by period for the preview. */
  readonly sums: string | null
  /** Names that stand for codes here; asked once a file. */
  lookUp(files: ImportFiles): (values: FactValues) => FactValues
  /** Empty where lines may be alike. */
  keyOf(values: FactValues): string
  periodOf(values: FactValues): string
  /** `rest` lets pages be served in between. */
  findings(
    lines: readonly FactLine[],
    files: ImportFiles,
    asOf: number,
    rest: () => Promise<void>,
  ): Promise<ImportFinding[]>
}

export type ImportKind = BatchKind | FactKind
