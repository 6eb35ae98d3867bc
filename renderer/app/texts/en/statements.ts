import type { Texts } from '../texts.ts'

export const statements: Texts<'statements'> = {
  title: 'Import an incentive file',
  back: 'Back to reconciliation',
  books: 'Match own books',
  import: 'Import file',
  kind: 'What the file holds',
  kinds: {
    'incentives.details': 'Incentive details',
    'incentives.bills': 'Incentive bills',
    'incentives.plans': 'Rates of plans',
    'books.rows': 'Own ledger / bank file',
  },
  hints: {
    'incentives.details':
      'Details exported from the portal: data ID, period, bill ID, customer, product type, payment, base, incentive.',
    'incentives.bills': 'Bills exported from the portal: bill ID, period, incentive, payable amount.',
    'incentives.plans': 'Rates of incentive plans: period, plan, policy (specific or not), rate.',
    'books.rows': 'Own ledger or bank file: date, reference (order, data or bill ID), customer, amount, text.',
  },
  drop: {
    title: 'Incentive file',
    text: 'Bills, details or rates exported from the portal; stored as a new edition, never over an old one.',
  },
  periods: 'Periods in the file',
  column: { none: '(none)', source: 'Source', period: 'Period', rows: 'Rows', amount: 'Sum' },
  found: 'Look at this before importing',
  agree: 'I have seen this and import all the same',
  findings: {
    'equal-rows': '{{count}} rows are alike in date, reference, customer, amount and text.',
    'rows-known': '{{count}} rows are as in books imported before; they may be here already.',
    'without-period': '{{count}} rows tell no period; they go to the one chosen below.',
    'bad-rows': '{{count}} rows cannot be understood and will not be imported. Correct them, or see the marked copy.',
    'columns-changed': 'Other headings than last time: new “{{added}}”, missing “{{missing}}”. Check the columns.',
    'mixed-encodings': 'The file has lines in UTF-8 and in GBK; each was read as what it is. Check the Chinese texts.',
    'period-locked': '{{period}} is signed off and locked; this makes a newer edition that has to be signed off again.',
    'half-period': '{{period}}: bill {{billId}} should have {{told}} details, the file has {{rows}}.',
    'lines-vanish':
      '{{period}}: {{count}} details of the standing edition are not in the file; imported whole they count as vanished.',
    'total-differs': '{{period}}: bill {{billId}} says {{told}}, the details in the file add up to {{rows}}.',
    'older-than-standing':
      '{{period}}: the standing edition ({{number}}, {{standingAt}}) is newer than the file ({{fileAt}}).',
    'unknown-customers': '{{count}} customers are not in the list here; kept by the ID in the file.',
    'columns-kept-aside': 'These columns have no meaning here and are kept with their rows: {{columns}}',
  },
  whole: {
    label: 'The file is',
    whole: 'the whole statement',
    part: 'a part of it',
    wholeText: 'details that it lacks count as vanished',
    partText: 'details that it lacks stay as they are',
  },
  side: { label: 'Compared with', line: 'own ledger, with incentive details', bill: 'bank file, with incentive bills' },
  take: 'Import as a new edition',
  takeBooks: 'Import and match',
  takePlans: 'Import rates',
  taking: 'Importing and matching',
  done: {
    editions: 'Imported: {{editions}} of {{periods}} periods have a new edition.',
    same: 'Imported: exactly as the standing edition, so there is no new one.',
    plans: 'Imported the rates of {{periods}} periods and matched again.',
    books: 'The books are imported and matched by the rules.',
    match: 'Match',
    open: 'See the reconciliation',
  },
  conflicts: {
    findings: 'Some findings are not agreed to yet.',
    'file-known': 'This file was imported before.',
    'no-rows': 'No row of the file can be used.',
  },
  source: { service: 'Sync', file: 'Import', fileBy: '{{file}} ({{by}})' },
}
