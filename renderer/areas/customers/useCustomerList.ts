/** Rows, totals and age of one question; asks again when the tables changed. */
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { ListMemory } from '#renderer/areas/customers/listMemory.ts'
import { type CustomersSearch, filterOf, questionKey, sortOf } from '#renderer/areas/customers/search.ts'
import type { LoadPage } from '#renderer/parts/ledger/rowSource.ts'
import { api } from '#renderer/rpc/api.ts'
import { useRead } from '#renderer/rpc/hooks.ts'
import type { CustomerRow } from '#shared/contract/customers.ts'

export function useCustomerList(memory: ListMemory, search: CustomersSearch) {
  const { source } = memory
  const question = questionKey(search)
  const { filter, sort } = useMemo(() => ({ filter: filterOf(search), sort: sortOf(search) }), [search])
  useSyncExternalStore(source.subscribe, source.version)

  useEffect(() => {
    const load: LoadPage<CustomerRow> = async (request) => {
      const page = await api.customers.list({ filter, sort, ...request }, { repeatable: true })
      // Read in the render that the source announces next.
      if (memory.question === question) memory.facts = { asOf: page.asOf, search: page.search }
      return page
    }
    if (memory.question === question) return void source.refresh()
    const filterKey = JSON.stringify(filter)
    if (memory.filterKey !== filterKey) memory.selection.clear()
    memory.filterKey = filterKey
    memory.question = question
    memory.countedAt = 0
    memory.offset = 0
    memory.cursor.moveTo({ row: 0, column: memory.cursor.at.column })
    source.restart(load)
  }, [memory, source, question, filter, sort])

  // Counted after the rows are there (P4): a long count must not hold up the first paint.
  const count = useRead(api.customers.count, { filter }, { enabled: source.answered, keepPrevious: true })
  const total = count.isPlaceholderData ? undefined : count.data?.total
  const { dataUpdatedAt } = count
  useEffect(() => {
    if (total === undefined || memory.question !== question) return
    source.setTotal(total)
    const before = memory.countedAt
    memory.countedAt = dataUpdatedAt
    if (before !== 0 && dataUpdatedAt > before) source.refresh()
  }, [total, dataUpdatedAt, memory, source, question])

  return {
    facts: memory.facts,
    filter,
    sort,
    tabs: count.data?.tabs ?? null,
    answered: source.answered,
    failure: source.failure,
  }
}
