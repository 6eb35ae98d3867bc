// A cache file of its own, and what a person would see of a sync that ran into it.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from '#host/partner-api/types.ts'
import { cacheMigrations } from '#host/schema.ts'
import { migrate } from '#host/store/migrate.ts'
import { openCacheWriter, openReader, type StoreFile } from '#host/store/open.ts'
import { type SyncHandle, startSync } from '#host/sync/handle.ts'
import type { Pace } from '#host/sync/types.ts'
import type { CollectionStatus, SyncStatus } from '#shared/contract/sync.ts'
import type { PartnerApi } from '../../partner-api/server.ts'

export interface CacheFile extends StoreFile {
  readonly dir: string
  remove(): void
}

export const makeCache = (): CacheFile => {
  const dir = mkdtempSync(join(tmpdir(), 'sync-test-'))
  const store = { file: join(dir, 'cache.db'), key: new Uint8Array(randomBytes(32)) }
  const db = openCacheWriter(store)
  migrate(db, cacheMigrations)
  db.close()
  return { ...store, dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
}

export const connectionTo = (
  api: Pick<PartnerApi, 'url' | 'credentials'>,
  more: Partial<Connection> & { as?: keyof PartnerApi['credentials'] } = {},
): Connection => {
  const { as = 'administrator', ...rest } = more
  const { accessKey, secretKey } = api.credentials[as]
  return {
    endpoint: api.url,
    credential: { kind: 'ak-sk', ak: accessKey, sk: secretKey },
    site: 'china',
    limitShare: null,
    timeoutMs: 2_000,
    ...rest,
  }
}

/** Short waits: what takes minutes in life takes a moment here. */
export const hasty: Partial<Pace> = {
  retryFirstMs: 5,
  retryMostMs: 40,
  offlineFirstMs: 5,
  offlineMostMs: 40,
  statusEveryMs: 5,
  noProgressMs: 5_000,
  commitWithinMs: 20,
}

export const begin = (cache: CacheFile, connection: Connection, pace: Partial<Pace> = {}): SyncHandle =>
  startSync({ cacheFile: cache.file, key: cache.key, connection, pace: { ...hasty, ...pace } })

/** Resolves with the first status that fits; rejects with the last one where none comes in time. */
export const until = (
  sync: SyncHandle,
  fits: (status: SyncStatus) => boolean,
  withinMs = 20_000,
): Promise<SyncStatus> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`the sync never got there: ${JSON.stringify(sync.status())}`))
    }, withinMs)
    const look = (status: SyncStatus): void => {
      if (!fits(status)) return
      clearTimeout(timer)
      stop()
      resolve(status)
    }
    const stop = sync.onStatus(look)
    look(sync.status())
  })

export const collection = (status: SyncStatus, name: string): CollectionStatus | undefined =>
  status.collections.find((one) => one.name === name)

/** Everything that may be read has been read but what stands behind everything else, and nothing is left to do. */
export const allFresh = (status: SyncStatus): boolean =>
  status.phase === 'idle' &&
  status.collections.length > 0 &&
  status.collections.every(({ state, background }) => background || state === 'fresh' || state === 'not-permitted')

export const read = <Row>(cache: CacheFile, sql: string): Row[] => {
  const db = openReader(cache)
  try {
    return db.prepare(sql).all() as Row[]
  } finally {
    db.close()
  }
}

interface ServerCustomer {
  customer_id: string
  json: string
}

/** The customers as the server holds them now against the rows of the cache that are still linked: both as plain objects by id. */
export const bothSides = (api: PartnerApi, cache: CacheFile): { server: unknown[]; local: unknown[] } => {
  const server = (
    api.state
      .prepare(
        `select customer_id, json from customers join customer_json using (id) where linked = 1 and indirect_partner_id is null order by customer_id`,
      )
      .all() as ServerCustomer[]
  ).map(({ json }) => {
    const row = JSON.parse(json) as Record<string, unknown>
    const managers = (row.account_managers ?? []) as { account_name: string }[]
    const text = (value: unknown): string | null => (value === undefined || value === null ? null : String(value))
    return {
      customer_id: row.customer_id,
      name: text(row.customer),
      account_name: text(row.account_name),
      association_type: text(row.association_type),
      associated_at: row.associated_on === undefined ? null : Date.parse(String(row.associated_on)),
      label: text(row.label),
      telephone: text(row.telephone),
      country_code: text(row.country_code),
      email: text(row.email),
      verified_status: text(row.verified_status),
      customer_type: text(row.customer_type),
      frozen: text(row.is_frozen),
      manager: managers[0]?.account_name ?? null,
      level: text(row.customer_level),
      xaccount_id: text(row.xaccount_id),
      xaccount_type: text(row.xaccount_type),
    }
  })
  const local = read<Record<string, unknown>>(
    cache,
    `SELECT customer_id, name, account_name, association_type, associated_at, label, telephone,
    country_code, email, verified_status, customer_type, frozen, manager, level, xaccount_id, xaccount_type
    FROM customers WHERE gone_at IS NULL ORDER BY customer_id`,
  )
  return { server, local }
}

/** Balances of resale customers in fen by customer, on both sides. */
export const bothBalances = (api: PartnerApi, cache: CacheFile): { server: unknown[]; local: unknown[] } => ({
  server: api.state
    .prepare(
      `select customer_id, amount, debt_amount debt from customers where linked = 1 and indirect_partner_id is null and association_type = '2' order by customer_id`,
    )
    .all(),
  local: read(
    cache,
    `SELECT customer_id, amount, debt FROM customers WHERE gone_at IS NULL AND association_type = '2' ORDER BY customer_id`,
  ),
})
