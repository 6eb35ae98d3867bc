/** A host whose clock a test sets ahead: what waits (undo window, back-off, the next look) is due at once. */
import { vi } from 'vitest'
import type { IntentView } from '#shared/contract/outbox.ts'
import { ok, startHost, type TestHost } from './support.ts'

/** Past the undo window. */
const AHEAD_MS = 11_000

export interface HurriedHost extends TestHost {
  /** Sets the clock ahead and wakes the outbox. */
  hurry(): Promise<void>
  /** The intent once `fits` holds; the clock goes on meanwhile. */
  until(intentId: string | undefined, fits: (intent: IntentView) => boolean): Promise<IntentView>
  settled(intentId: string | undefined, state: IntentView['state']): Promise<IntentView>
  /** Waits for something else while the clock goes on. */
  eventually(fits: () => boolean | Promise<boolean>): Promise<void>
}

export async function startHurried(given: Parameters<typeof startHost>[0] = {}): Promise<HurriedHost> {
  let ahead = 0
  const host = await startHost({ ...given, now: () => Date.now() + ahead })
  const hurry = async (): Promise<void> => {
    ahead += AHEAD_MS
    ok(await host.client.outbox.resume({}))
  }
  const eventually = async (fits: () => boolean | Promise<boolean>): Promise<void> => {
    let looks = 0
    await vi.waitUntil(
      async () => {
        if (looks % 4 === 0) await hurry()
        looks += 1
        return fits()
      },
      { timeout: 25_000, interval: 50 },
    )
  }
  const until: HurriedHost['until'] = async (intentId = '', fits) => {
    let now: IntentView | undefined
    await eventually(async () => {
      now = ok(await host.client.outbox.get({ intentId })).intent
      return fits(now)
    })
    return now as IntentView
  }
  return {
    ...host,
    hurry,
    until,
    settled: (intentId, state) => until(intentId, (intent) => intent.state === state),
    eventually,
  }
}
