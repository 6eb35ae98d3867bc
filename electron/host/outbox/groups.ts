/** What one person submitted together: its size, its counts, and what is done to all of it at once. */

import type { Audit } from '#host/outbox/types.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { IntentGroup } from '#shared/contract/outbox.ts'
import { AppError } from '#shared/errors.ts'
import { type IntentState, intentStates } from '#shared/intent-states.ts'

export interface NewGroup {
  readonly groupId: string
  /** The contract's name of the call: a group has one. */
  readonly command: string
  readonly label: string
  /** Items announced; they may come in several requests. */
  readonly total: number
  readonly author: string
}

interface GroupRow {
  readonly number: number
  readonly group_id: string
  readonly command: string
  readonly label: string
  readonly total: number
  readonly author: string
  readonly accepted_at: number
}

interface GroupsParts {
  readonly db: Db
  readonly now: () => number
  readonly audit: Audit
  /** Called after a commit, never inside one. */
  readonly changed: () => void
}

/** What a release of many gives each of them: UTC milliseconds of this machine, `codeUntil` of the partner's clock. */
export interface Word {
  readonly notBefore: number
  readonly expiresAt: number
  readonly codeUntil: number | null
}

const OPEN = `'draft', 'queued', 'sent', 'uncertain', 'waiting'`
/** Moved ground is looked at one by one: what is there now was not part of the batch that was reviewed. */
const RELEASABLE = `state IN ('draft', 'queued') AND released = 0 AND why <> 'ground-moved'`

export class Groups {
  readonly #parts: GroupsParts

  constructor(parts: GroupsParts) {
    this.#parts = parts
  }

  /** In the caller's transaction. Throws `conflict` where the id names another group. */
  open({ groupId, command, label, total, author }: NewGroup): void {
    const { db, now } = this.#parts
    const known = this.#row(groupId)
    if (!known) {
      kept(
        db,
        'INSERT INTO intent_groups (group_id, command, label, total, author, accepted_at) VALUES (?, ?, ?, ?, ?, ?)',
      ).run(groupId, command, label, total, author, now())
    } else if (known.command !== command || known.total !== total) {
      throw new AppError('conflict', { field: 'group', detail: { reason: 'another-group' } })
    }
  }

  /** In the caller's transaction: whether everything announced is in. Throws `conflict` where more came. */
  complete(groupId: string): boolean {
    const { total } = this.#require(groupId)
    const items = this.#items(groupId)
    if (items > total) throw new AppError('conflict', { field: 'group', detail: { reason: 'too-many', total } })
    return items === total
  }

  /** Lets everything go that waits for a release, in the caller's transaction; answers how many. */
  releaseIn(groupId: string, { notBefore, expiresAt, codeUntil }: Word): number {
    const { db, now } = this.#parts
    this.#note(groupId, RELEASABLE, 'queued', 'undo-window')
    return kept(
      db,
      `UPDATE intents SET state = 'queued', released = 1, why = 'undo-window', detail = NULL, not_before = @notBefore,
         tries = 0, expires_at = @expiresAt, code_until = @codeUntil, changed_at = max(@now, changed_at + 1)
       WHERE group_id = @groupId AND ${RELEASABLE}`,
    ).run({ groupId, notBefore, expiresAt, codeUntil, now: now() }).changes
  }

