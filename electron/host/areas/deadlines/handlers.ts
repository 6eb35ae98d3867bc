/** Calls about the confirmation deadline. */
import { deadlineHere, openLimit, setOpenLimit } from '#host/areas/deadlines/guard.ts'
import { openItems } from '#host/areas/incentives/queries.ts'
import { append } from '#host/audit/audit.ts'
import type { Handlers } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'

export interface DeadlineParts {
  current(): Opened
  readonly now: () => number
  tellTables(tables: string[]): void
}

export function deadlineHandlers({ current, now, tellTables }: DeadlineParts): Handlers['deadlines'] {
  return {
    next: () => {
      const { cache, local, evidence } = current()
      const deadline = deadlineHere(cache, now())
      return {
        deadline: deadline && { ...deadline, openItems: openItems({ local, evidence }, deadline.period) },
        openLimit: openLimit(local),
      }
    },
    setOpenLimit: ({ openLimit: limit }) => {
      const { local, entry } = current()
      local
        .transaction(() => {
          const before = openLimit(local)
          setOpenLimit(local, limit)
          append(local, entry('deadlines.setOpenLimit', 'incentives', { before, after: limit }))
        })
        .immediate()
      tellTables(['deadline_guard', 'audit'])
      return {}
    },
  }
}
