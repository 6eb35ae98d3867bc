/** Rules about printed documents. */
import type { Rules } from './rule.ts'

export const documentRules = {
  'R-INC-24': {
    says: 'The invoice list can be printed from the application, one or all of a period.',
    source: 'S003:9, S003:10, S003:15, S003:16',
  },
  'R-INC-29': {
    says: 'Printing works offline from what was last read; the sheet says how old that is, counts pages and marks reprints.',
    source: 'D',
  },
  'R-INC-30': {
    says: 'An invoice list whose rows do not add up to the applied amount is not printed and takes no number.',
    source: 'D, P',
  },
  'R-CUST-41': {
    says: 'Consumption is no base for settlement or invoicing: a statement of account says so on the paper.',
    source: 'P, I',
  },
} as const satisfies Rules
