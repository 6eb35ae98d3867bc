/**
 * Follows the scrolling element: which rows are drawn, where, and how fast they pass. Outside React, so that a scroll
 * draws the body and nothing around it.
 */
import type { RowSource } from '#renderer/parts/ledger/rowSource.ts'
import { ScrollScale } from '#renderer/parts/ledger/scrollScale.ts'
import { type RowWindow, visibleRows, withSpare } from '#renderer/parts/ledger/window.ts'

/** Height used until the element has been measured (and where there is no layout, as in tests). */
const UNMEASURED = 720
const REST_MS = 120
/** Redraw once this many spare rows were used up. */
const SLACK = 3
/** A longer pause between two steps is no scrolling speed. */
const PAUSE_MS = 400

export interface ViewOptions {
  source: Pick<RowSource<unknown>, 'setRange' | 'generation'>
  count: number
  rowHeight: number
  headHeight: number
  onOffset: ((offset: number) => void) | undefined
}

/** What is drawn; a new object whenever the body must be drawn anew. */
export interface Drawn {
  rows: RowWindow
}

export class LedgerView {
  private options: ViewOptions
  private readonly scale = new ScrollScale()
  private scrolled: HTMLDivElement | null = null
  private view = UNMEASURED
  private at: number
  private down = true
  private stepAt = 0
  private speed = 0
  private left = 0
  private told = ''
  private generation: number
  private drawn: Drawn
  private listeners = new Set<() => void>()

  constructor(options: ViewOptions, offset: number) {
    this.options = options
    this.generation = options.source.generation
    this.at = offset
    this.setSizes()
    this.drawn = { rows: withSpare(this.seen(), true, options.count) }
  }

  readonly subscribe = (heard: () => void): (() => void) => {
    this.listeners.add(heard)
    return () => void this.listeners.delete(heard)
  }

  readonly snapshot = (): Drawn => this.drawn

  /** Taken over in each render; `settle` follows once it stands in the page. */
  setOptions(options: ViewOptions): void {
    if (options.source !== this.options.source || options.source.generation !== this.generation) this.at = 0
    this.generation = options.source.generation
    this.options = options
    this.setSizes()
  }

  /** After more or fewer rows or another row height: the same offset stays on screen where it still exists. */
  settle(): void {
    const { count, rowHeight } = this.options
    const key = `${this.generation}/${count}/${rowHeight}`
    if (this.told === key) return
    this.told = key
    this.anchor(this.at)
  }

  /** Height of the scrolled content without the head. */
  get height(): number {
    return this.scale.height
  }

  get element(): HTMLDivElement | null {
    return this.scrolled
  }

  /** Where row `index` is drawn. */
  top(index: number): number {
    return this.scale.toElement(index * this.options.rowHeight)
  }

  /** Rows really on screen. */
  readonly seen = (): RowWindow => visibleRows(this.at, this.view, this.options.rowHeight, this.options.count)

  /** Rows a Page key moves. */
  readonly pageRows = (): number => Math.max(1, Math.floor(this.view / this.options.rowHeight) - 1)

  scrollToRow(index: number): void {
    const { rowHeight } = this.options
    const start = index * rowHeight
    if (start < this.at) this.anchor(start)
    else if (start + rowHeight > this.at + this.view) this.anchor(start + rowHeight - this.view)
  }

  /** The ref of the scrolling element. */
  readonly attach = (scrolled: HTMLDivElement | null): (() => void) | undefined => {
    if (!scrolled) return
    this.scrolled = scrolled
    let rest: ReturnType<typeof setTimeout> | undefined
    const onScroll = (event: Event): void => {
      if (!this.step(scrolled, event.timeStamp)) return
      clearTimeout(rest)
      rest = setTimeout(() => this.rested(), REST_MS)
    }
    const measure = (): void => {
      const view = scrolled.clientHeight - this.options.headHeight
      this.view = view > 0 ? view : UNMEASURED
      this.setSizes()
      this.update(true)
    }
    scrolled.addEventListener('scroll', onScroll, { passive: true })
    const observer = new ResizeObserver(measure)
    observer.observe(scrolled)
    measure()
    return () => {
      clearTimeout(rest)
      observer.disconnect()
      scrolled.removeEventListener('scroll', onScroll)
      this.options.onOffset?.(this.at)
      this.scrolled = null
    }
  }

  private step(scrolled: HTMLDivElement, timeStamp: number): boolean {
    const { scrollTop, scrollLeft } = scrolled
    if (scrollLeft !== this.left) {
      this.left = scrollLeft
      scrolled.toggleAttribute('data-aside', scrollLeft > 0)
    }
    const offset = this.scale.toOffset(scrollTop)
    const step = offset - this.at
    if (step === 0) return false
    const passed = Math.max(1, timeStamp - this.stepAt)
    this.stepAt = timeStamp
    this.down = step > 0
    this.speed = passed > PAUSE_MS ? 0 : (step / this.options.rowHeight / passed) * 1000
    this.at = offset
    const atEdge = scrollTop <= 0 || scrollTop + scrolled.clientHeight >= scrolled.scrollHeight
    if (atEdge && this.scale.drifted(scrollTop)) this.anchor(offset)
    else this.update(false)
    return true
  }

  private rested(): void {
    this.speed = 0
    if (this.scrolled && this.scale.drifted(this.scrolled.scrollTop)) this.anchor(this.at)
    else this.update(false)
    this.options.onOffset?.(this.at)
  }

  private setSizes(): void {
    this.scale.setSizes(this.options.count * this.options.rowHeight, this.view)
  }

  private anchor(offset: number): void {
    this.setSizes()
    const { count, rowHeight } = this.options
    const scrollTop = this.scale.anchor(offset)
    // With no rows yet the place is kept for when they come.
    if (count > 0) this.at = Math.min(Math.max(0, offset), Math.max(0, count * rowHeight - this.view))
    if (this.scrolled && Math.abs(this.scrolled.scrollTop - scrollTop) > 0.5) this.scrolled.scrollTop = scrollTop
    this.update(true)
  }

  /** Tells the source what is on screen and redraws where spare rows run out. */
  private update(force: boolean): void {
    const { source, count } = this.options
    const on = this.seen()
    source.setRange(on.first, Math.max(on.first, on.last), this.speed)
    const old = this.drawn.rows
    const next = withSpare(on, this.down, count)
    const near = Math.abs(next.first - old.first) < SLACK && Math.abs(next.last - old.last) < SLACK
    const inside = old.first <= on.first && old.last >= on.last && old.last < count
    if (!force && near && inside) return
    this.drawn = { rows: next }
    for (const heard of this.listeners) heard()
  }
}
