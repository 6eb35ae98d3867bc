/** Listens to the host as long as the page lives and keeps what was read up to date. */
import type { QueryClient } from '@tanstack/react-query'
import type { AppEvent, JobView } from '#shared/contract/system.ts'
import type { AppState } from '#shared/contract/workspaces.ts'
import { api } from './api.ts'
import { connected } from './port.ts'
import { staleAfter } from './tables.ts'

const keyOf = (call: { path: readonly [string, string] }): readonly unknown[] => [...call.path, {}]

/** Reads that belong to the machine, not to a workspace. */
const ofTheMachine: ReadonlySet<string> = new Set([
  'workspaces.state',
  'workspaces.list',
  'system.preferences',
  'system.info',
])

const workspaceOf = (state: AppState | undefined): string | null =>
  state && 'workspace' in state ? state.workspace.workspaceId : null

/** One workspace's rows must never be seen in another, not even for a moment: they are dropped, not refreshed. */
function enter(queries: QueryClient, state: AppState): void {
  const key = keyOf(api.workspaces.state)
  const before = queries.getQueryData<AppState>(key)
  queries.setQueryData(key, state)
  const foreign = (path: readonly unknown[]): boolean => !ofTheMachine.has(`${path[0]}.${path[1]}`)
  if (before?.state === 'ready' && (state.state !== 'ready' || workspaceOf(before) !== workspaceOf(state))) {
    void queries.cancelQueries({ predicate: ({ queryKey }) => foreign(queryKey) })
    queries.removeQueries({ predicate: ({ queryKey }) => foreign(queryKey) })
  }
  if (state.state === 'ready') void queries.invalidateQueries({ predicate: ({ queryKey }) => foreign(queryKey) })
  void queries.invalidateQueries({ queryKey: api.workspaces.list.path })
}

function follow(queries: QueryClient, job: JobView): void {
  queries.setQueryData<{ jobs: JobView[] }>(keyOf(api.system.listJobs), (known) =>
    known ? { jobs: [job, ...known.jobs.filter(({ jobId }) => jobId !== job.jobId)] } : known,
  )
}

/** While a sync writes ten pages a second, a page asks again at most this often. */
const CALM_MS = 400

/** Gathers names of tables: the first goes through at once, what follows within the pause goes together. */
function tableGatherer(queries: QueryClient): (tables: readonly string[]) => void {
  const gathered = new Set<string>()
  let resting = false
  const flush = (): void => {
    resting = gathered.size > 0
    if (!resting) return
    const stale = staleAfter([...gathered])
    gathered.clear()
    if (stale) for (const prefix of stale) void queries.invalidateQueries({ queryKey: prefix })
    else void queries.invalidateQueries()
    setTimeout(flush, CALM_MS)
  }
  return (tables) => {
    for (const table of tables) gathered.add(table)
    if (!resting) flush()
  }
}

/** What an event means for the reads of the page. */
function hear(queries: QueryClient, touched: (tables: readonly string[]) => void, event: AppEvent): void {
  if (event.kind === 'tables') touched(event.tables)
  else if (event.kind === 'sync') queries.setQueryData(keyOf(api.sync.status), event.status)
  else if (event.kind === 'job') follow(queries, event.job)
  else if (event.kind === 'state') enter(queries, event.state)
  else if (event.kind === 'preferences') void queries.invalidateQueries({ queryKey: api.system.preferences.path })
}

const AGAIN_MS = 500

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    const timer = setTimeout(done, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        done()
      },
      { once: true },
    )
  })

/**
 * Runs until `signal` aborts. After each gap (a new port, a broken stream) everything is asked again, for events may
 * have been missed.
 */
export async function listen(queries: QueryClient, signal: AbortSignal): Promise<void> {
  const touched = tableGatherer(queries)
  let first = true
  while (!signal.aborted) {
    const { client, lost } = await connected()
    const either = AbortSignal.any([signal, lost])
    try {
      const events = await client.system.events({}, { signal: either })
      // Subscribed before asking, so that no change falls between the two.
      if (!first) void queries.invalidateQueries()
      first = false
      for await (const event of events) {
        if (either.aborted) break
        hear(queries, touched, event)
      }
    } catch {
      // A stream ends with its port or by a fault that the host has logged; both mean: listen anew.
    }
    if (!either.aborted) await pause(AGAIN_MS, signal)
  }
}
