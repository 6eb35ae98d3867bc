/**
 * Tells every page what changed. Table names are gathered for 100 ms and sync states for 200 ms before they go out; what
 * a slow page has not read yet is merged, so that nothing piles up.
 */
import type { AppEvent } from '#shared/contract/system.ts'

export interface Hub {
  publish(event: AppEvent): void
  /** Lives until the signal aborts, the reader stops or the hub closes. */
  subscribe(signal: AbortSignal): AsyncGenerator<AppEvent, void, void>
  readonly subscribers: number
  close(): void
}

const gatherMs: Partial<Record<AppEvent['kind'], number>> = { tables: 100, sync: 200 }

const keyOf = (event: AppEvent): string => (event.kind === 'job' ? `job ${event.job.jobId}` : event.kind)

function mergeInto(waiting: Map<string, AppEvent>, event: AppEvent): void {
  const key = keyOf(event)
  const before = waiting.get(key)
  if (event.kind === 'tables' && before?.kind === 'tables') {
    waiting.set(key, { kind: 'tables', tables: [...new Set([...before.tables, ...event.tables])] })
  } else {
    waiting.set(key, event)
  }
}

interface Subscriber {
  waiting: Map<string, AppEvent>
  wake(): void
}

export function createHub(): Hub {
  const subscribers = new Set<Subscriber>()
  const gathering = new Map<string, AppEvent>()
  const timers = new Map<string, NodeJS.Timeout>()
  const ended = new AbortController()

  const send = (event: AppEvent): void => {
    for (const subscriber of subscribers) {
      mergeInto(subscriber.waiting, event)
      subscriber.wake()
    }
  }

  const gather = (event: AppEvent, ms: number): void => {
    mergeInto(gathering, event)
    const key = keyOf(event)
    if (timers.has(key)) return
    const timer = setTimeout(() => {
      timers.delete(key)
      const gathered = gathering.get(key)
      gathering.delete(key)
      if (gathered) send(gathered)
    }, ms)
    // A sync in the background must not keep a stopping process alive.
    timer.unref()
    timers.set(key, timer)
  }

  async function* read(subscriber: Subscriber, signal: AbortSignal): AsyncGenerator<AppEvent, void, void> {
    let woken = Promise.withResolvers<void>()
    subscriber.wake = () => woken.resolve()
    const stop = (): void => woken.resolve()
    signal.addEventListener('abort', stop, { once: true })
    try {
      while (!signal.aborted) {
        const [key] = subscriber.waiting.keys()
        const event = key === undefined ? undefined : subscriber.waiting.get(key)
        if (key === undefined || !event) {
          await woken.promise
          woken = Promise.withResolvers<void>()
          continue
        }
        subscriber.waiting.delete(key)
        yield event
      }
    } finally {
      signal.removeEventListener('abort', stop)
      subscribers.delete(subscriber)
    }
  }

  return {
    publish: (event) => {
      const ms = gatherMs[event.kind]
      if (ms === undefined) send(event)
      else gather(event, ms)
    },
    subscribe: (signal) => {
      const subscriber: Subscriber = { waiting: new Map(), wake: () => {} }
      const either = AbortSignal.any([signal, ended.signal])
      // Listening begins with the call, not with the first read; one that is never read ends by its signal.
      subscribers.add(subscriber)
      either.addEventListener('abort', () => subscribers.delete(subscriber), { once: true })
      return read(subscriber, either)
    },
    get subscribers() {
      return subscribers.size
    },
    close: () => {
      ended.abort()
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    },
  }
}
