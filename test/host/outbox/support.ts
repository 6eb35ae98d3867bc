// An outbox over a real encrypted file with a clock of its own; what the partner answers is the test's to say.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { append, verify } from '#host/audit/audit.ts'
import { Outbox } from '#host/outbox/engine.ts'
import { type Command, command, type Effect, type IntentRow } from '#host/outbox/types.ts'
import { type Outcome, PartnerError } from '#host/partner-api/types.ts'
import { localMigrations } from '#host/schema.ts'
import { migrate } from '#host/store/migrate.ts'
import { openLocal } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'

export const said = (
  outcome: Exclude<Outcome, 'applied'>,
  more: { code?: 'offline' | 'throttled'; retryAfterMs?: number } = {},
): PartnerError =>
  new PartnerError(
    outcome,
    { code: more.code ?? 'refused', safe: 'unknown', retry: 'later', ref: '' },
    more.retryAfterMs ?? null,
  )

export interface Pay {
  readonly to: string
  readonly amount: number
}

/** One scripted answer for each sending, in order; without one it is applied. */
export type Script = (PartnerError | 'pending' | Effect)[]

export function openOutbox(change: Partial<Command<Pay>> = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'outbox-'))
  const store = { file: join(dir, 'local.db'), key: new Uint8Array(randomBytes(32)) }
  const first = openLocal(store)
  migrate(first, localMigrations)
  first.close()
  const state = {
    now: Date.parse('2026-11-21T00:00:00Z'),
    script: [] as Script,
    found: [] as Effect[],
    sent: [] as { to: string; amount: number; reference: string }[],
    pending: [] as ((effect: Effect) => void)[],
    timers: [] as { ms: number; run: () => void }[],
    ids: 0,
    codeNeeded: false,
    /** The partner's clock, as its answers tell it. */
    vendorNow: null as (() => number) | null,
    /** What the partner answers to calls of ours, by operation. */
    answers: {} as Record<string, () => unknown>,
    refreshed: [] as Readonly<Record<string, readonly string[]>>[],
  }
  const nextId = (): number => {
    state.ids += 1
    return state.ids
  }
  const pay = command<Pay>({
    name: 'test.pay',
    version: 1,
    release: 'auto',
    expiresMs: 86_400_000,
    refresh: [],
    read: (version, payload) => (version === 1 ? (payload as Pay) : null),
    target: ({ to }) => to,
    twin: ({ to, amount }) => `${to} ${amount}`,
    customerId: ({ to }) => to,
    amount: ({ amount }) => amount,
    refuse: ({ amount }) => (amount > 0 ? null : { rule: 'R-CUST-30', reason: 'zero' }),
    recheck: async () => ({ kind: 'same' }),
    send: async ({ to, amount }, _desk, reference) => {
      state.sent.push({ to, amount, reference })
      const next = state.script.shift() ?? { effectId: `e${state.sent.length}`, result: {} }
      if (next === 'pending') return new Promise((resolve) => state.pending.push(resolve))
      if (next instanceof PartnerError) throw next
      return next
    },
    repeat: { by: 'looking', reference: false, settleMs: 900_000, find: async () => state.found },
    ...change,
  })
  const open = (): { db: Db; outbox: Outbox } => {
    const db = openLocal(store)
    const outbox = new Outbox({
      db,
      cache: null,
      commands: [pay],
      now: () => state.now,
      newId: () => `id${nextId()}`,
      author: () => 'person',
      api: {
        call: async (operationId) => {
          const answer = state.answers[operationId]
          if (!answer) throw new Error(`no call of ${operationId} expected`)
          return {
            body: answer(),
            failures: [],
            bytes: 0,
            requestId: null,
            http: 200,
            answeredAt: state.vendorNow?.() ?? state.now,
          } as never
        },
        clockSkewMs: 0,
      },
      audit: (tx, action, target, detail, result) =>
        append(tx, { at: state.now, actor: 'person', action, target, detail, result, online: true, device: 'test' }),
      codeNeeded: () => state.codeNeeded,
      changed: () => {},
      refresh: async (wanted) => {
        state.refreshed.push(wanted)
      },
      log: () => {},
      // No round number: waits are stored whole.
      random: () => 0.123,
      schedule: (ms, run) => {
        const timer = { ms, run }
        state.timers.push(timer)
        return () => state.timers.splice(state.timers.indexOf(timer), 1)
      },
    })
    outbox.declareAlone(true)
    return { db, outbox }
  }
  let opened = open()
  return {
    state,
    get outbox() {
      return opened.outbox
    },
    get db(): Db {
      return opened.db
    },
    accept: (
      to: string,
      amount: number,
      more: { requestId?: string; draft?: boolean; release?: boolean } = {},
    ): IntentRow => {
      const [row] = opened.outbox.people.accept('test.pay', {
        requestId: `q${nextId()}`,
        items: [{ payload: { to, amount } }],
        ...more,
      })
      if (!row) throw new Error('nothing accepted')
      return row
    },
    row: (intentId: string): IntentRow => opened.outbox.ledger.require(intentId),
    /** Lets time pass and does what is due. */
    pass: async (ms: number): Promise<void> => {
      state.now += ms
      opened.outbox.wake()
      await opened.outbox.idle()
    },
    audit: (action: string) =>
      opened.db.prepare('SELECT count(*) FROM audit WHERE action = ?').pluck().get(action) as number,
    proof: () => verify(opened.db),
    /** Ends without closing anything in order, and starts on the same file. */
    die: () => {
      opened.db.close()
      opened = open()
    },
    remove: () => {
      if (opened.db.open) opened.db.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
