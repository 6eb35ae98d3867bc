import type { Database } from 'better-sqlite3'
import { PARTNER_ID } from '#test/partner-api/identities.ts'
import { customerSource } from './customers.ts'
import { memberAt, memberCount, repMember } from './members.ts'
import { hexId, Random, streams } from './random.ts'
import { DAY_MS, utcTextFast } from './time.ts'
import { brands, familyNames, givenNames, mobilePrefixes, places } from './words.ts'
import type { World } from './world.ts'
import { associationTypeOf } from './world.ts'

export const resellerId = (world: World, reseller: number): string => hexId(world.seed, streams.reseller, reseller)

/** Reseller of a customer beyond the own ones. */
export const resellerOf = (world: World, customer: number): number =>
  (customer - world.counts.customers) % world.counts.resellers

const seedMembers = (state: Database, world: World): void => {
  const insert =
    state.prepare(`insert into members (member_id, account_name, name, telephone, email, roles, director_id, status,
    created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const count = memberCount(world)
  for (let member = 0; member < count; member += 1) {
    const row = memberAt(world, member)
    insert.run(
      row.member_id,
      row.account_name,
      row.name,
      row.telephone,
      row.email,
      JSON.stringify(row.roles),
      row.director_id,
      row.status,
      row.created_at,
    )
  }
}

/** Resellers 云经销商; the last one is leaving (CBC.50010105). */
const seedResellers = (state: Database, world: World): void => {
  const insert =
    state.prepare(`insert into resellers (indirect_partner_id, account_name, name, mobile_phone, email, associated_on,
    account_manager_id, account_manager_name, leaving) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const account = accountInserter(state)
  const random = new Random(world.seed)
  for (let reseller = 0; reseller < world.counts.resellers; reseller += 1) {
    random.seek(streams.reseller, reseller)
    const place = random.pick(places)
    const brand = random.pick(brands)
    const manager = memberAt(world, repMember(world, reseller % world.counts.reps))
    const id = resellerId(world, reseller)
    insert.run(
      id,
      `jxs_${brand.pinyin}_${place.pinyin}${reseller}`,
      `${place.text}${brand.text}云服务有限公司`,
      random.pick(mobilePrefixes) + String(random.below(1e8)).padStart(8, '0'),
      `${random.pick(familyNames).pinyin}.${random.pick(givenNames).pinyin}@${brand.pinyin}.com.cn`,
      utcTextFast(world.now - (30 + random.below(1500)) * DAY_MS),
      manager.member_id,
      manager.name,
      reseller === world.counts.resellers - 1 ? 1 : 0,
    )
    const amount = 1_000_000 + random.below(90_000_000)
    account(id, 1, amount, 0, null)
    account(id, 8, amount, 0, null)
  }
}

const accountInserter = (state: Database) => {
  const insert =
    state.prepare(`insert into partner_accounts (account_id, owner_id, account_type, amount, designated_amount,
    credit_amount) values (?, ?, ?, ?, ?, ?)`)
  return (owner: string, type: number, amount: number, designated: number, credit: number | null): void => {
    insert.run(`AC${owner.slice(0, 14)}${type}`, owner, type, amount, designated, credit)
  }
}

/** Cash balance at the end of the seeded ledger, fen. */
const CASH = 86_543_210_55
const CREDIT = 50_000_000_00

interface LedgerEntry {
  readonly at: number
  readonly detail: string
  readonly trade: string
  /** Fen; above zero is income. */
  readonly change: number
}

const seedLedger = (state: Database, world: World): void => {
  const insert =
    state.prepare(`insert into account_changes (owner_id, balance_type, account_change_id, trade_type, trade_detail_type,
    trade_time, trade_id, change_amount, balance_after_change, type, customer_id, account_name)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const random = new Random(world.seed)
  const count = world.counts.accountChanges
  const entries: LedgerEntry[] = []
  for (let entry = 0; entry < count; entry += 1) {
    random.seek(streams.change, entry)
    const kind = random.fraction()
    const [detail, trade, sign] =
      kind < 0.3
        ? ['SOURCE_OPERAIION_RECHARGE', 'RECHARGE', 1]
        : kind < 0.8
          ? ['SOURCE_OPERATION_BEADJUST', 'BEADJUST', -1]
          : kind < 0.95
            ? ['SOURCE_OPERATION_BERETRIEVE', 'BERETRIEVE', 1]
            : (['SOURCE_OPERAIION_REFUND', 'REFUND', 1] as const)
    const size = kind < 0.3 ? 2_000_000 : 600_000
    entries.push({
      at: world.now - Math.floor((700 * DAY_MS * (count - entry - random.fraction())) / count),
      detail: String(detail),
      trade: String(trade),
      change: Number(sign) * (100 + random.below(size)),
    })
  }
  // Runs backwards from the balance of today, so that the ledger ends where the account stands.
  let after = CASH
  const balances = new Array<number>(count)
  for (let entry = count - 1; entry >= 0; entry -= 1) {
    balances[entry] = after
    after -= (entries[entry] as LedgerEntry).change
  }
  for (const [entry, { at, detail, trade, change }] of entries.entries()) {
    const id = hexId(world.seed, streams.change, entry)
    insert.run(
      PARTNER_ID,
      'BALANCE_TYPE_DEBIT',
      id.slice(0, 20),
      trade,
      detail,
      utcTextFast(at),
      id,
      Math.abs(change),
      balances[entry],
      change > 0 ? '1' : '2',
      null,
      null,
    )
  }
}

/** Grants 拨款 and reclaims 回收 of own resale customers, oldest first. */
const seedAdjustments = (state: Database, world: World): void => {
  const insert =
    state.prepare(`insert into adjust_records (owner_id, customer_id, customer_name, operation_type, amount, apply_scene,
    operation_time, trans_id, memo) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const random = new Random(world.seed)
  const source = customerSource(world, [])
  const count = world.counts.adjustRecords
  for (let record = 0; record < count; record += 1) {
    random.seek(streams.adjust, record)
    const customer = random.below(world.counts.customers)
    const row = source(customer)
    if (associationTypeOf(world, customer) !== '2' || row.association_type !== '2') continue
    const kind = random.fraction()
    const at = world.now - Math.floor((700 * DAY_MS * (count - record - random.fraction())) / count)
    if (utcTextFast(at) < row.associated_on) continue
    insert.run(
      PARTNER_ID,
      row.customer_id,
      row.customer,
      kind < 0.82
        ? 'SOURCE_OPERATION_BEADJUST'
        : kind < 0.98
          ? 'SOURCE_OPERATION_BERETRIEVE'
          : 'SOURCE_OPERATION_BEUNBIND',
      100 + random.below(5_000_000),
      kind < 0.82 ? '拨款' : '回收',
      utcTextFast(at),
      hexId(world.seed, streams.adjust, record),
      null,
    )
  }
}

/** Everything about the partner itself; customers come before it. */
export const seedPartnerTables = (state: Database, world: World): void => {
  state
    .prepare('insert into partner (partner_id, account_name, name) values (?, ?, ?)')
    .run(PARTNER_ID, 'hzyd_admin', '杭州云端数智科技有限公司')
  const account = accountInserter(state)
  account(PARTNER_ID, 1, CASH, 1_200_000_00, null)
  account(PARTNER_ID, 2, CREDIT - 3_210_99, 0, CREDIT)
  account(PARTNER_ID, 8, CASH, 0, null)
  seedMembers(state, world)
  seedResellers(state, world)
  seedLedger(state, world)
  seedAdjustments(state, world)
}
