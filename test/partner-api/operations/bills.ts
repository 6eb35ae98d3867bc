// Consumption of customers: details line by line, monthly sums, and who consumed in a month.
import { BILL_MONTHS, BILL_SCALE, type BillLine, billLineAt, billRows } from '#test/data/bills.ts'
import { customerId } from '#test/data/customers.ts'
import { worldOf } from '#test/data/seed.ts'
import { resellerId, resellerOf } from '#test/data/seed-partner.ts'
import { beijingDayStart, beijingMonthNumber, monthNumber, monthText } from '#test/data/time.ts'
import { associationTypeOf, type World } from '#test/data/world.ts'
import { type Context, type Operation, operation, type Scope } from '../registry.ts'
import { beijingDay, moneyNumber, utcText } from '../wire.ts'
import { customerNumber } from './order-store.ts'
import { permittedCustomer, resourceName, serviceName } from './orders.ts'
import { withoutEmpty } from './query.ts'

const detail = (ctx: Pick<Context, 'language' | 'caller'>, line: BillLine, managerId: string | null) => {
  const amount = (minor: number): number => moneyNumber(minor, BILL_SCALE)
  return withoutEmpty({
    bill_cycle: monthText(line.month),
    customer_id: line.customerId,
    association_type: line.associationType,
    service_type_code: line.service.code,
    resource_type_code: line.resource.code,
    service_type_name: serviceName(ctx, line.service.code),
    resource_type_name: resourceName(ctx, line.service.code, line.resource.code),
    charging_mode: line.chargingMode,
    trade_time: utcText(line.tradeAt),
    trade_id: line.tradeId,
    id: line.id,
    bill_detail_type: line.detailType,
    resource_id: line.resourceId,
    resource_name: line.resourceName,
    product_spec_desc: ctx.language === 'en_US' ? line.spec.nameEn : line.spec.name,
    region_code: line.regionCode,
    region_name: line.regionName,
    product_id: `00301-${line.spec.code}`,
    product_name: line.spec.name,
    consume_time: utcText(line.tradeAt),
    usage_type: line.resource.usageFactor,
    usage_amount: line.usage,
    usage_measure_id: line.resource.usageMeasureId,
    official_amount: amount(line.official),
    official_discount_amount: amount(line.discount),
    payment_amount: amount(line.payment),
    cash_amount: amount(line.cash),
    credit_amount: amount(line.credit),
    coupon_amount: amount(line.coupon),
    flexipurchase_coupon_amount: amount(0),
    stored_value_card_amount: amount(0),
    debt_amount: amount(line.debt),
    writeoff_amount: amount(0),
    period_type: line.chargingMode === 1 ? 20 : null,
    account_manager_id: managerId,
    partner_id: ctx.caller.partnerId,
    enterprise_project_id: '0',
  })
}

/** The month of a call, inside the months that details reach back (R-CUST-40), else CBC.0100. */
const cycleOf = (ctx: Pick<Context, 'now' | 'fail'>, text: string): number => {
  const month = monthNumber(text)
  return month <= beijingMonthNumber(ctx.now()) - BILL_MONTHS || month > beijingMonthNumber(ctx.now())
    ? ctx.fail('CBC.0100', `bills reach back ${BILL_MONTHS} months`)
    : month
}

