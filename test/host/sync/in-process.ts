// The engine without its thread, over a store that the test holds.
import { customerCare } from '#host/areas/customers/care.ts'
import { createPartnerApi } from '#host/partner-api/client.ts'
import type { Connection } from '#host/partner-api/types.ts'
import type { Db } from '#host/store/types.ts'
import { SyncEngine } from '#host/sync/engine.ts'
import { type Collection, defaultPace, type Pace } from '#host/sync/types.ts'
import type { SyncStatus } from '#shared/contract/sync.ts'
import { hasty } from './support.ts'

export interface Held {
  readonly engine: SyncEngine
  readonly log: { message: string; facts: Readonly<Record<string, unknown>> }[]
  /** Resolves with the first status that fits. */
  until(fits: (status: SyncStatus) => boolean): Promise<SyncStatus>
  close(): Promise<void>
}

export const hold = (
  db: Db,
  connection: Connection,
  collections: readonly Collection[],
  pace: Partial<Pace> = {},
  now: () => number = Date.now,
): Held => {
  const api = createPartnerApi(connection)
  const log: Held['log'] = []
  const waiting = new Set<(status: SyncStatus) => void>()
  const engine = new SyncEngine({
    db,
    api,
    collections,
    cares: [customerCare],
    now,
    pace: { ...defaultPace, ...hasty, statusEveryMs: 1, ...pace },
    onStatus: (status) => {
      for (const tell of waiting) tell(status)
    },
    onTables: () => {},
    log: (_level, message, facts) => log.push({ message, facts }),
  })
  return {
    engine,
    log,
    until: (fits) =>
      new Promise((resolve) => {
        const tell = (status: SyncStatus): void => {
          if (!fits(status)) return
          waiting.delete(tell)
          resolve(status)
        }
        waiting.add(tell)
        tell(engine.status())
      }),
    close: async () => {
      await engine.close()
      await api.close()
    },
  }
}