  /** Throws `not-found`, and `conflict` while items are missing. */
  release(groupId: string, word: Word): number {
    return this.#together(groupId, 'outbox.releaseGroup', ({ total }) => {
      if (this.#items(groupId) < total)
        throw new AppError('conflict', { retry: 'after-fix', detail: { reason: 'incomplete', total } })
      return this.releaseIn(groupId, word)
    })
  }

  /** What has not left waits for a release again. */
  takeBack(groupId: string): number {
    const { db, now } = this.#parts
    const which = `state = 'queued' AND released = 1`
    return this.#together(groupId, 'outbox.takeBackGroup', () => {
      this.#note(groupId, which, 'queued', 'needs-release')
      return kept(
        db,
        `UPDATE intents SET released = 0, why = 'needs-release', detail = NULL, changed_at = max(@now, changed_at + 1)
         WHERE group_id = @groupId AND ${which}`,
      ).run({ groupId, now: now() }).changes
    })
  }

  /** What may have happened stays. */
  discard(groupId: string): number {
    const { db, now } = this.#parts
    const which = `state IN ('draft', 'queued', 'refused', 'expired') AND maybe = 0`
    return this.#together(groupId, 'outbox.discardGroup', () => {
      this.#note(groupId, which, 'discarded', 'discarded')
      return kept(
        db,
        `UPDATE intents SET state = 'discarded', why = 'discarded', detail = NULL, released = 0,
           changed_at = max(@now, changed_at + 1) WHERE group_id = @groupId AND ${which}`,
      ).run({ groupId, now: now() }).changes
    })
  }

  /** A one-time code is not good any more: what it let go and has not left waits for another one. */
  codeOver(codeUntil: number): void {
    const { db, now, changed } = this.#parts
    const which = `state = 'queued' AND released = 1 AND code_until = @codeUntil`
    db.transaction(() => {
      kept(
        db,
        `INSERT INTO intent_log (seq, at, state, why)
         SELECT seq, @now, 'queued', 'needs-code' FROM intents WHERE ${which} ORDER BY seq`,
      ).run({ codeUntil, now: now() })
      kept(
        db,
        `UPDATE intents SET released = 0, why = 'needs-code', detail = NULL, code_until = NULL,
           changed_at = max(@now, changed_at + 1) WHERE ${which}`,
      ).run({ codeUntil, now: now() })
    }).immediate()
    changed()
  }

  /** The contract's name of the call. Throws `not-found`. */
  commandOf(groupId: string): string {
    return this.#require(groupId).command
  }

  /** Customers whom its intents are about. Throws `not-found`. */
  customersOf(groupId: string): string[] {
    this.#require(groupId)
    return kept<string>(
      this.#parts.db,
      'SELECT DISTINCT customer_id FROM intents WHERE group_id = ? AND customer_id IS NOT NULL',
    )
      .pluck()
      .all(groupId) as string[]
  }

  /** Throws `not-found`. */
  view(groupId: string): IntentGroup {
    return this.#viewOf(this.#require(groupId))
  }

  /** Newest first; `before` is the last number seen. */
  list({
    open,
    commands,
    before,
    limit,
  }: {
    readonly open: boolean
    readonly commands?: readonly string[] | undefined
    readonly before: number | null
    readonly limit: number
  }): { rows: IntentGroup[]; next: number | null } {
    const rows = kept<GroupRow>(
      this.#parts.db,
      `SELECT * FROM intent_groups WHERE number < @last
         ${open ? `AND group_id IN (SELECT group_id FROM intents WHERE state IN (${OPEN}))` : ''}
         ${commands ? 'AND command IN (SELECT value FROM json_each(@commands))' : ''}
       ORDER BY number DESC LIMIT @limit`,
    ).all({
      last: before ?? Number.MAX_SAFE_INTEGER,
      limit,
      ...(commands ? { commands: JSON.stringify(commands) } : {}),
    })
    return {
      rows: rows.map((row) => this.#viewOf(row)),
      next: rows.length < limit ? null : (rows.at(-1)?.number ?? null),
    }
  }

  #row(groupId: string): GroupRow | undefined {
    return kept<GroupRow>(this.#parts.db, 'SELECT * FROM intent_groups WHERE group_id = ?').get(groupId)
  }

  #require(groupId: string): GroupRow {
    const row = this.#row(groupId)
    if (!row) throw new AppError('not-found', { field: 'groupId' })
    return row
  }

  #items(groupId: string): number {
    return (
      kept<{ n: number }>(this.#parts.db, 'SELECT count(*) AS n FROM intents WHERE group_id = ?').get(groupId)?.n ?? 0
    )
  }

  /** One transaction with one audit entry: a person's one word about all of them. */
  #together(groupId: string, action: string, act: (group: GroupRow) => number): number {
    const { db, audit, changed } = this.#parts
    const count = db
      .transaction(() => {
        const group = this.#require(groupId)
        const intents = act(group)
        audit(db, action, `group:${groupId}`, { command: group.command, label: group.label, intents }, 'done')
        return intents
      })
      .immediate()
    changed()
    return count
  }

  #note(groupId: string, which: string, state: IntentState, why: string): void {
    kept(
      this.#parts.db,
      `INSERT INTO intent_log (seq, at, state, why)
       SELECT seq, @now, @state, @why FROM intents WHERE group_id = @groupId AND ${which} ORDER BY seq`,
    ).run({ groupId, now: this.#parts.now(), state, why })
  }

  #viewOf(row: GroupRow): IntentGroup {
    const found = kept<{ state: IntentState; n: number; unreleased: number; sum: number }>(
      this.#parts.db,
      `SELECT state, count(*) AS n, sum(state = 'queued' AND released = 0) AS unreleased, coalesce(sum(amount), 0) AS sum
       FROM intents WHERE group_id = ? GROUP BY state`,
    ).all(row.group_id)
    const counts = Object.fromEntries(intentStates.map((state) => [state, 0])) as Record<IntentState, number>
    let sum = 0
    for (const one of found) {
      counts[one.state] = one.n
      if (one.state !== 'refused' && one.state !== 'discarded' && one.state !== 'expired') sum += one.sum
    }
    return {
      groupId: row.group_id,
      command: row.command,
      label: row.label,
      total: row.total,
      items: found.reduce((items, { n }) => items + n, 0),
      counts,
      unreleased: found.reduce((all, { unreleased }) => all + unreleased, 0),
      sum,
      sumDone: found.find(({ state }) => state === 'done')?.sum ?? 0,
      author: row.author,
      acceptedAt: row.accepted_at,
    }
  }
}
