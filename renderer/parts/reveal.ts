/**
 * What the eye showed (R-CUST-01): per column, in one view, hidden again at the time the host names. Outside React, so
 * that the seconds counting down draw one button and no rows.
 */
export interface Revealed {
  values: Readonly<Record<string, string>>
  /** UTC milliseconds. */
  hideAt: number
}

export class Reveal {
  private shown: Revealed | null = null
  private asking = false
  private run = 0
  private timer: ReturnType<typeof setInterval> | undefined
  private listeners = new Set<() => void>()
  private readonly ask: () => Promise<Revealed>
  private readonly onError: (reason: unknown) => void

  /** `ask` is the permitted and logged call for the rows on screen; `onError` hears why it was refused. */
  constructor(ask: () => Promise<Revealed>, onError: (reason: unknown) => void) {
    this.ask = ask
    this.onError = onError
  }

  readonly subscribe = (heard: () => void): (() => void) => {
    this.listeners.add(heard)
    return () => void this.listeners.delete(heard)
  }

  readonly busy = (): boolean => this.asking

  /** Seconds until it hides again; 0 = hidden. */
  readonly secondsLeft = (): number =>
    this.shown === null ? 0 : Math.max(0, Math.ceil((this.shown.hideAt - Date.now()) / 1000))

  /** Plain value of a row, undefined while it is hidden. */
  plain(id: string): string | undefined {
    return this.shown?.values[id]
  }

  toggle(): void {
    if (this.shown) {
      this.hide()
      return
    }
    if (this.asking) return
    const run = ++this.run
    this.asking = true
    this.tell()
    this.ask().then(
      (answer) => {
        // The view was closed or hidden meanwhile: what comes now is not shown.
        if (run !== this.run) return
        this.asking = false
        this.shown = answer
        this.timer = setInterval(() => this.tick(), 1000)
        this.tick()
      },
      (reason: unknown) => {
        if (run !== this.run) return
        this.asking = false
        this.tell()
        this.onError(reason)
      },
    )
  }

  /** Also when its view closes: nothing revealed is remembered. */
  hide(): void {
    this.run++
    this.asking = false
    this.shown = null
    clearInterval(this.timer)
    this.tell()
  }

  private tick(): void {
    if (this.shown && Date.now() >= this.shown.hideAt) this.hide()
    else this.tell()
  }

  private tell(): void {
    for (const heard of this.listeners) heard()
  }
}
