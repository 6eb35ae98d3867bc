import type { ClipboardEvent } from 'react'
import { type Fen, fen, formatYuan, yuanText } from '#shared/money.ts'

/** The only formatter of amounts on screen; copies as a plain decimal, so that a spreadsheet can add it. */
export function Money({ amount, strong = false }: { amount: number; strong?: boolean }) {
  const exact: Fen = fen(amount)
  const copy = (event: ClipboardEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    event.clipboardData.setData('text/plain', yuanText(exact))
  }
  return (
    <span
      style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap', fontWeight: strong ? 600 : undefined }}
      onCopy={copy}
    >
      {formatYuan(exact)}
    </span>
  )
}
