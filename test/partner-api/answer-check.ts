// Checks answers against the catalogs, more strictly than they are written: an object may have no field they do not name.
import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

type Json = unknown

/** Closes every object schema; nullable is what the description says is null on some page. */
const closed = (schema: Json): Json => {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]))
  if (copy.type === 'object' && copy.properties) copy.additionalProperties = false
  if (typeof copy.description === 'string' && /\bnull on\b/.test(copy.description)) copy.type = [copy.type, 'null']
  return copy
}

interface Document {
  readonly paths: Record<
    string,
    Record<string, { operationId: string; responses: Record<string, { content?: object }> }>
  >
}

const validators = new Map<string, ValidateFunction>()
const errorOf = new Map<string, ValidateFunction>()
const pointer = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1')

for (const name of ['openapi.json', 'desk.openapi.json']) {
  const document = closed(
    JSON.parse(readFileSync(new URL(`../../shared/partner-api/${name}`, import.meta.url), 'utf8')),
  ) as Document
  const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(document, name)
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, { operationId, responses }] of Object.entries(methods)) {
      errorOf.set(operationId, ajv.compile({ $ref: `${name}#/components/schemas/ErrorResponse` }))
      if (!responses['200']?.content) continue
      const at = `${name}#/paths/${encodeURIComponent(pointer(path))}/${method}/responses/200/content/application~1json/schema`
      validators.set(operationId, ajv.compile({ $ref: at }))
    }
  }
}

export interface AnswerCheckOptions {
  /** Fields that no catalog knows, as a newer service might send. */
  readonly unknownFields?: readonly string[]
}

/** What is wrong with the answer of an operation: empty when it is as the catalog says. */
export const answerFaults = (
  operationId: string,
  { status, text }: { readonly status: number; readonly text: string },
  { unknownFields = [] }: AnswerCheckOptions = {},
): readonly string[] => {
  const validate = validators.get(operationId)
  const code = errorCodeOf(text)
  if (code === undefined && !validate) return text === '' ? [] : ['expected an empty body']
  if (text === '') return ['expected a body']
  const check = code === undefined ? validate : errorOf.get(operationId)
  if (!check || (code === undefined && status !== 200)) return [`no schema for status ${status}`]
  if (check(JSON.parse(text))) return []
  return (check.errors ?? [])
    .filter((error) => !unknownFields.includes(String(error.params.additionalProperty)))
    .map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`)
}

/** The error code of an answer, or undefined for success (no code, or CBC.0000). */
export const errorCodeOf = (text: string): string | undefined => {
  const body: unknown = text === '' ? undefined : JSON.parse(text)
  const code = typeof body === 'object' && body !== null && 'error_code' in body ? String(body.error_code) : undefined
  return code === 'CBC.0000' ? undefined : code
}
