/** A checked file becomes editions: only with a person's word on all that was found about it. */
import type { AuditDetail } from '#host/audit/audit.ts'
import type { TakenFile } from '#host/evidence/taken.ts'
import type { ImportSession } from '#host/imports/session.ts'
import type { ImportFinding } from '#shared/contract/imports.ts'
import { AppError } from '#shared/errors.ts'

const KINDS: ReadonlySet<string> = new Set(['incentives.details', 'incentives.bills', 'incentives.plans'])

export interface TakeParts {
  readonly session: ImportSession
  readonly by: string
  audit(action: string, target: string, detail: AuditDetail): void
}

/** Throws `conflict` for what was not agreed to, and for a file without a single usable row. */
export function takenFile(
  { session, by, audit }: TakeParts,
  { whole, accepting }: { readonly whole: boolean; readonly accepting: readonly ImportFinding['code'][] },
): TakenFile {
  const { kind, fileName, hash, writtenAt, lines, findings } = session.takeFacts()
  if (!KINDS.has(kind.name)) throw new AppError('not-found', { field: 'importId' })
  // A part of a statement takes nothing away.
  const asked = findings.filter(({ code, asks }) => asks && (whole || code !== 'lines-vanish'))
  const missing = [...new Set(asked.map(({ code }) => code))].filter((code) => !accepting.includes(code))
  if (missing.length > 0)
    throw new AppError('conflict', { retry: 'after-fix', detail: { reason: 'findings', codes: missing.join() } })
  if (lines.length === 0) throw new AppError('conflict', { retry: 'after-fix', detail: { reason: 'no-rows' } })
  audit('incentives.take', `file:${fileName}`.slice(0, 128), {
    kind: kind.name,
    hash,
    rows: lines.length,
    whole,
    findings: asked.map(({ code }) => code).join(),
  })
  return {
    kind: kind.name as TakenFile['kind'],
    name: fileName,
    hash,
    asOf: writtenAt,
    by,
    findings: JSON.stringify(asked),
    whole,
    rows: lines.map(({ values }) => values),
  }
}
