import { oddChange } from './odd.ts'
import { hash, hexId, Random, streams } from './random.ts'
import { beijingMonthNumber, monthText, utcTextFast } from './time.ts'
import {
  brands,
  companyForms,
  familyNames,
  givenNames,
  industries,
  institutions,
  labels,
  mailHosts,
  mobilePrefixes,
  places,
} from './words.ts'
import type { World } from './world.ts'
import { associatedAt, associationTypeOf, verifiedStatusOf, weightOf } from './world.ts'

/** A row of `customers`: wire fields, null where the answer leaves the field out; money in fen. */
export interface Customer {
  readonly customer_id: string
  readonly customer: string | null
  readonly account_name: string
  readonly associated_on: string
  readonly association_type: string
  readonly label: string | null
  readonly telephone: string | null
  readonly country_code: string | null
  readonly email: string | null
  readonly verified_status: string | null
  readonly customer_type: number | null
  readonly is_frozen: number | null
  readonly account_manager: string | null
  readonly customer_level: string | null
  readonly xaccount_id: string | null
  readonly xaccount_type: string | null
  /** JSON object of fields that the catalog does not know. */
  readonly extra: string | null
  readonly first_linked: number
  readonly finance_custody: number
  /** Resale customers only. */
  readonly amount: number | null
  readonly debt_amount: number | null
  readonly new_customer_tag: string | null
  readonly tag_effective: string | null
  readonly tag_expire: string | null
}

/** Column order of the bulk insert. */
export const customerColumns = [
  'customer_id',
  'customer',
  'account_name',
  'associated_on',
  'association_type',
  'label',
  'telephone',
  'country_code',
  'email',
  'verified_status',
  'customer_type',
  'is_frozen',
  'account_manager',
  'customer_level',
  'xaccount_id',
  'xaccount_type',
  'extra',
  'first_linked',
  'finance_custody',
  'amount',
  'debt_amount',
  'new_customer_tag',
  'tag_effective',
  'tag_expire',
] as const satisfies readonly (keyof Customer)[]

export const customerId = (world: World, customer: number): string => hexId(world.seed, streams.customerId, customer)

const levelOf = (weight: number): string => {
  const limits = [0.3, 1, 3, 10, 30]
  return `V${limits.filter((limit) => weight >= limit).length}`
}

/** Rep number by a share that falls with the number: the first reps hold far more customers than the last; -1 for none. */
const repOf = (world: World, customer: number): number => {
  const x = hash(world.seed, streams.manager, customer) / 0x1_0000_0000
  return x < 0.12 ? -1 : Math.floor(world.counts.reps * ((x - 0.12) / 0.88) ** 1.8)
}

/** Tag 新客标签: new for twelve months after the association, verified customers only. */
const tagOf = (world: World, customer: number, at: number): readonly [string | null, string | null, string | null] => {
  if (verifiedStatusOf(world.seed, customer) !== '2') return [null, null, null]
  const x = hash(world.seed, streams.tag, customer) % 100
  if (x < 6) return ['UNDETERMINED', null, null]
  const month = beijingMonthNumber(at)
  if (x < 50) return ['N', null, null]
  return [beijingMonthNumber(world.now) < month + 12 ? 'Y' : 'N', monthText(month), monthText(month + 11)]
}

/** Generates customers by number; keeps one random sequence, so make it once for many rows. */
export const customerSource = (world: World, repNames: readonly string[]): ((customer: number) => Customer) => {
  const random = new Random(world.seed)
  return (customer) => {
    random.seek(streams.customer, customer)
    const at = associatedAt(world, customer)
    const verified = verifiedStatusOf(world.seed, customer)
    const type = associationTypeOf(world, customer)
    const weight = weightOf(world.seed, customer)
    const place = random.pick(places)
    const brand = random.pick(brands)
    const family = random.pick(familyNames)
    const given = random.pick(givenNames)
    const kind = random.fraction()
    const person = kind < 0.12
    const name = person
      ? family.text + given.text
      : kind < 0.17
        ? `${place.text}${brand.text}${random.pick(institutions)}`
        : kind < 0.3
          ? `${brand.text}${random.pick(brands).text}（${place.text}）${random.pick(industries)}${random.pick(companyForms)}`
          : `${place.text}${kind < 0.6 ? '市' : ''}${brand.text}${random.pick(industries)}${random.pick(companyForms)}`
    const suffix = customer.toString(36)
    const account = person
      ? `${family.pinyin}_${given.pinyin.slice(0, 10)}${suffix}`
      : `${kind < 0.5 ? 'hw-' : ''}${brand.pinyin.slice(0, 10)}_${place.pinyin.slice(0, 8)}${suffix}`
    const telephone = random.chance(0.93)
      ? random.pick(mobilePrefixes) + String(random.below(1e8)).padStart(8, '0')
      : null
    const label = random.chance(0.45) ? random.pick(labels) : null
    const email = random.chance(0.7)
      ? `${family.pinyin}.${given.pinyin}@${random.chance(0.5) ? random.pick(mailHosts) : `${brand.pinyin}${suffix}.com.cn`}`
      : null
    const frozen = random.fraction()
    const platform = random.chance(0.25)
    const rep = repOf(world, customer)
    const resale = type === '2'
    const balance = random.fraction()
    const cents = random.below(100)
    const debt = random.fraction()
    const [tag, tagEffective, tagExpire] = tagOf(world, customer, at)
    const row: Customer = {
      customer_id: customerId(world, customer),
      customer: verified === '2' ? name : null,
      account_name: account,
      associated_on: utcTextFast(at),
      association_type: type,
      label,
      telephone,
      country_code: telephone === null ? null : '0086',
      email,
      verified_status: verified,
      customer_type: verified === '2' ? (person ? 0 : 1) : -1,
      is_frozen: resale && frozen < 0.012 ? (frozen < 0.004 ? 2 : 1) : 0,
      account_manager: customer < world.counts.customers && rep >= 0 ? (repNames[rep] ?? null) : null,
      customer_level: levelOf(weight),
      xaccount_id: platform ? `hzyd-user-${100_000 + customer}` : null,
      xaccount_type: platform ? 'hzyd' : null,
      extra: null,
      first_linked: random.chance(0.8) ? 1 : 0,
      finance_custody: !person && random.chance(0.01) ? 1 : 0,
      amount: resale ? (balance < 0.15 ? 0 : Math.floor(balance * weight * 200_000) * 100 + cents) : null,
      debt_amount: resale ? (debt < 0.03 ? Math.floor(debt * 10_000_000) + cents : 0) : null,
      new_customer_tag: tag,
      tag_effective: tagEffective,
      tag_expire: tagExpire,
    }
    const odd = oddChange(world, customer)
    return odd ? { ...row, ...odd } : row
  }
}
