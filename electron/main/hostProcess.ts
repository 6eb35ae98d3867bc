/**
 * Starts the data process, keeps it running, connects pages to it. With Electron >= 36 it is a utilityProcess; the
 * SQLite binding would kill an older one, so there it is a child process on a Node that fits: same file, same messages.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import type { FromHost, Shell, ToHost, Unfinished } from '#host/shell.ts'
import { given, places } from './places.ts'

interface Channel {
  send(message: ToHost): void
  /** Gives a page's port away, or relays it where ports cannot be transferred. */
  connect(page: number, port: MessagePortMain): void
  kill(): void
}

export interface HostEvents {
  start: Extract<ToHost, { kind: 'start' }>
  shell: Shell
  onLanguage(language: 'zh' | 'en'): void
  onTaskEnded(ok: boolean, message: string): void
  onUnfinished(unfinished: Unfinished): void
  /** The host is there (again): pages need new ports. */
  onReady(): void
  /** It ended by itself more often than restarting can help. */
  onGivenUp(code: number | null): void
}

const RESTARTS_A_MINUTE = 5

export class HostProcess {
  #channel: Channel | null = null
  #pages = new Map<number, MessagePortMain>()
  #waiting: { page: number; port: MessagePortMain }[] = []
  #ready = false
  #stopping = false
  #stopped: (() => void) | null = null
  #starts: number[] = []
  #nextPage = 1
  readonly #events: HostEvents

  constructor(events: HostEvents) {
    this.#events = events
    this.#begin()
  }

  /** Connects the other end of a page's port; waits where the host is still starting. */
  connect(port: MessagePortMain): void {
    const page = this.#nextPage++
    if (this.#ready && this.#channel) this.#channel.connect(page, port)
    else this.#waiting.push({ page, port })
  }

  power(what: 'suspend' | 'resume'): void {
    this.#channel?.send({ kind: 'power', what })
  }

  /** Lets the host close its store, at most five seconds; SQLite survives the rest. */
  async stop(): Promise<void> {
    this.#stopping = true
    const channel = this.#channel
    if (!channel) return
    await new Promise<void>((done) => {
      this.#stopped = done
      setTimeout(done, 5000).unref()
      channel.send({ kind: 'stop' })
    })
    channel.kill()
  }

  #begin(): void {
    this.#starts = [...this.#starts.filter((at) => at > Date.now() - 60_000), Date.now()]
    const heard = (message: FromHost): void => this.#heard(message)
    const ended = (code: number | null): void => this.#ended(code)
    this.#channel =
      Number(process.versions['electron']?.split('.')[0]) >= 36
        ? this.#utility(heard, ended)
        : this.#child(heard, ended)
    this.#channel.send(this.#events.start)
  }

  #utility(heard: (message: FromHost) => void, ended: (code: number | null) => void): Channel {
    const host: UtilityProcess = utilityProcess.fork(places.host, [], {
      serviceName: 'Partner Workstation data',
      stdio: 'inherit',
    })
    host.on('message', heard)
    host.on('exit', ended)
    return {
      send: (message) => host.postMessage(message),
      connect: (page, port) => host.postMessage({ kind: 'page-open', page } satisfies ToHost, [port]),
      kill: () => void host.kill(),
    }
  }

  #child(heard: (message: FromHost) => void, ended: (code: number | null) => void): Channel {
    const execPath = given.node
    if (!execPath) throw new Error('This Electron is too old to hold the store, and no Node for it was given.')
    const { ELECTRON_RUN_AS_NODE: _run, NODE_OPTIONS: _options, ...env } = process.env
    const host: ChildProcess = fork(places.host, [], {
      execPath,
      execArgv: [],
      env,
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    host.on('message', (message: FromHost) => heard(message))
    host.on('exit', ended)
    // A message to a process that has just died is lost; its exit is handled.
    const send = (message: ToHost): void => void (host.connected && host.send(message, () => {}))
    return {
      send,
      connect: (page, port) => {
        this.#pages.set(page, port)
        port.on('message', ({ data }) => send({ kind: 'page-message', page, data }))
        port.on('close', () => {
          this.#pages.delete(page)
          send({ kind: 'page-close', page })
        })
        send({ kind: 'page-open', page })
        port.start()
      },
      kill: () => void host.kill(),
    }
  }

  #heard(message: FromHost): void {
    if (message.kind === 'ready') {
      this.#ready = true
      for (const { page, port } of this.#waiting.splice(0)) this.#channel?.connect(page, port)
      this.#events.onReady()
    } else if (message.kind === 'page-message') this.#pages.get(message.page)?.postMessage(message.data)
    else if (message.kind === 'shell-request') void this.#serve(message)
    else if (message.kind === 'unfinished') this.#events.onUnfinished(message.unfinished)
    else if (message.kind === 'language') this.#events.onLanguage(message.language)
    else if (message.kind === 'task-ended') this.#events.onTaskEnded(message.ok, message.message)
    else if (message.kind === 'stopped') this.#stopped?.()
  }

  async #serve({ id, method, arguments: args }: Extract<FromHost, { kind: 'shell-request' }>): Promise<void> {
    const channel = this.#channel
    try {
      const run = this.#events.shell[method] as (...given: readonly unknown[]) => Promise<unknown>
      channel?.send({ kind: 'shell-reply', id, ok: true, value: await run(...args) })
    } catch (cause) {
      channel?.send({
        kind: 'shell-reply',
        id,
        ok: false,
        message: cause instanceof Error ? cause.message : String(cause),
      })
    }
  }

  #ended(code: number | null): void {
    this.#ready = false
    this.#channel = null
    for (const port of this.#pages.values()) port.close()
    this.#pages.clear()
    if (this.#stopping) this.#stopped?.()
    else if (this.#starts.filter((at) => at > Date.now() - 60_000).length > RESTARTS_A_MINUTE)
      this.#events.onGivenUp(code)
    else setTimeout(() => this.#begin(), 200 * this.#starts.length)
  }
}
