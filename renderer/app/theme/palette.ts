/**
 * The colours of the program: a calm blue-grey, light and dark. Text reaches 4.5:1 on every ground it stands on, lines
 * of controls 3:1 (WCAG 2.2 AA; a test computes it). antd and our own style sheets take them from here.
 */
export interface Palette {
  /** Behind everything, the navigation, panels, things above panels. */
  canvas: string
  side: string
  panel: string
  raised: string
  /** Hairlines, and lines of controls. */
  line: string
  lineStrong: string
  text: string
  textSecond: string
  textThird: string
  /** Links, selection and marks. */
  accent: string
  accentStrong: string
  accentSoft: string
  /** Ground of the main button, under white text. */
  button: string
  buttonHover: string
  good: string
  goodSoft: string
  warn: string
  warnSoft: string
  bad: string
  badSoft: string
  hover: string
  /** The chosen one of a few that stand side by side on `side`. */
  chosen: string
  selected: string
  shadow: string
}

export const light: Palette = {
  canvas: '#f4f6f9',
  side: '#eaeff5',
  panel: '#ffffff',
  raised: '#ffffff',
  line: '#dde4ec',
  lineStrong: '#7c8a9a',
  text: '#1c2733',
  textSecond: '#455468',
  textThird: '#586779',
  accent: '#2a5f93',
  accentStrong: '#1f4a75',
  accentSoft: '#e1ecf7',
  button: '#2a5f93',
  buttonHover: '#346fa9',
  good: '#21683f',
  goodSoft: '#e3f2e9',
  warn: '#7d5000',
  warnSoft: '#fbf0d9',
  bad: '#a92f2b',
  badSoft: '#fbe7e5',
  hover: '#eef3f8',
  chosen: '#ffffff',
  selected: '#e1ecf7',
  shadow: '0 6px 24px rgb(28 39 51 / 14%)',
}

export const dark: Palette = {
  canvas: '#12181f',
  side: '#161d25',
  panel: '#1a222b',
  raised: '#222c37',
  line: '#2d3945',
  lineStrong: '#738496',
  text: '#e5ebf2',
  textSecond: '#b8c4d0',
  textThird: '#9aa8b7',
  accent: '#82b4e4',
  accentStrong: '#a9cdf0',
  accentSoft: '#22384e',
  button: '#3572aa',
  buttonHover: '#3a77b0',
  good: '#77c694',
  goodSoft: '#1d3528',
  warn: '#e0b25c',
  warnSoft: '#3a2f18',
  bad: '#f08f88',
  badSoft: '#43242a',
  hover: '#212b36',
  chosen: '#33414f',
  selected: '#22384e',
  shadow: '0 8px 28px rgb(0 0 0 / 45%)',
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Puts the colours on the page as `--ws-…` for style sheets (through the CSSOM, which the page's policy allows). */
export function paint(root: HTMLElement, palette: Palette, name: 'light' | 'dark'): void {
  root.dataset['theme'] = name
  root.style.setProperty('color-scheme', name)
  for (const [key, colour] of Object.entries(palette)) root.style.setProperty(`--ws-${kebab(key)}`, colour)
}
