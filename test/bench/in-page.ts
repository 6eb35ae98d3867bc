// Measuring inside the window: these functions are sent to the page whole, so they use nothing from outside.

export interface Held {
  /** Milliseconds that a 4 ms timer came late. */
  readonly late: readonly number[]
}

export interface Scrolled {
  /** Milliseconds of script of each frame: from its scroll event to its end before painting. */
  readonly script: readonly number[]
  /** Most row elements at a time. */
  readonly rowNodes: number
  /** Frames in which a place of the view showed no row, or a row without its text. */
  readonly blank: number
  readonly frames: number
}

/** Starts a chain of 4 ms timers; `endMeter` answers how late each one was. */
export function startMeter(): void {
  const late: number[] = []
  let expected = performance.now() + 4
  const tick = (): void => {
    const now = performance.now()
    late.push(Math.max(now - expected, 0))
    expected = now + 4
    timer = window.setTimeout(tick, 4)
  }
  let timer = window.setTimeout(tick, 4)
  Object.assign(window, {
    benchEnd: () => {
      window.clearTimeout(timer)
      return { late }
    },
  })
}

export const endMeter = (): Held => (window as unknown as { benchEnd(): Held }).benchEnd()

/** Scrolls the ledger at so many pixels a second, and looks at every frame. */
export function scrollLedger({ pixelsPerSecond, ms }: { pixelsPerSecond: number; ms: number }): Promise<Scrolled> {
  const scroller = document.querySelector('.ledger-scroll')
  if (!(scroller instanceof HTMLElement)) throw new Error('no ledger is shown')
  const script: number[] = []
  let rowNodes = 0
  let blank = 0
  let eventAt = 0
  // Before every other listener.
  window.addEventListener('scroll', () => (eventAt ||= performance.now()), { capture: true })
  const { top, left, height, width } = scroller.getBoundingClientRect()
  const places = [0.25, 0.5, 0.9].map((share) => [left + width / 3, top + height * share] as const)
  return new Promise((resolve) => {
    const began = performance.now()
    const from = scroller.scrollTop
    const frame = (): void => {
      const now = performance.now()
      if (eventAt > 0) script.push(now - eventAt)
      eventAt = 0
      rowNodes = Math.max(rowNodes, document.querySelectorAll('.ledger-row').length)
      if (
        places.some(([x, y]) => {
          const row = document.elementFromPoint(x, y)?.closest('.ledger-row')
          return !row || row.querySelector('.ledger-skeleton') !== null
        })
      )
        blank += 1
      if (now - began > ms) {
        resolve({ script, rowNodes, blank, frames: script.length })
        return
      }
      scroller.scrollTop = from + ((now - began) * pixelsPerSecond) / 1000
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}
