/** A checked file becomes editions: only with a person's word on all that was found about it. */
import type { AuditDetail } from '#host/audit/audit.ts'
import type { TakenFile } from '#host/evidence/taken.ts'
import type { ImportSession, TakenFacts } from '#host/imports/session.ts'
import type { ImportFinding } from '#shared/contract/imports.ts'
import { AppError } from '#shared/errors.ts'

const KINDS: ReadonlySet<string> = new Set(['incentives.details', 'incentives.bills', 'incentives.plans'])

export interface TakeParts {
  readonly session: ImportSession
  readonly by: string
  audit(action: string, target: string, detail: AuditDetail): void
}

/**
 * The facts of a checked file with what a person agreed to. Throws `conflict` for what was not agreed to, and for a file
 * without a single usable row.
 */
export function agreedFacts(
  session: ImportSession,
  accepting: readonly ImportFinding['code'][],
  matters: (finding: ImportFinding) => boolean = () => true,
): TakenFacts & { readonly asked: readonly ImportFinding[] } {
  const facts = session.takeFacts()
  const asked = facts.findings.filter((finding) => finding.asks && matters(finding))
  const missing = [...new Set(asked.map(({ code }) => code))].filter((code) => !accepting.includes(code))
  if (missing.length > 0)
    throw new AppError('conflict', { retry: 'after-fix', detail: { reason: 'findings', codes: missing.join() } })
  if (facts.lines.length === 0) throw new AppError('conflict', { retry: 'after-fix', detail: { reason: 'no-rows' } })
  return { ...facts, asked }
}

export function takenFile(
  { session, by, audit }: TakeParts,
  { whole, accepting }: { readonly whole: boolean; readonly accepting: readonly ImportFinding['code'][] },
): TakenFile {
  if (!KINDS.has(session.kind.name)) throw new AppError('not-found', { field: 'importId' })
  // A part of a statement takes nothing away.
  const { kind, fileName, hash, writtenAt, lines, asked } = agreedFacts(
    session,
    accepting,
    ({ code }) => whole || code !== 'lines-vanish',
  )
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
