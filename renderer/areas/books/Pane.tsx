/** One side's open items as a list for the keyboard: arrows and Enter move, Space chooses, F7 looks on the other side. */
import { Input, Select, Tag } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { Minor } from '#renderer/parts/Minor.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { BookItem } from '#shared/contract/books.ts'
import type { Of } from './BooksPage.tsx'
import { dayOf } from './ItemTable.tsx'

export interface PaneQuestion {
  readonly text: string
  readonly customer: { readonly customerId: string; readonly name: string } | null
  readonly order: 'amount' | 'time' | 'customer'
}

/** As many as a person looks through; a filter finds the others. */
const SHOWN = 200

export function Pane({
  of,
  side,
  question,
  onQuestion,
  chosen,
  onChoose,
  onLookUp,
}: {
  of: Of
  side: 'left' | 'right'
  question: PaneQuestion
  onQuestion: (question: PaneQuestion) => void
  chosen: ReadonlyMap<string, BookItem>
  onChoose: (item: BookItem) => void
  onLookUp: (item: BookItem) => void
}) {
  const { t } = useTranslation('books')
  const { text, customer, order } = question
  const read = useRead(
    api.books.items,
    { ...of, pane: side, state: 'open', text, customerId: customer?.customerId ?? null, order, from: 0, limit: SHOWN },
    { keepPrevious: true },
  )
  const rows = read.data?.rows ?? []
  const [current, setCurrent] = useState<string | null>(null)
  const found = rows.findIndex(({ item }) => item === current)
  const at = found < 0 ? 0 : found
  const list = useRef<HTMLDivElement>(null)
  const idOf = (item: string): string => `${side}-${item}`
  useEffect(() => {
    if (current) document.getElementById(`${side}-${current}`)?.scrollIntoView?.({ block: 'nearest' })
  }, [current, side])
  const move = (to: number): void => setCurrent(rows[Math.max(0, Math.min(rows.length - 1, to))]?.item ?? null)
  const pressed = (event: KeyboardEvent): void => {
    const row = rows[at]
    if (!row || event.nativeEvent.isComposing) return
    const moves: Partial<Record<string, number>> = {
      ArrowDown: at + 1,
      Enter: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: rows.length - 1,
    }
    const to = moves[event.key]
    if (to !== undefined) move(to)
    else if (event.key === ' ') onChoose(row)
    else if (event.key === 'F7') onLookUp(row)
    else return
    event.preventDefault()
  }
  const active = rows[at]
  return (
    <section className="books-pane" aria-label={t(`panes.${side}`)}>
      <div className="books-choice">
        <strong>{t(`panes.${side}`)}</strong>
        <Input.Search
          className="books-filter"
          allowClear
          aria-label={`${t(`panes.${side}`)} ${t('panes.filter')}`}
          placeholder={t('panes.filter')}
          value={text}
          maxLength={100}
          onChange={({ target }) => onQuestion({ ...question, text: target.value })}
        />
        <Select
          aria-label={`${t(`panes.${side}`)} ${t('panes.order')}`}
          value={order}
          options={(['amount', 'time', 'customer'] as const).map((value) => ({
            value,
            label: t(`panes.orders.${value}`),
          }))}
          onChange={(value) => onQuestion({ ...question, order: value })}
        />
        {customer && (
          <Tag closable onClose={() => onQuestion({ ...question, customer: null })}>
            {t('panes.customer', { name: customer.name })}
          </Tag>
        )}
      </div>
      {read.error && <ErrorNotice error={read.error} onRetry={() => void read.refetch()} />}
      <div
        ref={list}
        role="listbox"
        aria-multiselectable="true"
        aria-label={t(`panes.${side}`)}
        aria-activedescendant={active ? idOf(active.item) : undefined}
        tabIndex={0}
        className="books-list"
        onKeyDown={pressed}
      >
        {rows.map((row, n) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
          <div
            key={row.item}
            id={idOf(row.item)}
            role="option"
            tabIndex={-1}
            aria-selected={chosen.has(row.item)}
            className={n === at ? 'books-row books-current' : 'books-row'}
            onClick={() => {
              setCurrent(row.item)
              list.current?.focus()
              onChoose(row)
            }}
          >
            <span className="books-mark" aria-hidden="true">
              {chosen.has(row.item) ? '✓' : ''}
            </span>
            <span>{dayOf(row.at)}</span>
            <span className="books-id" title={row.reference ?? ''}>
              {row.reference}
            </span>
            <span title={row.text ?? ''}>
              {row.customerText ?? row.customerId} {row.text && <span className="quiet">{row.text}</span>}
            </span>
            <span className="books-amount">
              <Minor amount={row.amount} />
            </span>
          </div>
        ))}
        {read.data && rows.length === 0 && <p className="quiet">{t('panes.none')}</p>}
      </div>
      <span className="quiet">{t('panes.shown', { n: rows.length, total: read.data?.total ?? 0 })}</span>
    </section>
  )
}