const listSubCustomerBillDetail = operation('ListSubCustomerBillDetail', (ctx) => {
  const { query } = ctx
  const month = cycleOf(ctx, query.bill_cycle)
  const { bill_date_begin: begin, bill_date_end: end } = query
  if ((begin === undefined) !== (end === undefined))
    ctx.fail('CBC.0100', 'bill_date_begin and bill_date_end go together')
  if (begin !== undefined && end !== undefined) {
    if (begin.slice(0, 7) !== query.bill_cycle || end.slice(0, 7) !== query.bill_cycle || begin > end)
      ctx.fail('CBC.0100')
  }
  const customer =
    permittedCustomer(ctx, query.customer_id, 'CBC.0151') ?? ctx.fail('CBC.0100', 'customer_id is missing')
  const manager = ctx
    .sql(
      'select m.member_id from customers c join members m on m.account_name = c.account_manager where c.customer_id = ?',
    )
    .get(customer) as { member_id: string } | undefined
  const managerId = manager?.member_id ?? null
  const world = worldOf(ctx.state)
  const { from, to } = billRows(world, customerNumber(ctx, customer), month)
  const found: BillLine[] = []
  for (let row = from; row < to; row += 1) {
    const line = billLineAt(world, row)
    const day = beijingDay(line.tradeAt)
    if (
      (query.service_type_code ?? line.service.code) === line.service.code &&
      (query.region_code ?? line.regionCode) === line.regionCode &&
      (query.charging_mode ?? line.chargingMode) === line.chargingMode &&
      (query.bill_detail_type ?? line.detailType) === line.detailType &&
      (query.resource_id ?? line.resourceId) === line.resourceId &&
      (query.resource_name ?? line.resourceName) === line.resourceName &&
      (query.trade_id ?? line.tradeId) === line.tradeId &&
      (query.account_manager_id ?? managerId) === managerId &&
      (query.association_type ?? line.associationType) === line.associationType &&
      (begin ?? day) <= day &&
      (end ?? day) >= day
    ) {
      found.push(line)
    }
  }
  return ctx.page(
    found.slice(ctx.offset, ctx.offset + ctx.limit).map((line) => detail(ctx, line, managerId)),
    found.length,
    { currency: 'CNY' },
  )
})

/** Customers of a scope by number: own ones, or those of one reseller. */
const customersOf = (world: World, scope: Scope): number[] => {
  const { customers } = world.counts
  if (scope.indirectPartnerId === '') return Array.from({ length: customers }, (_, customer) => customer)
  const found: number[] = []
  for (let customer = customers; customer < world.totalCustomers; customer += 1) {
    if (resellerId(world, resellerOf(world, customer)) === scope.indirectPartnerId) found.push(customer)
  }
  return found
}

/** Customers with a bill line in the month, also those no longer linked. */
const listConsumeSubCustomers = operation('ListConsumeSubCustomers', (ctx) => {
  const world = worldOf(ctx.state)
  const month = cycleOf(ctx, ctx.body.bill_cycle)
  const found = customersOf(world, ctx.scope()).filter((customer) => {
    const { from, to } = billRows(world, customer, month)
    return to > from
  })
  return ctx.page(
    found.slice(ctx.offset, ctx.offset + ctx.limit).map((customer) => ({ customer_id: customerId(world, customer) })),
    found.length,
  )
})

interface Sum {
  readonly line: BillLine
  readonly billType: string
  amount: number
  discount: number
  debt: number
  cash: number
  credit: number
  coupon: number
}

interface SumFilter {
  readonly month: number
  readonly chargeMode: string
  readonly service: string | undefined
  readonly billType: string | undefined
  /** Lines from here on are not in the sums yet, UTC milliseconds. */
  readonly until: number
}

/** 0 spending 消费, 1 refund at unsubscription 退订, 2 other refund 退款. */
const billTypeOf = (line: BillLine): string => (line.detailType === 4 ? '1' : line.detailType === 20 ? '2' : '0')

const sumsOf = (world: World, customer: number, filter: SumFilter): Sum[] => {
  // Only resale customers spend what the partner granted.
  if (associationTypeOf(world, customer) !== '2') return []
  const sums = new Map<string, Sum>()
  const { from, to } = billRows(world, customer, filter.month)
  for (let row = from; row < to; row += 1) {
    const line = billLineAt(world, row)
    const billType = billTypeOf(line)
    if (line.tradeAt >= filter.until || String(line.chargingMode) !== filter.chargeMode) continue
    if ((filter.service ?? line.service.code) !== line.service.code || (filter.billType ?? billType) !== billType)
      continue
    const key = `${line.service.code} ${line.resource.code} ${billType}`
    const sum = sums.get(key) ?? { line, billType, amount: 0, discount: 0, debt: 0, cash: 0, credit: 0, coupon: 0 }
    sum.amount += line.payment
    sum.discount += line.discount
    sum.debt += line.debt
    sum.cash += line.cash
    sum.credit += line.credit
    sum.coupon += line.coupon
    sums.set(key, sum)
  }
  return [...sums.values()]
}

