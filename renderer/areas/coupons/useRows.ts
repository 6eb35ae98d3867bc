/** Rows of the question in the address; asked again when a newer count tells that the tables changed. */
import { useEffect, useSyncExternalStore } from 'react'
import type { LoadPage } from '#renderer/parts/ledger/rowSource.ts'
import type { Place } from './place.ts'

export function useRows<Row>(
  place: Place<Row>,
  question: string,
  load: LoadPage<Row>,
  count: { readonly total: number | undefined; readonly at: number },
): void {
  const { source } = place
  useSyncExternalStore(source.subscribe, source.version)
  const { total, at } = count
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question names what is loaded
  useEffect(() => {
    if (place.question === question) return source.refresh()
    place.question = question
    place.selection.clear()
    place.offset = 0
    place.cursor.moveTo({ row: 0, column: place.cursor.at.column })
    source.restart(load)
  }, [place, source, question, at])
  useEffect(() => {
    if (total !== undefined && source.answered) source.setTotal(total)
  }, [total, source, source.answered])
}
