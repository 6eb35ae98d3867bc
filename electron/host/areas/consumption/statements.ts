/**
 * Statements of account 对账单: consumption by month from the mirrored sums, balances as last read. For talking with
 * customers; no base for settlement or invoicing (R-CUST-41), and the paper says so.
 */
import { conditionsOf, paramsOf, where } from '#host/areas/customers/filter.ts'
import type { Cell, Content, DocumentDeclaration, Source } from '#host/documents/types.ts'
import { kept } from '#host/store/open.ts'
import type { PrintOrder } from '#shared/contract/documents.ts'
import { AppError } from '#shared/errors.ts'
import { maskName } from '#shared/mask.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { RESALE } from '#shared/rules/customers.ts'
import { formatBeijing, monthAfter } from '#shared/time.ts'

const notes = [
  '消费汇总统计到数据截至日的前一日 24:00（北京时间），金额为税前金额，退订与退款为负数。',
  '本单用于核对，不作为结算、还款或开票的依据；结算以伙伴账单为准。',
] as const

const chargeModes: Readonly<Record<string, string>> = {
  '1': '包年/包月',
  '3': '按需',
  '10': '预留实例',
  '11': '节省计划',
}
const billTypes: Readonly<Record<string, string>> = { '0': '消费', '1': '退订', '2': '退款' }
const known = (names: Readonly<Record<string, string>>, code: string): string =>
  Object.hasOwn(names, code) ? (names[code] as string) : code

const periodOf = ({ from, until }: PrintOrder): string => (from === until ? from : `${from} 至 ${until}`)

/** Throws `not-found` where the sums were never read whole, or naming the first month of which nothing was ever read here: a blank month would read as none spent. */
function requireMonths({ cache, asOf }: Pick<Source, 'cache' | 'asOf'>, { from, until }: PrintOrder): void {
  if (asOf('consumption-sums') === null)
    throw new AppError('not-found', { retry: 'later', detail: { reason: 'not-read-whole' } })
  const here = new Set(
    kept<string>(cache, 'SELECT DISTINCT month FROM consumption_sums WHERE month BETWEEN ? AND ?')
      .pluck()
      .all(from, until),
  )
  for (let month = from; month <= until; month = monthAfter(month, 1))
    if (!here.has(month)) throw new AppError('not-found', { detail: { reason: 'month-not-here', month } })
}

interface StoredCustomer {
  customer_id: string
  name: string | null
  account_name: string
  association_type: string | null
  amount: number | null
  debt: number | null
  balance_as_of: number | null
}

const nameOf = ({ name }: Pick<StoredCustomer, 'name'>, full: boolean): string =>
  name === null || name === '' ? '（未提供名称）' : full ? name : maskName(name)

function balanceFacts(customer: StoredCustomer): Content['facts'] {
  const { amount, debt, balance_as_of: at } = customer
  if (customer.association_type !== RESALE || amount === null || at === null) return []
  return [
    {
      label: '账户余额',
      text: `${formatYuan(fen(amount))}，欠款 ${formatYuan(fen(debt ?? 0))}（截至 ${formatBeijing(at)}）`,
    },
  ]
}

