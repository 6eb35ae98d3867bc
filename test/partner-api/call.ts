// Calls by operationId, for tests: the vendor's signer or a customer's token, and the answer as an object.
import { catalog } from './catalog.ts'
import { type CallResult, customerToken, signedCall, tokenCall } from './client.ts'
import type { CredentialName } from './identities.ts'
import type { PartnerApi } from './server.ts'

export interface CallInput {
  readonly query?: Readonly<Record<string, string | number | readonly (string | number)[]>>
  readonly path?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export interface Called {
  readonly status: number
  /** Error code of the body, also one within HTTP 200; undefined for success. */
  readonly code: string | undefined
  readonly body: Record<string, unknown>
}

const requestOf = (operationId: string, { query, path = {}, body }: CallInput) => {
  const operation = catalog.get(operationId)
  if (!operation) throw new Error(`${operationId} is in no catalog`)
  return {
    method: operation.method,
    path: operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? '')),
    ...(query ? { query } : {}),
    ...(body === undefined ? {} : { body }),
  }
}

const read = (result: CallResult): Called => {
  const body = result.text === '' ? {} : (JSON.parse(result.text) as { error_code?: string })
  return { status: result.status, code: body.error_code === 'CBC.0000' ? undefined : body.error_code, body }
}

/** Calls as an operator. */
export const callAs = async (
  api: PartnerApi,
  as: CredentialName,
  operationId: string,
  input: CallInput = {},
): Promise<Called> => read(await signedCall(api.url, as, requestOf(operationId, input)))

/** Calls with the customer's own token. */
export const callAsCustomer = async (
  api: PartnerApi,
  customerId: string,
  operationId: string,
  input: CallInput = {},
): Promise<Called> => {
  const token = await customerToken(api.url, customerId)
  return read(await tokenCall(api.url, token, requestOf(operationId, input)))
}
