import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Database } from 'better-sqlite3'
import type { Access } from './access.ts'
import { errorReply, faultReply, type Reply, send } from './answers.ts'
import { type CatalogOperation, meaningOf, route, statusOf } from './catalog.ts'
import { CallContext, Workshop } from './context.ts'
import type { Fault, FaultPlan, Faults } from './faults.ts'
import { answerIam } from './iam.ts'
import { RateLimits } from './limits.ts'
import { requireConfirmation } from './operations/codes.ts'
import { completePendingLinks } from './operations/customers.ts'
import { implemented } from './operations/index.ts'
import { type Caller, type Operation, RawJson, VendorError } from './registry.ts'
import type { SignedRequest } from './signature.ts'

export interface LogEntry {
  readonly at: number
  readonly requestId: string
  readonly operationId: string
  /** Operator, or empty when the call was not let in. */
  readonly operator: string
  readonly status: number
  readonly code: string
  readonly faults: readonly Fault['kind'][]
}

const BODY_LIMIT_BYTES = 12 * 1024 * 1024
const LOG_LENGTH = 10_000
const byId: ReadonlyMap<string, Operation> = new Map(implemented.map((one) => [one.operationId, one]))

export interface GatewayParts {
  readonly state: Database
  readonly seed: number
  readonly clock: () => number
  readonly now: () => number
  readonly faults: Faults
  readonly access: Access
  readonly limited: boolean
}

/** What a call has come to know before it failed. */
interface Trace {
  operator: string
}

/** Takes requests apart, lets them in or refuses them, and hands them to the operations. */
export class Gateway {
  readonly log: LogEntry[] = []
  readonly errors: unknown[] = []
  readonly #parts: GatewayParts
  readonly #workshop: Workshop
  readonly #limits = new RateLimits()
  #requests = 0
  #calls: Record<string, number> = {}

  constructor(parts: GatewayParts) {
    this.#parts = parts
    this.#workshop = new Workshop(parts.state, parts.seed)
  }

