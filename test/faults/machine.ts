// One laptop of the fault run: the real engine, the real store file, the real client. It can die at any boundary.
import { existsSync } from 'node:fs'
import { ulid } from 'ulid'
import { append } from '#host/audit/audit.ts'
import { Outbox } from '#host/outbox/engine.ts'
import type { AnyCommand, IntentRow } from '#host/outbox/types.ts'
import { createPartnerApi } from '#host/partner-api/client.ts'
import { type PartnerApi, PartnerError } from '#host/partner-api/types.ts'
import { localMigrations } from '#host/schema.ts'
import { migrate } from '#host/store/migrate.ts'
import { openLocal } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import {
  type AcceptCall,
  type Act,
  type Boundary,
  Crashed,
  type Listed,
  type Machine,
  type MachineOptions,
  type Settings,
} from './laptop.ts'
import { commands, writeOperations } from './money.ts'

const naive = (commands: readonly AnyCommand[]): AnyCommand[] =>
  commands.map((one) => ({ ...one, repeat: { by: 'key' } }) as AnyCommand)

const writes: ReadonlySet<string> = new Set(writeOperations)
const never = new Promise<never>(() => {})

export function prepareFile(file: string, key: Uint8Array): void {
  const db = openLocal({ file, key })
  migrate(db, localMigrations)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

export class LocalMachine implements Machine {
  readonly #options: MachineOptions
  #db: Db
  #api: PartnerApi
  readonly #worn: PartnerApi[] = []
  #outbox: Outbox
  #clockOffsetMs = 0
  #online = true
  #dieAt: Boundary | null = null
  #calm = false
  #life = 0
  #faults: unknown[] = []
  #death = Promise.withResolvers<null>()
  dead = false

  constructor(options: MachineOptions) {
    if (!existsSync(options.file)) prepareFile(options.file, options.key)
    this.#options = options
    const started = this.#start()
    this.#db = started.db
    this.#api = started.api
    this.#outbox = started.outbox
  }

  #start(): { db: Db; api: PartnerApi; outbox: Outbox } {
    const { file, key, resend, patienceMs } = this.#options
    this.#life += 1
    const life = this.#life
    const now = (): number => Date.now() + this.#clockOffsetMs
    const db = openLocal({ file, key })
    const api = this.#client()
    const client = (): PartnerApi => this.#api ?? api
    const outbox = new Outbox({
      db,
      cache: null,
      now,
      api: {
        call: (operationId, callOptions) => this.#call(life, operationId as never, callOptions as never),
        get clockSkewMs() {
          return client().clockSkewMs
        },
      },
      commands: resend ? naive(commands) : commands,
      newId: () => ulid(),
      author: () => 'person',
      audit: (tx, action, target, detail, result) => {
        append(tx, { at: now(), actor: 'person', action, target, detail, result, online: this.#online, device: 'test' })
        if (action === 'outbox.send') this.#boundary('sent-before-commit')
        else if (action === 'outbox.done') this.#boundary('done-before-commit')
        else if (action === 'outbox.uncertain' || action === 'outbox.refused' || action === 'outbox.waiting')
          this.#boundary('settled-before-commit')
        else if (!action.startsWith('outbox.')) this.#boundary('accept-before-commit')
      },
      codeNeeded: () => false,
      changed: () => {},
      refresh: async () => {},
      log: (level, _message, facts) => {
        if (level === 'error' && life === this.#life && !this.dead && !(facts.cause instanceof Crashed))
          this.#faults.push(facts.cause)
      },
      schedule: (ms, run) => {
        // The engine's clock is the run's own; only its patience is measured in real time, where the history wants it so.
        if (patienceMs === null || this.#calm || ms < PATIENCE) return () => {}
        const timer = setTimeout(run, patienceMs)
        return () => clearTimeout(timer)
      },
      random: Math.random,
      pace: { patienceMs: PATIENCE },
    })
    return { db, api, outbox }
  }

  /** Dies here, if this is where it was told to. */
  #boundary(at: Boundary): void {
    if (this.#dieAt !== at) return
    this.#dieAt = null
    this.#die()
    throw new Crashed(at)
  }

  #die(): void {
    this.#options.die?.()
    this.dead = true
    this.#death.resolve(null)
    // After the transaction on the stack has been rolled back, and before anything else of the engine runs.
    const { inTransaction } = this.#db
    if (inTransaction) queueMicrotask(() => this.#db.close())
    else this.#db.close()
  }

  /** The client's pace is of real time: after a 429 a fresh one takes over, and the engine's own wait is what is tried. */
  async #ask(operationId: never, options: never): Promise<never> {
    const api = this.#api
    try {
      return (await api.call(operationId, options)) as never
    } catch (cause) {
      if (cause instanceof PartnerError && cause.value.code === 'throttled' && api === this.#api) this.#renew()
      throw cause
    }
  }

  #client(): PartnerApi {
    const { connection } = this.#options
    return createPartnerApi(
      this.#calm ? { ...connection, timeoutMs: CALM_TIMEOUT_MS } : connection,
      () => Date.now() + this.#clockOffsetMs,
    )
  }

  #renew(): void {
    this.#worn.push(this.#api)
    this.#api = this.#client()
  }

  async #call(life: number, operationId: never, options: never): Promise<never> {
    if (this.dead || life !== this.#life) return never
    if (!this.#online)
      throw new PartnerError('not-now', { code: 'offline', safe: 'nothing-changed', retry: 'later', ref: '' })
    if (!writes.has(operationId)) return (await this.#ask(operationId, options)) as never
    const dies = (at: Boundary): boolean => {
      if (this.dead || this.#dieAt !== at) return false
      this.#dieAt = null
      this.#die()
      return true
    }
    if (dies('sent-committed')) return never
    const answer = this.#ask(
      operationId,
      this.#options.deaf ? ({ ...(options as object), signal: undefined } as never) : options,
    )
    if (this.#dieAt === 'request-left') {
      answer.catch(() => {})
      // Long enough for the request to leave, not always for the answer to arrive.
      await new Promise((resolve) => setTimeout(resolve, 2))
      if (dies('request-left')) return never
    }
    try {
      return (await answer) as never
    } finally {
      if (dies('answered')) await never
    }
  }

  #alive(): Outbox {
    if (this.dead) throw new Crashed('dead')
    return this.#outbox
  }

  async accept({ command, requestId, payload, draft, release }: AcceptCall): Promise<string> {
    const [row] = this.#alive().people.accept(command, { requestId, items: [{ payload }], draft, release })
    this.#boundary('accept-committed')
    if (!row) throw new Error('nothing was accepted')
    return row.intent_id
  }

  async act(what: Act, intentId: string, payload?: Record<string, unknown>): Promise<boolean> {
    const { people, ledger } = this.#alive()
    try {
      if (what === 'release') return people.release([intentId]) === 1
      const { group_id: groupId } = ledger.require(intentId)
      if (what === 'releaseGroup') return people.releaseGroup(groupId) > 0
      if (what === 'takeBackGroup') return ledger.groups.takeBack(groupId) > 0
      if (what === 'discardGroup') return ledger.groups.discard(groupId) > 0
      if (what === 'discard') people.discard(intentId)
      else if (what === 'releaseHold') people.releaseHold(intentId)
      else if (what === 'lookAgain') people.lookAgain(intentId)
      else {
        people.edit(intentId, payload)
        people.release([intentId])
      }
      return true
    } catch (cause) {
      if (cause instanceof Crashed) throw cause
      return false
    }
  }

  async pump(): Promise<number | null> {
    const outbox = this.#alive()
    outbox.wake()
    // A dead machine's calls never end; whoever waits for them is told.
    const due = await Promise.race([outbox.idle(), this.#death.promise])
    if (this.dead) throw new Crashed('dead')
    const [fault] = this.#faults.splice(0)
    if (fault) throw fault
    return due
  }

  async list(): Promise<Listed[]> {
    this.#alive()
    return (this.#db.prepare('SELECT * FROM intents ORDER BY seq').all() as IntentRow[]).map((row) => ({
      intentId: row.intent_id,
      requestId: row.request_id,
      command: row.command,
      payload: JSON.parse(row.payload) as Record<string, unknown>,
      state: row.state,
      why: row.why,
      released: row.released === 1,
      target: row.target,
      holds: row.hold === 1,
      effectId: row.effect_id,
    }))
  }

  async set({ clockOffsetMs, online, alone, dieAt, calm }: Settings): Promise<void> {
    if (clockOffsetMs !== undefined) this.#clockOffsetMs = clockOffsetMs
    if (online !== undefined) this.#online = online
    if (dieAt !== undefined) this.#dieAt = dieAt
    if (calm !== undefined && calm !== this.#calm) {
      this.#calm = calm
      this.#renew()
    }
    if (alone !== undefined) this.#alive().ledger.setSetting('alone', alone ? 'yes' : 'no')
  }

  async resume(): Promise<void> {
    this.#alive().resume()
  }

  async restart(): Promise<void> {
    await this.#stop()
    this.dead = false
    this.#death = Promise.withResolvers()
    this.#dieAt = null
    this.#faults = []
    const { db, api, outbox } = this.#start()
    this.#db = db
    this.#api = api
    this.#outbox = outbox
  }

  async #stop(): Promise<void> {
    this.dead = true
    if (this.#db.open) this.#db.close()
    await Promise.all([this.#api, ...this.#worn.splice(0)].map((api) => api.close()))
  }

  close(): Promise<void> {
    return this.#stop()
  }
}

/** Of the engine, in its own clock; `patienceMs` is what it is in real time. */
const PATIENCE = 180_000
/** Nobody answers later than this on the busiest machine, real milliseconds. */
const CALM_TIMEOUT_MS = 20_000
