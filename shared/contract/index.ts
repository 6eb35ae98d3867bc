/** Everything the page may ask, listed once. */
import type { ContractRouterClient } from '@orpc/contract'
import { applications } from '#shared/contract/applications.ts'
import { associations } from '#shared/contract/associations.ts'
import { authorizations } from '#shared/contract/authorizations.ts'
import { batches } from '#shared/contract/batches.ts'
import { books } from '#shared/contract/books.ts'
import { cases } from '#shared/contract/cases.ts'
import { consumption } from '#shared/contract/consumption.ts'
import { coupons } from '#shared/contract/coupons.ts'
import { creations } from '#shared/contract/creations.ts'
import { customers } from '#shared/contract/customers.ts'
import { deadlines } from '#shared/contract/deadlines.ts'
import { documents } from '#shared/contract/documents.ts'
import { funds } from '#shared/contract/funds.ts'
import { growth } from '#shared/contract/growth.ts'
import { imports } from '#shared/contract/imports.ts'
import { incentives } from '#shared/contract/incentives.ts'
import { managers } from '#shared/contract/managers.ts'
import { orders } from '#shared/contract/orders.ts'
import { organization } from '#shared/contract/organization.ts'
import { outbox } from '#shared/contract/outbox.ts'
import { products } from '#shared/contract/products.ts'
import { quotes } from '#shared/contract/quotes.ts'
import { resellers } from '#shared/contract/resellers.ts'
import { resources } from '#shared/contract/resources.ts'
import { sync } from '#shared/contract/sync.ts'
import { system } from '#shared/contract/system.ts'
import { workspaces } from '#shared/contract/workspaces.ts'

export const contract = {
  authorizations,
  applications,
  associations,
  batches,
  consumption,
  books,
  cases,
  coupons,
  creations,
  customers,
  deadlines,
  documents,
  funds,
  growth,
  imports,
  incentives,
  orders,
  managers,
  organization,
  outbox,
  products,
  quotes,
  resellers,
  resources,
  sync,
  system,
  workspaces,
}
export type Contract = typeof contract
export type ContractClient = ContractRouterClient<Contract>
