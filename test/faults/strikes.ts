// What the vendor and the network do to a history.
import type { Fault } from '#test/partner-api/faults.ts'
import type { Draw } from './draw.ts'

/** What a history had to live through, by name. */
export type FaultName =
  | 'lost-request'
  | 'lost-answer'
  | 'no-answer'
  | 'late-effect'
  | 'late-record'
  | '429'
  | '5xx'
  | '5xx-after'
  | 'error-200'
  | 'refusal-200'
  | 'broken-body'
  | 'token-expiry'
  | 'read-fails'
  | 'offline'
  | 'clock-jump'
  | 'crash'
  | 'two-laptops'
  | 'hold-released'

export const MINUTE = 60_000
/** The client of a run waits so long for an answer, real milliseconds. */
export const TIMEOUT_MS = 80

export const strikes: readonly [FaultName, (draw: Draw) => Fault][] = [
  ['lost-request', () => ({ kind: 'dropBefore' })],
  ['lost-answer', () => ({ kind: 'dropAfter' })],
  ['lost-answer', () => ({ kind: 'dropAfter' })],
  ['no-answer', () => ({ kind: 'never' })],
  ['late-effect', (draw) => ({ kind: 'delay', ms: TIMEOUT_MS + 10 + draw.below(60) })],
  ['late-record', (draw) => ({ kind: 'late', ms: draw.of([3_000, 2 * MINUTE, 14 * MINUTE, 60 * MINUTE]) })],
  ['429', (draw) => ({ kind: 'throttle', ...(draw.chance(0.5) ? { retryAfterSeconds: 1 + draw.below(40) } : {}) })],
  [
    '5xx',
    (draw) => ({
      kind: 'status',
      status: draw.of([500, 502, 503, 504]),
      body: draw.of(['vendor', 'html', 'empty', 'nested'] as const),
    }),
  ],
  [
    '5xx-after',
    (draw) => ({
      kind: 'status',
      status: draw.of([500, 502, 504]),
      after: true,
      body: draw.of(['vendor', 'html', 'empty'] as const),
    }),
  ],
  ['error-200', () => ({ kind: 'error200', code: 'CBC.0999' })],
  ['refusal-200', () => ({ kind: 'error200', code: 'CBC.99000013' })],
  [
    'broken-body',
    (draw) => ({ kind: 'brokenBody', how: draw.of(['truncated', 'cut', 'stalled', 'garbage'] as const) }),
  ],
  ['token-expiry', () => ({ kind: 'status', status: 401, code: 'CBC.0154' })],
]
