/** The mouse in the grid: one cell, a dragged range, checkboxes, double click. Drags past the edge scroll on. */
import { type MouseEvent, type PointerEvent, useCallback, useEffect, useRef } from 'react'
import type { Cursor } from '#renderer/parts/ledger/cursor.ts'
import type { CellPlace } from '#renderer/parts/ledger/types.ts'

export interface PointerActions {
  show(place: CellPlace): void
  open(row: number): void
  toggle(row: number, range: boolean): void
  element(): HTMLElement | null
  rows: number
}

function placeOf(target: EventTarget | Element | null): CellPlace | null {
  if (!(target instanceof Element)) return null
  const cell = target.closest<HTMLElement>('[data-c]')
  const row = cell?.closest<HTMLElement>('[data-r]')
  if (!cell || !row) return null
  return { row: Number(row.dataset.r), column: Number(cell.dataset.c) }
}

const ownMeaning = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('button,a,input') !== null

export function useLedgerPointer(cursor: Cursor, actions: PointerActions) {
  const now = useRef(actions)
  now.current = actions
  const drag = useRef<{ y: number; frame: number } | null>(null)

  const stop = useCallback(() => {
    if (drag.current) cancelAnimationFrame(drag.current.frame)
    drag.current = null
  }, [])
  useEffect(() => {
    window.addEventListener('pointerup', stop)
    return () => {
      stop()
      window.removeEventListener('pointerup', stop)
    }
  }, [stop])

  const onPointerDown = useCallback(
    (event: PointerEvent) => {
      if (event.button !== 0 || ownMeaning(event.target)) return
      const place = placeOf(event.target)
      if (!place || place.row < 0) return
      if (event.shiftKey) cursor.extendTo(place)
      else cursor.moveTo(place)
      now.current.show(cursor.at)
      // The browser would focus by itself and select text while dragging.
      event.preventDefault()
      const creep = (): void => {
        const grid = now.current.element()
        if (!drag.current || !grid) return
        const box = grid.getBoundingClientRect()
        const by = drag.current.y > box.bottom ? 1 : drag.current.y < box.top ? -1 : 0
        if (by !== 0) {
          const row = Math.min(Math.max(0, cursor.at.row + by), now.current.rows - 1)
          cursor.extendTo({ row, column: cursor.at.column })
          now.current.show(cursor.at)
        }
        drag.current.frame = requestAnimationFrame(creep)
      }
      drag.current = { y: event.clientY, frame: requestAnimationFrame(creep) }
    },
    [cursor],
  )

  const onPointerMove = useCallback(
    (event: PointerEvent) => {
      if (!drag.current) return
      drag.current.y = event.clientY
      const place = placeOf(event.target)
      if (!place || place.row < 0 || (place.row === cursor.at.row && place.column === cursor.at.column)) return
      cursor.extendTo(place)
      now.current.show(place)
    },
    [cursor],
  )

  const onClick = useCallback((event: MouseEvent) => {
    if (!(event.target instanceof Element)) return
    const row = event.target.closest<HTMLElement>('[data-check]')?.closest<HTMLElement>('[data-r]')
    if (row) now.current.toggle(Number(row.dataset.r), event.shiftKey)
  }, [])

  const onDoubleClick = useCallback((event: MouseEvent) => {
    const place = placeOf(event.target)
    if (place && place.row >= 0 && !ownMeaning(event.target)) now.current.open(place.row)
  }, [])

  return { onPointerDown, onPointerMove, onClick, onDoubleClick }
}
