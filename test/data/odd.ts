import type { Customer } from './customers.ts'
import type { World } from './world.ts'

type Change = Partial<Customer>

const missing: Change = {
  customer: null,
  label: null,
  telephone: null,
  country_code: null,
  email: null,
  verified_status: null,
  customer_type: null,
  is_frozen: null,
  account_manager: null,
  customer_level: null,
  xaccount_id: null,
  xaccount_type: null,
  new_customer_tag: null,
  tag_effective: null,
  tag_expire: null,
}

/** Odd values that a real service or a careless person produces, by name of the kind. */
const kinds: readonly (readonly [kind: string, change: Change])[] = [
  ['name of 200 characters', { customer: `${'云南西双版纳傣族自治州景洪市'.repeat(14)}有限公司`.slice(0, 200) }],
  ['characters outside the basic plane', { customer: '𠮷野㛃科技（北京）有限公司' }],
  ['rare characters', { customer: '龘靐齉爩贸易有限公司' }],
  ['spaces around the name', { customer: '  前后空格科技有限公司  ' }],
  ['ideographic space', { customer: '深圳\u3000市全角\u3000空格有限公司' }],
  ['right to left', { customer: 'شركة النور للتجارة 光明国际贸易' }],
  ['direction override', { customer: '合同\u202Efdp.exe有限公司' }],
  ['emoji', { customer: '🚀云飞👨‍👩‍👧‍👦亲子文化传媒有限公司' }],
  ['markup', { customer: '<script>alert(1)</script>' }],
  ['markup attribute', { customer: '"><img src=x onerror=alert(1)>', label: '<b>粗体</b>' }],
  ['spreadsheet formula', { customer: '=HYPERLINK("http://example.com","点我")', label: '+1+1' }],
  ['quote and statement', { customer: "Robert'); DROP TABLE customers;--" }],
  ['line break and tab', { customer: '第一行\n第二行\t制表科技有限公司' }],
  ['combining marks', { customer: 'Cafe\u0301 Zürich 咖啡（上海）有限公司' }],
  ['zero width', { customer: '云\u200b帆\u200d科技有限公司' }],
  ['full width letters', { customer: 'ＡＢＣ１２３信息技术有限公司' }],
  ['percent and underscore', { customer: '100%_满意\\服务有限公司', label: '50%_折' }],
  ['negative balance', { association_type: '2', amount: -123_456, debt_amount: 123_456 }],
  ['balance of 13 digits', { association_type: '2', amount: 999_999_999_999_999, debt_amount: 0 }],
  ['optional fields missing', missing],
  ['unknown association type', { association_type: '9', amount: null, debt_amount: null }],
  ['unknown level', { customer_level: 'V7' }],
  ['unknown states', { verified_status: '5', is_frozen: 7, customer_type: 4 }],
  [
    'unknown fields',
    { extra: '{"loyalty_tier":"gold","segments":[{"code":"A1","score":12.50}],"big_number":12345678901234567890}' },
  ],
]

/** How far apart two customers of the same odd kind are: once each at size s, one in 500 above. */
const period = (world: World): number => (world.size === 's' ? 50 : 500)
const place = (world: World, kind: number): number => (world.size === 's' ? kind * 2 + 1 : kind * 20 + 13)

export const oddKinds: readonly string[] = kinds.map(([kind]) => kind)

/** The odd values of a customer, undefined for the ordinary ones and for customers of resellers. */
export const oddChange = (world: World, customer: number): Change | undefined => {
  if (customer >= world.counts.customers) return undefined
  const rest = customer % period(world)
  const kind = world.size === 's' ? (rest - 1) / 2 : (rest - 13) / 20
  return kinds[kind]?.[1]
}

/** All odd customers with their kind, in list order. */
export const oddCustomers = (world: World): { readonly customer: number; readonly kind: string }[] => {
  const found: { readonly customer: number; readonly kind: string }[] = []
  for (let start = 0; start < world.counts.customers; start += period(world)) {
    for (const [kind, name] of oddKinds.entries()) found.push({ customer: start + place(world, kind), kind: name })
  }
  return found
}
