/**
 * JSON whose numbers stay exact. A binary float keeps 15 significant digits for certain; a longer number is handed on
 * as the text it had on the wire, before a float exists (habit 6).
 */
const EXACT_DIGITS = 15

/** A number token of 16 and more characters; quoted text never follows these signs directly. */
const longNumber = /[:,[]\s*-?\d[\d.eE+-]{15}/

/** Digits between the first and the last that is not zero; the exponent is none of them. */
function significantDigits(source: string): number {
  const digits = source
    .replace(/[eE].*$/, '')
    .replaceAll(/[-.]/g, '')
    .replace(/^0+/, '')
    .replace(/0+$/, '')
  return digits.length
}

const keepExact = (_key: string, value: unknown, context?: { source?: string }): unknown =>
  typeof value === 'number' && context?.source !== undefined && significantDigits(context.source) > EXACT_DIGITS
    ? context.source
    : value

/** Throws SyntaxError. The slow way is taken only where a long number (or a text that looks like one) is found. */
export function parseExact(text: string): unknown {
  return longNumber.test(text)
    ? JSON.parse(text, keepExact as (key: string, value: unknown) => unknown)
    : JSON.parse(text)
}
