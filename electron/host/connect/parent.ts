/**
 * The one place that knows how the host was started: as a utilityProcess (pages come as transferred ports) or as a
 * child of an older runtime (pages' messages come as frames over the channel). Both look the same from here on.
 */
import type { FromHost, ToHost } from '#host/shell.ts'

/** What oRPC asks of a port; Node's MessagePort, Electron's MessagePortMain and a relayed page all are one. */
export interface PagePort {
  on(event: string, listener: (event?: { data: unknown }) => void): void
  postMessage(data: unknown): void
  start(): void
  close(): void
}

export interface Parent {
  send(message: FromHost): void
  /** Messages other than those of pages. */
  onMessage(listener: (message: Exclude<ToHost, { kind: `page-${string}` }>) => void): void
  onPage(listener: (port: PagePort, page: number) => void): void
  /** The one who started us is gone: nobody is left to serve. */
  onGone(listener: () => void): void
}

/** Electron's parentPort, named by shape because nothing here may import `electron`. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: ToHost; ports: PagePort[] }) => void): void
  postMessage(message: FromHost): void
}

interface Listeners {
  message: (message: Exclude<ToHost, { kind: `page-${string}` }>) => void
  page: (port: PagePort, page: number) => void
  gone: () => void
}

const parentOf = (listeners: Listeners, send: Parent['send']): Parent => ({
  send,
  onMessage: (listener) => {
    listeners.message = listener
  },
  onPage: (listener) => {
    listeners.page = listener
  },
  onGone: (listener) => {
    listeners.gone = listener
  },
})

const none = (): Listeners => ({ message: () => {}, page: () => {}, gone: () => {} })

function utilityParent(port: ParentPort): Parent {
  const listeners = none()
  port.on('message', ({ data, ports }) => {
    const page = ports[0]
    if (data.kind === 'page-open') {
      if (page) listeners.page(page, data.page)
    } else if (data.kind !== 'page-message' && data.kind !== 'page-close') listeners.message(data)
  })
  // A utilityProcess ends with its parent; Electron sees to that.
  return parentOf(listeners, (message) => port.postMessage(message))
}

/** A page whose messages are relayed; early ones wait for `start`, as in a real port. */
class RelayedPort implements PagePort {
  readonly #heard: ((event?: { data: unknown }) => void)[] = []
  readonly #closed: (() => void)[] = []
  readonly #send: (data: unknown) => void
  #early: unknown[] | null = []

  constructor(send: (data: unknown) => void) {
    this.#send = send
  }

  on(event: string, listener: (event?: { data: unknown }) => void): void {
    if (event === 'message') this.#heard.push(listener)
    else if (event === 'close') this.#closed.push(listener)
  }

  postMessage(data: unknown): void {
    this.#send(data)
  }

  start(): void {
    const early = this.#early ?? []
    this.#early = null
    for (const data of early) this.receive(data)
  }

  receive(data: unknown): void {
    if (this.#early) this.#early.push(data)
    else for (const listener of this.#heard) listener({ data })
  }

  close(): void {
    for (const listener of this.#closed.splice(0)) listener()
  }
}

/** The part of `process` that a child process of Node talks through. */
export interface ChildChannel {
  send(message: FromHost): void
  on(event: 'message', listener: (message: ToHost) => void): void
  on(event: 'disconnect', listener: () => void): void
}

export function childParent(channel: ChildChannel): Parent {
  const listeners = none()
  const pages = new Map<number, RelayedPort>()
  channel.on('message', (message) => {
    if (message.kind === 'page-open') {
      const port = new RelayedPort((data) => channel.send({ kind: 'page-message', page: message.page, data }))
      pages.set(message.page, port)
      listeners.page(port, message.page)
    } else if (message.kind === 'page-message') pages.get(message.page)?.receive(message.data)
    else if (message.kind === 'page-close') {
      pages.get(message.page)?.close()
      pages.delete(message.page)
    } else listeners.message(message)
  })
  channel.on('disconnect', () => {
    for (const port of pages.values()) port.close()
    pages.clear()
    listeners.gone()
  })
  return parentOf(listeners, (message) => channel.send(message))
}

/** The parent of this process; throws where nobody started it. */
export function parentOfProcess(): Parent {
  const port = (process as { parentPort?: ParentPort }).parentPort
  if (port) return utilityParent(port)
  if (!process.send) throw new Error('the host is started by the shell, not by hand')
  return childParent({
    // The channel may be gone while we stop; a message nobody reads is no fault.
    send: (message) => void (process.connected && process.send?.(message, undefined, undefined, () => {})),
    on: (event: 'message' | 'disconnect', listener: (message: ToHost) => void) =>
      void process.on(event, listener as () => void),
  })
}
