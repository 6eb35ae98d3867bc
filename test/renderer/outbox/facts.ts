/** Believable intents, as a test finds them before it changes some. */
import type { IntentView } from '#shared/contract/outbox.ts'

/** 2026-11-21 09:05:03 in Beijing. */
export const NOW = Date.UTC(2026, 10, 21, 1, 5, 3)

export const intent = (change: Partial<IntentView> = {}): IntentView => ({
  intentId: 'i1',
  groupId: 'g1',
  command: 'funds.grant',
  target: 'customer:c1',
  customerId: 'c1',
  amount: 123_456_789,
  author: 'sales1',
  state: 'queued',
  why: 'needs-release',
  detail: null,
  released: false,
  holds: false,
  acceptedAt: NOW - 60_000,
  changedAt: NOW - 60_000,
  sentAt: null,
  nextAt: null,
  effectId: null,
  error: null,
  actions: ['release', 'edit', 'discard'],
  ...change,
})
