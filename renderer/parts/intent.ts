/** What an intent looks like to a person: its state word, its reason, what comes next. Pure, so that every page agrees. */

import type { TFunction } from 'i18next'
import type { RowMark } from '#renderer/parts/ledger/types.ts'
import type { IntentGroup, IntentView } from '#shared/contract/outbox.ts'
import { factText } from '#shared/facts.ts'
import type { IntentReason, IntentState } from '#shared/intent-states.ts'
import { formatBeijing } from '#shared/time.ts'

export type OutboxT = TFunction<'outbox'>

/** The states as people see them: what a person must release stands apart from what goes by itself. */
export type IntentLook = IntentState | 'needs-release'

export const lookOf = ({ state, released }: Pick<IntentView, 'state' | 'released'>): IntentLook =>
  state === 'queued' && !released ? 'needs-release' : state

const marks: Partial<Record<IntentLook, RowMark>> = {
  'needs-release': 'needs-you',
  queued: 'waiting',
  sent: 'waiting',
  uncertain: 'uncertain',
  waiting: 'needs-you',
  done: 'in-step',
}

/** Mark of a row that shows this intent; null where nothing is open. */
export const markOf = (intent: Pick<IntentView, 'state' | 'released'>): RowMark | null => marks[lookOf(intent)] ?? null

/** Words of a key that only a value makes; empty where the program has none. */
const wordsOf = (t: OutboxT, key: string, facts: Readonly<Record<string, string>> = {}): string =>
  (t as (key: string, options: object) => string)(key, { ...facts, defaultValue: '' })

/** The command by its name; one that this program does not know is shown as it is. */
export const commandName = (t: OutboxT, command: string): string => wordsOf(t, `commands.${command}`) || command

/** Whether an amount belongs to the command at all. */
export const movesMoney = (command: string): boolean => !/^(managers|associations|creations)\./.test(command)

/** A batch by the person's own name for it, or by the minute it was made. */
export const groupName = (t: OutboxT, { command, label, acceptedAt }: IntentGroup): string =>
  `${commandName(t, command)} · ${label || formatBeijing(acceptedAt).slice(0, 16)}`

type Facts = Readonly<Record<string, string | number | boolean | null>>

const shown = (facts: Facts | null): Record<string, string> =>
  Object.fromEntries(Object.entries(facts ?? {}).map(([name, value]) => [name, factText(name, value)]))

/** A rule's refusal in a sentence; a rule or reason without words of its own is named (Law 9). */
export function refusalText(t: OutboxT, refusal: { rule: string; reason: string; detail?: Facts | null }): string {
  const { rule, reason, detail = null } = refusal
  return wordsOf(t, `refusals.${rule}.${reason}`, shown(detail)) || t('refusals.other', { rule, reason })
}

type ReasonKey =
  | Exclude<IntentReason, 'accepted' | 'person-said'>
  | 'draft'
  | 'sent'
  | 'person-said-yes'
  | 'person-said-no'

/** Which three sentences tell why; some reasons read differently by state. */
export function reasonKey({ state, why }: { state: IntentState; why: IntentReason }): ReasonKey {
  if (why === 'accepted') return state === 'sent' ? 'sent' : 'draft'
  if (why === 'person-said') return state === 'done' ? 'person-said-yes' : 'person-said-no'
  return why
}

export interface Reason {
  says: string
  safe: string
  todo: string
  /** What moved, what the vendor said: facts beside the sentences. */
  facts: readonly string[]
}

/** Facts that a sentence already tells, or that only a program reads. */
const told: ReadonlySet<string> = new Set(['rule', 'reason', 'code', 'vendorCode', 'http', 'records'])

export function reasonOf(t: OutboxT, line: Pick<IntentView, 'state' | 'why' | 'detail'>): Reason {
  const { why, detail } = line
  const key = reasonKey(line)
  const refusal =
    why === 'rule'
      ? refusalText(t, { rule: String(detail?.['rule'] ?? ''), reason: String(detail?.['reason'] ?? ''), detail })
      : ''
  const facts: string[] = []
  if (why === 'ground-moved') {
    for (const [name, value] of Object.entries(detail ?? {})) {
      if (told.has(name)) continue
      const text = factText(name, value)
      facts.push(wordsOf(t, `facts.${name}`, { value: text }) || t('facts.other', { name, value: text }))
    }
  }
  const vendorCode = detail?.['vendorCode'] ?? null
  const vendor = (part: 'says' | 'todo'): string => wordsOf(t, `codes.${vendorCode}.${part}`)
  if (vendorCode !== null) facts.push(t('vendorCode', { code: String(vendorCode) }))
  const records = String(detail?.['records'] ?? '')
  return {
    says: vendor('says') || wordsOf(t, `reasons.${key}.says`, { refusal, records }),
    safe: wordsOf(t, `reasons.${key}.safe`),
    todo: vendor('todo') || wordsOf(t, `reasons.${key}.todo`),
    facts,
  }
}

/** What the queue as a whole waits for, as `outbox.status` tells it. */
export type QueuePause = { why: 'offline' | 'signed-out' } | null

/** What happens next, in a few words; null where it is over. `now`: UTC milliseconds. */
export function nextText(t: OutboxT, intent: IntentView, now: number, pause: QueuePause): string | null {
  const { nextAt, why } = intent
  const look = lookOf(intent)
  const ahead = nextAt !== null && nextAt > now ? nextAt : null
  if (look === 'draft' || look === 'needs-release') return t('next.release')
  if (look === 'sent') return t('next.answer')
  if (look === 'waiting') return t('next.person')
  if (look === 'uncertain') {
    if (pause) return t('next.lookLater')
    return t('next.look', { at: formatBeijing(ahead ?? now).slice(11) })
  }
  if (look !== 'queued') return null
  if (ahead !== null && why === 'undo-window')
    return t('next.undo', { n: Math.max(1, Math.floor((ahead - now) / 1000)) })
  if (pause) return t(`next.${pause.why}`)
  return ahead === null ? t('next.turn') : t('next.retry', { at: formatBeijing(ahead).slice(11) })
}
