// What the client keeps of the catalogs, as the text of electron/host/partner-api/catalog.ts.
import desk from '#shared/partner-api/desk.openapi.json' with { type: 'json' }
import errors from '#shared/partner-api/errors.json' with { type: 'json' }
import vendor from '#shared/partner-api/openapi.json' with { type: 'json' }

interface CatalogOperation {
  readonly operationId: string
  readonly 'x-rate-limit'?: { readonly count: number; readonly seconds: number }
  readonly 'x-permission'?: readonly string[]
  readonly 'x-partial-failure'?: string
  readonly 'x-effect': string
  readonly 'x-caller': readonly string[]
}

const quoted = (text: string): string => `'${text}'`
const methods = ['get', 'post', 'put', 'delete', 'patch', 'head']

function linesOf(catalog: {
  readonly paths: object
  readonly 'x-rate-limit-default': { count: number; seconds: number }
}): string[] {
  return Object.entries(catalog.paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, CatalogOperation>)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => {
        const { count, seconds } = operation['x-rate-limit'] ?? catalog['x-rate-limit-default']
        const permissions = operation['x-permission'] ?? []
        const failures = operation['x-partial-failure']?.replace(/\[\].*$/, '')
        const parts = [
          `method: ${quoted(method.toUpperCase())}`,
          `path: ${quoted(path)}`,
          `perSecond: ${count / seconds}`,
          `reads: ${operation['x-effect'] === 'read'}`,
          `callers: [${operation['x-caller'].map(quoted).join(', ')}]`,
          ...(permissions.length > 0 ? [`permissions: [${permissions.map(quoted).join(', ')}]`] : []),
          ...(failures === undefined ? [] : [`failures: ${quoted(failures)}`]),
        ]
        return `  ${operation.operationId}: { ${parts.join(', ')} },`
      }),
  )
}

/** Codes by what they say of a call: [outcome, retry, class]. */
const codeLines = (): string[] =>
  Object.entries(errors).map(
    ([code, { outcome, retry, class: kind }]) =>
      `  ${quoted(code)}: [${[outcome, retry, kind].map(quoted).join(', ')}],`,
  )

export const catalogText =
  (): string => `// Made from openapi.json, desk.openapi.json and errors.json; \`vitest run test/host/partner-api/catalog.test.ts -u\`
// writes it anew. The catalogs themselves are too large to be read at every start.
import type { OperationId } from '#host/partner-api/types.ts'

export type CallerKind = 'partner' | 'distributor' | 'customer'

export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'HEAD'
  readonly path: string
  /** The vendor's limit. */
  readonly perSecond: number
  /** False: the call changes something at the partner's. */
  readonly reads: boolean
  /** Whose credential it takes (R-PLAT-16): the partner's own, or that of a customer who granted the partner an agency. */
  readonly callers: readonly CallerKind[]
  /** Items of which the credential needs any one; none named = open to every caller of the right kind. */
  readonly permissions?: readonly string[]
  /** Field of the answer that lists items which failed while the call as a whole did not. */
  readonly failures?: string
}

export const operations: Readonly<Record<OperationId, Operation>> = {
${[...linesOf(vendor), ...linesOf(desk)].join('\n')}
}

/** What an error code says: outcome, retry and class of errors.json. */
export const errorCodes: Readonly<Record<string, readonly [outcome: string, retry: string, kind: string] | undefined>> = {
${codeLines().join('\n')}
}
`
