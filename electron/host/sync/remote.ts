/** The partner client of the sync's thread, called from another thread: one client, so that pace and limits are shared. */
import {
  type Answer,
  type CallOptions,
  type OperationId,
  type Outcome,
  type PartnerApi,
  PartnerError,
} from '#host/partner-api/types.ts'
import type { AppErrorValue } from '#shared/errors.ts'

/** What a call came to, as plain data. */
export type Called = { readonly clockSkewMs: number } & (
  | { readonly ok: true; readonly answer: Answer }
  | {
      readonly ok: false
      readonly outcome: Exclude<Outcome, 'applied'>
      readonly error: AppErrorValue
      readonly retryAfterMs: number | null
    }
)

/** The thread's side. A call under way is ended by its number. */
export class CallServer {
  readonly #api: PartnerApi
  readonly #underWay = new Map<number, AbortController>()

  constructor(api: PartnerApi) {
    this.#api = api
  }

  async call(number: number, operationId: OperationId, options: CallOptions): Promise<Called> {
    const ended = new AbortController()
    this.#underWay.set(number, ended)
    try {
      const answer = await this.#api.call(operationId, { ...options, signal: ended.signal })
      return { ok: true, answer, clockSkewMs: this.#api.clockSkewMs }
    } catch (cause) {
      if (!(cause instanceof PartnerError)) throw cause
      const { outcome, value, retryAfterMs } = cause
      return { ok: false, outcome, error: value, retryAfterMs, clockSkewMs: this.#api.clockSkewMs }
    } finally {
      this.#underWay.delete(number)
    }
  }

  end(number: number): void {
    this.#underWay.get(number)?.abort(new Error('ended by the caller'))
  }
}

export interface Wire {
  /** Null while no thread is there: surely nothing left. Rejects where the thread died under the call. */
  call(number: number, operationId: OperationId, options: CallOptions): Promise<Called> | null
  end(number: number): void
}

const failed = (outcome: 'not-now' | 'unknown', operationId: OperationId, cause?: unknown): PartnerError =>
  new PartnerError(
    outcome,
    {
      code: outcome === 'not-now' ? 'busy' : 'unknown-outcome',
      safe: outcome === 'not-now' ? 'nothing-changed' : 'unknown',
      retry: outcome === 'not-now' ? 'later' : 'after-reconcile',
      detail: { reason: 'sync-restarts' },
      vendor: { operationId, http: 0, code: null, message: null, requestId: null },
      ref: '',
    },
    null,
    cause,
  )

/** The other side: looks like the client itself. */
export class RemotePartner implements Pick<PartnerApi, 'call' | 'clockSkewMs'> {
  readonly #wire: Wire
  #numbers = 0
  clockSkewMs = 0

  constructor(wire: Wire) {
    this.#wire = wire
  }

  async call<Id extends OperationId>(operationId: Id, options: CallOptions<Id> = {}): Promise<Answer<Id>> {
    const { signal, ...plain } = options
    if (signal?.aborted) throw failed('not-now', operationId, signal.reason)
    this.#numbers += 1
    const number = this.#numbers
    const asked = this.#wire.call(number, operationId, plain as CallOptions)
    if (!asked) throw failed('not-now', operationId)
    const end = (): void => this.#wire.end(number)
    signal?.addEventListener('abort', end, { once: true })
    let called: Called
    try {
      called = await asked
    } catch (cause) {
      // The thread died with the call in its hands: it may have left.
      throw failed('unknown', operationId, cause)
    } finally {
      signal?.removeEventListener('abort', end)
    }
    this.clockSkewMs = called.clockSkewMs
    if (!called.ok) throw new PartnerError(called.outcome, called.error, called.retryAfterMs)
    return called.answer as Answer<Id>
  }
}
