/** Quotes in the local file: each change in one transaction with its audit entry; a draft of a newer program is kept, not shown. */
import type { AuditDetail } from '#host/audit/audit.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { QuoteDraft } from '#shared/contract/quotes.ts'
import { AppError } from '#shared/errors.ts'

export interface StoredQuote {
  readonly draft: QuoteDraft
  readonly author: string
  readonly createdAt: number
  readonly changedAt: number
}

interface Row {
  quote_id: string
  body: string
  author: string
  created_at: number
  changed_at: number
}

export type QuoteAudit = (tx: Db, action: string, quoteId: string, detail: AuditDetail) => void

function read(row: Row): StoredQuote | null {
  const draft = QuoteDraft.safeParse(JSON.parse(row.body))
  if (!draft.success) return null
  return { draft: draft.data, author: row.author, createdAt: row.created_at, changedAt: row.changed_at }
}

export function findQuote(local: Db, quoteId: string): StoredQuote | null {
  const row = kept<Row>(local, 'SELECT * FROM quotes WHERE quote_id = ?').get(quoteId)
  return row ? read(row) : null
}

/** Newest change first, behind the last one seen. */
export function quotesAfter(
  local: Db,
  after: { readonly changedAt: number; readonly quoteId: string } | null,
  limit: number,
): StoredQuote[] {
  return kept<Row>(
    local,
    `SELECT * FROM quotes WHERE changed_at < @at OR (changed_at = @at AND quote_id > @id)
     ORDER BY changed_at DESC, quote_id LIMIT @limit`,
  )
    .all({ at: after?.changedAt ?? Number.MAX_SAFE_INTEGER, id: after?.quoteId ?? '', limit })
    .flatMap((row) => read(row) ?? [])
}

/**
 * The same content again is the same quote (a double click, a repeated save). Throws `conflict` where it was changed
 * since `basedOn`, or is there already though it should be new.
 */
export function saveQuote(
  local: Db,
  { draft, basedOn }: { readonly draft: QuoteDraft; readonly basedOn: number | null },
  by: { readonly author: string; readonly now: number },
  audit: QuoteAudit,
): StoredQuote {
  return local
    .transaction((): StoredQuote => {
      const known = kept<Row>(local, 'SELECT * FROM quotes WHERE quote_id = ?').get(draft.quoteId)
      const body = JSON.stringify(draft)
      if (known && known.body === body) return read(known) as StoredQuote
      if ((known?.changed_at ?? null) !== basedOn) throw new AppError('conflict', { retry: 'after-fix' })
      // Two changes within a millisecond are two versions.
      const changedAt = Math.max(by.now, (known?.changed_at ?? 0) + 1)
      const quote: StoredQuote = {
        draft,
        author: known?.author ?? by.author,
        createdAt: known?.created_at ?? by.now,
        changedAt,
      }
      kept(
        local,
        `INSERT INTO quotes (quote_id, template, customer_id, title, body, author, created_at, changed_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (quote_id) DO UPDATE SET template = excluded.template, customer_id = excluded.customer_id,
           title = excluded.title, body = excluded.body, changed_at = excluded.changed_at`,
      ).run(
        draft.quoteId,
        draft.template ? 1 : 0,
        draft.customerId,
        draft.title,
        body,
        quote.author,
        quote.createdAt,
        changedAt,
      )
      audit(local, known ? 'quotes.change' : 'quotes.create', draft.quoteId, {
        customerId: draft.customerId ?? '',
        lines: draft.lines.length,
        template: draft.template,
      })
      return quote
    })
    .immediate()
}

/** Deleting what is gone already is done. */
export function deleteQuote(local: Db, quoteId: string, audit: QuoteAudit): void {
  local
    .transaction(() => {
      const { changes } = kept(local, 'DELETE FROM quotes WHERE quote_id = ?').run(quoteId)
      if (changes > 0) audit(local, 'quotes.delete', quoteId, {})
    })
    .immediate()
}
