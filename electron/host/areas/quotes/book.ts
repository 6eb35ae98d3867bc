/** The price book: every answer of the vendor to a price, by product, customer and units, the newest alone. */
import { createHash } from 'node:crypto'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { PriceBasis } from '#shared/contract/quotes.ts'
import { type LineFacts, productKey, scaled, unitsOf } from '#shared/rules/quotes.ts'

export interface BookOffer {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly saving: bigint
}

/** What the vendor answered for one line. */
export type Told =
  | {
      readonly ok: true
      readonly official: bigint
      /** On demand, discounts taken off; null where it depends on the offer that is chosen. */
      readonly amount: bigint | null
      readonly offers: readonly BookOffer[]
    }
  | { readonly ok: false; readonly code: string }

export interface Priced {
  readonly basis: PriceBasis
  readonly official: bigint | null
  readonly amount: bigint | null
  readonly offers: readonly BookOffer[]
  readonly at: number | null
  readonly refused: string | null
}

/** Older prices than the newest so many are forgotten. */
const KEPT = 20_000

const digest = (line: LineFacts): string => createHash('sha256').update(productKey(line)).digest('hex').slice(0, 40)

export function writePrice(local: Db, line: LineFacts, customerId: string, told: Told, at: number): void {
  const offers = told.ok
    ? told.offers.map(({ id, type, name, saving }) => ({ id, type, name, saving: saving.toString() }))
    : []
  kept(
    local,
    `INSERT OR REPLACE INTO quote_prices (product, customer_id, units, at, official, amount, offers, refused)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    digest(line),
    customerId,
    unitsOf(line).toString(),
    at,
    told.ok ? told.official.toString() : null,
    told.ok ? (told.amount?.toString() ?? null) : null,
    JSON.stringify(offers),
    told.ok ? null : told.code,
  )
}

export function prunePrices(local: Db): void {
  kept(
    local,
    `DELETE FROM quote_prices WHERE at < (SELECT at FROM quote_prices ORDER BY at DESC LIMIT 1 OFFSET ${KEPT})`,
  ).run()
}

interface Row {
  units: string
  at: number
  official: string | null
  amount: string | null
  offers: string
  refused: string | null
}

const nothing: Priced = { basis: 'none', official: null, amount: null, offers: [], at: null, refused: null }

function priced(row: Row, basis: PriceBasis, to: bigint): Priced {
  if (row.official === null) return nothing
  const from = BigInt(row.units)
  const offers = (JSON.parse(row.offers) as { id: string; type: string; name: string; saving: string }[]).map(
    // A saving is rounded down where a price is rounded up.
    (offer) => ({ ...offer, saving: (BigInt(offer.saving) * to) / from }),
  )
  return {
    basis,
    official: scaled(BigInt(row.official), from, to),
    amount: row.amount === null ? null : scaled(BigInt(row.amount), from, to),
    offers: basis === 'official' ? [] : offers,
    at: row.at,
    refused: null,
  }
}

/** What is known of a line's price: what was asked exactly, else the nearest that was, and it says which. */
export function priceInBook(local: Db, line: LineFacts, customerId: string | null): Priced {
  const product = digest(line)
  const units = unitsOf(line)
  if (units <= 0n) return nothing
  const of = (where: string, ...params: string[]): Row | undefined =>
    kept<Row>(
      local,
      `SELECT units, at, official, amount, offers, refused FROM quote_prices WHERE product = ? AND ${where} ORDER BY at DESC LIMIT 1`,
    ).get(product, ...params)
  if (customerId !== null) {
    const exact = of('customer_id = ? AND units = ?', customerId, units.toString())
    if (exact?.refused) return { ...nothing, at: exact.at, refused: exact.refused }
    if (exact) return priced(exact, 'asked', units)
    const near = of('customer_id = ? AND refused IS NULL', customerId)
    if (near) return priced(near, 'estimate', units)
  }
  const other = of('refused IS NULL')
  if (!other) return nothing
  const found = priced(other, 'official', units)
  // Another customer's discount is not this one's: the official price is what would be paid without any.
  return { ...found, amount: line.charge === 'demand' ? found.official : null }
}
