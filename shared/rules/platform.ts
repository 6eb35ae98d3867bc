/** Rules about calling the vendor that the client and the engines follow. */
import type { Rules } from './rule.ts'

export const platformRules = {
  'R-PLAT-16': {
    says: 'Each operation has its callers (partner, distributor, customer); a call with another credential is refused.',
    source: 'S001:3, S001:21, S001:22, S004:10, A',
  },
  'R-PLAT-17': {
    says: 'Ten calls a second per API and account unless said otherwise; 429 means wait, then back off.',
    source: 'P',
  },
  'R-PLAT-18': { says: '4xx is ours to correct, 5xx is the vendor’s side.', source: 'S002:13, A' },
  'R-PLAT-19': {
    says: 'Instants are UTC with whole seconds; billing months are Beijing time; an unused filter is left out.',
    source: 'A, S001:5',
  },
  'R-PLAT-20': {
    says: 'Offset paging is read to the total; a list that moved meanwhile is read again.',
    source: 'A, D',
  },
  'R-PLAT-22': {
    says: 'Credentials live in the operating system’s keyring, never in SQLite; the page never sees them.',
    source: 'D',
  },
  'R-PLAT-23': { says: 'HTTP 200 can carry a business error: the body decides.', source: 'A, P' },
  'R-PLAT-24': { says: 'Region, service and resource codes are cached reference lists.', source: 'S001:5, S001:20, A' },
} as const satisfies Rules