function oneCustomer({ cache, person, issuer, asOf }: Source, order: PrintOrder): Content {
  if (order.customerId === null) throw new AppError('invalid-input', { retry: 'after-fix', field: 'customerId' })
  requireMonths({ cache, asOf }, order)
  const { all } = conditionsOf({ customerId: order.customerId }, person.scope, { gone: 'both' })
  const customer = kept<StoredCustomer>(
    cache,
    `SELECT c.customer_id, c.name, c.account_name, c.association_type, c.amount, c.debt, c.balance_as_of FROM customers c
     WHERE ${where(all)}`,
  ).get(...paramsOf(all))
  if (!customer) throw new AppError('not-found', { field: 'customerId' })
  const rows = kept<Cell[]>(
    cache,
    `SELECT month, charge_mode, ifnull(max(service_type_name), service_type_code), bill_type, sum(amount), sum(discount),
       sum(debt)
     FROM consumption_sums WHERE customer_id = ? AND month BETWEEN ? AND ? AND gone_at IS NULL
     GROUP BY month, charge_mode, service_type_code, bill_type
     ORDER BY month, charge_mode, service_type_code, bill_type`,
  )
    .raw()
    .all(order.customerId, order.from, order.until) as Cell[][]
  return {
    title: '客户对账单',
    issuer,
    period: periodOf(order),
    asOf: asOf('consumption-sums'),
    facts: [
      { label: '客户', text: `${nameOf(customer, order.fullNames)}（客户 ID ${customer.customer_id}）` },
      ...balanceFacts(customer),
    ],
    columns: [
      { heading: '月份', kind: 'text', weight: 3 },
      { heading: '计费模式', kind: 'text', weight: 3 },
      { heading: '云服务', kind: 'text', weight: 8 },
      { heading: '类型', kind: 'text', weight: 2 },
      { heading: '消费金额', kind: 'amount', weight: 0, summed: true },
      { heading: '优惠金额', kind: 'amount', weight: 0, summed: true },
      { heading: '欠费金额', kind: 'amount', weight: 0, summed: true },
    ],
    rows: rows.map(([month, mode, service, type, ...amounts]) => [
      month ?? null,
      known(chargeModes, String(mode)),
      service ?? null,
      known(billTypes, String(type)),
      ...amounts,
    ]),
    totalColumn: 4,
    notes,
  }
}

function allCustomers({ cache, person, issuer, asOf }: Source, order: PrintOrder): Content {
  requireMonths({ cache, asOf }, order)
  const { all } = conditionsOf({}, person.scope, { gone: 'both' })
  interface Line extends StoredCustomer {
    spent: number
    discount: number
    owed: number
  }
  const lines = kept<Line>(
    cache,
    `SELECT c.customer_id, c.name, c.account_name, c.association_type, c.amount, c.debt, c.balance_as_of,
       s.amount AS spent, s.discount, s.debt AS owed
     FROM (SELECT customer_id, sum(amount) AS amount, sum(discount) AS discount, sum(debt) AS debt FROM consumption_sums
           WHERE month BETWEEN ? AND ? AND gone_at IS NULL GROUP BY customer_id) s
     JOIN customers c ON c.customer_id = s.customer_id
     WHERE ${where(all)} ORDER BY c.name, c.customer_id`,
  ).all(order.from, order.until, ...paramsOf(all))
  const balancesAt = asOf('balances')
  return {
    title: '客户对账汇总单',
    issuer,
    period: periodOf(order),
    asOf: asOf('consumption-sums'),
    facts: [],
    columns: [
      { heading: '客户名称', kind: 'text', weight: 5 },
      { heading: '客户 ID', kind: 'id', weight: 4 },
      { heading: '消费金额', kind: 'amount', weight: 0, summed: true },
      { heading: '优惠金额', kind: 'amount', weight: 0, summed: true },
      { heading: '欠费金额', kind: 'amount', weight: 0, summed: true },
      { heading: '账户余额', kind: 'amount', weight: 0, summed: true },
      { heading: '账户欠款', kind: 'amount', weight: 0, summed: true },
    ],
    rows: lines.map((line) => {
      const balance = line.association_type === RESALE ? [line.amount, line.debt] : [null, null]
      return [nameOf(line, order.fullNames), line.customer_id, line.spent, line.discount, line.owed, ...balance]
    }),
    totalColumn: 2,
    notes: [
      ...notes,
      `账户余额与欠款截至 ${balancesAt === null ? '（未完整读取）' : formatBeijing(balancesAt)}；空白为没有余额数据。`,
    ],
  }
}

export const statementDocuments: readonly DocumentDeclaration[] = [
  { name: 'customer-statement', needs: 'customer.read', prefix: 'DZ', freeze: oneCustomer },
  { name: 'customers-statement', needs: 'customer.read', prefix: 'DH', freeze: allCustomers },
]
