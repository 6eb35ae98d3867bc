// The reference model: what the vendor's books must show for what the intents say of themselves.
import type { Listed } from './laptop.ts'
import { type Effect, moneys } from './money.ts'

export interface Found {
  readonly what: 'duplicate' | 'lost' | 'stuck'
  readonly count: number
  readonly of: string
}

export interface Books {
  readonly intents: number
  readonly effects: number
  readonly duplicates: number
  readonly lost: number
  readonly stuck: number
  readonly needPerson: number
  readonly findings: readonly Found[]
}

export interface Ledgers {
  readonly effects: readonly Effect[]
  readonly laptops: readonly { readonly intents: readonly Listed[]; readonly acknowledged: ReadonlySet<string> }[]
}

const moneyOf = new Map(moneys.map((money) => [money.command, money]))

/** May have happened, and nobody claims to know. */
const open = ({ state }: Listed): boolean => state === 'sent' || state === 'uncertain' || state === 'waiting'
const done = ({ state }: Listed): boolean => state === 'done'

/**
 * Every done intent has its effect, every effect has its intent; open ones may have one or none. Equal moves of money
 * cannot be told apart at the vendor's, so they are counted together, over all laptops.
 */
export function compare({ effects, laptops }: Ledgers): Books {
  const findings: Found[] = []
  const find = (what: Found['what'], count: number, of: string): void => {
    if (count > 0) findings.push({ what, count, of })
  }
  const intents = laptops.flatMap((laptop) => laptop.intents)
  for (const { intents: own, acknowledged } of laptops) {
    const kept = own.map(({ requestId }) => requestId)
    find('lost', [...acknowledged].filter((requestId) => !kept.includes(requestId)).length, 'acknowledged intents')
    find('duplicate', kept.length - new Set(kept).size, 'intents of one request')
  }

  const groups = new Map<string, { claimed: Listed[]; happened: string[]; shared: boolean }>()
  const group = (key: string) => {
    const known = groups.get(key) ?? { claimed: [], happened: [], shared: false }
    groups.set(key, known)
    return known
  }
  for (const intent of intents) {
    const money = moneyOf.get(intent.command)
    if (!money) throw new Error(`no history draws ${intent.command}`)
    const one = group(money.keyOf(intent.payload, intent.intentId))
    one.claimed.push(intent)
    one.shared ||= money.shared === true
  }
  for (const { key, effectId } of effects) group(key).happened.push(effectId)

  for (const [key, { claimed, happened, shared }] of groups) {
    const finished = claimed.filter(done)
    const perhaps = claimed.filter(open).length
    // Two laptops may take back the same coupon: both are right that it is back.
    const least = shared ? Math.min(finished.length, 1) : finished.length
    find('lost', least - happened.length, key)
    find('duplicate', happened.length - least - perhaps, key)
    const named = finished.flatMap(({ effectId }) => effectId ?? [])
    find('lost', named.filter((effectId) => !happened.includes(effectId)).length, `named effect of ${key}`)
    find('lost', named.length - new Set(named).size, `effect named twice of ${key}`)
  }
  // What waits behind an intent that waits for a person is not stuck: the person is told, and may let it go.
  const waits = laptops.flatMap(({ intents: own }) => {
    const held = new Set(own.filter(({ state, holds }) => state === 'waiting' && holds).map(({ target }) => target))
    return own.filter(
      ({ state, released, target }) =>
        state === 'sent' || state === 'uncertain' || (state === 'queued' && released && !held.has(target)),
    )
  })
  for (const { command, state, why } of waits) find('stuck', 1, `${command} ${state} ${why}`)
  const sum = (what: Found['what']): number =>
    findings.reduce((total, one) => total + (one.what === what ? one.count : 0), 0)
  return {
    intents: intents.length,
    effects: effects.length,
    duplicates: sum('duplicate'),
    lost: sum('lost'),
    stuck: sum('stuck'),
    needPerson: intents.filter(({ state }) => state === 'waiting').length,
    findings,
  }
}
