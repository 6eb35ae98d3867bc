/**
 * What a log may hold: secrets, phones, mails and ids lose all but their last three characters, so that lines can still
 * be matched with each other and with a screen.
 */
const secretKey =
  /^(sk|ak|key|token|secret|password|signature|authorization|credential|cookie)$|secret|password|token|signature/i
const personKey =
  /^(name|customer|customerName|account|accountName|telephone|phone|mobile|email|mail|text|label|customerId)$|_name$/i

const tail = (text: string): string => `***${[...text].slice(-3).join('')}`

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

/** Redacts facts by the names of their keys and by what texts look like; at most six levels deep. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value
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
      return [key, redact(item, depth + 1)]
    }),
  )
}
