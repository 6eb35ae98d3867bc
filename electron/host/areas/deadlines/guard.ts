/** What ends next, and how many open items a confirmation may leave; from the last reading, so off line too. */
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { type AwaitingBill, type Deadline, nextDeadline } from '#shared/rules/deadlines.ts'

export const deadlineHere = (cache: Db, now: number): Deadline | null =>
  nextDeadline(
    kept<AwaitingBill>(
      cache,
      'SELECT period, status, announce_end AS announceEnd FROM incentive_bills WHERE gone_at IS NULL',
    ).all(),
    now,
  )

/** Everything must be settled unless somebody allowed some. */
export const openLimit = (local: Db): number =>
  kept<number>(local, 'SELECT open_limit FROM deadline_guard').pluck().get() ?? 0

export function setOpenLimit(local: Db, limit: number): void {
  kept(
    local,
    `INSERT INTO deadline_guard (id, open_limit) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET open_limit = excluded.open_limit`,
  ).run(limit)
}

/** True for the first time that this warning is told on this machine. */
export const warnOnce = (local: Db, { period, until }: Deadline, now: number): boolean =>
  kept(local, 'INSERT OR IGNORE INTO deadline_warnings (period, until, told_at) VALUES (?, ?, ?)').run(
    period,
    until,
    now,
  ).changes > 0
