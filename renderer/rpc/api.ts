/** Every call of the contract as a function: `await api.customers.get({ customerId })`. Errors are thrown as CallError. */
import type { Contract, ContractClient } from '#shared/contract/index.ts'
import type { AppErrorValue, Result } from '#shared/errors.ts'
import { connected } from './port.ts'

/** An AppErrorValue that can be thrown. */
export class CallError extends Error implements AppErrorValue {
  declare readonly code: AppErrorValue['code']
  declare readonly safe: AppErrorValue['safe']
  declare readonly retry: AppErrorValue['retry']
  declare readonly field?: string
  declare readonly detail?: Record<string, string | number | boolean>
  declare readonly vendor?: NonNullable<AppErrorValue['vendor']>
  declare readonly ref: string
  constructor(value: AppErrorValue, cause?: unknown) {
    super(value.code, cause === undefined ? undefined : { cause })
    this.name = 'CallError'
    Object.assign(this, value)
  }
}

export interface CallOptions {
  signal?: AbortSignal
  /** Ask again when the data process ended before it answered: right for reads, wrong for anything that acts. */
  repeatable?: boolean
}

export interface Call<I, A> {
  (input: I, options?: CallOptions): Promise<A>
  readonly path: readonly [area: string, name: string]
}

type CallOf<F> = F extends (input: infer I, ...rest: never[]) => Promise<infer O>
  ? O extends Result<unknown>
    ? Call<I, Extract<O, { ok: true }>['value']>
    : never
  : never

/** The event stream is no call; see events.ts. */
export type Api = {
  [Area in keyof Contract]: {
    [Name in Exclude<keyof Contract[Area], 'events'>]: CallOf<ContractClient[Area][Name & keyof ContractClient[Area]]>
  }
}

type Untyped = Record<string, Record<string, (input: unknown, options: { signal: AbortSignal }) => Promise<unknown>>>

const lostAnswer = (cause: unknown): CallError =>
  new CallError({ code: 'unknown-outcome', safe: 'unknown', retry: 'after-reconcile', ref: '' }, cause)

/** The host answers every fault of its own as a value; what is thrown here never reached a handler. */
function unserved(cause: unknown): CallError {
  const rejected = cause instanceof Error && 'status' in cause && cause.status === 400
  return new CallError(
    {
      code: rejected ? 'invalid-input' : 'internal',
      safe: 'nothing-changed',
      retry: rejected ? 'after-fix' : 'later',
      ref: '',
    },
    cause,
  )
}

/** Starts `work` unless `signal` has aborted, and rejects at once when it does, whether or not the answer ever comes. */
async function within<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const abort = (): void => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work(), aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

async function ask(
  [area, name]: Call<unknown, unknown>['path'],
  input: unknown,
  options: CallOptions,
): Promise<unknown> {
  const given = options.signal ?? new AbortController().signal
  for (;;) {
    const { client, lost } = await within(connected, given)
    const run = (client as unknown as Untyped)[area]?.[name]
    if (!run) throw new Error(`no call ${area}.${name}`)
    let answer: Result<unknown>
    try {
      const signal = AbortSignal.any([given, lost])
      answer = (await within(() => run(input, { signal }), signal)) as Result<unknown>
    } catch (cause) {
      if (given.aborted) throw cause
      if (!lost.aborted) throw unserved(cause)
      if (options.repeatable) continue
      throw lostAnswer(cause)
    }
    if (answer.ok) return answer.value
    throw new CallError(answer.error)
  }
}

function makeCall(area: string, name: string): Call<unknown, unknown> {
  const path = [area, name] as const
  return Object.assign((input: unknown, options: CallOptions = {}) => ask(path, input, options), { path })
}

/** Makes a member once, when it is first named. */
const lazily = <T extends object>(make: (name: string) => unknown): T =>
  new Proxy({} as Record<string, unknown>, {
    get: (made, name) => {
      if (typeof name !== 'string') return undefined
      if (!(name in made)) made[name] = make(name)
      return made[name]
    },
  }) as T

export const api = lazily<Api>((area) => lazily((name) => makeCall(area, name)))
