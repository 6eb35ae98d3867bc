/** The archived form of a print: canonical text, its hash, and what the code on the paper says. */
import { createHash } from 'node:crypto'
import type { Content } from '#host/documents/types.ts'
import type { Paper } from '#shared/contract/documents.ts'

/** A print as it was issued; nothing of it ever changes. */
export interface Frozen extends Content {
  readonly number: string
  /** UTC milliseconds. */
  readonly issuedAt: number
  readonly operator: string
  readonly paper: Paper
}

/** The same data is the same text: keys in order, no white space. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

/** SHA-256 of a text or a file, lower-case hexadecimal. */
export const hashOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

const MARK = 'PW1'

/** What the code on each page says; only characters of QR's dense alphabet. */
export const codeText = (number: string, copy: number, hash: string): string =>
  `${MARK}:${number}:${copy}:${hash.toUpperCase()}`

export interface Code {
  readonly number: string
  readonly copy: number
  readonly hash: string
}

/** Null where the text is no code of ours. Spaces, case and full-width characters of a scanner do not matter. */
export function readCode(text: string): Code | null {
  const match = /^PW1:([A-Z]{2}-[A-Z0-9]{4}-\d{4}-\d{5,9}):([1-9]\d{0,4}):([0-9A-F]{64})$/.exec(
    text.normalize('NFKC').replace(/\s/gu, '').toUpperCase(),
  )
  const [, number, copy, hash] = match ?? []
  return number && copy && hash ? { number, copy: Number(copy), hash: hash.toLowerCase() } : null
}

/** The title that a PDF of ours carries in its own facts. */
export const pdfTitle = (number: string, copy: number): string => `${number} copy ${copy}`

/** Number in the title of a PDF's bytes; null where it has none of ours. */
export function numberInPdf(bytes: Uint8Array): string | null {
  const match = /\/Title \(([A-Z]{2}-[A-Z0-9]{4}-\d{4}-\d{5,9}) copy \d+\)/.exec(Buffer.from(bytes).toString('latin1'))
  return match?.[1] ?? null
}
