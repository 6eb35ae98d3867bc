/** Batches: the rehearsal of 500 coupons (P9), and a file of 50,000 rows with a broken one beside the serving of pages. */
import { couponBatch } from '#host/areas/coupons/batch-kind.ts'
import { couponImport } from '#host/areas/coupons/import-kind.ts'
import { customerFinder } from '#host/areas/customers/lookup.ts'
import { openIntents, playAll, Rehearsal } from '#host/batches/rehearsal.ts'
import { checkRows } from '#host/imports/check.ts'
import { readFile } from '#host/imports/read.ts'
import type { FileRow } from '#host/imports/types.ts'
import type { CouponTerms } from '#shared/contract/batches.ts'
import { type Book, NOW } from '#test/areas/customers/book.ts'
import { bookOf, everything } from './fixture.ts'
import {
  type Bench,
  type BenchContext,
  informs,
  type Line,
  median,
  percentile,
  promised,
  timed,
  timedNow,
} from './harness.ts'

const COUPONS = 500
const ROWS = 50_000
const ROUNDS = 20
const never = new AbortController().signal

const terms: CouponTerms = {
  kind: 'coupons.issue',
  quotaId: 'bench',
  faceValue: 10_000,
  validFrom: null,
  validUntil: null,
  memo: '',
}

function addQuota({ writer }: Book): void {
  writer
    .prepare(
      `INSERT OR REPLACE INTO coupon_quotas (quota_id, quota_type, status, value, balance, effective_at, expires_at, limits, as_of)
       VALUES ('bench', '0', '0', 100000000000, 100000000000, ?, ?, '[]', ?)`,
    )
    .run(NOW - 86_400_000, NOW + 86_400_000, NOW)
}

async function rehearsal(context: BenchContext): Promise<Line[]> {
  const book = await bookOf(context, context.size)
  addQuota(book)
  const ids = book.rows.slice(0, COUPONS).map(({ customer_id }) => customer_id)
  const rehearse = async (): Promise<Rehearsal> => {
    const finder = customerFinder(book.reader, everything)
    const items = ids.map((customerId) => ({
      customerId,
      customer: finder.byId(customerId),
      line: null,
      amount: null,
      validFrom: null,
      validUntil: null,
      memo: '',
    }))
    const open = openIntents(book.local, 'coupons.issue')
    const stage = couponBatch.stage(terms, {
      cache: book.reader,
      open,
      now: NOW,
      scope: everything,
      asOf: () => NOW,
    })
    const played = await playAll(stage, items, never)
    return new Rehearsal({ rehearsalId: 'r', terms, stage, played, replaces: [], at: NOW })
  }
  const view = (await rehearse()).view()
  if (view.items !== ids.length || view.can === 0) throw new Error('the rehearsal played nothing')
  const raw = book.reader.prepare('SELECT * FROM customers WHERE customer_id = ?')
  const mine: number[] = []
  const bare: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    mine.push((await timed(async () => (await rehearse()).view())).ms)
    bare.push(timedNow(() => ids.map((customerId) => raw.get(customerId))))
  }
  const value = percentile(mine, 0.95)
  return [
    promised({
      name: `P9 rehearsal of ${ids.length} coupons`,
      value,
      unit: 'ms',
      comparedTo: `${ids.length} lookups by key: ${median(bare).toFixed(2)} ms`,
      ratio: median(mine) / median(bare),
      goal: '≤ 1000 ms at p95',
      met: value <= 1000,
    }),
  ]
}

/** The longest that the thread worked on without a turn for anything else while `work` ran, milliseconds of its own time. */
async function longestWait(work: () => Promise<unknown>): Promise<{ ms: number; wait: number }> {
  let wait = 0
  let over = false
  const watch = async (): Promise<void> => {
    while (!over) {
      const { user, system } = process.threadCpuUsage()
      await new Promise((next) => setImmediate(next))
      const after = process.threadCpuUsage()
      wait = Math.max(wait, (after.user + after.system - user - system) / 1000)
    }
  }
  const watching = watch()
  const { ms } = await timed(work)
  over = true
  await watching
  return { ms, wait }
}

async function file(context: BenchContext): Promise<Line[]> {
  const book = await bookOf(context, context.size)
  const lines = Array.from({ length: ROWS }, (_, at) =>
    at === ROWS / 2 ? '"broken, 客户,,' : `${book.rows[at % book.rows.length]?.customer_id},100.00,`,
  )
  const bytes = new TextEncoder().encode(`客户账号ID,面值,备注\n${lines.join('\n')}\n`)
  const rows: FileRow[] = []
  const reading = await timed(() =>
    readFile(
      { task: 'read-import', bytes },
      () => {},
      (part) => void rows.push(...part),
    ),
  )
  const finder = customerFinder(book.reader, everything)
  let checked = 0
  const { ms, wait } = await longestWait(async () => {
    const mapping = { customerId: 0, amount: 1, memo: 2 }
    const found = await checkRows({ rows: rows.slice(1), mapping, kind: couponImport, finder }, never, () => {})
    checked = found.length
  })
  return [
    informs({ name: `file of ${rows.length - 1} rows read`, value: reading.ms, unit: 'ms' }),
    informs({ name: `file of ${checked} rows checked`, value: ms, unit: 'ms' }),
    promised({
      name: 'longest wait of a page while a file is checked',
      value: wait,
      unit: 'ms',
      goal: '≤ 50 ms',
      met: wait <= 50,
    }),
  ]
}

export const batches: Bench = {
  name: 'batches',
  run: async (context) => [...(await rehearsal(context)), ...(await file(context))],
}
