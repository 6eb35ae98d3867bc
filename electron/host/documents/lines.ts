/**
 * Breaks texts into lines without a screen, so that the host knows how tall a row is before anything is rendered. A
 * character counts as wide as the widest of the fonts that may print it; a line can come out shorter, never longer.
 */

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Characters that never join with a neighbour: most texts hold no others, and taking those apart is slow. */
const single = /^[\u0020-\u007e\u3001-\u3029\u4e00-\u9fff\uff01-\uff60]*$/

const graphemesOf = (text: string): Iterable<string> =>
  single.test(text) ? text : Array.from(segmenter.segment(text), ({ segment }) => segment)

/** From here on characters are as wide as high (CJK and what stands beside it). */
const CJK = 0x2e80

function widthOf(grapheme: string): number {
  const code = grapheme.codePointAt(0) ?? 0
  if (code >= 0x1f000) return 1.4
  if (code >= CJK || (code >= 0x2000 && code < CJK)) return 1
  if (code >= 0x80) return 0.85
  if (/[0-9]/.test(grapheme)) return 0.6
  if (/[ijltfrI|.,:;!'`()[\] -]/.test(grapheme)) return 0.42
  if (/[mwMW@%]/.test(grapheme)) return 1
  return /[a-z]/.test(grapheme) ? 0.64 : 0.76
}

/** Width in em that the text needs at most. */
export function emsOf(text: string): number {
  let ems = 0
  for (const grapheme of graphemesOf(text)) ems += widthOf(grapheme)
  return ems
}

/** A break at a space is taken when it wastes less than this part of the line. */
const WASTE = 0.4

/**
 * Lines of at most `ems` em. White space of any kind counts as one space; a text of more than `most` lines ends with an
 * ellipsis.
 */
export function linesOf(text: string, ems: number, most: number): string[] {
  const lines: string[] = []
  let line = ''
  let width = 0
  let space: { at: number; width: number } | null = null
  for (const segment of graphemesOf(text.replace(/\s+/gu, ' ').trim())) {
    const next = widthOf(segment)
    if (width + next > ems && line !== '') {
      if (segment !== ' ' && space && space.width > ems * (1 - WASTE)) {
        lines.push(line.slice(0, space.at))
        line = line.slice(space.at + 1)
        width = emsOf(line)
      } else {
        lines.push(line)
        line = ''
        width = 0
      }
      space = null
      if (segment === ' ') continue
    }
    if (segment === ' ') space = { at: line.length, width }
    line += segment
    width += next
  }
  if (line !== '' || lines.length === 0) lines.push(line)
  if (lines.length <= most) return lines
  const last = [...(lines[most - 1] ?? '')].slice(0, -1).join('')
  return [...lines.slice(0, most - 1), `${last}…`]
}
