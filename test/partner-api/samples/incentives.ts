import { incentiveBillId } from '#test/data/incentives.ts'
import { beijingMonthNumber, monthText } from '#test/data/time.ts'
import type { Samples } from '../registry.ts'

export const incentiveSamples: Samples = () => {
  const month = beijingMonthNumber(Date.now()) - 1
  const period = monthText(month)
  const bill = (plan: string, back = 0): string => incentiveBillId(month - back, plan)
  return [
    { operationId: 'ListDeskIncentivePlans', as: 'finance', query: { period } },
    { operationId: 'ListDeskIncentivePlans', as: 'finance', query: { period: '2019-10' }, error: 'CBC.0100' },
    { operationId: 'ListDeskIncentiveBills', as: 'administrator', query: { limit: 100 } },
    { operationId: 'ListDeskIncentiveBills', as: 'director', query: { period } },
    { operationId: 'ListDeskIncentiveDetails', as: 'finance', query: { period, limit: 1000 } },
    { operationId: 'ListDeskIncentiveDetails', as: 'rep', query: { period }, error: 'CBC.0151' },
    { operationId: 'FeedBackDeskIncentiveBill', as: 'finance', body: { bill_id: bill('RESALE'), text: '与消费不符' } },
    { operationId: 'ConfirmDeskIncentiveBill', as: 'finance', body: { bill_id: bill('REFERRAL') } },
    { operationId: 'ConfirmDeskIncentiveBill', as: 'director', body: { bill_id: bill('RESALE') }, error: 'CBC.0151' },
    { operationId: 'ConfirmDeskIncentiveBill', as: 'finance', body: { bill_id: bill('RESALE', 9) }, error: 'CBC.0100' },
  ]
}
