/**
 * A browser cuts elements off at about 33 million pixels. Where the rows need more, the scroll bar stands for the whole
 * list while wheel and keys still move pixel by pixel: `shift` is what lies between the two.
 */
export const MAX_SCROLL_HEIGHT = 15_000_000

/** Pixels that a hasty wheel passes between two frames at most. */
const WHEEL_STEP = 4000

export class ScrollScale {
  /** Height of all rows. */
  private full = 0
  private view = 0
  private shift = 0
  private before = 0
  private readonly limit: number

  constructor(limit = MAX_SCROLL_HEIGHT) {
    this.limit = limit
  }

  setSizes(full: number, view: number): void {
    this.full = full
    this.view = view
    if (!this.scaled) this.shift = 0
  }

  /** Height the scrolled element really gets. */
  get height(): number {
    return Math.min(this.full, this.limit)
  }

  private get scaled(): boolean {
    return this.full > this.limit
  }

  private get most(): number {
    return Math.max(0, this.full - this.view)
  }

  private get ratio(): number {
    return this.scaled ? this.most / Math.max(1, this.limit - this.view) : 1
  }

  /** Offset in the list of what stands at the element's top. */
  toOffset(scrollTop: number): number {
    if (!this.scaled) return scrollTop
    // A step of a few views is a wheel or a key in a slow frame; one pixel of a dragged bar is far more.
    if (Math.abs(scrollTop - this.before) > Math.max(this.view * 4, WHEEL_STEP))
      this.shift = scrollTop * this.ratio - scrollTop
    this.before = scrollTop
    return Math.min(Math.max(0, scrollTop + this.shift), this.most)
  }

  /** Where in the element an offset of the list is drawn. */
  toElement(offset: number): number {
    return offset - this.shift
  }

  /** The scrollTop that shows an offset with the bar at its true place; moves `shift` along, so nothing jumps. */
  anchor(offset: number): number {
    const within = Math.min(Math.max(0, offset), this.most)
    const scrollTop = within / this.ratio
    this.shift = within - scrollTop
    this.before = scrollTop
    return scrollTop
  }

  /** The bar has drifted from its true place and must be put back once the scrolling rests. */
  drifted(scrollTop: number): boolean {
    return this.scaled && Math.abs(scrollTop - (scrollTop + this.shift) / this.ratio) > 0.5
  }
}
