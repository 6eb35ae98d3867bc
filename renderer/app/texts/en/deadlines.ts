import type { Texts } from '../texts.ts'

export const deadlines: Texts<'deadlines'> = {
  short: 'Incentives: {{left}}',
  left: '{{days}} days left',
  today: 'due today',
  label: '{{period}} incentive bills confirm themselves at {{until}}, {{left}}, {{open}} open items',
  limit: {
    none: 'Every difference must be settled before a bill is confirmed.',
    some: 'A bill can be confirmed with at most {{n}} open items.',
    change: 'Change the limit',
    title: 'Open items that a confirmation may leave',
    text: 'Above the limit a bill cannot be confirmed; changes are audited. At its deadline the portal confirms it all the same.',
    label: 'Open items at most',
    save: 'Save the limit',
  },
}
