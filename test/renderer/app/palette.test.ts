import { describe, expect, test } from 'vitest'
import { dark, light, type Palette } from '#renderer/app/theme/palette.ts'

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = parts.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

type Colour = Exclude<keyof Palette, 'shadow'>

/** Each text colour with every ground it stands on. */
const texts: readonly (readonly [Colour, readonly Colour[]])[] = [
  ['text', ['canvas', 'side', 'panel', 'raised', 'hover', 'selected', 'chosen']],
  ['textSecond', ['canvas', 'side', 'panel', 'raised', 'hover', 'selected']],
  ['textThird', ['canvas', 'side', 'panel', 'raised', 'hover']],
  ['accent', ['canvas', 'panel', 'raised', 'chosen', 'accentSoft']],
  ['accentStrong', ['canvas', 'panel', 'raised', 'selected']],
  ['good', ['panel', 'raised', 'goodSoft']],
  ['warn', ['panel', 'raised', 'warnSoft']],
  ['bad', ['panel', 'raised', 'badSoft']],
]

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('%s', (_name, palette) => {
  test.each(texts.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const)))(
    '%s on %s is readable (4.5:1)',
    (text, ground) => expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5),
  )

  test('white on the main button is readable', () => {
    expect(contrast('#ffffff', palette.button)).toBeGreaterThanOrEqual(4.5)
    expect(contrast('#ffffff', palette.buttonHover)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['canvas', 'panel', 'raised'] as const)('lines of controls are seen on %s (3:1)', (ground) => {
    expect(contrast(palette.lineStrong, palette[ground])).toBeGreaterThanOrEqual(3)
    expect(contrast(palette.accent, palette[ground])).toBeGreaterThanOrEqual(3)
  })
})
