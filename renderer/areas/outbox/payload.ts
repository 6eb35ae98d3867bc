/** What was submitted, as people read it, and the part of it that this page lets them change. */
import { factText } from '#shared/facts.ts'

export interface Editable {
  payload: Record<string, unknown>
  /** Name of the amount in the payload (fen). */
  field: 'amount' | 'faceValue'
  amount: number
}

const parsed = (json: string): Record<string, unknown> => {
  const value: unknown = JSON.parse(json)
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

/** Null where the command carries no amount to change: it is discarded and made anew. */
export function editableOf(json: string): Editable | null {
  const payload = parsed(json)
  for (const field of ['amount', 'faceValue'] as const) {
    const amount = payload[field]
    if (typeof amount === 'number') return { payload, field, amount }
  }
  return null
}

/** Told elsewhere in the drawer. */
const told: ReadonlySet<string> = new Set(['amount', 'faceValue', 'customerId'])

/** Every other plain value by its own name: nothing of what was submitted is hidden (Law 9). */
export const payloadFacts = (json: string): [name: string, value: string][] =>
  Object.entries(parsed(json)).flatMap(([name, value]): [string, string][] => {
    if (told.has(name) || value === null || value === '') return []
    if (typeof value === 'object') return [[name, JSON.stringify(value)]]
    return [[name, factText(name, value as string | number | boolean)]]
  })
