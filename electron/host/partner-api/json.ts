/**
 * JSON whose numbers stay exact. A binary float keeps 15 significant digits for certain; a longer number is handed on
 * as the text it had on the wire, before a float exists (habit 6).
 */
const EXACT_DIGITS = 15

/** A number token of 16 and more characters, or a text that looks like one: a key or value never follows these signs without its quote. */
const longNumber = /[:,[]\s*(-?\d[\d.eE+-]{15,})/
const longNumbers = new RegExp(longNumber, 'g')
const wellFormed = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** Digits between the first and the last that is not zero; the exponent is none of them. */
function significantDigits(source: string): number {
  const digits = source
    .replace(/[eE].*$/, '')
    .replaceAll(/[-.]/g, '')
    .replace(/^0+/, '')
    .replace(/0+$/, '')
  return digits.length
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0
  while (text[at - 1 - slashes] === '\\') slashes += 1
  return slashes % 2 === 1
}

/**
 * Puts quotes around the numbers that a float would change. A reviver with the source text does the same at four times
 * the cost of the whole parse; here only the quotes before a long number are looked at.
 */
function quoteLongNumbers(text: string): string {
  const parts: string[] = []
  let copied = 0
  let at = 0
  let inText = false
  for (const match of text.matchAll(longNumbers)) {
    const number = match[1] ?? ''
    const begin = match.index + match[0].length - number.length
    for (let quote = text.indexOf('"', at); quote >= 0 && quote < begin; quote = text.indexOf('"', at)) {
      if (!inText || !isEscaped(text, quote)) inText = !inText
      at = quote + 1
    }
    if (inText || !wellFormed.test(number) || significantDigits(number) <= EXACT_DIGITS) continue
    parts.push(text.slice(copied, begin), '"', number, '"')
    copied = begin + number.length
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(copied)
}

const codesOf = (characters: string): Uint8Array => {
  const codes = new Uint8Array(128)
  for (const character of characters) codes[character.charCodeAt(0)] = 1
  return codes
}
const inNumbers = codesOf('0123456789.eE+-')
const beforeNumbers = codesOf(':,[ \t\r\n')

/**
 * Whether a long number may stand in the text: it would cross one of every sixteenth place, so only those are looked at.
 * The pattern alone costs a third of the parse, and hardly any answer holds such a number.
 */
function mayHoldLongNumber(text: string): boolean {
  const { length } = text
  for (let at = EXACT_DIGITS; at < length; at += EXACT_DIGITS + 1) {
    if (inNumbers[text.charCodeAt(at)] !== 1) continue
    let begin = at
    while (begin > 0 && inNumbers[text.charCodeAt(begin - 1)] === 1) begin -= 1
    // Ids and texts stand behind a quote or a letter.
    if (beforeNumbers[text.charCodeAt(begin - 1)] !== 1) continue
    let end = at + 1
    while (end < length && inNumbers[text.charCodeAt(end)] === 1) end += 1
    if (end - begin > EXACT_DIGITS) return true
  }
  return false
}

/** Throws SyntaxError. */
export const parseExact = (text: string): unknown =>
  JSON.parse(mayHoldLongNumber(text) && longNumber.test(text) ? quoteLongNumbers(text) : text)
