import { hexId, Random, streams } from './random.ts'
import { utcTextFast } from './time.ts'
import { familyNames, givenNames, mobilePrefixes } from './words.ts'
import type { World } from './world.ts'

/** A row of `members` 组织人员. */
interface Member {
  readonly member_id: string
  readonly account_name: string
  readonly name: string
  readonly telephone: string
  readonly email: string
  /** One to three of the partner's role names. */
  readonly roles: readonly string[]
  /** Member id of the director 主管, null for those without. */
  readonly director_id: string | null
  readonly status: 'active' | 'invited'
  readonly created_at: string
}

const roleNames = {
  administrator: '系统管理员',
  finance: '财务',
  director: '客户经理主管',
  rep: '客户经理',
} as const

/** Operators whose keys the embedded partner API knows; they come first. */
const named = [
  { account: 'hzyd_admin', role: roleNames.administrator },
  { account: 'hzyd_finance', role: roleNames.finance },
  { account: 'hzyd_limited', role: roleNames.finance },
  { account: 'hzyd_director', role: roleNames.director },
  { account: 'hzyd_rep', role: roleNames.rep },
] as const
const FIRST_DIRECTOR = 3
const FIRST_REP = 4

const directorsOf = (world: World): number => Math.max(1, Math.ceil(world.counts.reps / 10))

export const memberCount = (world: World): number => named.length - 2 + directorsOf(world) + world.counts.reps

/** Member number of a rep; the first is `hzyd_rep`. */
export const repMember = (world: World, rep: number): number =>
  rep === 0 ? FIRST_REP : named.length - 1 + directorsOf(world) - 1 + rep

const directorMember = (director: number): number => (director === 0 ? FIRST_DIRECTOR : FIRST_REP + director)

const memberId = (world: World, member: number): string => hexId(world.seed, streams.member, member)

/** Row of a member by number: the named operators, further directors, further reps. */
export const memberAt = (world: World, member: number): Member => {
  const random = new Random(world.seed).seek(streams.member, member)
  const family = random.pick(familyNames)
  const given = random.pick(givenNames)
  const directors = directorsOf(world)
  const known = named[member]
  const isDirector = known ? known.role === roleNames.director : member < named.length - 1 + directors
  const role = known?.role ?? (isDirector ? roleNames.director : roleNames.rep)
  const account = known?.account ?? `hzyd_${family.pinyin}${given.pinyin.slice(0, 8)}${member}`
  const rep = role === roleNames.rep ? (member === FIRST_REP ? 0 : member - (named.length - 1 + directors - 1)) : -1
  return {
    member_id: memberId(world, member),
    account_name: account,
    name: family.text + given.text,
    telephone: random.pick(mobilePrefixes) + String(random.below(1e8)).padStart(8, '0'),
    email: `${account}@hzyd.example.cn`,
    // One rep in twenty is also in finance and so sees all customers (R-ORG-05).
    roles: rep > 0 && random.chance(0.05) ? [role, roleNames.finance] : [role],
    // A few reps are left without a director (R-ORG-06).
    director_id:
      rep >= 0 && (rep === 0 || random.chance(0.96)) ? memberId(world, directorMember(rep % directors)) : null,
    status: rep > 2 && random.chance(0.02) ? 'invited' : 'active',
    created_at: utcTextFast(world.now - 86_400_000 * (30 + random.below(2000))),
  }
}

/** Account names of all reps by rep number. */
export const repAccounts = (world: World): readonly string[] =>
  Array.from({ length: world.counts.reps }, (_, rep) => memberAt(world, repMember(world, rep)).account_name)