/** Charges are to the fen: 10^-8 yuan rounded half up, away from zero. */
const fenOf = (minor: number): number => Math.sign(minor) * Math.round(Math.abs(minor) / 10 ** (BILL_SCALE - 2))

const sumAnswer = (ctx: Pick<Context, 'language'>, { line, billType, ...sum }: Sum) => ({
  customer_id: line.customerId,
  cloud_service_type: line.service.code,
  cloud_service_type_name: serviceName(ctx, line.service.code),
  resource_type_code: line.resource.code,
  resource_type_name: resourceName(ctx, line.service.code, line.resource.code),
  bill_type: billType,
  charge_mode: String(line.chargingMode),
  amount: moneyNumber(fenOf(sum.amount)),
  debt_amount: moneyNumber(fenOf(sum.debt)),
  adjustment_amount: moneyNumber(0),
  discount_amount: moneyNumber(fenOf(sum.discount)),
  measure_id: 1,
  account_details: (
    [
      ['BALANCE_TYPE_DEBIT', sum.cash],
      ['BALANCE_TYPE_CREDIT', sum.credit],
      ['BALANCE_TYPE_COUPON', sum.coupon],
    ] as const
  )
    .filter(([, minor]) => minor !== 0)
    .map(([balanceType, minor]) => ({
      balance_type: balanceType,
      amount: moneyNumber(fenOf(minor)),
      bill_type: billType,
    })),
})

interface Counted {
  readonly key: string
  readonly customers: readonly number[]
  /** Rows up to and with the customer at the same place. */
  readonly ends: readonly number[]
}

// The last question over all customers: pages repeat it, and counting walks every line of the month.
const lastCount = new WeakMap<World, Counted>()

const countSums = (world: World, scope: Scope, filter: SumFilter): Counted => {
  const key = JSON.stringify([scope.indirectPartnerId, filter])
  const known = lastCount.get(world)
  if (known?.key === key) return known
  const customers: number[] = []
  const ends: number[] = []
  let total = 0
  for (const customer of customersOf(world, scope)) {
    const count = sumsOf(world, customer, filter).length
    if (count === 0) continue
    customers.push(customer)
    total += count
    ends.push(total)
  }
  const counted = { key, customers, ends }
  lastCount.set(world, counted)
  return counted
}

/** Sums to the end of yesterday in Beijing (R-CUST-39), per service, resource type and kind of bill. */
const listSubcustomerMonthlyBills = operation('ListSubcustomerMonthlyBills', (ctx) => {
  const { query } = ctx
  const world = worldOf(ctx.state)
  const filter: SumFilter = {
    month: monthNumber(query.cycle),
    chargeMode: query.charge_mode,
    service: query.cloud_service_type,
    billType: query.bill_type,
    until: beijingDayStart(ctx.now()),
  }
  const scope = ctx.scope()
  const customer = permittedCustomer(ctx, query.customer_id, 'CBC.0151')
  if (customer !== undefined) {
    const number = customerNumber(ctx, customer)
    const sums = number < 0 ? [] : sumsOf(world, number, filter)
    return ctx.page(
      sums.slice(ctx.offset, ctx.offset + ctx.limit).map((sum) => sumAnswer(ctx, sum)),
      sums.length,
      { currency: 'CNY' },
    )
  }
  const { customers, ends } = countSums(world, scope, filter)
  const total = ends.at(-1) ?? 0
  const rows: object[] = []
  for (
    let index = ends.findIndex((end) => end > ctx.offset);
    index >= 0 && index < customers.length && rows.length < ctx.limit;
    index += 1
  ) {
    const skip = Math.max(0, ctx.offset - (ends[index - 1] ?? 0))
    const sums = sumsOf(world, customers[index] as number, filter).slice(skip)
    rows.push(...sums.slice(0, ctx.limit - rows.length).map((sum) => sumAnswer(ctx, sum)))
  }
  return ctx.page(rows, total, { currency: 'CNY' })
})

export const billOperations: readonly Operation[] = [
  listSubCustomerBillDetail,
  listConsumeSubCustomers,
  listSubcustomerMonthlyBills,
]
