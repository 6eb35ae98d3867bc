import type { Area, Texts } from '../texts.ts'
import { applications } from './applications.ts'
import { associations } from './associations.ts'
import { authorizations } from './authorizations.ts'
import { batches } from './batches.ts'
import { books } from './books.ts'
import { cases } from './cases.ts'
import { common } from './common.ts'
import { consumption } from './consumption.ts'
import { coupons } from './coupons.ts'
import { creations } from './creations.ts'
import { customers } from './customers.ts'
import { deadlines } from './deadlines.ts'
import { documents } from './documents.ts'
import { errors } from './errors.ts'
import { frame } from './frame.ts'
import { funds } from './funds.ts'
import { growth } from './growth.ts'
import { home } from './home.ts'
import { imports } from './imports.ts'
import { incentives } from './incentives.ts'
import { managers } from './managers.ts'
import { orders } from './orders.ts'
import { organization } from './organization.ts'
import { outbox } from './outbox.ts'
import { parts } from './parts.ts'
import { pending } from './pending.ts'
import { products } from './products.ts'
import { quotes } from './quotes.ts'
import { resources } from './resources.ts'
import { settings } from './settings.ts'
import { statements } from './statements.ts'
import { sync } from './sync.ts'
import { workspaces } from './workspaces.ts'

export const en: { [A in Area]: Texts<A> } = {
  authorizations,
  applications,
  associations,
  batches,
  cases,
  books,
  common,
  consumption,
  coupons,
  creations,
  customers,
  deadlines,
  documents,
  errors,
  frame,
  funds,
  growth,
  home,
  imports,
  incentives,
  managers,
  orders,
  organization,
  outbox,
  parts,
  pending,
  products,
  resources,
  quotes,
  settings,
  statements,
  sync,
  workspaces,
}
