import type { Texts } from '../texts.ts'

export const common: Texts<'common'> = {
  appName: 'Partner Workstation',
  ok: 'OK',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  retry: 'Try again',
  refresh: 'Refresh',
  filter: 'Filter',
  all: 'All',
  none: 'None',
  unknown: 'Unknown',
  yes: 'Yes',
  no: 'No',
  loading: 'Reading…',
  more: 'More',
  details: 'Details',
  rows: '{{count}} rows',
  asOf: 'Data as of {{at}}',
  never: 'Not synced yet',
  notPermittedTitle: 'No right to see this',
  notPermittedText:
    'Your roles do not include this function. Ask an administrator to assign a role; it takes effect after the next sync.',
}
