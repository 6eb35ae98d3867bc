/** Calls about own books: files taken, both panes, a person's word on each match. */

import { signOffsOf } from '#host/areas/incentives/queries.ts'
import { agreedFacts } from '#host/areas/incentives/take.ts'
import { append } from '#host/audit/audit.ts'
import type { Imports } from '#host/imports/handlers.ts'
import type { Handlers } from '#host/serve.ts'
import { kept } from '#host/store/open.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import { AppError } from '#shared/errors.ts'
import {
  type BookDecisionParts,
  decideBooks,
  decisionsOf,
  refuseLocked,
  refuseWithdrawal,
  undoBooks,
} from './decisions.ts'
import { type BookFiles, listItems, listMatches, summaryOf } from './queries.ts'

export interface BooksParts {
  current(): Opened
  readonly imports: Imports
  readonly now: () => number
  tellTables(tables: string[]): void
}

export function booksHandlers({ current, imports, now, tellTables }: BooksParts): Handlers['books'] {
  const files = (): BookFiles => {
    const { cache, evidence, local } = current()
    return { cache, evidence, local }
  }
  const parts = (): BookDecisionParts => {
    const { evidence, local, person, entry } = current()
    return {
      local,
      evidence,
      by: person().identity.accountName,
      now: now(),
      audit: (...given) => void append(local, entry(...given)),
    }
  }
  const changing = <T>(work: () => T): T => {
    const answer = work()
    tellTables(['book_decisions', 'audit'])
    return answer
  }
  return {
    summary: (of) => ({
      ...summaryOf(files(), of),
      locked: signOffsOf(current().local, of.period).some(({ role }) => role === 'reviewer'),
    }),
    items: (question) => listItems(files(), question),
    matches: (question) => listMatches(files(), question),
    decide: (given) => changing(() => ({ decisionId: decideBooks(parts(), given) })),
    undo: ({ decisionId }) =>
      changing(() => {
        undoBooks(parts(), decisionId)
        return {}
      }),
    trial: async ({ period, side, options }, { signal }) => {
      const { books, local } = current()
      const { keys, rules, open } = await books.trial(period, side, options, signal)
      const found = new Set(keys)
      const decisions = decisionsOf(local, period, side)
      const of = (kinds: readonly string[]) => decisions.filter(({ kind }) => kinds.includes(kind))
      const people = of(['accept', 'manual'])
      const again = people.filter(({ key }) => found.has(key)).length
      return {
        rules: [...rules],
        openLeft: open.left,
        openRight: open.right,
        accepted: { again, missed: people.length - again },
        rejectedAgain: of(['reject']).filter(({ key }) => found.has(key)).length,
      }
    },
    match: (change) => {
      const { audit, books, local } = current()
      refuseLocked(local, change.period)
      audit('books.match', `period:${change.period}`, { side: change.side, options: JSON.stringify(change.options) })
      return { jobId: books.changeBooks(change) }
    },
    take: ({ importId, side, period, accepting }) => {
      const { audit, books, evidence, local, person } = current()
      const { kind, fileName, hash, writtenAt, lines, asked } = agreedFacts(imports.session(importId), accepting)
      if (kind.name !== 'books.rows') throw new AppError('not-found', { field: 'importId' })
      if (period === null && lines.some((line) => line.period === ''))
        throw new AppError('invalid-input', { retry: 'after-fix', field: 'period' })
      for (const one of new Set(lines.map((line) => line.period || (period ?? '')))) refuseLocked(local, one)
      const twice = kept(
        evidence,
        `SELECT 1 FROM book_files f WHERE hash = ? AND side = ? AND withdrawn_at IS NULL
           AND (@period IS NULL OR EXISTS (SELECT 1 FROM book_rows r WHERE r.file = f.id AND r.period = @period))`,
      ).get(hash, side, { period })
      if (twice) throw new AppError('conflict', { retry: 'after-fix', detail: { reason: 'file-known' } })
      audit('books.take', `file:${fileName}`.slice(0, 128), { side, hash, rows: lines.length, period: period ?? '' })
      return {
        jobId: books.changeBooks({
          take: {
            side,
            name: fileName,
            hash,
            asOf: writtenAt,
            by: person().identity.accountName,
            findings: JSON.stringify(asked),
            rows: lines.map(({ line, values }) => ({ ...values, period: values.period ?? period, line })),
          },
        }),
      }
    },
    withdraw: ({ fileId, withdrawn }) => {
      const { audit, books, evidence, local } = current()
      refuseWithdrawal(local, evidence, fileId)
      audit('books.withdraw', `file:${fileId}`, { withdrawn })
      return { jobId: books.changeBooks({ withdraw: fileId, at: withdrawn ? now() : null }) }
    },
  }
}
