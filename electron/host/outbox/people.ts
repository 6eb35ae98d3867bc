/** What a person may do with intents, each act audited: accept, release, edit, discard, release a hold, have the last word. */

import type { NewIntent } from '#host/outbox/changes.ts'
import type { Word } from '#host/outbox/groups.ts'
import { factsOf, type Ledger } from '#host/outbox/ledger.ts'
import type { AnyCommand, Command, Facts, IntentRow } from '#host/outbox/types.ts'
import type { Db } from '#host/store/types.ts'
import { AppError } from '#shared/errors.ts'

/** After submitting, everything can still be taken back for so long. */
export const UNDO_MS = 10_000

export interface AcceptInput<P = unknown> {
  /** Made when the form opens: the same one again gets the same answer. */
  readonly requestId: string
  readonly items: readonly { readonly payload: P; readonly basis?: Facts | null | undefined }[]
  /** Kept for later, not queued. */
  readonly draft?: boolean
  /** The person who submits lets it go at once; of a group, once its last piece is in. */
  readonly release?: boolean
  /** Several requests make this group; left out, the request is a group of its own. */
  readonly group?: { readonly groupId: string; readonly total: number; readonly label: string } | undefined
}

export interface PeopleParts {
  readonly ledger: Ledger
  readonly commands: ReadonlyMap<string, AnyCommand>
  readonly now: () => number
  readonly newId: () => string
  /** Account name of who sits here. */
  readonly author: () => string
  /** Facts for the rules, read only; null where there is no cache. */
  readonly cache: Db | null
  /** Whether the account has code verification on (R-CUST-37). */
  readonly codeNeeded: () => boolean
  /** Something may be due now. */
  readonly wake: () => void
}

export class People {
  readonly #parts: PeopleParts

  constructor(parts: PeopleParts) {
    this.#parts = parts
  }

  /**
   * Durable when it returns. An item that a rule refuses becomes a *refused* intent beside the others: nothing of a
   * batch is lost, and the rest goes on. Throws `not-found` for an unknown command.
   */
  accept(name: string, input: AcceptInput): IntentRow[] {
    const { ledger, now, newId, author, cache, codeNeeded, wake } = this.#parts
    const known = ledger.ofRequest(input.requestId)
    if (known.length > 0) return known
    const declared = this.#command(name)
    const at = now()
    const { groupId, total, label } = input.group ?? { groupId: newId(), total: input.items.length, label: '' }
    // A word without the code that it needs lets nothing go.
    const lacksCode = !declared.withoutCode && codeNeeded()
    const wanted = !lacksCode && (declared.release === 'auto' || input.release === true)
    const whole = total === input.items.length
    const waits = wanted && whole ? 'undo-window' : lacksCode ? 'needs-code' : 'needs-release'
    const intents = input.items.map(({ payload, basis = null }, item): NewIntent => {
      const parsed = this.#read(declared, declared.version, payload)
      const refusal = input.draft ? null : declared.refuse(parsed, cache, at)
      return {
        intentId: newId(),
        requestId: input.requestId,
        item,
        groupId,
        command: name,
        version: declared.version,
        payload,
        basis,
        ...placed(declared, parsed),
        author: author(),
        state: input.draft ? 'draft' : refusal ? 'refused' : 'queued',
        why: refusal ? 'rule' : input.draft ? 'accepted' : waits,
        detail: refusal ? { rule: refusal.rule, reason: refusal.reason, ...refusal.detail } : null,
        released: wanted && whole && !input.draft && !refusal,
        notBefore: at + UNDO_MS,
        expiresAt: at + declared.expiresMs,
      }
    })
    const group = { groupId, command: name, label, total, author: author() }
    const word = wanted && !whole && !input.draft ? this.#word(declared, null) : null
    const rows = ledger.accept(group, intents, word)
    wake()
    return rows
  }

  /**
   * Lets queued (or drafted) intents go; each is a fresh word, so its time begins anew. Answers how many went.
   * @param codeUntil what `Codes.confirm` answered
   */
  release(intentIds: readonly string[], codeUntil: number | null = null): number {
    const { ledger, wake } = this.#parts
    let count = 0
    for (const intentId of intentIds) {
      const row = ledger.require(intentId)
      const { notBefore, expiresAt } = this.#word(this.#command(row.command), codeUntil)
      const moved = ledger.move(
        intentId,
        {
          from: ['draft', 'queued'],
          to: 'queued',
          why: 'undo-window',
          patch: { released: 1, not_before: notBefore, tries: 0, expires_at: expiresAt, code_until: codeUntil },
          audit: { action: 'outbox.release' },
        },
        row,
      )
      if (moved) count += 1
    }
    wake()
    return count
  }

