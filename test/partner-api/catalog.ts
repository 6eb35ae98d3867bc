// The two catalogs (the vendor's and the desk's) as the server needs them: routes, rules and request checks.
import { readFileSync } from 'node:fs'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

type Schema = Readonly<Record<string, unknown>>

interface Parameter {
  readonly name: string
  readonly in: 'query' | 'path' | 'header'
  readonly required: boolean
  readonly schema: Schema & { readonly type?: string; readonly items?: { readonly type?: string } }
}

export interface Paging {
  readonly style: 'offset' | 'marker'
  readonly in: 'query' | 'body'
  readonly items: string
  readonly total: string | null
}

interface RawOperation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } }
  readonly responses: Readonly<
    Record<string, { readonly content?: { readonly 'application/json': { readonly schema: Schema } } }>
  >
  readonly 'x-caller': readonly string[]
  readonly 'x-permission'?: readonly string[] | null
  readonly 'x-rate-limit'?: { readonly count: number } | null
  readonly 'x-errors'?: readonly string[]
  readonly 'x-errors-http200'?: readonly string[] | null
  readonly 'x-effect': 'read' | 'write'
  readonly 'x-paging'?: Paging | null
}

interface CatalogDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>
  readonly 'x-rate-limit-default': { readonly count: number }
}

const load = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../shared/partner-api/${name}`, import.meta.url), 'utf8')) as T

const documents = {
  vendor: load<CatalogDocument>('openapi.json'),
  desk: load<CatalogDocument>('desk.openapi.json'),
}
const errors =
  load<Readonly<Record<string, { readonly http: number; readonly meaning: { readonly en: string } }>>>('errors.json')

/** HTTP status of an error code; 500 for a code that errors.json does not know. */
export const statusOf = (code: string): number => errors[code]?.http ?? 500
/** The meaning of an error code in English. */
export const meaningOf = (code: string): string => errors[code]?.meaning.en ?? 'unknown error'

const ajv = new Ajv2020({ strict: false, validateSchema: false, useDefaults: true, addUsedSchema: false })
addFormats.default(ajv)
for (const [name, document] of Object.entries(documents)) ajv.addSchema(document, name)

/** In the order of their appearance: the first thing wrong, in the vendor's manner. */
const complaint = (found: readonly ErrorObject[] | null | undefined): string => {
  const first = found?.[0]
  const field = first?.instancePath.slice(1).replaceAll('/', '.') ?? ''
  return `Invalid request parameter: ${field === '' ? '' : `${field} `}${first?.message ?? ''}`
}

export class CatalogOperation {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly callers: ReadonlySet<string>
  /** Any one is enough; empty when none is needed. */
  readonly permissions: readonly string[]
  readonly perSecond: number
  readonly paging: Paging | undefined
  readonly errors: ReadonlySet<string>
  readonly http200: ReadonlySet<string>
  readonly write: boolean
  /** HTTP status of success, 200 or 204. */
  readonly success: number
  readonly parameters: readonly Parameter[]
  readonly #document: string
  readonly #raw: RawOperation
  #body: ValidateFunction | undefined
  #query: ValidateFunction | undefined

  constructor(document: keyof typeof documents, method: string, path: string, raw: RawOperation) {
    this.operationId = raw.operationId
    this.method = method
    this.path = path
    this.callers = new Set(raw['x-caller'])
    this.permissions = raw['x-permission'] ?? []
    this.perSecond = raw['x-rate-limit']?.count ?? documents[document]['x-rate-limit-default'].count
    this.paging = raw['x-paging'] ?? undefined
    this.errors = new Set(raw['x-errors'])
    this.http200 = new Set(raw['x-errors-http200'])
    this.write = raw['x-effect'] === 'write'
    this.success = raw.responses['200'] ? 200 : 204
    this.parameters = raw.parameters ?? []
    this.#document = document
    this.#raw = raw
  }

  /** JSON schema of the answer, or undefined for an empty one. */
  get answerSchema(): Schema | undefined {
    return this.#raw.responses['200']?.content?.['application/json'].schema
  }

  get hasBody(): boolean {
    return this.#raw.requestBody !== undefined
  }

  /**
   * Typed values of a query string; defaults are filled in, names unknown to the catalog are dropped as the vendor does.
   * @returns the values, or a text saying what is wrong
   */
  readQuery(given: URLSearchParams, emptyIsAbsent: boolean): Record<string, unknown> | string {
    const values: Record<string, unknown> = {}
    for (const parameter of this.parameters) {
      if (parameter.in !== 'query') continue
      const texts = given.getAll(parameter.name)
      const [text] = texts
      if (text === undefined || (emptyIsAbsent && text === '' && !parameter.required)) continue
      const { type, items } = parameter.schema
      values[parameter.name] = type === 'array' ? texts.map((one) => typed(one, items?.type)) : typed(text, type)
    }
    this.#query ??= ajv.compile({
      type: 'object',
      properties: Object.fromEntries(this.#inQuery().map(({ name, schema }) => [name, schema])),
      required: this.#inQuery().flatMap(({ name, required }) => (required ? [name] : [])),
    })
    return this.#query(values) ? values : complaint(this.#query.errors)
  }

  /** Checks a parsed body in place, filling in defaults; returns what is wrong, or undefined. */
  checkBody(body: unknown): string | undefined {
    const schema = this.#raw.requestBody?.content['application/json'].schema
    if (!schema) return undefined
    this.#body ??= ajv.compile({ $ref: `${this.#document}${String(schema.$ref)}` })
    return this.#body(body) ? undefined : complaint(this.#body.errors)
  }

  #inQuery(): readonly Parameter[] {
    return this.parameters.filter((parameter) => parameter.in === 'query')
  }
}

const typed = (text: string, type: string | undefined): unknown => {
  if ((type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

/** All operations of both catalogs by operationId. */
export const catalog: ReadonlyMap<string, CatalogOperation> = new Map(
  (['vendor', 'desk'] as const).flatMap((name) =>
    Object.entries(documents[name].paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, raw]) => [raw.operationId, new CatalogOperation(name, method.toUpperCase(), path, raw)] as const,
      ),
    ),
  ),
)

const routes = new Map<string, CatalogOperation>()
for (const one of catalog.values()) routes.set(`${one.method} ${one.path.replace(/\{\w+\}$/, '{}')}`, one)

/** The operation of a request line, with its path parameter (always the last segment in these catalogs). */
export const route = (
  method: string,
  path: string,
): { readonly operation: CatalogOperation; readonly path: Record<string, string> } | undefined => {
  const exact = routes.get(`${method} ${path}`)
  if (exact) return { operation: exact, path: {} }
  const cut = path.lastIndexOf('/')
  const withParameter = routes.get(`${method} ${path.slice(0, cut)}/{}`)
  const name = withParameter && /\{(\w+)\}$/.exec(withParameter.path)?.[1]
  const value = path.slice(cut + 1)
  if (!withParameter || !name || value === '') return undefined
  return { operation: withParameter, path: { [name]: decodeURIComponent(value) } }
}
