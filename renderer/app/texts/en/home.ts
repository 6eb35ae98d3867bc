import type { Texts } from '../texts.ts'

export const home: Texts<'home'> = {
  title: 'Home',
  greeting: 'Hello, {{name}}',
  scope: {
    own: 'You see the customers assigned to you',
    team: "You see your team's customers",
    all: 'You see all customers',
  },
  unknownTitle: 'Finding out who you are',
  unknownText: 'The first sync reads your membership and roles; no customer data is shown before.',
  customers: 'Customers',
  openList: 'Open the customer list',
  funds: 'Partner balance',
  fundsOpen: 'See its parts',
  freshness: 'Age of data',
  freshnessOpen: 'Open sync',
  asOfNone: 'Never read completely yet',
  collectionsFresh: '{{fresh}} of {{total}} up to date',
  followUps: 'To follow up',
  followUpsEmpty: 'No customer to follow up',
  followUpsEmptyText: 'Set a follow-up date in a customer note; it appears here when due.',
  followUpsMore: 'See all to follow up',
  due: 'Due',
  debts: 'Customers in debt',
  debtsEmpty: 'No customer is in debt',
  debtsMore: 'See all in debt',
}
