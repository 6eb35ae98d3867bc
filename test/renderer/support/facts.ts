/** Believable answers of a host, as a test finds them before it changes some. */
import type { CustomerRow } from '#shared/contract/customers.ts'
import type { AdjustRecord, Outlook, PartnerAccount, Reseller, WarnedCustomer } from '#shared/contract/funds.ts'
import type { ManagerRow, MemberRow } from '#shared/contract/organization.ts'
import type { CollectionStatus, ConnectionReport, SyncRun, SyncStatus } from '#shared/contract/sync.ts'
import type { WorkspaceInfo } from '#shared/contract/workspaces.ts'
import type { AppErrorValue } from '#shared/errors.ts'

export const NOW = Date.UTC(2026, 10, 21, 1, 5, 3)
const HOUR = 3600_000

export const workspace: WorkspaceInfo = {
  workspaceId: 'w1',
  name: '华东伙伴',
  site: 'china',
  endpoint: 'https://bss.myhuaweicloud.com',
  demo: true,
  credentialKind: 'ak-sk',
  credentialHint: '0001',
  keyring: 'plain-file',
  openedAt: NOW,
  createdAt: NOW - 48 * HOUR,
}

export const refused: AppErrorValue = {
  code: 'refused',
  safe: 'nothing-changed',
  retry: 'later',
  ref: 'ref-77',
  vendor: {
    operationId: 'ListSubCustomers',
    http: 400,
    code: 'CBC.0100',
    message: 'parameter error',
    requestId: 'req-42',
  },
}

export const collection = (name: string, change: Partial<CollectionStatus> = {}): CollectionStatus => ({
  name,
  state: 'fresh',
  rows: 2000,
  asOf: NOW - HOUR,
  dueAt: NOW + HOUR,
  done: 0,
  total: null,
  error: null,
  refusedRows: 0,
  pendingDeletion: null,
  background: false,
  ...change,
})

export const status: SyncStatus = {
  connection: 'online',
  phase: 'idle',
  first: false,
  collections: [collection('customers'), collection('partner-balance', { rows: 4 })],
  done: 0,
  total: null,
  timeLeftMs: null,
  rowsPerSecond: null,
  bytes: 56_600,
  asOf: NOW - HOUR,
  clockSkewMs: 0,
  error: null,
}

export const runs: SyncRun[] = [
  {
    runId: 'r1',
    collection: 'customers',
    startedAt: NOW - HOUR,
    endedAt: NOW - HOUR + 9000,
    outcome: 'failed',
    pages: 3,
    rows: 300,
    added: 20,
    changed: 4,
    vanished: 0,
    refusedRows: 0,
    reason: 'asked',
    error: refused,
  },
]

export const report: ConnectionReport = {
  reachable: true,
  signedIn: true,
  clockSkewMs: 12,
  latencyMs: 34.4,
  desk: 'absent',
  operations: [
    { operationId: 'ListSubCustomers', collection: 'customers', allowed: true, missing: [], error: null },
    {
      operationId: 'ListPartnerBalances',
      collection: 'partner-balance',
      allowed: false,
      missing: ['BPC_ITEM_FUND'],
      error: null,
    },
  ],
  error: null,
}

export const customer: CustomerRow = {
  customerId: 'c1',
  name: '瑞达****公司',
  accountName: 'hw***0',
  telephone: '137****3921',
  email: '',
  associationType: '2',
  associatedAt: NOW,
  label: null,
  verifiedStatus: '2',
  customerType: '1',
  frozen: '0',
  manager: 'sales1',
  managerName: '诸葛伟',
  level: 'V2',
  newTag: 'N',
  amount: 100,
  debt: 0,
  goneAt: null,
  followUpAt: NOW,
  notes: 1,
}

const account = (accountType: string, amount: number, credit: number | null = null): PartnerAccount => ({
  accountId: `A${accountType}`,
  accountType,
  amount,
  designated: 0,
  credit,
  currency: 'CNY',
  memo: null,
})
export const accounts = [account('1', 8_654_321_055), account('2', 4_999_678_901, 5_000_000_000), account('42', 7)]

export const members: MemberRow[] = [
  {
    accountName: 'hz_admin',
    name: '郭*',
    telephone: '138****5678',
    email: 'g****@example.com',
    roles: ['SYSTEM_ADMINISTRATOR', 'MOON_KEEPER'],
    director: null,
    status: 'ACTIVE',
    createdAt: NOW,
  },
]
export const managers: ManagerRow[] = [
  { accountName: 'sales1', name: '诸葛伟', director: 'dir1', customers: 12 },
  { accountName: 'sales2', name: '熊洋', director: null, customers: 7 },
]

export const products = {
  serviceTypes: [
    { code: 'hws.service.type.ec2', name: '弹性云服务器', abbreviation: 'ECS', resourceTypes: 2 },
    { code: 'hws.service.type.obs', name: '对象存储', abbreviation: 'OBS', resourceTypes: 1 },
  ],
  resourceTypes: [
    { code: 'hws.resource.type.vm', name: '云主机', description: null, serviceTypeCode: 'hws.service.type.ec2' },
    { code: 'hws.resource.type.obs', name: '对象存储桶', description: '桶', serviceTypeCode: 'hws.service.type.obs' },
    { code: 'hws.resource.type.odd', name: '怪东西', description: null, serviceTypeCode: 'hws.service.type.gone' },
  ],
}

const outlook: Outlook = {
  net: 5_000_000,
  perDay: 500_000,
  runsOutAt: NOW + 10 * 24 * HOUR,
  since: NOW - 30 * 24 * HOUR,
  warning: 'runs-out',
  asOf: NOW - HOUR,
}
const warned: WarnedCustomer = {
  customerId: 'c1',
  name: '瑞达****公司',
  managerName: '李敏',
  amount: 9_900,
  debt: 1_000,
  perDay: 1_100,
  runsOutAt: NOW + 5 * 24 * HOUR,
  asOf: NOW - HOUR,
}
const adjustment = (transId: string, operation: string, amount: number, intentId: string | null): AdjustRecord => ({
  transId,
  customerId: 'c1',
  customerName: '瑞达****公司',
  operation,
  amount,
  currency: 'CNY',
  scene: null,
  operatedAt: NOW - HOUR,
  memo: null,
  intentId,
})
const reseller: Reseller = {
  resellerId: 'r1',
  name: '云****公司',
  accountName: 'jxs***01',
  managerName: '李敏',
  associatedAt: NOW - 1000 * HOUR,
  amount: 88_000,
  grantable: 70_000,
  asOf: NOW - HOUR,
}

export const funds = {
  outlook: {
    partner: outlook,
    history: [
      { amount: 9_000_000, debt: 0, at: NOW - 48 * HOUR },
      { amount: 5_000_000, debt: 0, at: NOW - HOUR },
    ],
    low: 1,
    runsOut: 1,
    thresholds: { partnerLow: 1_000_000, customerLow: 10_000, days: 7 },
  },
  warned: { low: [warned], 'runs-out': [{ ...warned, amount: 990_000, customerId: 'c2' }] },
  records: [
    adjustment('t1', 'SOURCE_OPERATION_BEADJUST', 100_000, 'intent-1'),
    adjustment('t2', 'SOURCE_OPERATION_BERETRIEVE', 4_400, null),
    adjustment('t3', 'SOURCE_OPERATION_NEW', 7, null),
  ],
  resellers: [reseller],
}
