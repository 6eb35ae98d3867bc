/**
 * One normalisation for what is searched and what is searched for: full-width to half-width, accents and invisible
 * characters dropped, lower case, every kind of space and control character a plain space. It works character by
 * character, so a part of a text stays a part of the folded text.
 */
const folded = new Map<number, string>()

function foldPoint(point: number): string {
  if (point >= 0x4e00 && point <= 0x9fff) return String.fromCharCode(point)
  const known = folded.get(point)
  if (known !== undefined) return known
  const result = String.fromCodePoint(point)
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[\s\p{Z}\p{Cc}]/gu, ' ')
    // What SQLite's tokenizer folds beyond this, so that a token of its own is equal exactly where the text is.
    .replaceAll('ς', 'σ')
    .replace(/[\ufffe\uffff]/g, '\ufffd')
  folded.set(point, result)
  return result
}

/** Lower-case letters, digits and common signs fold to themselves; most account names and numbers are only these. */
const plain = /^[\x21-\x40\x5b-\x7e]*$/

/** Lone surrogates become U+FFFD, as SQLite would store them. */
export function foldText(text: string): string {
  if (plain.test(text)) return text
  let result = ''
  for (const character of text.toWellFormed()) result += foldPoint(character.codePointAt(0) ?? 0)
  return result
}

/** The words of a fragment as typed; all of them must be found. None for a fragment without anything to look for. */
export function foldWords(fragment: string): string[] {
  return [...new Set(foldText(fragment).split(' '))].filter((word) => word !== '')
}
