import type { Database } from 'better-sqlite3'
import type { Samples } from '../registry.ts'

/** A code that the finance clerk got, far from running out. */
function codeOfFinance(state: Database): string {
  const phone = state.prepare(`select telephone from members where account_name = 'hzyd_finance'`).pluck().get()
  state.prepare('insert into verification_codes values (?, ?, ?, ?, ?)').run(phone, '', '246810', 1, 4e12)
  return '246810'
}

export const deskSamples: Samples = (state) => [
  { operationId: 'ListDeskMembers', as: 'administrator', query: { limit: 100 } },
  { operationId: 'ListDeskMembers', as: 'director', query: { account_name: 'rep', status: 'ACTIVE' } },
  { operationId: 'ListDeskMembers', as: 'rep', error: 'CBC.0151' },
  { operationId: 'ListDeskMembers', as: 'administrator', query: { status: 'GONE' }, error: 'CBC.0100' },
  { operationId: 'ShowDeskMember', as: 'administrator' },
  { operationId: 'ShowDeskMember', as: 'rep' },
  { operationId: 'ShowDeskMember', as: 'distributor' },
  { operationId: 'ListDeskAccountManagers', as: 'administrator', query: { limit: 100 } },
  { operationId: 'ListDeskAccountManagers', as: 'director', query: { director_account_name: 'hzyd_director' } },
  { operationId: 'SendDeskCode', as: 'administrator' },
  {
    operationId: 'ConfirmDeskCode',
    as: 'administrator',
    body: { verification_code: 'wrong' },
    error: 'CBC.99004010',
  },
  { operationId: 'ConfirmDeskCode', as: 'finance', body: { verification_code: codeOfFinance(state) } },
]
