/** The slow, obviously right answers: plain arrays and comparisons over all rows. */

import { customerSearch } from '#host/areas/customers/search.ts'
import type { Scope } from '#host/person.ts'
import { foldText, foldWords } from '#host/store/fold.ts'
import type { CustomerFilter, CustomerSort, CustomerTab } from '#shared/contract/customers.ts'
import type { Stored } from '#test/areas/customers/book.ts'

const has = (values: readonly string[] | undefined, value: string | number | null, keepEmpty = false): boolean => {
  const wanted = values?.filter((candidate) => keepEmpty || candidate !== '') ?? []
  return wanted.length === 0 || (value !== null && wanted.includes(String(value)))
}

const inTab: Record<CustomerTab, (row: Stored, followUps: ReadonlyMap<string, number>) => boolean> = {
  all: (row) => row.gone_at === null,
  resale: (row) => row.gone_at === null && row.association_type === '2',
  consultative: (row) => row.gone_at === null && row.association_type === '1',
  debt: (row) => row.gone_at === null && row.debt !== null && Number(row.debt) > 0,
  frozen: (row) => row.gone_at === null && row.frozen !== null && row.frozen !== '0',
  newCustomer: (row) => row.gone_at === null && row.new_tag === 'Y',
  followUp: (row, followUps) => row.gone_at === null && followUps.has(row.customer_id),
  gone: (row) => row.gone_at !== null,
}

const inScope = (scope: Scope, row: Stored): boolean => {
  if (scope.kind === 'all') return true
  const managers = scope.kind === 'own' ? [scope.manager] : scope.managers
  return row.manager !== null && row.manager !== '' && managers.includes(String(row.manager))
}

const texts = new WeakMap<Stored, string>()

export function fits(
  row: Stored,
  filter: CustomerFilter,
  scope: Scope,
  followUps: ReadonlyMap<string, number>,
  tab: CustomerTab | null,
): boolean {
  const part = (wanted: string | undefined, value: string | number | null): boolean => {
    const folded = foldText(wanted ?? '').trim()
    return folded === '' || (value !== null && foldText(String(value)).includes(folded))
  }
  let text = texts.get(row)
  if (text === undefined) {
    text = customerSearch.textOf(row)
    texts.set(row, text)
  }
  const at = row.associated_at
  return (
    inScope(scope, row) &&
    (tab === null || inTab[tab](row, followUps)) &&
    foldWords(filter.text ?? '').every((word) => text?.includes(word)) &&
    part(filter.name, row.name) &&
    part(filter.accountName, row.account_name) &&
    (!filter.label?.trim() || (row.label !== null && String(row.label).includes(filter.label.trim()))) &&
    (!filter.customerId || row.customer_id === filter.customerId) &&
    has(filter.associationType, row.association_type) &&
    has(filter.verifiedStatus, row.verified_status) &&
    has(filter.customerType, row.customer_type) &&
    has(filter.frozen, row.frozen) &&
    has(filter.level, row.level) &&
    has(filter.newTag, row.new_tag) &&
    has(filter.manager, row.manager ?? '', true) &&
    (filter.associatedFrom === undefined || (at !== null && Number(at) >= filter.associatedFrom)) &&
    (filter.associatedUntil === undefined || (at !== null && Number(at) < filter.associatedUntil))
  )
}

const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

export function ordered(rows: readonly Stored[], sort: CustomerSort, followUps: ReadonlyMap<string, number>): Stored[] {
  const way = sort.descending ? -1 : 1
  const numbers =
    (value: (row: Stored) => string | number | null) =>
    (a: Stored, b: Stored): number =>
      way * (Number(value(a) ?? Number.MIN_SAFE_INTEGER) - Number(value(b) ?? Number.MIN_SAFE_INTEGER) || a.id - b.id)
  const words =
    (value: (row: Stored) => string | number | null) =>
    (a: Stored, b: Stored): number =>
      way * (bytes(String(value(a) ?? ''), String(value(b) ?? '')) || a.id - b.id)
  const newest = (a: Stored, b: Stored): number =>
    Number(b.associated_at ?? -1) - Number(a.associated_at ?? -1) || b.id - a.id
  const compare: Record<CustomerSort['column'], (a: Stored, b: Stored) => number> = {
    associatedAt: numbers((row) => row.associated_at ?? -1),
    accountName: words((row) => row.account_name),
    level: words((row) => row.level),
    amount: numbers((row) => row.amount),
    debt: numbers((row) => row.debt),
    followUpAt: (a, b) => {
      const [x, y] = [followUps.get(a.customer_id), followUps.get(b.customer_id)]
      if (x === undefined || y === undefined) return x === y ? newest(a, b) : x === undefined ? 1 : -1
      return way * (x - y || a.id - b.id)
    },
  }
  return [...rows].sort(compare[sort.column])
}
