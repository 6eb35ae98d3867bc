import { incentiveBillId, incentivePeriods, statusByDate } from '#test/data/incentives.ts'
import { worldOf } from '#test/data/seed.ts'
import { monthText } from '#test/data/time.ts'
import { fenOfMinor, shownUntil, statementOf } from '../operations/incentive-statements.ts'
import type { Samples } from '../registry.ts'

export const applicationSamples: Samples = (state) => {
  const now = Date.now()
  const [first = 0, second = 0] = incentivePeriods(now).filter((period) => statusByDate(period, now) === 'ISSUED')
  const { sums } = statementOf(worldOf(state), first, shownUntil(now))
  const body = (amount: number) => ({
    request_id: 'sample-1',
    payout_form: 'BANK',
    bills: [{ bill_id: incentiveBillId(first, 'RESALE'), amount }],
  })
  const payable = Number(fenOfMinor(sums.get('RESALE')?.total ?? 0n)) / 100
  const period = monthText(second)
  return [
    { operationId: 'ListDeskPayoutApplications', as: 'finance', query: { limit: 100 } },
    { operationId: 'ListDeskPayoutApplications', as: 'director', query: { period } },
    { operationId: 'ListDeskPayoutApplications', as: 'rep', query: { period }, error: 'CBC.0151' },
    { operationId: 'ListDeskInvoiceListLines', as: 'finance', query: { period, limit: 1000 } },
    { operationId: 'ShowDeskBusinessInfo', as: 'finance' },
    { operationId: 'ApplyDeskPayout', as: 'finance', body: body(0.01), error: 'CBC.0100' },
    { operationId: 'ApplyDeskPayout', as: 'director', body: body(payable), error: 'CBC.0151' },
    { operationId: 'ApplyDeskPayout', as: 'finance', body: body(payable) },
    // The same request again is the same application, though nothing is left to apply for.
    { operationId: 'ApplyDeskPayout', as: 'finance', body: body(payable) },
    { operationId: 'SetDeskAutoApply', as: 'finance', body: { enabled: true }, error: 'CBC.0100' },
    { operationId: 'SetDeskAutoApply', as: 'finance', body: { enabled: false } },
  ]
}
