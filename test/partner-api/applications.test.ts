/** Payment applications of the embedded API: money is conserved over any order of applying and rejecting; debt is settled first. */
import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { signedCall } from './client.ts'
import { moveApplication } from './operations/application-store.ts'
import { type PartnerApi, startPartnerApi } from './server.ts'

let api: PartnerApi
afterEach(() => api.close())

interface Bill {
  bill_id: string
  total_amount: number
  payable_amount: number
  frozen_amount: number
  status: string
  association_type: string
}
interface Application {
  application_number: string
  status: string
  payout_form: string
  total_amount: number
  incentive_amount: number
  tax_amount: number
  debt_offset_amount: number
  invoice_amount: number
  bills: { bill_id: string; period: string; amount: number; total_amount: number }[]
}

const ask = async <T>(path: string, query: Record<string, string | number> = {}): Promise<T> =>
  JSON.parse((await signedCall(api.url, 'finance', { method: 'GET', path: `/v2/desk/incentives/${path}`, query })).text)
const send = async (path: string, body: object) => {
  const { status, text } = await signedCall(api.url, 'finance', {
    method: 'POST',
    path: `/v2/desk/incentives/${path}`,
    body,
  })
  return { status, body: JSON.parse(text) as Application & { error_code?: string } }
}
const bills = async () => (await ask<{ bills: Bill[] }>('bills', { limit: 100 })).bills
const all = async () => (await ask<{ applications: Application[] }>('applications', { limit: 100 })).applications
const fen = (yuan: number): number => Math.round(yuan * 100)
const apply = (request_id: string, payout_form: string, some: readonly Bill[]) =>
  send('applications', {
    request_id,
    payout_form,
    bills: some.map(({ bill_id, payable_amount }) => ({ bill_id, amount: payable_amount })),
  })

/** Every application that has an invoice list, against its lines; answers how many there are. */
async function expectLines(): Promise<number> {
  const applications = await all()
  const sums = new Map<string, number>()
  for (const period of new Set(applications.flatMap((one) => one.bills.map((bill) => bill.period)))) {
    const { lines } = await ask<{ lines: { application_number: string; total_amount: number }[] }>(
      'invoice-list-lines',
      { period, limit: 1000 },
    )
    for (const line of lines)
      sums.set(line.application_number, (sums.get(line.application_number) ?? 0) + fen(line.total_amount))
  }
  for (const { application_number, status, payout_form, total_amount } of applications) {
    const listed = payout_form !== 'VOUCHER_QUOTA' && status !== 'PROCESSING' && status !== 'REJECTED'
    expect([application_number, sums.get(application_number)]).toEqual([
      application_number,
      listed ? fen(total_amount) : undefined,
    ])
  }
  return sums.size
}

const seed = Date.now() % 2 ** 31

it(`R-INC-02 R-INC-30 whatever is applied for and rejected (seed ${seed}): payable, frozen and applied make the bill; lines make the application`, async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  expect(await expectLines()).toBeGreaterThan(3)
  let request = 0
  const form = fc.constantFrom('BANK', 'ACCOUNT', 'VOUCHER_QUOTA')
  const act = fc.oneof(
    fc.record({ kind: fc.constant('apply' as const), form, pick: fc.integer({ min: 1, max: 255 }) }),
    fc.record({ kind: fc.constant('reject' as const), form, pick: fc.integer({ min: 0, max: 255 }) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 6 }), async (acts) => {
      for (const one of acts) {
        if (one.kind === 'apply') {
          const some = (await bills()).filter(
            ({ payable_amount }, n) => payable_amount > 0 && (one.pick >> (n % 8)) & 1,
          )
          request += 1
          if (some.length > 0) expect((await apply(`r-${request}`, one.form, some)).status).toBe(200)
        } else {
          const open = (await all()).filter(({ status }) => status !== 'REJECTED')
          const chosen = open[one.pick % open.length]
          if (chosen)
            moveApplication(api.state, chosen.application_number, {
              status: 'REJECTED',
              at: Date.now(),
              reason: '材料不符',
            })
        }
      }
      const applications = await all()
      const applied = new Map<string, number>()
      for (const application of applications) {
        expect(application.bills.reduce((sum, bill) => sum + fen(bill.total_amount), 0)).toBe(
          fen(application.total_amount),
        )
        if (application.status === 'REJECTED') continue
        for (const bill of application.bills)
          applied.set(bill.bill_id, (applied.get(bill.bill_id) ?? 0) + fen(bill.amount))
      }
      for (const bill of await bills()) {
        if (bill.status !== 'ISSUED') continue
        const made = fen(bill.payable_amount) + fen(bill.frozen_amount) + (applied.get(bill.bill_id) ?? 0)
        expect([bill.bill_id, made]).toEqual([bill.bill_id, fen(bill.total_amount)])
      }
    }),
    { seed, numRuns: 12 },
  )
  await expectLines()
})

it('R-INC-15 recorded debt is exceeded and settled by the next invoice of the same rate; only the rest is invoiced', async () => {
  api = await startPartnerApi({ size: 's', limits: 'off' })
  const rated = (await bills()).filter(
    ({ payable_amount, association_type }) => payable_amount > 0 && association_type !== '--',
  )
  const [large, ...small] = [...rated].sort((a, b) => b.payable_amount - a.payable_amount)
  if (!large || !small[0]) throw new Error('not enough bills')
  const recorded = (await apply('debt', 'ACCOUNT_DEBT', [small[0]])).body
  expect(recorded).toMatchObject({ invoice_amount: 0, debt_offset_amount: 0 })
  const info = await ask<{ invoice_debts: { tax_rate: string; amount: number }[] }>('business-info')
  expect(info.invoice_debts).toEqual([{ tax_rate: '0.06', amount: recorded.total_amount }])
  const last = small.at(-1)
  if (last && last !== small[0]) expect((await apply('short', 'BANK', [last])).body.error_code).toBe('CBC.0100')
  const settled = (await apply('settle', 'BANK', [large])).body
  expect(fen(settled.debt_offset_amount)).toBe(fen(recorded.total_amount))
  expect(fen(settled.invoice_amount)).toBe(fen(settled.total_amount) - fen(recorded.total_amount))
  expect((await ask<{ invoice_debts: object[] }>('business-info')).invoice_debts).toEqual([])
})
