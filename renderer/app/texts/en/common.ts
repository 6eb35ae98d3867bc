import type { Texts } from '../texts.ts'

export const common: Texts<'common'> = {
  appName: 'Partner Workstation',
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Try again',
  undo: 'Undo',
  asOf: 'Data as of {{at}}',
  notPermittedTitle: 'No right to see this',
  notPermittedText:
    'Your roles do not include this function. Ask an administrator to assign a role; it takes effect after the next sync.',
}