  receive(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= BODY_LIMIT_BYTES) chunks.push(chunk)
    })
    request.on('end', () => {
      const url = request.url ?? '/'
      const cut = url.indexOf('?')
      const signed: SignedRequest = {
        method: request.method ?? 'GET',
        path: cut < 0 ? url : url.slice(0, cut),
        query: cut < 0 ? '' : url.slice(cut + 1),
        headers: request.headers,
        body: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks),
      }
      this.#requests += 1
      const requestId = `${this.#parts.seed.toString(16).padStart(8, '0')}${this.#requests.toString(16).padStart(24, '0')}`
      const reply = (what: Reply, broken?: Fault & { kind: 'brokenBody' }): void =>
        send(response, what, {
          requestId,
          now: this.#parts.now(),
          gzip: String(request.headers['accept-encoding'] ?? '').includes('gzip'),
          ...(broken ? { broken } : {}),
        })
      const found = route(signed.method, signed.path)
      if (length > BODY_LIMIT_BYTES) reply(errorReply(413, 'APIG.0201', 'Request entity too large', requestId))
      else if (found) this.#serve({ signed, requestId, response, reply, ...found })
      else if (signed.path.startsWith('/__control/')) reply(this.#control(signed))
      else reply(this.#attempt(requestId, undefined, () => this.#iam(signed, requestId)).reply)
    })
  }

  /** The token service, or the gateway's word for a path that it does not know. */
  #iam(signed: SignedRequest, requestId: string): Reply {
    const answer = answerIam(this.#parts.access, signed)
    if (answer) return { status: answer.status, headers: answer.headers, text: JSON.stringify(answer.body) }
    return errorReply(
      404,
      'APIG.0101',
      'The API does not exist or has not been published in the environment',
      requestId,
    )
  }

  #serve(call: {
    readonly signed: SignedRequest
    readonly requestId: string
    readonly response: ServerResponse
    readonly reply: (what: Reply, broken?: Fault & { kind: 'brokenBody' }) => void
    readonly operation: CatalogOperation
    readonly path: Record<string, string>
  }): void {
    const { operation, requestId, response, reply } = call
    const struck = this.#parts.faults.strike(operation.operationId)
    const one = <K extends Fault['kind']>(kind: K): (Fault & { kind: K }) | undefined =>
      struck.find((fault): fault is Fault & { kind: K } => fault.kind === kind)
    const skew = one('clock')
    if (skew) this.#parts.faults.clockSkewMs = skew.skewMs
    const note = (status: number, code = '', operator = ''): void =>
      this.#note({ requestId, operationId: operation.operationId, operator, status, code, struck })
    const go = (): void => {
      if (one('dropBefore') || one('never')) {
        note(0)
        if (one('dropBefore')) response.destroy()
        return
      }
      const early = refusalOf(requestId, one('throttle'), one('status'))
      if (early) {
        note(early.status, 'fault')
        reply(early)
        return
      }
      const done = this.#attempt(requestId, operation, (trace) => this.#call(call, struck, trace))
      note(done.reply.status, done.code, done.operator)
      const late = one('status')
      if (one('dropAfter')) response.destroy()
      else if (late) reply(faultReply(late, requestId))
      else reply(done.reply, one('brokenBody'))
    }
    const delay = one('delay')
    if (delay) setTimeout(go, delay.ms)
    else go()
  }

  /** Runs a call and turns what it throws into the vendor's answer. */
  #attempt(
    requestId: string,
    operation: CatalogOperation | undefined,
    run: (trace: Trace) => Reply,
  ): { readonly reply: Reply; readonly code: string; readonly operator: string } {
    const trace: Trace = { operator: '' }
    try {
      return { reply: run(trace), code: '', operator: trace.operator }
    } catch (error) {
      const known = error instanceof VendorError ? error : new VendorError('CBC.0999')
      if (known !== error) this.errors.push(error)
      const status = operation?.http200.has(known.code) ? 200 : statusOf(known.code)
      const message = known.message === known.code ? meaningOf(known.code) : known.message
      const limited = known.code === 'APIG.0308' ? throttleReply(requestId) : undefined
      return {
        reply: limited ?? errorReply(status, known.code, message, requestId),
        code: known.code,
        operator: trace.operator,
      }
    }
  }

  #call(
    { signed, operation, path }: { signed: SignedRequest; operation: CatalogOperation; path: Record<string, string> },
    struck: readonly Fault[],
    trace: Trace,
  ): Reply {
    const { access, clock, now, limited, state } = this.#parts
    const caller = access.authenticate(signed)
    trace.operator = caller.operatorName
    const account = caller.customerId ?? caller.partnerId
    if (limited && !this.#limits.admits(operation.operationId, account, operation.perSecond, clock())) {
      throw new VendorError('APIG.0308')
    }
    admit(caller, operation)
    const handler = byId.get(operation.operationId)
    if (!handler) throw new VendorError('CBC.0150', `${operation.operationId} is not offered by this server.`)
    const { query, body } = readInput(signed, operation, handler.emptyIsAbsent === true)
    for (const fault of struck) this.#shift(handler, fault)
    const late = struck.find((fault) => fault.kind === 'late')
    const at = clock()
    completePendingLinks(this.#workshop, at)
    const context = new CallContext(this.#workshop, {
      operation,
      caller,
      query,
      body,
      path,
      language: signed.headers['x-language'] === 'en_US' ? 'en_US' : 'zh_CN',
      now: now(),
      clock: at,
      lateMs: late ? late.ms : 0,
    })
    const error200 = struck.find((fault) => fault.kind === 'error200')
    if (error200) {
      const text = JSON.stringify({
        error_code: error200.code,
        error_msg: error200.message ?? meaningOf(error200.code),
      })
      return { status: 200, text }
    }
    requireConfirmation(context, operation.operationId)
    const answer = operation.write
      ? state.transaction(() => handler.handle(context)).immediate()
      : handler.handle(context)
    if (answer === undefined) return { status: operation.success }
    return { status: operation.success, text: answer instanceof RawJson ? answer.json : JSON.stringify(answer) }
  }

  #shift(handler: Operation, fault: Fault): void {
    if (!handler.shift) return
    const random = (): number => this.#workshop.random()
    if (fault.kind === 'vanish') handler.shift.vanish(this.#parts.state, random, fault.count)
    if (fault.kind === 'insert') handler.shift.insert(this.#parts.state, random, fault.count, this.#parts.now())
  }

  /** `GET` or `PUT /__control/faults`, `GET /__control/stats`: for tests in other processes. */
  #control(signed: SignedRequest): Reply {
    const { faults } = this.#parts
    if (signed.path === '/__control/faults' && signed.method === 'PUT') {
      try {
        faults.set(JSON.parse(signed.body.toString('utf8')) as FaultPlan)
      } catch {
        return { status: 400, text: '{"error":"the fault plan is no JSON"}' }
      }
    }
    if (signed.path === '/__control/faults') {
      return { status: 200, text: JSON.stringify({ fired: faults.fired, clockSkewMs: faults.clockSkewMs }) }
    }
    if (signed.path === '/__control/stats') {
      const stats = { requests: this.#requests, calls: this.#calls, errors: this.errors.map(String) }
      return { status: 200, text: JSON.stringify(stats) }
    }
    return { status: 404, text: '{"error":"unknown control"}' }
  }

  #note(entry: Omit<LogEntry, 'at' | 'faults'> & { struck: readonly Fault[] }): void {
    const { struck, ...rest } = entry
    this.#calls[rest.operationId] = (this.#calls[rest.operationId] ?? 0) + 1
    if (this.log.length >= LOG_LENGTH) this.log.splice(0, LOG_LENGTH / 2)
    this.log.push({ at: this.#parts.clock(), ...rest, faults: struck.map((fault) => fault.kind) })
  }
}

const throttleReply = (requestId: string, retryAfterSeconds?: number): Reply => ({
  ...errorReply(429, 'APIG.0308', 'The throttling threshold has been reached', requestId),
  ...(retryAfterSeconds === undefined ? {} : { headers: { 'Retry-After': String(retryAfterSeconds) } }),
})

/** The answer of a fault that refuses the call before it has any effect. */
const refusalOf = (
  requestId: string,
  throttle: (Fault & { kind: 'throttle' }) | undefined,
  status: (Fault & { kind: 'status' }) | undefined,
): Reply | undefined => {
  if (throttle) return throttleReply(requestId, throttle.retryAfterSeconds)
  return status && !status.after ? faultReply(status, requestId) : undefined
}

/** Caller kind and permission items. @throws VendorError CBC.5001, CBC.0155 (kind), CBC.0151 (item) */
const admit = (caller: Caller, operation: CatalogOperation): void => {
  if (!operation.callers.has(caller.kind)) {
    throw new VendorError(operation.errors.has('CBC.5001') && caller.kind === 'customer' ? 'CBC.5001' : 'CBC.0155')
  }
  if (caller.kind === 'customer' || caller.permissions === 'all' || operation.permissions.length === 0) return
  const held = caller.permissions
  if (!operation.permissions.some((item) => held.has(item))) throw new VendorError('CBC.0151', 'Access denied.')
}

/** Query and body, typed and checked. @throws VendorError CBC.0100 */
const readInput = (
  signed: SignedRequest,
  operation: CatalogOperation,
  emptyIsAbsent: boolean,
): { query: Record<string, unknown>; body: unknown } => {
  const query = operation.readQuery(new URLSearchParams(signed.query), emptyIsAbsent)
  if (typeof query === 'string') throw new VendorError('CBC.0100', query)
  if (!operation.hasBody) return { query, body: undefined }
  let body: unknown
  try {
    body = JSON.parse(signed.body.toString('utf8'))
  } catch {
    throw new VendorError('CBC.0100', 'Invalid request body: not JSON')
  }
  if (emptyIsAbsent && typeof body === 'object' && body !== null) {
    body = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== '' && value !== null))
  }
  const wrong = operation.checkBody(body)
  if (wrong !== undefined) throw new VendorError('CBC.0100', wrong)
  return { query, body }
}
