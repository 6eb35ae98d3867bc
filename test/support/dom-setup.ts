import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

afterEach(cleanup)

// jsdom lacks the layout interfaces that antd and the ledger grid ask for at mount.
class NoResize implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver ??= NoResize

// jsdom has no media queries; every query answers "no" (light theme, wide window).
window.matchMedia ??= (media: string): MediaQueryList => ({
  media,
  matches: false,
  onchange: null,
  addEventListener() {},
  removeEventListener() {},
  addListener() {},
  removeListener() {},
  dispatchEvent: () => false,
})

Element.prototype.scrollIntoView ??= () => {}
Element.prototype.scrollTo ??= () => {}

// jsdom prints "not implemented" when asked for the style of a pseudo-element; antd asks for scroll bars.
const plainStyle = window.getComputedStyle.bind(window)
window.getComputedStyle = (element: Element) => plainStyle(element)
