/** Entry of the sync's thread: owns the only writer of the cache file, and composes what the areas declare. */
import { parentPort, workerData } from 'node:worker_threads'
import { applicationCollections } from '#host/areas/applications/collections.ts'
import { associationCollections } from '#host/areas/associations/collections.ts'
import { authorizationCollections } from '#host/areas/authorizations/collections.ts'
import { caseCollections } from '#host/areas/cases/collections.ts'
import { consumptionCollections } from '#host/areas/consumption/collections.ts'
import { couponCollections } from '#host/areas/coupons/collections.ts'
import { customerCare } from '#host/areas/customers/care.ts'
import { customerCollections } from '#host/areas/customers/collections.ts'
import { fundsCollections } from '#host/areas/funds/collections.ts'
import { growthCollections } from '#host/areas/growth/collections.ts'
import { incentiveCollections } from '#host/areas/incentives/collections.ts'
import { orderCare } from '#host/areas/orders/care.ts'
import { orderCollections } from '#host/areas/orders/collections.ts'
import { partnerPaymentCollections } from '#host/areas/orders/payments.ts'
import { organizationCollections } from '#host/areas/organization/collections.ts'
import { partnerKinds } from '#host/areas/organization/identity.ts'
import { productCollections } from '#host/areas/products/collections.ts'
import { resellerCollections } from '#host/areas/resellers/collections.ts'
import { resourceCollections } from '#host/areas/resources/collections.ts'
import { causeText } from '#host/log/log.ts'
import { createPartnerApi } from '#host/partner-api/client.ts'
import { PartnerError } from '#host/partner-api/types.ts'
import { storeError } from '#host/store/errors.ts'
import { openCacheWriter } from '#host/store/open.ts'
import { SyncEngine } from '#host/sync/engine.ts'
import { probe } from '#host/sync/probe.ts'
import type { FromWorker, Requests, Task, ToWorker } from '#host/sync/protocol.ts'
import { CallServer } from '#host/sync/remote.ts'
import { defaultPace } from '#host/sync/types.ts'
import { AppError, type AppErrorValue } from '#shared/errors.ts'

/** Who sits here comes first: without it the host lets nobody see anything (R-ORG-15). */
const collections = [
  ...organizationCollections,
  ...customerCollections,
  ...fundsCollections,
  ...productCollections,
  ...couponCollections,
  ...resellerCollections,
  ...associationCollections,
  ...authorizationCollections,
  ...growthCollections,
  ...consumptionCollections,
  ...orderCollections,
  ...partnerPaymentCollections,
  ...incentiveCollections,
  ...resourceCollections,
  ...applicationCollections,
  ...caseCollections,
]

const port = parentPort
if (!port) throw new Error('the sync runs in a worker thread')
const send = (message: FromWorker): void => port.postMessage(message)

/** Causes do not cross threads whole; their text does. */
const plain = (facts: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, value instanceof Error ? causeText(value) : value]),
  )

const errorOf = (cause: unknown, file: string): AppErrorValue =>
  (cause instanceof AppError || cause instanceof PartnerError ? cause : storeError(cause, file)).value

async function test({ connection }: Task & { kind: 'test' }): Promise<void> {
  const api = createPartnerApi(connection)
  const ended = new AbortController()
  port?.on('message', () => ended.abort())
  try {
    send({ kind: 'report', report: await probe(api, collections, ended.signal) })
  } finally {
    await api.close()
    port?.close()
  }
}

function sync(task: Task & { kind: 'sync' }): void {
  const now = (): number => Date.now() + task.clockOffsetMs
  const api = createPartnerApi(task.connection, now)
  const db = openCacheWriter({ file: task.cacheFile, key: task.key })
  const engine = new SyncEngine({
    db,
    api,
    collections,
    now,
    cares: [customerCare, orderCare],
    partnerKinds: () => partnerKinds(db),
    pace: { ...defaultPace, ...task.pace },
    onStatus: (status) => send({ kind: 'status', status }),
    onTables: (tables) => send({ kind: 'tables', tables }),
    log: (level, message, facts) => send({ kind: 'log', level, message, facts: plain(facts) }),
  })
  const calls = new CallServer(api)
  const requests: { [M in keyof Requests]: (...given: Parameters<Requests[M]>) => unknown } = {
    start: (names) => engine.start(names),
    refresh: (wanted) => engine.refresh(wanted),
    pause: () => engine.pause(),
    resume: () => engine.resume(),
    cancel: () => engine.cancel(),
    power: (what) => engine.power(what),
    decideDeletion: (name, allow) => engine.decideDeletion(name, allow),
    history: (limit) => engine.history(limit),
    refusedRows: (collection) => engine.refusedRows(collection),
    call: (number, operationId, options) => calls.call(number, operationId, options),
    endCall: (number) => calls.end(number),
    forgetCustomer: (customerId) => api.forgetCustomer(customerId),
    close: async () => {
      await engine.close()
      await api.close()
      db.close()
    },
  }
  port?.on('message', async ({ id, method, arguments: given }: ToWorker) => {
    try {
      const value: unknown = await (requests[method] as (...given: readonly unknown[]) => unknown)(...given)
      send({ kind: 'reply', id, ok: true, value })
    } catch (cause) {
      send({ kind: 'reply', id, ok: false, error: errorOf(cause, task.cacheFile) })
    }
    if (method === 'close') port?.close()
  })
  send({ kind: 'status', status: engine.status() })
  engine.begin()
}

const task = workerData as Task
if (task.kind === 'test') {
  await test(task)
} else {
  try {
    sync(task)
  } catch (cause) {
    send({ kind: 'failed', error: errorOf(cause, task.cacheFile) })
    port.close()
  }
}
