/** The customers' calls: queries with the person's scope, and what is audited about them. */
import { basename, extname } from 'node:path'
import { exportCustomers } from '#host/areas/customers/export.ts'
import { exportWords } from '#host/areas/customers/export-texts.ts'
import { namesOf } from '#host/areas/customers/names.ts'
import {
  deleteNote,
  findNote,
  isListed,
  listNotes,
  type NoteAudit,
  restoreNote,
  saveNote,
  unlistedNotes,
} from '#host/areas/customers/notes.ts'
import {
  countCustomers,
  getCustomer,
  listChoices,
  listCustomerIds,
  listCustomers,
  revealCustomers,
  searchCustomers,
} from '#host/areas/customers/queries.ts'
import { append, entriesOf } from '#host/audit/audit.ts'
import type { Handlers } from '#host/serve.ts'
import type { Shell } from '#host/shell.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import type { CustomerNote } from '#shared/contract/customers.ts'
import { AppError } from '#shared/errors.ts'
import { formatBeijing } from '#shared/time.ts'

export interface CustomerParts {
  current(): Opened
  readonly shell: Shell
  readonly now: () => number
  tellTables(tables: string[]): void
}

/** A deletion can be undone for so long; the notice that offers it stands for ten seconds. */
const UNDO_MS = 60_000

const targetOf = (customerId: string): string => `customer:${customerId}`

export function customerHandlers({ current, shell, now, tellTables }: CustomerParts): Handlers['customers'] {
  const read = () => {
    const opened = current()
    return { opened, reader: opened.cache, local: opened.local, scope: opened.person().scope }
  }
  /** Throws `not-found` for a customer outside the person's scope: notes and log are as closed as the card. */
  const requireCustomer = (customerId: string): Opened => {
    const { opened, reader, local, scope } = read()
    getCustomer(reader, local, scope, { customerId })
    return opened
  }
  /** The notes of a customer whom the cache does not know are open to their author and to who sees all customers. */
  const requireNotesOf = (customerId: string, note: CustomerNote | null): Opened => {
    const { opened, reader, scope } = read()
    const own = scope.kind === 'all' || note?.author === opened.person().identity.accountName
    if (note && own && !isListed(reader, customerId)) return opened
    return requireCustomer(customerId)
  }
  /** What was deleted last, for the way back. */
  const deleted = new Map<string, { note: CustomerNote; at: number; from: Opened }>()
  const auditOf =
    (opened: Opened): NoteAudit =>
    (tx, action, customerId, detail) =>
      void append(tx, opened.entry(action, targetOf(customerId), detail))

  return {
    list: (input) => {
      const { opened, reader, local, scope } = read()
      return { ...listCustomers(reader, local, scope, input), asOf: opened.asOf('customers') }
    },
    count: (input) => {
      const { reader, local, scope } = read()
      return countCustomers(reader, local, scope, input)
    },
    ids: (input) => {
      const { reader, local, scope } = read()
      return listCustomerIds(reader, local, scope, input)
    },
    search: (input) => {
      const { reader, local, scope } = read()
      return searchCustomers(reader, local, scope, input)
    },
    names: ({ customerIds }) => {
      const { reader, scope } = read()
      return { names: namesOf(reader, scope, customerIds) }
    },
    get: (input) => {
      const { opened, reader, local, scope } = read()
      const card = getCustomer(reader, local, scope, input)
      const refused = card.balanceAbsent === 'not-yet' && !opened.permitted('balances')
      return refused ? { ...card, balanceAbsent: 'not-permitted' } : card
    },
    reveal: (input) => {
      const { opened, reader, local, scope } = read()
      const revealed = revealCustomers(reader, scope, input, now())
      // Written before the values leave: what was seen stands in the log even if the page dies at once (R-CUST-01).
      local
        .transaction(() => {
          for (const customerId of Object.keys(revealed.values)) {
            append(local, opened.entry('customers.reveal', targetOf(customerId), { field: input.field }))
          }
        })
        .immediate()
      return revealed
    },
    choices: () => {
      const { reader, scope } = read()
      return listChoices(reader, scope)
    },
    listNotes: ({ customerId }) => ({ notes: listNotes(requireCustomer(customerId).local, customerId) }),
    saveNote: (draft) => {
      const opened = requireNotesOf(draft.customerId, findNote(current().local, draft.noteId))
      const by = { author: opened.person().identity.accountName, now: now() }
      const note = saveNote(opened.local, draft, by, auditOf(opened))
      tellTables(['customer_notes'])
      return note
    },
    deleteNote: ({ noteId }) => {
      const opened = current()
      const note = findNote(opened.local, noteId)
      if (note) {
        requireNotesOf(note.customerId, note)
        deleteNote(opened.local, noteId, auditOf(opened))
        for (const [id, { at }] of deleted) if (at < now() - UNDO_MS) deleted.delete(id)
        deleted.set(noteId, { note, at: now(), from: opened })
        tellTables(['customer_notes'])
      }
      return {}
    },
    restoreNote: ({ noteId }) => {
      const opened = current()
      const known = deleted.get(noteId)
      if (!known || known.from !== opened || known.at < now() - UNDO_MS)
        throw new AppError('not-found', { field: 'noteId' })
      requireNotesOf(known.note.customerId, known.note)
      const note = restoreNote(opened.local, known.note, auditOf(opened))
      deleted.delete(noteId)
      tellTables(['customer_notes'])
      return note
    },
    unlistedNotes: () => {
      const { opened, reader, local, scope } = read()
      return unlistedNotes(local, reader, scope.kind === 'all' ? null : opened.person().identity.accountName)
    },
    listLog: ({ customerId }) => ({
      entries: entriesOf(requireCustomer(customerId).local, targetOf(customerId), 500).map(
        ({ device: _device, target: _target, ...entry }) => ({
          ...entry,
          detail: { ...entry.detail },
        }),
      ),
    }),
    export: async ({ filter, sort, scope: rows, columns, format, language }) => {
      const { opened, reader, local, scope } = read()
      const total =
        rows.kind === 'rows' ? rows.customerIds.length : countCustomers(reader, local, scope, { filter }).total
      const path = await shell.chooseSaveFile({
        defaultName: `${exportWords.sheet[language]}-${formatBeijing(now()).slice(0, 10)}.${format}`,
        extension: format,
        title: exportWords.dialog[language],
      })
      if (path === null) return { jobId: null }
      // The dialogue may have stood open for long: another workspace is not what was asked for.
      if (current() !== opened) return { jobId: null }
      const whole = extname(path).toLowerCase() === `.${format}` ? path : `${path}.${format}`
      const jobId = opened.jobs.start({
        kind: 'export-customers',
        file: { path: whole, name: basename(whole).slice(0, 260) },
        run: (job) =>
          exportCustomers(
            whole,
            {
              dir: opened.dir,
              key: opened.key,
              scope,
              filter,
              sort,
              format,
              language,
              columns,
              total,
              only: rows.kind === 'rows' ? rows.customerIds : null,
              asOf: opened.asOf('customers'),
            },
            job,
            (count) => {
              // A right lost while it was written: the file never gets its name (R-ORG-15).
              const person = opened.person()
              const still =
                person.identity.permissions.includes('customer.export') &&
                JSON.stringify(person.scope) === JSON.stringify(scope)
              if (!still) throw new AppError('forbidden', { detail: { reason: 'role', needs: 'customer.export' } })
              opened.audit('customers.export', 'customers', {
                file: basename(whole),
                format,
                rows: count,
                columns: columns.join(','),
                filter: JSON.stringify(filter),
                masked: true,
              })
            },
          ),
      })
      return { jobId }
    },
  }
}
