/** The coupons' calls: what is mirrored, within the person's scope, and its export. */
import { basename, extname } from 'node:path'
import { couponCard } from '#host/areas/coupons/card.ts'
import type { CouponExport, CouponExportQuestion } from '#host/areas/coupons/export.ts'
import { exportWords } from '#host/areas/coupons/export-texts.ts'
import { countCoupons, countRecords, listCoupons, listRecords } from '#host/areas/coupons/listing.ts'
import { listQuotas, quotaBurn } from '#host/areas/coupons/quotas.ts'
import { reclaimedAmounts, reclaimPlan } from '#host/areas/coupons/reclaim.ts'
import { couponWarnings } from '#host/areas/coupons/warnings.ts'
import { writeWhole } from '#host/files/whole.ts'
import { acceptBy } from '#host/outbox/handlers.ts'
import type { Handlers } from '#host/serve.ts'
import type { Shell } from '#host/shell.ts'
import type { Opened } from '#host/workspaces/opened.ts'
import { AppError } from '#shared/errors.ts'
import { formatBeijing } from '#shared/time.ts'

export interface CouponParts {
  current(): Opened
  readonly shell: Shell
  readonly now: () => number
}

export function couponHandlers({ current, shell, now }: CouponParts): Handlers['coupons'] {
  const read = () => {
    const opened = current()
    return { reader: opened.cache, scope: opened.person().scope, asOf: (name: string) => opened.asOf(name) }
  }
  const quotaAges = () => ({ asOf: current().asOf('coupon-quotas'), recordsAsOf: current().asOf('coupon-records') })

  return {
    quotas: () => ({ rows: listQuotas(current().cache, now()), ...quotaAges() }),
    quotaBurn: ({ quotaId }) => ({ ...quotaBurn(current().cache, quotaId, now()), ...quotaAges() }),
    list: (input) => {
      const { reader, scope, asOf } = read()
      return { ...listCoupons(reader, scope, input, now()), asOf: asOf('coupons') }
    },
    count: ({ filter }) => {
      const { reader, scope } = read()
      return countCoupons(reader, scope, filter, now())
    },
    get: ({ couponId }) => {
      const { reader, scope, asOf } = read()
      return { ...couponCard(reader, scope, couponId), asOf: asOf('coupons'), recordsAsOf: asOf('coupon-records') }
    },
    listRecords: (input) => {
      const { reader, scope, asOf } = read()
      return { ...listRecords(reader, scope, input), asOf: asOf('coupon-records') }
    },
    countRecords: ({ filter }) => {
      const { reader, scope } = read()
      return countRecords(reader, scope, filter)
    },
    warnings: () => {
      const { reader, scope, asOf } = read()
      return { ...couponWarnings(reader, scope, now()), asOf: asOf('coupons') }
    },
    reclaimPlan: ({ couponIds }) => {
      const { reader, scope, asOf } = read()
      return { rows: reclaimPlan(reader, scope, couponIds), asOf: asOf('coupons') }
    },
    reclaimed: ({ couponIds }) => {
      const { reader, scope, asOf } = read()
      return { rows: reclaimedAmounts(reader, scope, couponIds), recordsAsOf: asOf('coupon-records') }
    },
    export: async ({ format, language, ...question }) => {
      const opened = current()
      const sheet = exportWords[question.what][language]
      const path = await shell.chooseSaveFile({
        defaultName: `${sheet}-${formatBeijing(now()).slice(0, 10)}.${format}`,
        extension: format,
        title: sheet,
      })
      // The dialogue may have stood open for long: another workspace is not what was asked for.
      if (path === null || current() !== opened) return { jobId: null }
      const whole = extname(path).toLowerCase() === `.${format}` ? path : `${path}.${format}`
      return { jobId: startExport(opened, whole, { question, format, language, now: now() }) }
    },
    issue: acceptBy(current, 'coupons.issue'),
    reclaim: acceptBy(current, 'coupons.reclaim'),
  }
}

function startExport(
  opened: Opened,
  path: string,
  shape: Pick<CouponExport, 'format' | 'language' | 'now'> & { readonly question: CouponExportQuestion },
): string {
  const { question, now } = shape
  const { scope } = opened.person()
  const records = question.what === 'records'
  const total = records
    ? countRecords(opened.cache, scope, question.filter).total
    : countCoupons(opened.cache, scope, question.filter, now).total
  const task: CouponExport = {
    task: 'export-coupons',
    dir: opened.dir,
    key: opened.key,
    scope,
    total,
    asOf: opened.asOf(records ? 'coupon-records' : 'coupons'),
    ...shape,
  }
  const finished = (rows: number): void => {
    // A right lost while it was written: the file never gets its name (R-ORG-15).
    const person = opened.person()
    const still =
      person.identity.permissions.includes('coupon.export') && JSON.stringify(person.scope) === JSON.stringify(scope)
    if (!still) throw new AppError('forbidden', { detail: { reason: 'role', needs: 'coupon.export' } })
    opened.audit('coupons.export', 'coupons', {
      file: basename(path),
      what: question.what,
      rows,
      filter: JSON.stringify(question.filter),
      masked: true,
    })
  }
  return opened.jobs.start({
    kind: 'export-coupons',
    file: { path, name: basename(path).slice(0, 260) },
    run: (job) => writeWhole(path, task, job, finished),
  })
}
