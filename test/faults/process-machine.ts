// A machine in a process of its own: it dies by SIGKILL, with whatever was in its memory and on its sockets.
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import {
  type AcceptCall,
  type Act,
  Crashed,
  type Listed,
  type Machine,
  type MachineOptions,
  type Settings,
} from './laptop.ts'

export interface Request {
  readonly id: number
  readonly method: 'start' | 'accept' | 'act' | 'pump' | 'list' | 'set' | 'resume' | 'close'
  readonly given: readonly unknown[]
}
export type Reply = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: string }

const program = fileURLToPath(new URL('child.ts', import.meta.url))

export class ProcessMachine implements Machine {
  readonly #options: MachineOptions
  #child: ChildProcess
  #waiting = new Map<number, { resolve(value: never): void; reject(cause: unknown): void }>()
  #requests = 0
  #settings = {}
  #started: Promise<unknown>
  dead = false

  constructor(options: MachineOptions) {
    this.#options = options
    this.#child = this.#spawn()
    this.#started = this.#ask('start', { ...options, key: [...options.key] })
  }

  #spawn(): ChildProcess {
    const child = fork(program, {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    child.on('message', (reply: Reply) => {
      const waiting = this.#waiting.get(reply.id)
      this.#waiting.delete(reply.id)
      if ('error' in reply) waiting?.reject(new Error(reply.error))
      else waiting?.resolve(reply.value as never)
    })
    child.on('exit', () => {
      if (this.#child !== child) return
      this.dead = true
      for (const { reject } of this.#waiting.values()) reject(new Crashed('killed'))
      this.#waiting.clear()
    })
    return child
  }

  #ask<T>(method: Request['method'], ...given: unknown[]): Promise<T> {
    if (this.dead) return Promise.reject(new Crashed('dead'))
    return new Promise((resolve, reject) => {
      this.#requests += 1
      this.#waiting.set(this.#requests, { resolve, reject })
      this.#child.send({ id: this.#requests, method, given } satisfies Request, (failed) => {
        if (failed) reject(new Crashed('killed'))
      })
    })
  }

  async accept(call: AcceptCall): Promise<string> {
    await this.#started
    return this.#ask('accept', call)
  }

  act(what: Act, intentId: string, payload?: Record<string, unknown>): Promise<boolean> {
    return this.#ask('act', what, intentId, payload)
  }

  pump(): Promise<number | null> {
    return this.#ask('pump')
  }

  list(): Promise<Listed[]> {
    return this.#ask('list')
  }

  async set(what: Settings): Promise<void> {
    const { clockOffsetMs, online, calm } = what
    this.#settings = {
      ...this.#settings,
      ...(clockOffsetMs === undefined ? {} : { clockOffsetMs }),
      ...(online === undefined ? {} : { online }),
      ...(calm === undefined ? {} : { calm }),
    }
    await this.#started
    // Where it died meanwhile, the next start is told.
    await this.#ask('set', what).catch((cause: unknown) => {
      if (!(cause instanceof Crashed)) throw cause
    })
  }

  resume(): Promise<void> {
    return this.#ask('resume')
  }

  async restart(): Promise<void> {
    await this.#end()
    this.dead = false
    this.#child = this.#spawn()
    this.#started = this.#ask('start', { ...this.#options, key: [...this.#options.key] })
    await this.#started
    await this.set(this.#settings)
  }

  async #end(): Promise<void> {
    const child = this.#child
    if (child.exitCode !== null || child.signalCode !== null) return
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.kill('SIGKILL')
    })
  }

  async close(): Promise<void> {
    await this.#end()
    this.dead = true
  }
}
