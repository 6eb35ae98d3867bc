/**
 * Acting as a customer 切换角色 (R-AUTH-09): one customer at a time, in memory alone, so that a restart is back in the
 * partner's role. The grant is asked for live before it begins, again and again while it lasts, and before every act.
 */
import { recheckAuthorization, refuseByMirror } from '#host/areas/authorizations/gate.ts'
import { customerShown } from '#host/areas/authorizations/queries.ts'
import type { AuditDetail } from '#host/audit/audit.ts'
import type { Desk } from '#host/outbox/types.ts'
import { PartnerError } from '#host/partner-api/types.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import type { Acting, ActingView } from '#shared/contract/authorizations.ts'
import { AppError } from '#shared/errors.ts'
import type { AuthorizationRefusal } from '#shared/rules/authorizations.ts'

/** Between two live checks while somebody acts; every act is checked by itself besides. */
const CHECK_EVERY_MS = 30_000

interface Session {
  readonly opened: Opened
  readonly customerId: string
  readonly customerName: string
  readonly since: number
  checkedAt: number
  stop(): void
}

interface Ended {
  readonly opened: Opened
  readonly view: NonNullable<ActingView['ended']>
}

/** What is done as the customer, for the audit chain. */
export interface Act {
  /** The contract's name of the call. */
  readonly action: string
  /** What is acted on, e.g. `order:CS123`. */
  readonly target: string
  readonly detail?: AuditDetail
}

export interface ActingParts {
  current(): Opened
  readonly now: () => number
  tellTables(tables: string[]): void
  /** A test's. */
  readonly checkEveryMs?: number
}

const refused = (customerId: string, { rule, reason }: AuthorizationRefusal): AppError =>
  new AppError('no-agency', { retry: 'after-fix', detail: { customerId, rule, reason } })

export class ActingBook {
  readonly #parts: ActingParts
  #session: Session | null = null
  #ended: Ended | null = null

  constructor(parts: ActingParts) {
    this.#parts = parts
  }

  view(): ActingView {
    const opened = this.#parts.current()
    const session = this.#session?.opened === opened ? this.#session : null
    const ended = this.#ended?.opened === opened ? this.#ended.view : null
    if (!session) return { acting: null, ended }
    const { customerId, customerName, since, checkedAt } = session
    return { acting: { customerId, customerName, since, checkedAt }, ended }
  }

  /**
   * Throws `not-found` outside the person's scope, `no-agency` with rule and reason without a grant, and whatever kept
   * the partner from being asked: then nobody acts (R-AUTH-06).
   */
  async start(customerId: string): Promise<Acting> {
    const { now, tellTables } = this.#parts
    const opened = this.#parts.current()
    const customerName = customerShown(opened.cache, opened.person().scope, customerId)
    await this.#gate(opened, customerId, { action: 'authorizations.act', target: `customer:${customerId}` })
    // The person may have closed the workspace meanwhile, or another call begun.
    if (this.#parts.current() !== opened) throw new AppError('workspace-closed')
    this.#leave()
    const at = now()
    opened.audit('authorizations.act', `customer:${customerId}`, {})
    const check = (): void => void this.#check()
    const timer = setInterval(check, this.#parts.checkEveryMs ?? CHECK_EVERY_MS)
    timer.unref()
    const unlisten = opened.sync.onTables((tables) => {
      if (tables.includes('authorizations')) check()
    })
    this.#session = {
      opened,
      customerId,
      customerName,
      since: at,
      checkedAt: at,
      stop: () => {
        clearInterval(timer)
        unlisten()
      },
    }
    this.#ended = null
    tellTables(['acting'])
    return { customerId, customerName, since: at, checkedAt: at }
  }

  /** Back to the partner's role. Doing it twice is done. */
  return(): void {
    const session = this.#session
    if (session && session.opened === this.#parts.current()) {
      session.opened.audit('authorizations.return', `customer:${session.customerId}`, {})
    }
    this.#leave()
    this.#ended = null
    this.#parts.tellTables(['acting'])
  }

  /**
   * Does something as the customer at once, without the outbox: the gate live, a line in the audit chain before it
   * happens, then the work, whose calls go with `actingFor`. Throws what `start` throws, and what the work throws.
   */
  async actFor<T>(customerId: string, act: Act, work: (desk: Pick<Desk, 'call'>) => Promise<T>): Promise<T> {
    const opened = this.#parts.current()
    customerShown(opened.cache, opened.person().scope, customerId)
    await this.#gate(opened, customerId, act)
    const { action, target, detail = {} } = act
    opened.audit(action, `customer:${customerId}`, { ...detail, onBehalf: true, target })
    try {
      return await work(opened.sync.partner)
    } catch (cause) {
      // Taken back between the check and the call.
      if (cause instanceof PartnerError && cause.value.code === 'no-agency')
        this.#lost(opened, customerId, { rule: 'R-AUTH-01', reason: 'no-agency' })
      throw cause
    }
  }

  async #gate(opened: Opened, customerId: string, { action, target }: Act): Promise<void> {
    const mirror = refuseByMirror(opened.cache, customerId)
    // A grant may be newer than the mirror; what kind of customer it is, the mirror knows.
    const refusal = mirror?.rule === 'R-AUTH-02' ? mirror : await recheckAuthorization(opened.sync.partner, customerId)
    if (!refusal) return
    opened.audit(action, `customer:${customerId}`, { target, rule: refusal.rule, reason: refusal.reason }, 'refused')
    this.#lost(opened, customerId, refusal)
    throw refused(customerId, refusal)
  }

  /** Asked again while it lasts. What cannot be asked now ends nothing: no act goes through without an answer. */
  async #check(): Promise<void> {
    const session = this.#session
    if (!session) return
    let alive = true
    try {
      alive = this.#parts.current() === session.opened
    } catch {
      alive = false
    }
    if (!alive) return this.#leave()
    const { opened, customerId } = session
    try {
      const refusal = opened.person().identity.permissions.includes('authorization.act')
        ? await recheckAuthorization(opened.sync.partner, customerId)
        : ({ rule: 'R-AUTH-01', reason: 'right-lost' } as const)
      if (this.#session !== session) return
      if (refusal) return this.#lost(opened, customerId, refusal)
      session.checkedAt = this.#parts.now()
      this.#parts.tellTables(['acting'])
    } catch (cause) {
      if (!(cause instanceof PartnerError)) throw cause
    }
  }

  /** The grant is gone: nobody acts for this customer any more, and the mirror is read again. */
  #lost(opened: Opened, customerId: string, refusal: AuthorizationRefusal): void {
    const { now, tellTables } = this.#parts
    opened.sync.forgetCustomer(customerId)
    opened.sync.refresh({ authorizations: [] }).catch(() => {})
    const session = this.#session
    if (session?.opened !== opened || session.customerId !== customerId) return
    const { rule, reason } = refusal
    opened.audit('authorizations.actingEnded', `customer:${customerId}`, { rule, reason })
    this.#ended = {
      opened,
      view: { customerId, customerName: session.customerName, refusal: { rule, reason }, at: now() },
    }
    this.#leave()
    tellTables(['acting'])
  }

  #leave(): void {
    const session = this.#session
    if (!session) return
    this.#session = null
    session.stop()
    session.opened.sync.forgetCustomer(session.customerId)
  }
}
