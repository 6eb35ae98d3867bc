/** Reads of cases: the partner's facts with what the chain says of a state, and what is kept here. */
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { Case } from '#shared/contract/cases.ts'
import { type CaseKind, caseKinds, checkBy, reclaimUntil, stepsOf } from '#shared/rules/cases.ts'
import { type ChainName, chainState, expectedBy } from '#shared/rules/chains.ts'
import { formatBeijing } from '#shared/time.ts'

type Stored = Omit<Case, 'expectedBy' | 'steps' | 'reminder' | 'reclaimUntil'> & {
  readonly ticked: number | null
  readonly createdAt: number | null
}

const COLUMNS = `case_id AS caseId, kind, title, period, customer_id AS customerId, amount, status, status_at AS since,
  reject_reason AS rejectReason, deadline_at AS deadline, contract_party AS contractParty, medium,
  invoice_kind AS invoiceKind, invoice_number AS invoiceNumber, to_account AS toAccount, tag, ticked, created_at AS createdAt`

const isKind = (kind: string): kind is CaseKind & ChainName => (caseKinds as readonly string[]).includes(kind)

/** Today in Beijing, `YYYY-MM-DD`. */
const dayOf = (now: number): string => formatBeijing(now).slice(0, 10)

function deadlineOf({ kind, status, deadline, createdAt }: Stored): number | null {
  if (deadline !== null) return deadline
  // R-INC-36, where the vendor tells no day of its own.
  return kind === 'CAPABILITY' && status === 'TO_CHECK' && createdAt !== null ? checkBy(createdAt) : null
}

function shown(local: Db, row: Stored, now: number): Case {
  const { ticked, createdAt: _, ...facts } = row
  const done = new Map(
    kept<{ step: string; by: string; at: number }>(local, 'SELECT step, by, at FROM case_steps WHERE case_id = ?')
      .all(row.caseId)
      .map((one) => [one.step, one] as const),
  )
  const reminder = kept<{ on: string; note: string }>(
    local,
    'SELECT remind_on AS "on", note FROM case_reminders WHERE case_id = ?',
  ).get(row.caseId)
  return {
    ...facts,
    deadline: deadlineOf(row),
    expectedBy: row.since !== null && isKind(row.kind) ? expectedBy(row.kind, row.status, row.since) : null,
    reclaimUntil:
      row.kind === 'OPPORTUNITY' && row.status === 'COMPLETED' && row.since !== null ? reclaimUntil(row.since) : null,
    steps: stepsOf({ kind: row.kind, ticked: ticked === null ? null : ticked === 1, medium: row.medium }).map(
      (step) => ({ step, by: done.get(step)?.by ?? null, at: done.get(step)?.at ?? null }),
    ),
    reminder: reminder ? { ...reminder, due: reminder.on <= dayOf(now) } : null,
  }
}

const ours = ({ kind, status, reminder }: Pick<Case, 'kind' | 'status' | 'reminder'>): boolean =>
  reminder?.due === true || (isKind(kind) && chainState(kind, status)?.who === 'partner')

export function listCases(cache: Db, local: Db, kind: string, now: number): Case[] {
  return kept<Stored>(
    cache,
    `SELECT ${COLUMNS} FROM incentive_cases WHERE kind = ? AND gone_at IS NULL ORDER BY status_at DESC, case_id LIMIT 2000`,
  )
    .all(kind)
    .map((row) => shown(local, row, now))
    .sort((a, b) => Number(ours(b)) - Number(ours(a)))
}

export function findCase(cache: Db, local: Db, caseId: string, now: number): Case | null {
  const row = kept<Stored>(cache, `SELECT ${COLUMNS} FROM incentive_cases WHERE case_id = ? AND gone_at IS NULL`).get(
    caseId,
  )
  return row ? shown(local, row, now) : null
}

export function countCases(cache: Db, local: Db, now: number): { kind: string; all: number; ours: number }[] {
  const rows = kept<{ caseId: string; kind: string; status: string | null }>(
    cache,
    'SELECT case_id AS caseId, kind, status FROM incentive_cases WHERE gone_at IS NULL',
  ).all()
  const due = new Set(
    kept<string>(local, 'SELECT case_id FROM case_reminders WHERE remind_on <= ?').pluck().all(dayOf(now)),
  )
  const counts = new Map<string, { kind: string; all: number; ours: number }>()
  for (const { caseId, kind, status } of rows) {
    const count = counts.get(kind) ?? { kind, all: 0, ours: 0 }
    counts.set(kind, count)
    count.all += 1
    const reminder = due.has(caseId) ? { on: '', note: '', due: true } : null
    if (ours({ kind, status, reminder })) count.ours += 1
  }
  return [...counts.values()].slice(0, 100)
}

export interface DueReminder {
  readonly caseId: string
  readonly note: string
}

/** Reminders whose day has come and that nobody was told of yet; told from now on. */
export function takeDue(local: Db, now: number): DueReminder[] {
  return local
    .transaction(() => {
      const rows = kept<DueReminder>(
        local,
        'SELECT case_id AS caseId, note FROM case_reminders WHERE told_at IS NULL AND remind_on <= ? LIMIT 20',
      ).all(dayOf(now))
      for (const { caseId } of rows)
        kept(local, 'UPDATE case_reminders SET told_at = ? WHERE case_id = ?').run(now, caseId)
      return rows
    })
    .immediate()
}
