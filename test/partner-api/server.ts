// The embedded partner API: the vendor's protocol over a state file, on loopback.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Database } from 'better-sqlite3'
import { Access } from './access.ts'
import { type FaultPlan, Faults } from './faults.ts'
import { Gateway, type LogEntry } from './gateway.ts'
import { credentials } from './identities.ts'
import { openState, type Size } from './state.ts'

export interface PartnerApiOptions {
  /** 0 or left out: any free port of loopback. */
  readonly port?: number
  readonly size: Size
  /** Default 1. */
  readonly seed?: number
  /** State file, seeded when new. Default: in memory. */
  readonly stateFile?: string
  readonly faults?: FaultPlan
  /** `off` answers as fast as it can, for benchmarks. Default `vendor`. */
  readonly limits?: 'vendor' | 'off'
  /** Of tokens and temporary keys, milliseconds; default 24 hours. */
  readonly tokenLifetimeMs?: number
  /** UTC milliseconds; default the system's clock. */
  readonly clock?: () => number
}

export interface PartnerApi {
  readonly url: string
  readonly port: number
  readonly state: Database
  readonly faults: Faults
  /** The last 10,000 calls, oldest first; connections that a fault dropped have status 0. */
  readonly log: readonly LogEntry[]
  /** Errors of the server itself (answered as CBC.0999). */
  readonly errors: readonly unknown[]
  readonly credentials: typeof credentials
  close(): Promise<void>
}

/** Starts the server; resolves when it listens. */
export const startPartnerApi = async (options: PartnerApiOptions): Promise<PartnerApi> => {
  const clock = options.clock ?? Date.now
  const seed = options.seed ?? 1
  const state = openState({ file: options.stateFile ?? ':memory:', size: options.size, seed, now: clock() })
  const faults = new Faults(options.faults)
  const now = (): number => clock() + faults.clockSkewMs
  const access = new Access(state, now, options.tokenLifetimeMs ?? 24 * 3_600_000)
  const gateway = new Gateway({ state, seed, clock, now, faults, access, limited: options.limits !== 'off' })
  const server = createServer((request, response) => gateway.receive(request, response))
  server.keepAliveTimeout = 65_000
  server.requestTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    state,
    faults,
    log: gateway.log,
    errors: gateway.errors,
    credentials,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      state.close()
    },
  }
}