  /** The same for everything queued of a group but what asks again. Throws `conflict` while items are missing. */
  releaseGroup(groupId: string, codeUntil: number | null = null): number {
    const { groups } = this.#parts.ledger
    const count = groups.release(groupId, this.#word(this.#command(groups.commandOf(groupId)), codeUntil))
    this.#parts.wake()
    return count
  }

  /** Whether letting these go asks for a one-time code, where the account has code verification on (R-CUST-37). */
  wantsCode(intentIds: readonly string[]): boolean {
    return intentIds.some((intentId) => !this.#command(this.#parts.ledger.require(intentId).command).withoutCode)
  }

  groupWantsCode(groupId: string): boolean {
    return !this.#command(this.#parts.ledger.groups.commandOf(groupId)).withoutCode
  }

  #word({ expiresMs }: Command<unknown>, codeUntil: number | null): Word {
    const at = this.#parts.now()
    return { notBefore: at + UNDO_MS, expiresAt: at + expiresMs, codeUntil }
  }

  /** Whose order a payload would be; null = no customer's. Throws `invalid-input`. */
  customerOf(command: string, payload: unknown): string | null {
    const declared = this.#command(command)
    return declared.customerId(this.#read(declared, declared.version, payload))
  }

  /** Another payload, as long as surely nothing happened. Throws `conflict` where it is too late. */
  edit(intentId: string, payload: unknown, basis: Facts | null = null): IntentRow {
    const { ledger, now, cache } = this.#parts
    const row = ledger.require(intentId)
    const declared = this.#command(row.command)
    const parsed = this.#read(declared, declared.version, payload)
    const refusal = declared.refuse(parsed, cache, now())
    if (refusal) {
      throw new AppError('invalid-input', {
        retry: 'after-fix',
        detail: { rule: refusal.rule, reason: refusal.reason, ...refusal.detail },
      })
    }
    // What may have happened once keeps its reference to itself: another try is another intent.
    if (row.maybe === 1)
      throw new AppError('conflict', { retry: 'no', detail: { reason: 'new-intent-needed', state: row.state } })
    const { customerId, ...place } = placed(declared, parsed)
    const moved = ledger.move(
      intentId,
      {
        from: ['draft', 'queued', 'refused', 'expired'],
        to: row.state === 'draft' ? 'draft' : 'queued',
        why: row.state === 'draft' ? 'accepted' : 'needs-release',
        patch: {
          ...place,
          customer_id: customerId,
          payload: JSON.stringify(payload),
          basis: JSON.stringify(basis),
          version: declared.version,
          released: 0,
          code_until: null,
          error: null,
          tries: 0,
          expires_at: now() + declared.expiresMs,
        },
        audit: { action: 'outbox.edit', detail: { before: row.payload, after: JSON.stringify(payload) } },
      },
      row,
    )
    if (!moved) throw new AppError('conflict', { retry: 'no', detail: { reason: 'too-late', state: row.state } })
    return ledger.require(intentId)
  }

  /** Throws `conflict` where it may have been sent. Discarding twice is done. */
  discard(intentId: string): void {
    const { ledger, wake } = this.#parts
    const row = ledger.require(intentId)
    if (row.state === 'discarded') return
    // Put back after silence, it may have happened all the same.
    if (row.state === 'queued' && row.maybe === 1)
      throw new AppError('conflict', { retry: 'no', detail: { reason: 'too-late', state: row.state } })
    const moved = ledger.move(
      intentId,
      {
        from: ['draft', 'queued', 'refused', 'expired'],
        to: 'discarded',
        why: 'discarded',
        patch: { released: 0 },
        audit: { action: 'outbox.discard' },
      },
      row,
    )
    if (!moved) throw new AppError('conflict', { retry: 'no', detail: { reason: 'too-late', state: row.state } })
    wake()
  }

  /** Lets later intents of the target go although this one's outcome is not known: knowingly, and the audit says so. */
  releaseHold(intentId: string): void {
    const { ledger, wake } = this.#parts
    const { state, why, detail } = ledger.require(intentId)
    const moved = ledger.move(intentId, {
      from: ['uncertain', 'waiting'],
      to: state,
      why,
      detail: factsOf(detail),
      patch: { hold: 0 },
      audit: { action: 'outbox.releaseHold' },
    })
    if (!moved) throw new AppError('conflict', { detail: { reason: 'not-held', state } })
    wake()
  }

  /**
   * A person's last word on an intent that waits for one. *Not happened* does not send again: it becomes *refused*, and
   * still counts as one whose record may turn up; another try is a new intent.
   */
  decide(intentId: string, happened: boolean): void {
    const { ledger, wake } = this.#parts
    const row = ledger.require(intentId)
    const moved = ledger.move(
      intentId,
      happened
        ? {
            from: ['waiting'],
            to: 'done',
            why: 'person-said',
            patch: { hold: 0 },
            audit: { action: 'outbox.decide', detail: { happened } },
          }
        : {
            from: ['waiting'],
            to: 'refused',
            why: 'person-said',
            patch: { hold: 0, released: 0 },
            audit: { action: 'outbox.decide', detail: { happened } },
          },
      row,
    )
    if (!moved) throw new AppError('conflict', { detail: { reason: 'not-waiting', state: row.state } })
    wake()
  }

  /** Reads the records again now. */
  lookAgain(intentId: string): void {
    const { ledger, now, wake } = this.#parts
    const { state, why, detail } = ledger.require(intentId)
    if (state !== 'uncertain' && state !== 'waiting')
      throw new AppError('conflict', { detail: { reason: 'not-open', state } })
    ledger.move(intentId, { from: [state], to: state, why, detail: factsOf(detail), patch: { not_before: now() } })
    wake()
  }

  #command(name: string): Command<unknown> {
    const found = this.#parts.commands.get(name)
    if (!found) throw new AppError('not-found', { field: 'command' })
    return found as unknown as Command<unknown>
  }

  #read(declared: Command<unknown>, version: number, payload: unknown): unknown {
    const parsed = declared.read(version, payload)
    if (parsed === null) throw new AppError('invalid-input', { retry: 'after-fix', field: 'payload' })
    return parsed
  }
}

const placed = (declared: Command<unknown>, payload: unknown) => ({
  target: declared.target(payload),
  twin: declared.twin(payload),
  customerId: declared.customerId(payload),
  amount: declared.amount(payload),
})
