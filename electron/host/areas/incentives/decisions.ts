/** What persons decide on differences, and the sign-off of a period; each in one transaction with its audit entry. */
import { carriedInto, differenceOf } from '#host/areas/incentives/carried.ts'
import { openItems, signOffsOf } from '#host/areas/incentives/queries.ts'
import type { AuditDetail } from '#host/audit/audit.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { Difference } from '#shared/contract/incentives.ts'
import { AppError } from '#shared/errors.ts'

export interface DecisionParts {
  readonly local: Db
  readonly evidence: Db
  readonly by: string
  readonly now: number
  /** Appends to the audit inside the caller's transaction. */
  audit(action: string, target: string, detail: AuditDetail): void
}

type Level = Difference['level']

/** What an item of a period differs by now; undefined where there is none. */
const differenceAt = (
  { evidence, local }: DecisionParts,
  period: string,
  level: Level,
  key: string,
): string | undefined =>
  level === 'carried'
    ? carriedInto({ evidence, local }, period).find((one) => one.key === key)?.difference
    : differenceOf(evidence, period, level, key)

/** Throws `conflict` where the reviewer has signed the period off. */
function refuseLocked(local: Db, period: string): void {
  if (signOffsOf(local, period).some(({ role }) => role === 'reviewer'))
    throw new AppError('conflict', { detail: { reason: 'period-locked', period } })
}

/** Answers the ids of the decisions, for taking them back. Throws `not-found` for an item that is not there any more. */
export function decide(
  parts: DecisionParts,
  given: {
    readonly period: string
    readonly items: readonly { readonly level: Level; readonly key: string }[]
    readonly decision: 'accepted' | 'disputed' | 'carried'
    readonly note: string
  },
): number[] {
  const { local, by, now, audit } = parts
  const { period, items, decision, note } = given
  const insert = kept(
    local,
    `INSERT INTO incentive_decisions (period, level, key, difference, decision, note, by, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return local
    .transaction(() => {
      refuseLocked(local, period)
      const ids = items.map(({ level, key }) => {
        const difference = differenceAt(parts, period, level, key)
        if (difference === undefined) throw new AppError('not-found', { field: 'items' })
        return Number(insert.run(period, level, key, difference, decision, note, by, now).lastInsertRowid)
      })
      audit('incentives.decide', `period:${period}`, { decision, items: items.length, note: note.slice(0, 200) })
      return ids
    })
    .immediate()
}

/** Who looks after items, and what is known of them so far; the last word counts, all are kept. */
export function assign(
  parts: DecisionParts,
  given: {
    readonly period: string
    readonly items: readonly { readonly level: Level; readonly key: string }[]
    readonly owner: string
    readonly note: string
  },
): void {
  const { local, by, now, audit } = parts
  const { period, items, owner, note } = given
  local
    .transaction(() => {
      refuseLocked(local, period)
      for (const { level, key } of items) {
        if (differenceAt(parts, period, level, key) === undefined) throw new AppError('not-found', { field: 'items' })
        kept(
          local,
          'INSERT INTO incentive_owners (period, level, key, owner, note, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
        ).run(period, level, key, owner, note, by, now)
      }
      audit('incentives.assign', `period:${period}`, { owner, items: items.length, note: note.slice(0, 200) })
    })
    .immediate()
}

/** What stood before stands again. */
export function undo({ local, now, audit }: DecisionParts, decisionIds: readonly number[]): void {
  local
    .transaction(() => {
      for (const id of decisionIds) {
        const period = kept<string>(local, 'SELECT period FROM incentive_decisions WHERE id = ? AND undone_at IS NULL')
          .pluck()
          .get(id)
        if (period === undefined) throw new AppError('not-found', { field: 'decisionIds' })
        refuseLocked(local, period)
        kept(local, 'UPDATE incentive_decisions SET undone_at = ? WHERE id = ?').run(now, id)
      }
      audit('incentives.undo', `decisions:${decisionIds.length}`, { first: decisionIds[0] ?? 0 })
    })
    .immediate()
}

/** Edition that stands now; throws `not-found` without one. */
function standingEdition(evidence: Db, period: string): number {
  const number = kept<number | null>(evidence, 'SELECT number FROM matches WHERE period = ?').pluck().get(period)
  if (!number) throw new AppError('not-found', { field: 'period' })
  return number
}

/** Four eyes: throws `conflict` for open items, a role signed already, no preparer yet, or one person in both roles. */
export function signOff(parts: DecisionParts, period: string, role: 'preparer' | 'reviewer'): void {
  const { local, evidence, by, now, audit } = parts
  const refuse = (reason: string, detail: Record<string, string | number> = {}): never => {
    throw new AppError('conflict', { detail: { reason, period, ...detail } })
  }
  local
    .transaction(() => {
      const edition = standingEdition(evidence, period)
      const signed = signOffsOf(local, period)
      const preparer = signed.find((one) => one.role === 'preparer')
      if (signed.some((one) => one.role === role)) refuse('signed-already')
      const open = openItems(parts, period)
      if (open > 0) refuse('open-items', { open })
      if (role === 'reviewer' && !preparer) refuse('not-prepared')
      if (role === 'reviewer' && preparer?.by === by) refuse('same-person')
      if (role === 'reviewer' && preparer?.edition !== edition) refuse('newer-edition', { edition })
      kept(local, 'INSERT INTO incentive_sign_offs (period, role, edition, by, at) VALUES (?, ?, ?, ?, ?)').run(
        period,
        role,
        edition,
        by,
        now,
      )
      audit('incentives.signOff', `period:${period}`, { role, edition })
    })
    .immediate()
}

export function reopen({ local, now, audit }: DecisionParts, period: string, reason: string): void {
  local
    .transaction(() => {
      const { changes } = kept(
        local,
        'UPDATE incentive_sign_offs SET taken_back_at = ? WHERE period = ? AND taken_back_at IS NULL',
      ).run(now, period)
      if (changes === 0) throw new AppError('not-found', { field: 'period' })
      audit('incentives.reopen', `period:${period}`, { reason: reason.slice(0, 200) })
    })
    .immediate()
}
