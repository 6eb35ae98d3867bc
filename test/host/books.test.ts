/** Own books against a statement: taken from a file, matched by rules, settled by a person, undone exactly. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { ImportFinding } from '#shared/contract/imports.ts'
import { billingMonth, formatBeijing, monthAfter } from '#shared/time.ts'
import type { IncentiveDetail } from '#test/data/incentives.ts'
import { periodDetails, portalAmount } from '#test/data/portal-files.ts'
import { worldOf } from '#test/data/seed.ts'
import { type PartnerApi, startPartnerApi } from '../partner-api/server.ts'
import { xlsx } from './imports/files.ts'
import { auditOf, failed, inLocalFile, ok, openAs, removeDataDir, startHost, synced, type TestHost } from './support.ts'

let api: PartnerApi
let at: TestHost
let workspaceId: string
const period = monthAfter(billingMonth(Date.now()), -1)
const of = { period, side: 'line' as const }
let details: IncentiveDetail[]
/** Rows of the books by what was planted in them. */
const planted = { exact: 0, wrong: 0, sums: 0, missing: 0 }

const headings = ['记账日期', '参考号', '客户账号ID', '金额', '摘要']

beforeAll(async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  at = await startHost()
  workspaceId = await openAs(at, api, 'finance')
  await synced(at)
  await vi.waitUntil(
    async () =>
      ok(await at.client.incentives.periods({})).rows.some((row) => row.period === period && row.matchedAt !== null),
    { timeout: 30_000, interval: 50 },
  )
  details = [...periodDetails(worldOf(api.state), period)].filter(({ incentive }) => incentive !== 0n)
  await take(bookRows())
}, 60_000)
afterAll(async () => {
  await at.stop()
  removeDataDir(at.dataDir)
  await api.close()
})

const entry = (
  { id, line, incentive }: IncentiveDetail,
  more: { reference?: string; amount?: bigint; memo?: string } = {},
): string[] => [
  formatBeijing(line.tradeAt).slice(0, 10),
  more.reference ?? id,
  line.customerId,
  portalAmount(more.amount ?? incentive),
  more.memo ?? '',
]

/** Most by reference, every fifth customer as one sum, some amounts wrong, some rows missing, one row of nobody. */
function bookRows(): string[][] {
  const rows: string[][] = []
  const customers = [...new Set(details.map(({ line }) => line.customerId))]
  for (const [n, customerId] of customers.entries()) {
    const own = details.filter(({ line }) => line.customerId === customerId)
    if (n % 5 === 4 && own.length > 1) {
      const sum = own.reduce((all, { incentive }) => all + incentive, 0n)
      rows.push(entry(own[0] as IncentiveDetail, { reference: '', amount: sum, memo: '月度合计' }))
      planted.sums += 1
      continue
    }
    for (const [k, detail] of own.entries()) {
      if ((n + k) % 17 === 16) planted.missing += 1
      else if ((n + k) % 13 === 12) {
        rows.push(entry(detail, { amount: detail.incentive + 777_000_000n }))
        planted.wrong += 1
      } else {
        rows.push(entry(detail))
        planted.exact += 1
      }
    }
  }
  rows.push(['2026-01-01', 'X-1', '', '1.00', '不知何处'])
  return rows
}

async function ended(jobId: string): Promise<void> {
  const job = await vi.waitUntil(
    async () => {
      const found = ok(await at.client.system.listJobs({})).jobs.find((one) => one.jobId === jobId)
      return found && found.state !== 'running' ? found : null
    },
    { timeout: 20_000, interval: 20 },
  )
  expect(job.error).toBeNull()
}

async function checkedFile(bytes: Uint8Array): Promise<string> {
  const file = new File([Buffer.from(bytes)], '自有台账.xlsx')
  const { importId } = ok(await at.client.imports.open({ kind: 'books.rows', file }))
  const view = await vi.waitUntil(
    async () => {
      const seen = ok(await at.client.imports.get({ importId: importId ?? '' }))
      return seen.state === 'checked' ? seen : null
    },
    { timeout: 20_000, interval: 20 },
  )
  expect(view.reasons).toEqual([])
  return view.importId
}

async function take(rows: readonly string[][], accepting: ImportFinding['code'][] = []): Promise<Uint8Array> {
  const bytes = await xlsx([headings, ...rows])
  const importId = await checkedFile(bytes)
  const { jobId } = ok(await at.client.books.take({ importId, side: 'line', period, accepting }))
  await ended(jobId)
  return bytes
}

