/** Calls about cases: reads over both files; steps and reminders in the local one, each with its audit entry. */
import { countCases, findCase, listCases } from '#host/areas/cases/queries.ts'
import { append } from '#host/audit/audit.ts'
import type { Handlers } from '#host/serve.ts'
import { kept } from '#host/store/open.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import type { Case } from '#shared/contract/cases.ts'
import { AppError } from '#shared/errors.ts'

export interface CaseParts {
  current(): Opened
  readonly now: () => number
  tellTables(tables: string[]): void
}

export function caseHandlers({ current, now, tellTables }: CaseParts): Handlers['cases'] {
  const noting = (
    caseId: string,
    action: string,
    detail: Record<string, string | boolean>,
    work: (by: string, found: Case) => void,
  ): Record<never, never> => {
    const { cache, local, person, entry } = current()
    local
      .transaction(() => {
        const found = findCase(cache, local, caseId, now())
        if (!found) throw new AppError('not-found', { field: 'caseId' })
        work(person().identity.accountName, found)
        append(local, entry(action, `case:${caseId}`, detail))
      })
      .immediate()
    tellTables(['case_notes', 'audit'])
    return {}
  }
  return {
    list: ({ kind }) => {
      const { cache, local, asOf } = current()
      return { rows: listCases(cache, local, kind, now()), asOf: asOf('incentive-cases') }
    },
    counts: () => {
      const { cache, local } = current()
      return { counts: countCases(cache, local, now()) }
    },
    tick: ({ caseId, step, done }) =>
      noting(caseId, 'cases.tick', { step, done }, (by, found) => {
        if (!found.steps.some((one) => one.step === step)) throw new AppError('not-found', { field: 'step' })
        const { local } = current()
        if (done)
          kept(local, 'INSERT OR IGNORE INTO case_steps (case_id, step, by, at) VALUES (?, ?, ?, ?)').run(
            caseId,
            step,
            by,
            now(),
          )
        else kept(local, 'DELETE FROM case_steps WHERE case_id = ? AND step = ?').run(caseId, step)
      }),
    remind: ({ caseId, on, note }) =>
      noting(caseId, 'cases.remind', { on: on ?? '', note: note.slice(0, 200) }, (by) => {
        const { local } = current()
        kept(local, 'DELETE FROM case_reminders WHERE case_id = ?').run(caseId)
        if (on !== null)
          kept(local, 'INSERT INTO case_reminders (case_id, remind_on, note, by, at) VALUES (?, ?, ?, ?, ?)').run(
            caseId,
            on,
            note,
            by,
            now(),
          )
      }),
  }
}
