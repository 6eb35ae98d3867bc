/**
 * Which reads answer from which tables: a table event asks them again. A table that stands nowhere here asks everything
 * again, so that a forgotten line costs time and never a stale page.
 */
type Prefix = readonly [area: string, name?: string]

const customers: Prefix = ['customers']

export const readsOf: Readonly<Record<string, readonly Prefix[]>> = {
  customers: [
    ['creations'],
    ['associations'],
    customers,
    ['organization', 'listManagers'],
    ['funds'],
    ['coupons'],
    ['orders'],
    ['resources'],
  ],
  association_requests: [['associations']],
  customer_notes: [customers],
  account_managers: [customers, ['organization', 'listManagers'], ['system', 'identity']],
  members: [['organization', 'listMembers']],
  own_member: [customers, ['organization'], ['system', 'identity'], ['coupons'], ['resellers'], ['orders']],
  partner_accounts: [['funds']],
  adjust_records: [['funds']],
  reseller_balances: [['funds']],
  balance_days: [['funds']],
  funds_thresholds: [['funds']],
  service_types: [['products']],
  resource_types: [['products']],
  resource_specs: [
    ['products', 'specs'],
    ['products', 'searchSpecs'],
  ],
  measures: [['products', 'units']],
  conversions: [['products', 'units']],
  usage_types: [['products', 'units']],
  coupon_quotas: [['coupons']],
  coupons: [['coupons']],
  coupon_records: [['coupons']],
  orders: [['orders']],
  partner_payments: [['orders', 'payments']],
  authorizations: [['authorizations']],
  marketplace_shares: [['growth', 'shares']],
  marketplace_plan: [['growth', 'shares']],
  share_log: [['growth']],
  authorization_news: [['authorizations', 'news']],
  acting: [['authorizations', 'acting']],
  resellers: [['resellers'], ['funds', 'listResellers']],
  reseller_quotas: [['resellers']],
  quota_records: [['resellers'], ['coupons']],
  imports: [['imports']],
  prints: [['documents']],
  print_offsets: [['documents', 'printers']],
  batch_templates: [['batches', 'templates']],
  incentive_bills: [['incentives'], ['applications'], ['deadlines']],
  deadline_guard: [['deadlines']],
  incentive_cases: [['cases']],
  case_notes: [['cases']],
  payout_applications: [['applications']],
  invoice_list_lines: [['applications']],
  business_info: [['applications']],
  application_notes: [['applications']],
  incentive_plans: [],
  incentive_policies: [],
  incentive_details: [],
  consumption_sums: [['documents'], ['coupons', 'warnings'], ['resources', 'due'], ['consumption']],
  period_resources: [['resources']],
  on_demand_resources: [['resources', 'onDemand']],
  incentive_matches: [['incentives'], ['books'], ['deadlines']],
  resource_packages: [['resources', 'packages']],
  book_decisions: [['books']],
  incentive_decisions: [['incentives'], ['books', 'summary'], ['deadlines']],
  audit: [['customers', 'listLog']],
  quotes: [['quotes']],
  quote_prices: [['quotes']],
  intents: [
    ['creations'],
    ['quotes'],
    ['outbox'],
    ['authorizations', 'get'],
    ['authorizations', 'missing'],
    ['applications'],
    ['cases'],
    ['batches'],
    ['customers', 'listLog'],
    ['funds', 'listRecords'],
    ['funds', 'sumRecords'],
    ['resources', 'acts'],
  ],
  ledger_settings: [['system', 'ledgerSettings']],
  saved_views: [['system', 'listViews']],
  sync_collections: [
    ['sync'],
    customers,
    ['incentives'],
    ['applications'],
    ['funds'],
    ['organization'],
    ['products'],
    ['coupons'],
    ['resellers'],
    ['orders'],
    ['resources'],
    ['consumption'],
    ['authorizations'],
    ['growth'],
  ],
  sync_runs: [['sync', 'history']],
  sync_refused: [['sync']],
}

/** Query prefixes that a change of these tables makes stale; null = all of them. */
export function staleAfter(tables: readonly string[]): readonly Prefix[] | null {
  const found: Prefix[] = []
  for (const table of tables) {
    const reads = readsOf[table]
    if (!reads) return null
    found.push(...reads)
  }
  return found
}
