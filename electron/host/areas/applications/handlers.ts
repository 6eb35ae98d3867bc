/** Calls about payment applications: reads over both files, notes in the local one, applying through the outbox. */
import { type NoteParts, noteInvoice, noteMailing, removeInvoice } from '#host/areas/applications/notes.ts'
import {
  applicableBills,
  businessInfo,
  findApplication,
  intentsByBill,
  listApplications,
} from '#host/areas/applications/queries.ts'
import { append } from '#host/audit/audit.ts'
import { acceptBy } from '#host/outbox/handlers.ts'
import type { Handlers } from '#host/serve.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import { AppError } from '#shared/errors.ts'

export interface ApplicationParts {
  current(): Opened
  readonly now: () => number
  tellTables(tables: string[]): void
}

export function applicationHandlers({ current, now, tellTables }: ApplicationParts): Handlers['applications'] {
  const noting = (work: (parts: NoteParts) => void): Record<never, never> => {
    const { cache, local, person, entry } = current()
    work({
      cache,
      local,
      by: person().identity.accountName,
      now: now(),
      audit: (...given) => void append(local, entry(...given)),
    })
    tellTables(['application_notes', 'audit'])
    return {}
  }
  const accept = acceptBy(current, 'applications.apply')

  return {
    list: (question) => {
      const { cache, local, asOf } = current()
      return { ...listApplications(cache, local, question), asOf: asOf('payout-applications') }
    },
    get: ({ number }) => {
      const { cache, local } = current()
      const found = findApplication(cache, local, number)
      if (!found) throw new AppError('not-found', { field: 'number' })
      return found
    },
    applicable: () => {
      const { cache, local, asOf } = current()
      return { bills: applicableBills(cache, local), info: businessInfo(cache), asOf: asOf('incentive-bills') }
    },
    apply: (input) => {
      const { local, sync } = current()
      const pending = intentsByBill(local)
      for (const { payload } of input.items)
        for (const { billId } of payload.bills) {
          const intent = pending.get(billId)
          // The same request again is no second one: it gets its answer.
          if (intent && intent.request_id !== input.requestId)
            throw new AppError('conflict', { retry: 'after-fix', detail: { reason: 'in-application', billId } })
        }
      // Applying is for the moment it is sent (incentives.md, Offline): without a network it stays a draft.
      return accept({ ...input, draft: input.draft || sync.status().connection === 'offline' })
    },
    autoApply: acceptBy(current, 'applications.autoApply'),
    noteInvoice: (given) => noting((parts) => noteInvoice(parts, given)),
    removeInvoice: ({ id }) => noting((parts) => removeInvoice(parts, id)),
    noteMailing: (given) => noting((parts) => noteMailing(parts, given)),
  }
}
