/** Customers made by a formula, as the host masks them, and the filter over them. */
import type { CustomerFilter, CustomerRow } from '#shared/contract/customers.ts'

export const NOW = Date.UTC(2026, 10, 21, 1, 5, 3)
const DAY = 24 * 3600_000

const surnames = ['深圳', '杭州', '成都', '北京', '上海', '广州', '武汉', '西安']
const middles = ['云帆', '启明', '远航', '星河', '致远', '恒通', '蓝海', '博雅', '天枢']
const tails = ['科技', '网络', '信息', '贸易', '制造']

export function customerAt(index: number): CustomerRow {
  const resale = index % 3 !== 0
  const city = surnames[index % surnames.length]
  return {
    customerId: `c${String(index).padStart(6, '0')}f30b4aa2b89e4cb4a1d2e3f4`,
    name: `${city}****${tails[index % tails.length]}`,
    accountName: `hw***${index % 10}`,
    telephone: `138****${String(1000 + (index % 9000))}`,
    email: index % 4 === 0 ? '' : `l****@${middles[index % middles.length] === '云帆' ? 'yunfan' : 'example'}.com`,
    associationType: index === 7 ? '9' : resale ? '2' : '1',
    associatedAt: NOW - index * 3600_000,
    label: index % 5 === 0 ? `重点-${index}` : null,
    verifiedStatus: ['2', '2', '2', '0', '-1', '1'][index % 6] ?? '2',
    customerType: index % 2 ? '1' : '0',
    frozen: index % 11 === 0 ? '1' : '0',
    manager: index % 4 === 3 ? null : `sales${index % 4}`,
    managerName: index % 4 === 3 ? null : `李*${index % 4}`,
    level: `V${index % 6}`,
    newTag: ['Y', 'N', 'UNDETERMINED'][index % 3] ?? null,
    amount: resale ? index * 12_345 + 67 : null,
    debt: resale ? (index % 7 === 0 ? index * 100 + 5 : 0) : null,
    goneAt: index % 19 === 18 ? NOW - 5 * DAY : null,
    followUpAt: index % 9 === 4 ? NOW + (index % 2 ? -2 : 3) * DAY : null,
    notes: index % 9 === 4 ? 1 : 0,
  }
}

const has = (values: readonly string[] | undefined, value: string | null): boolean =>
  values === undefined || values.includes(value ?? '')

export function matches(row: CustomerRow, filter: CustomerFilter): boolean {
  if (filter.text && !`${row.name}${row.accountName}${row.customerId}`.includes(filter.text)) return false
  if (filter.customerId && row.customerId !== filter.customerId) return false
  if (filter.name && !row.name.includes(filter.name)) return false
  if (filter.tab === 'resale' && row.associationType !== '2') return false
  if (filter.tab === 'debt' && (row.debt ?? 0) <= 0) return false
  if (filter.tab === 'gone' ? row.goneAt === null : false) return false
  return (
    has(filter.associationType, row.associationType) && has(filter.level, row.level) && has(filter.manager, row.manager)
  )
}
