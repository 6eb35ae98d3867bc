/** A list's question in the address: filter, tab and order, so that a link is the question. A bad value is no filter. */
import { z } from 'zod'
import { foldAlphanumeric } from '#renderer/parts/fold.ts'

/** Search parameters of digits arrive as numbers, single values of a list as themselves. */
const lenient = (schema: z.ZodType) => schema.catch(undefined)
const text = (schema: z.ZodType) =>
  lenient(z.preprocess((value) => (typeof value === 'number' ? String(value) : value), schema))
const list = (schema: z.ZodType) =>
  lenient(
    z.preprocess(
      (value) => (value === undefined ? undefined : (Array.isArray(value) ? value : [value]).map(String)),
      schema,
    ),
  )

/** The shape of a filter as it comes from an address; `texts` and `lists` name its fields of that kind. */
export const lenientShape = (
  shape: Readonly<Record<string, z.ZodType>>,
  { texts, lists }: { readonly texts: ReadonlySet<string>; readonly lists: ReadonlySet<string> },
): Record<string, z.ZodType> =>
  Object.fromEntries(
    Object.entries(shape).map(([key, schema]) => [
      key,
      texts.has(key) ? text(schema) : lists.has(key) ? list(schema) : lenient(schema),
    ]),
  )

/** Drops what says nothing: empty texts and lists are no filter. */
export function tidy<T extends object>(search: T): T {
  return Object.fromEntries(
    Object.entries(search).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  ) as T
}

/** A part changed; typed texts are trimmed and their full-width digits and letters folded. */
export function withPart<T extends object>(search: T, part: Partial<T>): T {
  const folded = Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      typeof value === 'string' ? foldAlphanumeric(value).trim() : value,
    ]),
  )
  return tidy({ ...search, ...folded })
}
