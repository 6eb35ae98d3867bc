/**
 * What a log may hold: secrets, phones, mails and ids lose all but their last three characters, so that lines can still
 * be matched with each other and with a screen; a short one loses all, for three characters may be a whole name. Rows of
 * the partner that the program does not understand keep only what is surely nobody's.
 */
const secretKey =
  /^(sk|ak|key|token|secret|password|signature|authorization|credential|cookie)$|secret|password|token|signature/i
const personKey =
  /^(name|customer|customerName|account|accountName|telephone|phone|mobile|email|mail|text|label|customerId)$|_name$/i

/** Measures of the program itself: no number of a person has such a name. */
const measureKey = /(At|Ms|Bytes|Rows)$|^(at|ms|bytes|rows|done|total)$/

const TAIL_FROM = 8

function tail(text: string): string {
  const characters = [...text]
  return characters.length < TAIL_FROM ? '***' : `***${characters.slice(-3).join('')}`
}

const patterns: readonly RegExp[] = [
  // Header values of signed calls, tokens in addresses.
  /(?<=Signature=)[0-9a-f]+/gi,
  /(?<=(?:X-Auth-Token|X-Security-Token|token|secret|sk)["']?\s*[:=]\s*["']?)[\w+/=.-]{6,}/gi,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  // Phones and other long numbers.
  /(?<![\w.])\+?\d{7,}(?![\w.])/g,
  // Ids, keys and hashes: sixteen and more letters and digits, both in it.
  /(?<![\w])(?=\w*\d)(?=\w*[A-Za-z])[A-Za-z0-9]{16,}(?![\w])/g,
]

/** Redacts what looks like a secret or a person inside free text. */
export function redactText(text: string): string {
  return patterns.reduce((left, pattern) => left.replace(pattern, tail), text)
}

const isLong = (value: number | bigint): boolean => String(value).replace(/\D/g, '').length >= 7

/** Redacts facts by the names of their keys and by what texts look like; at most six levels deep. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'number' || typeof value === 'bigint') {
    if (isLong(value)) return tail(String(value))
    return typeof value === 'bigint' ? String(value) : value
  }
  if (typeof value !== 'object' || value === null) return value
  if (depth > 5) return '…'
  if (value instanceof Uint8Array) return `${value.byteLength} bytes`
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (secretKey.test(key) || personKey.test(key)) {
        return [
          key,
          typeof item === 'string' || typeof item === 'number' ? tail(String(item)) : redact(item, depth + 1),
        ]
      }
      if (typeof item === 'number' && measureKey.test(key)) return [key, item]
      return [key, redact(item, depth + 1)]
    }),
  )
}

/** What may stay of a partner's row: name of the field and form of the value must both fit. */
const plain: readonly (readonly [field: RegExp, value: RegExp])[] = [
  [
    /^(code|currency|status|roles|level|measure_id|is_frozen|abbreviation|new_customer_tag)$|_(type|status|code|level|kinds|items)$/,
    /^(-?\d{1,6}|[A-Z][A-Z0-9_]{0,39}|hws\.[a-z0-9._]{1,60})$/,
  ],
  [/(^|_)(on|at|time|date|month)$/, /^\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z?)?)?$/],
  [/(^|_)(amount|debt|balance|credit)$/, /^-?\d{1,15}(\.\d{1,8})?$/],
]

const described = (text: string): string => `‹text, ${[...text].length} chars›`

/**
 * A partner's row, or a value of its field, as it may be shown to look for what does not fit: codes, times and amounts
 * under names known for them stay, everything else is only described; at most six levels deep.
 */
export function redactRow(value: unknown, field = '', depth = 0): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value ?? null
  if (typeof value !== 'object') {
    const text = String(value)
    return plain.some(([name, form]) => name.test(field) && form.test(text))
      ? typeof value === 'bigint'
        ? text
        : value
      : described(text)
  }
  if (depth > 5) return '…'
  if (Array.isArray(value)) return value.map((item) => redactRow(item, field, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      /^[A-Za-z]\w{0,63}$/.test(name) ? name : described(name),
      redactRow(item, name, depth + 1),
    ]),
  )
}
