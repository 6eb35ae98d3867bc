/** What no rule matched, books beside statement. What is chosen stays chosen whatever is filtered or sorted. */
import { Alert, Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#renderer/parts/ErrorNotice.tsx'
import { isComposing } from '#renderer/parts/fold.ts'
import { Minor } from '#renderer/parts/Minor.tsx'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import type { BookItem } from '#shared/contract/books.ts'
import type { Done, Of } from './BooksPage.tsx'
import { Pane, type PaneQuestion } from './Pane.tsx'

type Side = 'left' | 'right'
type Chosen = Readonly<Record<Side, ReadonlyMap<string, BookItem>>>
const nothing: Chosen = { left: new Map(), right: new Map() }
const everything: PaneQuestion = { text: '', customer: null, order: 'amount' }

const total = (items: ReadonlyMap<string, BookItem>): bigint =>
  [...items.values()].reduce((sum, { amount }) => sum + BigInt(amount), 0n)

export function Panes({ of, locked, onDone }: { of: Of; locked: boolean; onDone: Done }) {
  const { t } = useTranslation('books')
  const [chosen, setChosen] = useState<Chosen>(nothing)
  const [note, setNote] = useState('')
  const [questions, setQuestions] = useState<Readonly<Record<Side, PaneQuestion>>>({
    left: everything,
    right: everything,
  })
  const decide = useWrite(api.books.decide, {
    onDone: ({ decisionId }) => {
      setChosen(nothing)
      setNote('')
      onDone(decisionId)
    },
  })
  const ready = chosen.left.size > 0 && chosen.right.size > 0 && !locked
  const save = (): void => {
    if (!ready || decide.isPending) return
    decide.mutate({
      ...of,
      kind: 'manual',
      left: [...chosen.left.keys()],
      right: [...chosen.right.keys()],
      note: note.trim(),
    })
  }
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (event.key !== 'F8' || isComposing(event)) return
      event.preventDefault()
      save()
    }
    window.addEventListener('keydown', heard)
    return () => window.removeEventListener('keydown', heard)
  })
  const choose = (side: Side, item: BookItem): void =>
    setChosen((now) => {
      const next = new Map(now[side])
      if (!next.delete(item.item)) next.set(item.item, item)
      return { ...now, [side]: next }
    })
  /** F7: what the other side has of the same customer; without one, of the same amount. */
  const lookUp = (from: Side, item: BookItem): void => {
    const side = from === 'left' ? 'right' : 'left'
    const plain = (BigInt(item.amount) < 0n ? -BigInt(item.amount) : BigInt(item.amount)).toString().padStart(9, '0')
    const yuan = `${plain.slice(0, -8)}.${plain.slice(-8)}`
    const asked: PaneQuestion =
      item.customerId === null
        ? { ...questions[side], text: yuan, customer: null }
        : {
            ...questions[side],
            text: '',
            customer: { customerId: item.customerId, name: item.customerText ?? item.customerId },
          }
    setQuestions((now) => ({ ...now, [side]: asked }))
  }
  const refusal = decide.error?.detail?.['reason']
  return (
    <div className="books-suggestion">
      <div className="books-panes">
        {(['left', 'right'] as const).map((side) => (
          <Pane
            key={side}
            of={of}
            side={side}
            question={questions[side]}
            onQuestion={(question) => setQuestions((now) => ({ ...now, [side]: question }))}
            chosen={chosen[side]}
            onChoose={(item) => choose(side, item)}
            onLookUp={(item) => lookUp(side, item)}
          />
        ))}
      </div>
      <div className="incentives-actions" role="status">
        <span>{t('panes.chosen', { left: chosen.left.size, right: chosen.right.size })}</span>
        <span>
          {t('panes.difference')} <Minor amount={String(total(chosen.left) - total(chosen.right))} strong />
        </span>
        <Input
          className="books-note"
          aria-label={t('panes.note')}
          placeholder={t('panes.note')}
          maxLength={1000}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        <Button type="primary" disabled={!ready} loading={decide.isPending} onClick={save}>
          {t('panes.save')}
        </Button>
        <Button disabled={chosen.left.size + chosen.right.size === 0} onClick={() => setChosen(nothing)}>
          {t('panes.clear')}
        </Button>
      </div>
      <p className="quiet">{t('panes.keys')}</p>
      {decide.error &&
        (refusal === 'settled-already' || refusal === 'period-locked' ? (
          <Alert type="warning" showIcon title={t(`conflicts.${refusal}`)} />
        ) : (
          <ErrorNotice error={decide.error} />
        ))}
    </div>
  )
}