const summary = async () => ok(await at.client.books.summary(of))
const matches = async (verdict: 'suggested' | 'sure' | 'person') =>
  ok(await at.client.books.matches({ ...of, verdict, from: 0, limit: 50 }))
const items = async (pane: 'left' | 'right', state: 'open' | null = 'open') =>
  ok(
    await at.client.books.items({
      ...of,
      pane,
      state,
      text: '',
      customerId: null,
      order: 'amount',
      from: 0,
      limit: 200,
    }),
  )

/** The sum of the books is that of the statement, of the differences of all matches, and of what is open. */
async function expectClosed(): Promise<void> {
  const { left, right, openLeft, openRight, matched } = await summary()
  const all = Object.values(matched).reduce((sum, { difference }) => sum + BigInt(difference), 0n)
  expect(BigInt(left.amount) - BigInt(right.amount)).toBe(all + BigInt(openLeft.amount) - BigInt(openRight.amount))
}

test('R-INC-11 rules find what agrees by reference and what is one sum; the rest is open; sums close to 10^-8 yuan', async () => {
  const { rules, left, openLeft, openRight, files } = await summary()
  expect(files).toMatchObject([{ name: '自有台账.xlsx', takenBy: 'hzyd_finance', rows: left.items }])
  expect(rules.find(({ rule }) => rule === 'reference')?.matches).toBe(planted.exact)
  const suggested = rules.filter(({ verdict }) => verdict === 'suggested').reduce((sum, one) => sum + one.matches, 0)
  expect(suggested).toBe(planted.sums)
  expect(openLeft.items).toBe(planted.wrong + 1)
  // Lines of no incentive stand in the statement as well; books have none for them.
  expect(openRight.items).toBeGreaterThanOrEqual(planted.wrong + planted.missing)
  await expectClosed()
})

test('a suggestion is accepted with one word, rejected with another; what is settled is not settled twice', async () => {
  const before = await summary()
  const [first, second] = (await matches('suggested')).rows
  if (!first || !second) throw new Error('no suggestion')
  const { decisionId } = ok(await at.client.books.decide({ ...of, kind: 'accept', key: first.key, note: '核对无误' }))
  expect((await matches('suggested')).total).toBe(before.matched.suggested.matches - 1)
  expect((await matches('person')).rows[0]).toMatchObject({
    key: first.key,
    decision: { note: '核对无误', changed: false },
  })
  expect(
    failed(await at.client.books.decide({ ...of, kind: 'accept', key: first.key, note: '' })).detail,
  ).toMatchObject({
    reason: 'settled-already',
  })
  const rejected = ok(await at.client.books.decide({ ...of, kind: 'reject', key: second.key, note: '' }))
  expect((await summary()).openLeft.items).toBe(before.openLeft.items + second.counts.left)
  await expectClosed()
  for (const id of [rejected.decisionId, decisionId]) ok(await at.client.books.undo({ decisionId: id }))
  expect(await summary()).toEqual(before)
  expect(failed(await at.client.books.undo({ decisionId })).code).toBe('not-found')
})

test('a person puts items together, one to one, one to many, many to many; a trial says how the rules agree, and stores nothing', async () => {
  const open = (await items('left')).rows.filter(({ customerId }) => customerId !== null)
  const left = open[0]
  if (!left) throw new Error('nothing open')
  const right = (await items('right')).rows.filter(({ customerId }) => customerId === left.customerId).slice(0, 2)
  const given = { ...of, kind: 'manual' as const, left: [left.item], right: right.map(({ item }) => item), note: '' }
  const { decisionId } = ok(await at.client.books.decide(given))
  expect((await matches('person')).rows[0]?.counts).toEqual({ left: 1, right: right.length })
  await expectClosed()
  expect(failed(await at.client.books.decide(given)).detail).toMatchObject({ reason: 'settled-already' })
  expect(failed(await at.client.books.decide({ ...given, left: ['999999'], right: ['x'] })).code).toBe('not-found')
  const before = await summary()
  const trial = ok(await at.client.books.trial({ ...of, options: { tolerance: 777_000_000, days: null, without: [] } }))
  expect(trial.accepted).toEqual({ again: right.length === 1 ? expect.any(Number) : 0, missed: expect.any(Number) })
  // With that tolerance every wrong amount is found by its reference.
  expect(trial.openLeft).toBeLessThan(before.openLeft.items + 1)
  expect(await summary()).toEqual(before)
  ok(await at.client.books.undo({ decisionId }))
})

