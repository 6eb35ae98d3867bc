/** Keys and texts typed through an input method (product conventions, Keys). */

/** Full-width digits, letters and punctuation to their plain forms: `１３８－` → `138-`, ideographic space → space. */
export const foldWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e\u3000]/g, (c) => (c === '\u3000' ? ' ' : String.fromCharCode(c.charCodeAt(0) - 0xfee0)))

/** Only digits and letters: a search text keeps the full-width brackets that company names are written with. */
export const foldAlphanumeric = (text: string): string =>
  text.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, foldWidth)

interface KeyLike {
  key: string
  keyCode: number
  isComposing?: boolean
  nativeEvent?: { isComposing: boolean }
}

/** True while an input method is composing: no shortcut may fire. 229 is what Chromium sends for its first key. */
export const isComposing = (event: KeyLike): boolean =>
  (event.nativeEvent?.isComposing ?? event.isComposing ?? false) || event.keyCode === 229

/** Is the person typing? Single-letter shortcuts stay quiet there. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type)
}
