/** Rules about customers that the program follows (pure functions and the list of what is implemented). */
import type { Rules } from './rule.ts'

export const customerRules = {
  'R-CUST-01': {
    says: 'Name, account name, phone and mail are hidden by default; the eye shows one column of one view, for half a minute, and is not remembered.',
    source: 'S004:19, S004:20, D',
  },
  'R-CUST-02': { says: 'Exported files keep the masks; only who may export does.', source: 'P, I' },
  'R-CUST-03': { says: 'An account manager sees own customers; a further role widens the view.', source: 'P' },
  'R-CUST-05': {
    says: 'Name, account name and label match by part; the label minds case; an empty filter is no filter; pages start at 0 and hold at most 100.',
    source: 'A',
  },
  'R-CUST-06': {
    says: 'Balances are asked for resale customers only, at most 100 a call; consultative customers top up themselves.',
    source: 'S001:21, A, P',
  },
  'R-CUST-28': {
    says: 'A customer has at most one account manager; consumption counts from the day after assignment.',
    source: 'S002:10, P, A',
  },
  'R-CUST-39': {
    says: 'Monthly sums reach to the end of the day before in Beijing; they are refreshed from 16:00 and by 24:00 at the latest.',
    source: 'P',
  },
  'R-CUST-45': {
    says: 'The vendor invoices consultative customers, the partner invoices resale customers.',
    source: 'S000:5, P',
  },
} as const satisfies Rules

/** Association types as the vendor numbers them. */
export const CONSULTATIVE = '1'
export const RESALE = '2'

/** R-CUST-06: ids in one balance query. */
export const BALANCES_A_CALL = 100

/** R-CUST-45. An association type nobody knows yet says nothing about invoices. */
export function invoicedBy(associationType: string | null): 'vendor' | 'partner' | 'unknown' {
  if (associationType === CONSULTATIVE) return 'vendor'
  return associationType === RESALE ? 'partner' : 'unknown'
}

/** R-CUST-01: how long the eye stays open, milliseconds. */
export const REVEAL_MS = 30_000
