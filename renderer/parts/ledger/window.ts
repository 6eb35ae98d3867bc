/** Which rows are drawn: plain arithmetic, so that five million rows cost what fifty do. */

export interface RowWindow {
  first: number
  last: number
}

/** Row nodes in the page never exceed this. */
export const MAX_ROW_NODES = 60

/** Rows on screen for an offset, without spare ones; empty where last < first. */
export function visibleRows(offset: number, view: number, rowHeight: number, count: number): RowWindow {
  const first = Math.max(0, Math.floor(offset / rowHeight))
  const last = Math.min(count - 1, Math.ceil((offset + view) / rowHeight) - 1)
  return { first: Math.min(first, Math.max(0, count - 1)), last }
}

/** Adds spare rows, more in the direction of the scroll (a frame at 10,000 px/s passes five), within the node limit. */
export function withSpare(seen: RowWindow, down: boolean, count: number): RowWindow {
  const shown = seen.last - seen.first + 1
  // One node stays free for the row of the cursor.
  const spare = Math.max(0, Math.min(18, MAX_ROW_NODES - 1 - shown))
  const ahead = Math.ceil((spare * 2) / 3)
  const behind = spare - ahead
  return {
    first: Math.max(0, seen.first - (down ? behind : ahead)),
    last: Math.min(count - 1, seen.last + (down ? ahead : behind)),
  }
}
