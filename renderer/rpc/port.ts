/**
 * The only holder of the port to the data process. A port can vanish (the process ended) and come again; who wants to
 * call waits for the next one. Any MessagePort will do, so a test attaches one end of its own channel.
 */
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractClient } from '#shared/contract/index.ts'

export interface Connection {
  readonly client: ContractClient
  /** Aborts when this port is gone; what was in flight then has no answer any more. */
  readonly lost: AbortSignal
}

let current: Connection | null = null
let waiting = Promise.withResolvers<Connection>()
let losing = new AbortController()
const listeners = new Set<() => void>()

const tell = (): void => {
  for (const listener of listeners) listener()
}

function lose(): void {
  if (!current) return
  current = null
  waiting = Promise.withResolvers<Connection>()
  losing.abort()
  tell()
}

/** Takes a port into use in place of the one before. */
export function attachPort(port: MessagePort): void {
  lose()
  losing = new AbortController()
  const own = losing
  port.addEventListener('close', () => {
    if (own === losing) lose()
  })
  port.start()
  current = { client: createORPCClient(new RPCLink({ port })), lost: own.signal }
  waiting.resolve(current)
  tell()
}

/** The connection of now, or the next one. */
export const connected = (): Promise<Connection> => waiting.promise

export const isConnected = (): boolean => current !== null

/** Hears every change of `isConnected` and every exchange of the port; answers its undo. */
export function onConnection(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Asks the preload for a port, now and whenever the data process starts anew. Answers its undo. */
export function acceptPorts(page: Window): () => void {
  const heard = (event: MessageEvent): void => {
    const [port] = event.ports
    if (event.source === page && event.data === 'port' && port) attachPort(port)
  }
  page.addEventListener('message', heard)
  page.postMessage('ready', page.location.origin)
  return () => page.removeEventListener('message', heard)
}
