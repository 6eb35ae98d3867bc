import type { Texts } from '../texts.ts'

export const organization: Texts<'organization'> = {
  title: 'Members',
  members: 'Members',
  managers: 'Account managers',
  accountName: 'Account name',
  name: 'Name',
  telephone: 'Phone',
  email: 'E-mail',
  roles: 'Roles',
  director: 'Director',
  status: 'Status',
  createdAt: 'Created',
  customers: 'Customers',
  customersOf: 'See the customers of {{name}}',
  filter: 'Filter by account name, name, role',
  roleNames: {
    SYSTEM_ADMINISTRATOR: 'Administrator',
    ACCOUNT_DIRECTOR: 'Account director',
    ACCOUNT_MANAGER: 'Account manager',
    FINANCE: 'Finance',
    OPERATIONS: 'Operations',
    TECHNICIAN: 'Technician',
  },
  statusNames: { ACTIVE: 'Active', DISABLED: 'Disabled', INVITED: 'Invited' },
  emptyMembers: 'No members yet',
  emptyText:
    'Members and account managers come from the desk API and appear after a sync. Where the address serves no desk API there is nothing to show.',
  noMatch: 'No member matches',
  noMatchText: 'Try another word.',
  total: 'Members: {{count}}',
  noDirector: 'None',
}
