/** Follows the scrolling element: which rows are drawn, where, and how fast they pass. */
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { RowSource } from '#renderer/parts/ledger/rowSource.ts'
import { ScrollScale } from '#renderer/parts/ledger/scrollScale.ts'
import { type RowWindow, visibleRows, withSpare } from '#renderer/parts/ledger/window.ts'

/** Used until the element has been measured (and where there is no layout, as in tests). */
const UNMEASURED = 720
const REST_MS = 120
/** Redraw once this many spare rows were used up. */
const SLACK = 3

interface ViewState {
  drawn: RowWindow
  /** Grows when rows must be placed anew although the window stayed. */
  placed: number
}

export interface LedgerView {
  ref: (element: HTMLDivElement | null) => void
  element: () => HTMLDivElement | null
  drawn: RowWindow
  /** Height of the scrolled content without the head. */
  height: number
  /** Where row `index` is drawn. */
  top(index: number): number
  /** Rows really on screen. */
  seen(): RowWindow
  /** Rows a Page key moves. */
  pageRows(): number
  scrollToRow(index: number): void
  offset(): number
}

export function useLedgerView<Row>(options: {
  source: RowSource<Row>
  count: number
  rowHeight: number
  headHeight: number
  initialOffset: number
  onOffset: ((offset: number) => void) | undefined
}): LedgerView {
  const { count } = options
  const now = useRef(options)
  now.current = options
  const scale = useMemo(() => new ScrollScale(), [])
  const element = useRef<HTMLDivElement | null>(null)
  const place = useRef({ offset: options.initialOffset, view: UNMEASURED, down: true, at: 0, speed: 0, left: 0 })
  scale.setSizes(count * options.rowHeight, place.current.view)

  const seen = useCallback((): RowWindow => {
    const { rowHeight, count: rows } = now.current
    return visibleRows(place.current.offset, place.current.view, rowHeight, rows)
  }, [])
  const [state, setState] = useState<ViewState>(() => ({ drawn: withSpare(seen(), true, count), placed: 0 }))

  /** Tells the source what is on screen and redraws where spare rows run out. */
  const update = useCallback(
    (force: boolean): void => {
      const { source, count: rows } = now.current
      const on = seen()
      source.setRange(on.first, Math.max(on.first, on.last), place.current.speed)
      setState((old) => {
        const drawn = withSpare(on, place.current.down, rows)
        const near = Math.abs(drawn.first - old.drawn.first) < SLACK && Math.abs(drawn.last - old.drawn.last) < SLACK
        const inside = old.drawn.first <= on.first && old.drawn.last >= on.last && old.drawn.last < rows
        if (!force && near && inside) return old
        return { drawn, placed: old.placed + 1 }
      })
    },
    [seen],
  )

  const anchor = useCallback(
    (offset: number): void => {
      const scrolled = element.current
      const { rowHeight, count: rows } = now.current
      scale.setSizes(rows * rowHeight, place.current.view)
      const scrollTop = scale.anchor(offset)
      place.current.offset = Math.min(Math.max(0, offset), Math.max(0, rows * rowHeight - place.current.view))
      if (scrolled && Math.abs(scrolled.scrollTop - scrollTop) > 0.5) scrolled.scrollTop = scrollTop
      update(true)
    },
    [scale, update],
  )

  const ref = useCallback(
    (scrolled: HTMLDivElement | null) => {
      element.current = scrolled
      if (!scrolled) return
      let rest: ReturnType<typeof setTimeout> | undefined
      const measure = (): void => {
        const view = scrolled.clientHeight - now.current.headHeight
        place.current.view = view > 0 ? view : UNMEASURED
        scale.setSizes(now.current.count * now.current.rowHeight, place.current.view)
        update(true)
      }
      const rested = (): void => {
        place.current.speed = 0
        if (scale.drifted(scrolled.scrollTop)) flushSync(() => anchor(place.current.offset))
        else update(false)
        now.current.onOffset?.(place.current.offset)
      }
      const onScroll = (event: Event): void => {
        const { scrollTop, scrollLeft } = scrolled
        if (scrollLeft !== place.current.left) {
          place.current.left = scrollLeft
          scrolled.toggleAttribute('data-aside', scrollLeft > 0)
        }
        const offset = scale.toOffset(scrollTop)
        const step = offset - place.current.offset
        if (step === 0) return
        const passed = Math.max(1, event.timeStamp - place.current.at)
        place.current.at = event.timeStamp
        place.current.down = step > 0
        place.current.speed = passed > 400 ? 0 : (step / now.current.rowHeight / passed) * 1000
        place.current.offset = offset
        const wasAtEdge = scrollTop <= 0 || scrollTop + scrolled.clientHeight >= scrolled.scrollHeight
        // In this frame, or rows would come one frame after the scroll.
        flushSync(() => (wasAtEdge && scale.drifted(scrollTop) ? anchor(offset) : update(false)))
        clearTimeout(rest)
        rest = setTimeout(rested, REST_MS)
      }
      scrolled.addEventListener('scroll', onScroll, { passive: true })
      const observer = new ResizeObserver(measure)
      observer.observe(scrolled)
      measure()
      return () => {
        clearTimeout(rest)
        observer.disconnect()
        scrolled.removeEventListener('scroll', onScroll)
        now.current.onOffset?.(place.current.offset)
        element.current = null
      }
    },
    [scale, update, anchor],
  )

  // More or fewer rows, another height: the same offset stays on screen where it still exists.
  const told = useRef('')
  const generation = useRef(options.source.generation)
  useLayoutEffect(() => {
    if (generation.current !== options.source.generation) {
      generation.current = options.source.generation
      place.current.offset = 0
      told.current = ''
    }
    const key = `${count}/${options.rowHeight}`
    if (told.current === key) return
    told.current = key
    anchor(place.current.offset)
  })

  const scrollToRow = useCallback(
    (index: number): void => {
      const { rowHeight } = now.current
      const { offset, view } = place.current
      const start = index * rowHeight
      if (start < offset) anchor(start)
      else if (start + rowHeight > offset + view) anchor(start + rowHeight - view)
    },
    [anchor],
  )

  return {
    ref,
    element: () => element.current,
    drawn: state.drawn,
    height: scale.height,
    top: (index) => scale.toElement(index * options.rowHeight),
    seen,
    pageRows: () => Math.max(1, Math.floor(place.current.view / now.current.rowHeight) - 1),
    scrollToRow,
    offset: () => place.current.offset,
  }
}