test('undo of every step restores exactly, whatever the steps were', async () => {
  const state = async () => [
    await summary(),
    await matches('suggested'),
    await matches('sure'),
    await matches('person'),
    await items('left'),
    await items('right'),
  ]
  const start = await state()
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('accept', 'reject', 'manual'), fc.nat(30), fc.nat(30)), {
        minLength: 1,
        maxLength: 6,
      }),
      async (steps) => {
        const done: { decisionId: number; before: unknown }[] = []
        for (const [kind, n, m] of steps) {
          const before = await state()
          const pool = (await matches(m % 2 ? 'sure' : 'suggested')).rows
          const key = pool[n % Math.max(1, pool.length)]?.key
          const [l, r] = [(await items('left')).rows, (await items('right')).rows]
          const [left, right] = [l[n % Math.max(1, l.length)]?.item, r[m % Math.max(1, r.length)]?.item]
          const answer =
            kind === 'manual'
              ? left && right
                ? await at.client.books.decide({ ...of, kind, left: [left], right: [right], note: '' })
                : null
              : key
                ? await at.client.books.decide({ ...of, kind: kind as 'accept', key, note: '' })
                : null
          if (answer?.ok) done.push({ decisionId: answer.value.decisionId, before })
          await expectClosed()
        }
        for (const { decisionId, before } of done.reverse()) {
          ok(await at.client.books.undo({ decisionId }))
          expect(await state()).toEqual(before)
        }
        expect(await state()).toEqual(start)
      },
    ),
    { numRuns: 8, seed: Date.now(), verbose: true },
  )
}, 60_000)

test('the same file twice is refused, rows alike are named, a file taken by mistake counts no more and again', async () => {
  const before = await summary()
  const row = (await items('left')).rows[0]
  const extra = [
    ['2026-10-05', 'N-1', row?.customerId ?? '', '5.00', '一'],
    ['2026-10-05', 'N-1', row?.customerId ?? '', '5.00', '一'],
  ]
  const bytes = await take(extra, ['equal-rows'])
  const again = await checkedFile(bytes)
  const findings = ok(await at.client.imports.get({ importId: again })).facts?.findings.map(({ code }) => code)
  expect(findings).toEqual(expect.arrayContaining(['equal-rows', 'rows-known']))
  expect(
    failed(
      await at.client.books.take({ importId: again, side: 'line', period, accepting: ['equal-rows', 'rows-known'] }),
    ).detail,
  ).toMatchObject({ reason: 'file-known' })
  const [file] = (await summary()).files
  expect((await summary()).left.items).toBe(before.left.items + 2)
  ok(
    await at.client.books.withdraw({ fileId: file?.fileId ?? 0, withdrawn: true }).then(async (answer) => {
      await ended(ok(answer).jobId)
      return answer
    }),
  )
  expect({ ...(await summary()), files: [], ranAt: 0 }).toEqual({ ...before, files: [], ranAt: 0 })
  await at.stop()
  const { entries, proof } = await auditOf(at, workspaceId)
  expect(proof.ok).toBe(true)
  expect(entries.some(({ action }) => action === 'books.decide')).toBe(true)
  at = await startHost({ dataDir: at.dataDir, shell: at.shell })
})

test('a period that the reviewer signed off takes no file and is not matched again', async () => {
  await at.stop()
  await inLocalFile(at, workspaceId, (db) =>
    db
      .prepare(
        "INSERT INTO incentive_sign_offs (period, role, edition, by, at) VALUES (?, 'reviewer', 1, 'somebody', 1)",
      )
      .run(period),
  )
  at = await startHost({ dataDir: at.dataDir, shell: at.shell })
  await vi.waitUntil(async () => (await at.client.books.summary(of)).ok, { timeout: 10_000, interval: 20 })
  const options = { tolerance: 0, days: null, without: [] }
  const locked = { code: 'conflict', detail: { reason: 'period-locked', period } }
  expect(failed(await at.client.books.match({ ...of, options }))).toMatchObject(locked)
  const importId = await checkedFile(await xlsx([headings, ['2026-10-06', 'N-2', '', '7.00', '晚到']]))
  expect(failed(await at.client.books.take({ importId, side: 'line', period, accepting: [] }))).toMatchObject(locked)
})
