/** Previous and next customer in the order of the list one came from. */
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import type { ListMemory } from '#renderer/areas/customers/listMemory.ts'
import { parseQuestion } from '#renderer/areas/customers/search.ts'

export interface Neighbours {
  /** Row number in the list, null where one did not come from a list. */
  place: number | null
  total: number | null
  /** -1 previous, 1 next, 0 back to the list, on the row of this customer. */
  go(step: -1 | 0 | 1): void
}

export function useNeighbours(memory: ListMemory, customerId: string): Neighbours {
  const navigate = useNavigate()
  const { source, cursor } = memory
  const [place] = useState(() => source.indexOf((row) => row.customerId === customerId))
  const go = useCallback(
    (step: -1 | 0 | 1): void => {
      if (step === 0) {
        if (place !== null) cursor.moveTo({ row: place, column: Math.max(0, cursor.at.column) })
        return void navigate({ to: '/customers', search: parseQuestion(memory.question) })
      }
      if (place === null) return
      const to = place + step
      if (to < 0 || (source.total !== null && to >= source.total)) return
      source.rows(to, to).then(
        ([row]) => {
          if (!row) return
          cursor.moveTo({ row: to, column: Math.max(0, cursor.at.column) })
          // Kept rows follow, so that the next step is as quick as this one.
          source.setRange(to, to, step * source.pageSize)
          void navigate({
            to: '/customers/$customerId',
            params: { customerId: row.customerId },
            search: {},
            replace: true,
          })
        },
        // The list shows the reason when one goes back to it.
        () => source.refresh(),
      )
    },
    [place, source, cursor, navigate, memory],
  )
  return { place, total: source.total, go }
}
