// The token service beside the partner API, in the style of the vendor's IAM.
import type { Access } from './access.ts'
import type { SignedRequest } from './signature.ts'

interface IamAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

interface TokenRequest {
  readonly auth?: {
    readonly identity?: {
      readonly methods?: readonly string[]
      readonly password?: { readonly user?: { readonly name?: string; readonly password?: string } }
      readonly assume_role?: {
        readonly domain_id?: string
        readonly domain_name?: string
        readonly agency_name?: string
      }
    }
  }
}

const refused = (status: number, title: string, message: string): IamAnswer => ({
  status,
  headers: {},
  body: { error: { code: status, message, title } },
})

const iso = (at: number): string => new Date(at).toISOString().replace('Z', '000Z')

/**
 * `POST /v3/auth/tokens`: method `password` (an operator's or a customer's own token), or `assume_role` with the signature or token of
 * the partner (a customer's token). `POST /v3.0/OS-CREDENTIAL/securitytokens`: temporary keys of the caller.
 * @returns undefined for any other request
 */
export const answerIam = (access: Access, request: SignedRequest): IamAnswer | undefined => {
  if (request.method !== 'POST') return undefined
  if (request.path === '/v3.0/OS-CREDENTIAL/securitytokens') {
    const { expiresAt, ...credential } = access.temporaryKey(access.authenticate(request))
    return { status: 201, headers: {}, body: { credential: { ...credential, expires_at: iso(expiresAt) } } }
  }
  if (request.path !== '/v3/auth/tokens') return undefined
  let identity: NonNullable<TokenRequest['auth']>['identity']
  try {
    identity = (JSON.parse(request.body.toString('utf8')) as TokenRequest).auth?.identity
  } catch {
    return refused(400, 'Bad Request', 'The request body is invalid')
  }
  if (identity?.methods?.includes('password')) {
    const { name = '', password = '' } = identity.password?.user ?? {}
    const issued = access.tokenByPassword(name, password)
    if (!issued) return refused(401, 'Unauthorized', 'The username or password is wrong.')
    return answerToken(issued.token, issued.expiresAt, 'password')
  }
  if (identity?.methods?.includes('assume_role')) {
    const { domain_id: id, domain_name: name } = identity.assume_role ?? {}
    const issued = access.tokenByAgency(access.authenticate(request), {
      ...(id === undefined ? {} : { id }),
      ...(name === undefined ? {} : { name }),
    })
    if (!issued) return refused(403, 'Forbidden', 'You have no right to do this action')
    return answerToken(issued.token, issued.expiresAt, 'assume_role')
  }
  return refused(400, 'Bad Request', 'The methods of the identity are invalid')
}

const answerToken = (token: string, expiresAt: number, method: string): IamAnswer => ({
  status: 201,
  headers: { 'X-Subject-Token': token },
  body: { token: { expires_at: iso(expiresAt), methods: [method] } },
})
