// Who calls: signatures, tokens and the keys behind them, refused in the words of the vendor's gateway.
import { randomBytes } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { type Credential, credentials, FOREIGN_SITE_CUSTOMER_ID, PARTNER_ID } from './identities.ts'
import { type Caller, VendorError } from './registry.ts'
import {
  parseAuthorization,
  type SignedRequest,
  sameSignature,
  sdkDateMillis,
  signatureOf,
  unsignedHeader,
} from './signature.ts'

const SKEW_MS = 15 * 60_000

const callerOf = (credential: Credential): Caller => ({
  kind: credential.kind,
  partnerId: credential.partnerId,
  operatorName: credential.operatorName,
  permissions: credential.permissions === 'all' ? 'all' : new Set(credential.permissions),
})

const byAccessKey = new Map<string, { readonly credential: Credential; readonly caller: Caller }>()
const byOperator = new Map<string, { readonly credential: Credential; readonly caller: Caller }>()
for (const credential of Object.values<Credential>(credentials)) {
  const entry = { credential, caller: callerOf(credential) }
  byAccessKey.set(credential.accessKey, entry)
  byOperator.set(credential.operatorName, entry)
}

const refuse = (detail: string): never => {
  throw new VendorError('APIG.0301', `Incorrect IAM authentication information: ${detail}`)
}

export interface IssuedToken {
  readonly token: string
  readonly expiresAt: number
}

/** Invented, like the keys of identities.ts: a customer signs in with its id. */
export const customerPassword = (customerId: string): string => `Demo-${customerId}-2026`

export class Access {
  readonly #state: Database
  readonly #now: () => number
  readonly #lifetimeMs: number

  /**
   * @param now the server's time, UTC milliseconds, skewed as the fault plan says
   * @param lifetimeMs of tokens and temporary keys
   */
  constructor(state: Database, now: () => number, lifetimeMs: number) {
    this.#state = state
    this.#now = now
    this.#lifetimeMs = lifetimeMs
  }

  /**
   * The caller of a signed request or of one with a token.
   * @throws VendorError APIG.0301 (signature, key, skew, token unknown), CBC.0154 (token expired), CBC.0156 (site)
   */
  authenticate(request: SignedRequest): Caller {
    const token = request.headers['x-auth-token']
    if (typeof token === 'string') return this.#byToken(token)
    const header = request.headers.authorization
    if (header === undefined) return refuse('decrypt token fail')
    const authorization = parseAuthorization(header) ?? refuse('authorization header is malformed')
    const { caller, secretKey } = this.#key(authorization.accessKey, request.headers['x-security-token'])
    const unsigned = unsignedHeader(request.headers, authorization.signedHeaders)
    if (unsigned !== undefined) refuse(`header ${unsigned} is not signed`)
    const signedAt = sdkDateMillis(String(request.headers['x-sdk-date']))
    if (!(Math.abs(this.#now() - signedAt) <= SKEW_MS)) refuse('x-sdk-date is expired')
    const expected = signatureOf(request, authorization.signedHeaders, secretKey)
    if (!sameSignature(expected, authorization.signature)) refuse('verify aksk signature fail')
    return caller
  }

  /** A token by account name and password of an operator or of a customer itself; undefined when they are wrong. */
  tokenByPassword(name: string, password: string): IssuedToken | undefined {
    const entry = byOperator.get(name)
    if (entry) return entry.credential.password === password ? this.#issue(entry.caller.kind, name) : undefined
    const known = this.#state.prepare('select 1 from customers where customer_id = ?').get(name)
    return known && password === customerPassword(name) ? this.#issue('customer', '', name) : undefined
  }

  /** A customer's token for the partner's caller; undefined without the customer's agency, which it grants with the authorization. */
  tokenByAgency(caller: Caller, customer: { readonly id?: string; readonly name?: string }): IssuedToken | undefined {
    const issue = (id: string): IssuedToken => this.#issue('customer', caller.operatorName, id)
    if (customer.id === FOREIGN_SITE_CUSTOMER_ID) return issue(customer.id)
    const id = this.#state
      .prepare('select customer_id from customers where linked = 1 and (customer_id = ? or account_name = ?)')
      .pluck()
      .get(customer.id ?? '', customer.name ?? '') as string | undefined
    return id !== undefined && this.#grants(id) ? issue(id) : undefined
  }

  /** Temporary keys of the caller, to be sent with X-Security-Token. */
  temporaryKey(caller: Caller): { access: string; secret: string; securitytoken: string; expiresAt: number } {
    const key = {
      access: `AKTEMP${randomBytes(7).toString('hex').toUpperCase()}`,
      secret: randomBytes(20).toString('hex'),
      securitytoken: randomBytes(48).toString('base64'),
      expiresAt: this.#now() + this.#lifetimeMs,
    }
    this.#state
      .prepare('insert into temporary_keys values (?, ?, ?, ?, ?)')
      .run(key.access, key.secret, key.securitytoken, caller.operatorName, key.expiresAt)
    return key
  }

  #grants(customerId: string): boolean {
    return (
      this.#state.prepare('select state from authorizations where customer_id = ?').pluck().get(customerId) ===
      'GRANTED'
    )
  }

  /** @param operator who swapped it by agency; empty for a customer's own */
  #issue(kind: Caller['kind'], operator: string, customerId = ''): IssuedToken {
    const token = `MII${randomBytes(120).toString('base64')}`
    const expiresAt = this.#now() + this.#lifetimeMs
    this.#state.prepare('insert into tokens values (?, ?, ?, ?, ?)').run(token, kind, operator, customerId, expiresAt)
    return { token, expiresAt }
  }

  #byToken(token: string): Caller {
    const row = this.#state.prepare('select * from tokens where token = ?').get(token) as
      | { kind: string; operator: string; customer_id: string; expires_at: number }
      | undefined
    const entry = row && byOperator.get(row.operator)
    if (!row || (row.kind !== 'customer' && !entry)) return refuse('decrypt token fail')
    if (row.expires_at <= this.#now()) throw new VendorError('CBC.0154', 'The token has expired.')
    if (entry && row.kind !== 'customer') return entry.caller
    if (row.customer_id === FOREIGN_SITE_CUSTOMER_ID) throw new VendorError('CBC.0156')
    // With the agency every token that was swapped by it is gone.
    if (entry && !this.#grants(row.customer_id)) return refuse('the agency of the token does not exist')
    return {
      kind: 'customer',
      partnerId: PARTNER_ID,
      operatorName: entry?.caller.operatorName ?? row.customer_id,
      customerId: row.customer_id,
      permissions: 'all',
    }
  }

  #key(accessKey: string, securityToken: unknown): { caller: Caller; secretKey: string } {
    const permanent = byAccessKey.get(accessKey)
    if (permanent) return { caller: permanent.caller, secretKey: permanent.credential.secretKey }
    const row = this.#state.prepare('select * from temporary_keys where access_key = ?').get(accessKey) as
      | { secret_key: string; security_token: string; operator: string; expires_at: number }
      | undefined
    const entry = row && byOperator.get(row.operator)
    if (!entry) return refuse(`Get secretKey failed,ak:${accessKey},err:ak not exist`)
    if (row.security_token !== securityToken) refuse('security token does not fit the access key')
    if (row.expires_at <= this.#now()) refuse('temporary access key is expired')
    return { caller: entry.caller, secretKey: row.secret_key }
  }
}
