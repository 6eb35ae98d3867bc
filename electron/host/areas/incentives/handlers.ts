/** Calls about incentives: reads over both files, decisions in the local one, words to the partner through the outbox. */
import { openLimit } from '#host/areas/deadlines/guard.ts'
import { changeSumsOf, changesOf } from '#host/areas/incentives/changes.ts'
import { assign, type DecisionParts, decide, reopen, signOff, undo } from '#host/areas/incentives/decisions.ts'
import { disputeWords, inDispute } from '#host/areas/incentives/dispute.ts'
import {
  customersOf,
  editionsOf,
  type IncentiveFiles,
  listDifferences,
  listPeriods,
  openItems,
  summaryOf,
} from '#host/areas/incentives/queries.ts'
import { sumsOf } from '#host/areas/incentives/sums.ts'
import { takenFile } from '#host/areas/incentives/take.ts'
import { answerWhatIf } from '#host/areas/incentives/what-if.ts'
import { append } from '#host/audit/audit.ts'
import type { Imports } from '#host/imports/handlers.ts'
import { acceptBy } from '#host/outbox/handlers.ts'
import type { Handlers } from '#host/serve.ts'
import { kept } from '#host/store/open.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import { AppError } from '#shared/errors.ts'

export interface IncentiveParts {
  current(): Opened
  readonly imports: Imports
  readonly now: () => number
  tellTables(tables: string[]): void
}

export function incentiveHandlers({ current, imports, now, tellTables }: IncentiveParts): Handlers['incentives'] {
  const files = (): IncentiveFiles => {
    const { cache, evidence, local } = current()
    return { cache, evidence, local }
  }
  const parts = (): DecisionParts => {
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
    tellTables(['incentive_decisions', 'audit'])
    return answer
  }
  const accept = acceptBy(current, 'incentives.confirm')

  return {
    periods: () => ({ rows: listPeriods(files()), asOf: current().asOf('incentive-bills') }),
    summary: ({ period }) => ({
      ...summaryOf(current().evidence, period),
      consumptionAsOf: current().asOf('consumption-sums'),
      policiesAsOf: current().asOf('incentive-policies'),
    }),
    differences: (question) => listDifferences(files(), question),
    customers: ({ period, from, limit }) => customersOf(current().evidence, period, from, limit),
    editions: ({ period }) => ({ rows: editionsOf(current().evidence, period) }),
    changes: (question) => changesOf(current().evidence, question),
    changeSums: ({ period, number }) => changeSumsOf(current().evidence, period, number),
    sums: (question) => sumsOf(current().evidence, question),
    take: ({ importId, whole, accepting }) => {
      const { audit, person, takeFile } = current()
      const by = person().identity.accountName
      return { jobId: takeFile(takenFile({ session: imports.session(importId), by, audit }, { whole, accepting })) }
    },
    reconcile: () => ({ jobId: current().reconcile() }),
    decide: (given) => changing(() => ({ decisionIds: decide(parts(), given) })),
    whatIf: (question) => answerWhatIf(files(), question),
    dispute: ({ period }) => {
      const rows = inDispute(files(), period)
      const difference = rows.reduce((sum, row) => sum + BigInt(row.difference), 0n)
      return { items: rows.length, difference: String(difference), text: disputeWords(rows, period) }
    },
    assign: (given) =>
      changing(() => {
        assign(parts(), given)
        return {}
      }),
    undo: ({ decisionIds }) =>
      changing(() => {
        undo(parts(), decisionIds)
        return {}
      }),
    signOff: ({ period, role }) =>
      changing(() => {
        signOff(parts(), period, role)
        return {}
      }),
    reopen: ({ period, reason }) =>
      changing(() => {
        reopen(parts(), period, reason)
        return {}
      }),
    confirm: (input) => {
      // What is confirmed is final: nothing of the period may be left open (issue of the deadline guard, R-INC-10).
      const { cache, evidence, local } = files()
      const limit = openLimit(local)
      for (const { payload } of input.items) {
        const period = kept<string>(cache, 'SELECT period FROM incentive_bills WHERE bill_id = ?')
          .pluck()
          .get(payload.billId)
        const open = period === undefined ? 0 : openItems({ evidence, local }, period)
        if (period !== undefined && open > limit)
          throw new AppError('conflict', { retry: 'after-fix', detail: { reason: 'open-items', period, open, limit } })
      }
      return accept(input)
    },
    object: acceptBy(current, 'incentives.object'),
  }
}
