/** The funds' calls: queries with the person's scope, live balances, and what is audited about them. */
import { basename, extname } from 'node:path'
import { listRecords, sumRecords } from '#host/areas/funds/adjust.ts'
import { adjustWords, exportAdjustments } from '#host/areas/funds/export.ts'
import { liveBalances, liveGrantable } from '#host/areas/funds/live.ts'
import {
  type Books,
  countLow,
  customerOutlook,
  listLow,
  listRunningOut,
  partnerOutlook,
  readThresholds,
  writeThresholds,
} from '#host/areas/funds/outlook.ts'
import { partnerBalance } from '#host/areas/funds/queries.ts'
import { listResellers } from '#host/areas/funds/resellers.ts'
import { append } from '#host/audit/audit.ts'
import { acceptBy } from '#host/outbox/handlers.ts'
import type { Handlers } from '#host/serve.ts'
import type { Shell } from '#host/shell.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import { WARNED_COUNTED } from '#shared/contract/funds.ts'
import { AppError } from '#shared/errors.ts'
import { formatBeijing } from '#shared/time.ts'

export interface FundsParts {
  current(): Opened
  readonly shell: Shell
  readonly now: () => number
  tellTables(tables: string[]): void
}

export function fundsHandlers({ current, shell, now, tellTables }: FundsParts): Handlers['funds'] {
  const books = (): Books => {
    const { cache, local, person } = current()
    return { cache, local, scope: person().scope, now: now() }
  }
  return {
    partnerBalance: () => ({ ...partnerBalance(current().cache), asOf: current().asOf('partner-balance') }),
    outlook: () => {
      const here = books()
      return {
        ...partnerOutlook(here, current().asOf('partner-balance')),
        low: countLow(here),
        runsOut: listRunningOut(here, WARNED_COUNTED).length,
        thresholds: readThresholds(here.local),
      }
    },
    listWarned: ({ warning, limit }) => ({ rows: (warning === 'low' ? listLow : listRunningOut)(books(), limit) }),
    setThresholds: (thresholds) => {
      const opened = current()
      opened.local
        .transaction(() => {
          writeThresholds(opened.local, thresholds)
          append(opened.local, opened.entry('funds.setThresholds', 'funds', { ...thresholds }))
        })
        .immediate()
      tellTables(['funds_thresholds'])
      return thresholds
    },
    customerOutlook: ({ customerId }) => customerOutlook(books(), customerId),
    live: async ({ customerIds }) => {
      const { partner } = current().sync
      const [grantable, customers] = await Promise.all([liveGrantable(partner), liveBalances(partner, customerIds)])
      return { grantable, customers, at: now() }
    },
    listRecords: (input) => ({ ...listRecords(books(), input), asOf: current().asOf('adjust-records') }),
    sumRecords: ({ filter }) => sumRecords(books(), filter),
    exportRecords: async ({ filter, format, language }) => {
      const opened = current()
      const { scope } = opened.person()
      const path = await shell.chooseSaveFile({
        defaultName: `${adjustWords.sheet[language]}-${formatBeijing(now()).slice(0, 10)}.${format}`,
        extension: format,
        title: adjustWords.dialog[language],
      })
      // The dialogue may have stood open for long: another workspace is not what was asked for.
      if (path === null || current() !== opened) return { jobId: null }
      const whole = extname(path).toLowerCase() === `.${format}` ? path : `${path}.${format}`
      const { total } = sumRecords(books(), filter)
      const jobId = opened.jobs.start({
        kind: 'export-adjustments',
        file: { path: whole, name: basename(whole).slice(0, 260) },
        run: (job) =>
          exportAdjustments(
            whole,
            {
              dir: opened.dir,
              key: opened.key,
              scope,
              filter,
              format,
              language,
              total,
              asOf: opened.asOf('adjust-records'),
            },
            job,
            (rows) => {
              // A right lost while it was written: the file never gets its name (R-ORG-15).
              const person = opened.person()
              const still =
                person.identity.permissions.includes('funds.read') &&
                JSON.stringify(person.scope) === JSON.stringify(scope)
              if (!still) throw new AppError('forbidden', { detail: { reason: 'role', needs: 'funds.read' } })
              opened.audit('funds.exportRecords', 'funds', {
                file: basename(whole),
                format,
                rows,
                filter: JSON.stringify(filter),
                masked: true,
              })
            },
          ),
      })
      return { jobId }
    },
    listResellers: () => ({
      rows: listResellers(current().cache),
      permitted: current().permitted('resellers'),
      asOf: current().asOf('reseller-balances'),
    }),
    grant: acceptBy(current, 'funds.grant'),
    reclaim: acceptBy(current, 'funds.reclaim'),
    grantReseller: acceptBy(current, 'funds.grantReseller'),
    reclaimReseller: acceptBy(current, 'funds.reclaimReseller'),
  }
}
