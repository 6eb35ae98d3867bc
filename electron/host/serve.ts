/**
 * The one wrapper around every call of a page: may this person, can it work now, does the input parse, how long did it
 * take, and what went wrong as a value. Handlers see parsed input and answer plain values; a gap does not compile.
 */
import type { ContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract'
import { implement, ORPCError, type Router } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import type { PagePort } from '#host/connect/parent.ts'
import type { ToError } from '#host/errors.ts'
import type { Log } from '#host/log/log.ts'
import type { CallMeta } from '#shared/contract/call.ts'
import { type Contract, contract } from '#shared/contract/index.ts'
import type { Permission } from '#shared/rules/organization.ts'

/** What the page gets as `value`; calls without a Result (the event stream) answer as they are declared. */
type AnswerOf<O> = O extends { ok: true; value: infer V } ? V : O extends { ok: false } ? never : O

type HandlerOf<P> =
  P extends ContractProcedure<infer I, infer O, infer _E, infer _M>
    ? (
        input: InferSchemaOutput<I>,
        call: CallContext,
      ) => AnswerOf<InferSchemaInput<O>> | Promise<AnswerOf<InferSchemaInput<O>>>
    : never

export type Handlers = { [Area in keyof Contract]: { [Name in keyof Contract[Area]]: HandlerOf<Contract[Area][Name]> } }

export interface CallContext {
  /** Aborts when the page gives up or goes away. */
  readonly signal: AbortSignal
}

export interface Guard {
  /** Throws `forbidden` or `workspace-closed` where the person may not. */
  permit(needs: Permission, call: string): void
  /** Throws `offline` where the machine surely has no network. */
  requireNetwork(call: string): void
}

const SLOW_MS = 50

type AnyHandler = (input: unknown, call: CallContext) => unknown
type Tree = Record<
  string,
  Record<string, { handler(run: (options: { input: unknown; signal?: AbortSignal }) => unknown): unknown }>
>

export function serve({
  handlers,
  guard,
  log,
  toError,
}: {
  handlers: Handlers
  guard: Guard
  log: Log
  toError: ToError
}) {
  const wrapped = implement(contract).use(async ({ next, path, procedure, signal }, _input, output) => {
    const call = path.join('.')
    const meta = procedure['~orpc'].meta as CallMeta
    const began = performance.now()
    try {
      if (meta.needs) guard.permit(meta.needs, call)
      if (meta.offline === 'online') guard.requireNetwork(call)
      return await next()
    } catch (cause) {
      const error = toError(signal?.aborted ? (signal.reason ?? cause) : cause, call)
      if (call === 'system.events') throw new ORPCError('INTERNAL_SERVER_ERROR', { message: error.ref })
      // The event stream left above; every other call answers a Result (shared/contract/call.ts).
      return output({ ok: false, error } as never)
    } finally {
      const ms = performance.now() - began
      if (ms > SLOW_MS) log.info('slow call', { call, ms: Math.round(ms) })
    }
  })

  // The types above have tied each handler to its call; in the loop both are only names.
  const tree = wrapped as unknown as Tree
  const router = Object.fromEntries(
    Object.entries(handlers).map(([area, calls]) => [
      area,
      Object.fromEntries(
        Object.entries(calls).map(([name, run]) => [
          name,
          tree[area]?.[name]?.handler(async ({ input, signal }) => {
            const answer = await (run as AnyHandler)(input, { signal: signal ?? new AbortController().signal })
            return `${area}.${name}` === 'system.events' ? answer : { ok: true, value: answer }
          }),
        ]),
      ),
    ]),
  ) as Router<Contract, Record<never, never>>

  const rpc = new RPCHandler(router)
  return {
    /** Serves a page until its port closes. */
    connect(port: PagePort): void {
      rpc.upgrade(port, { context: {} })
      port.start()
    },
  }
}
