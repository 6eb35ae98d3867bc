/** Terms of batches that people keep under a name. */

import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { type BatchKindName, BatchTemplate, BatchTerms } from '#shared/contract/batches.ts'
import { AppError } from '#shared/errors.ts'

/** As the contract bounds the list. */
const MOST = 100

interface Row {
  readonly template_id: string
  readonly name: string
  readonly terms: string
  readonly created_at: number
}

/** A template that a newer program wrote otherwise is kept and not shown. */
function templateOf({ template_id, name, terms, created_at }: Row): BatchTemplate[] {
  const read = BatchTerms.safeParse(JSON.parse(terms))
  return read.success ? [{ templateId: template_id, name, terms: read.data, createdAt: created_at }] : []
}

export const listTemplates = (local: Db, kind: BatchKindName): BatchTemplate[] =>
  kept<Row>(local, `SELECT * FROM batch_templates WHERE kind = ? ORDER BY name, template_id LIMIT ${MOST}`)
    .all(kind)
    .flatMap(templateOf)

/** The same id again changes it. Throws `conflict` beyond the hundredth. */
export function saveTemplate(local: Db, template: Omit<BatchTemplate, 'createdAt'>, now: number): BatchTemplate {
  return local
    .transaction(() => {
      const { templateId, name, terms } = template
      const known = kept<Row>(local, 'SELECT * FROM batch_templates WHERE template_id = ?').get(templateId)
      const count =
        kept<number>(local, 'SELECT count(*) FROM batch_templates WHERE kind = ?').pluck().get(terms.kind) ?? 0
      if (!known && count >= MOST)
        throw new AppError('conflict', { retry: 'after-fix', detail: { reason: 'too-many-templates', limit: MOST } })
      const createdAt = known?.created_at ?? now
      kept(
        local,
        `INSERT INTO batch_templates (template_id, kind, name, terms, created_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (template_id) DO UPDATE SET kind = excluded.kind, name = excluded.name, terms = excluded.terms`,
      ).run(templateId, terms.kind, name, JSON.stringify(terms), createdAt)
      return BatchTemplate.parse({ ...template, createdAt })
    })
    .immediate()
}

/** Deleting what is gone already is done. */
export function deleteTemplate(local: Db, templateId: string): void {
  kept(local, 'DELETE FROM batch_templates WHERE template_id = ?').run(templateId)
}
