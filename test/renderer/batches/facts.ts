/** A quota, a file that was checked, a rehearsal and a batch, as the host tells them. */
import type { BatchView, RehearsalView } from '#shared/contract/batches.ts'
import type { QuotaRow } from '#shared/contract/coupons.ts'
import type { ImportView } from '#shared/contract/imports.ts'
import type { IntentView } from '#shared/contract/outbox.ts'
import { intentStates } from '#shared/intent-states.ts'

export const NOW = Date.now()
const DAY = 86_400_000

export const quota = (more: Partial<QuotaRow> = {}): QuotaRow => ({
  quotaId: 'QT1',
  quotaType: '0',
  status: '0',
  value: 50_000_000,
  balance: 1_000_000,
  effectiveAt: NOW - 30 * DAY,
  expiresAt: NOW + 200 * DAY,
  createdAt: NOW - 31 * DAY,
  limits: [],
  minimum: 1_000,
  maximum: null,
  spent: 0,
  dryAt: null,
  leftAtExpiry: null,
  goneAt: null,
  ...more,
})

export const quotas = {
  rows: [
    quota({ quotaId: 'QT-ends-first', expiresAt: NOW + 10 * DAY }),
    quota(),
    quota({ quotaId: 'QT-frozen', status: '5' }),
    quota({ quotaId: 'QT-later', effectiveAt: NOW + DAY }),
  ],
  asOf: NOW - 60_000,
  recordsAsOf: null,
}

export const file = (more: Partial<ImportView> = {}): ImportView => ({
  importId: 'im1',
  kind: 'coupons.issue',
  fileName: '名单.xlsx',
  format: 'xlsx',
  encoding: null,
  sheet: '名单',
  otherSheets: 1,
  state: 'checked',
  jobId: null,
  error: null,
  headings: ['客户ID', '面值', '其他'],
  sample: [['c1', '100', 'x']],
  rows: 3,
  fields: [
    { field: 'customerId', required: false },
    { field: 'accountName', required: false },
    { field: 'customerName', required: false },
    { field: 'amount', required: false },
  ],
  mapping: { customerId: 0, amount: 1 },
  mappedBy: 'headings',
  missing: [],
  good: 2,
  bad: 1,
  amount: 20_000,
  reasons: [{ rule: 'R-COUPON-03', reason: 'full-width', count: 1 }],
  facts: null,
  customer: 'required',
  checkedAt: NOW,
  ...more,
})

export const rehearsal = (more: Partial<RehearsalView> = {}): RehearsalView => ({
  rehearsalId: 're1',
  terms: { kind: 'coupons.issue', quotaId: 'QT1', faceValue: 10_000, validFrom: null, validUntil: null, memo: '' },
  items: 3,
  can: 2,
  cannot: 1,
  cost: 20_000,
  pot: { balance: 1_000_000, waiting: 5_000, after: 975_000, asOf: NOW - 60_000 },
  reasons: [{ rule: 'R-COUPON-02', reason: 'not-resale', count: 1, amount: 10_000 }],
  effects: [],
  twins: 1,
  rehearsedAt: NOW,
  ...more,
})

export const intent = (more: Partial<IntentView> = {}): IntentView => ({
  intentId: 'i1',
  groupId: 'g1',
  command: 'coupons.issue',
  target: 'quota:QT1',
  customerId: 'c1',
  amount: 10_000,
  author: 'sales1',
  state: 'done',
  why: 'answered',
  detail: null,
  released: true,
  holds: false,
  acceptedAt: NOW,
  changedAt: NOW,
  sentAt: NOW,
  nextAt: null,
  effectId: 'CP1',
  error: null,
  actions: [],
  ...more,
})

export function batch(counts: Partial<BatchView['group']['counts']>, more: Partial<BatchView> = {}): BatchView {
  const all = Object.fromEntries(
    intentStates.map((state) => [state, counts[state] ?? 0]),
  ) as BatchView['group']['counts']
  const total = Object.values(all).reduce((sum, n) => sum + n, 0)
  return {
    group: {
      groupId: 'g1',
      command: 'coupons.issue',
      label: '名单.xlsx',
      total,
      items: total,
      counts: all,
      unreleased: 0,
      sum: total * 10_000,
      sumDone: all.done * 10_000,
      author: 'sales1',
      acceptedAt: NOW,
    },
    outcomes: [],
    retriable: 0,
    provable: all.done > 0,
    ...more,
  }
}
