/** The steps of the two files' schemas, put together from the areas' and engines' tables. A released step never changes. */
import { applicationLocalTables } from '#host/areas/applications/local-tables.ts'
import { applicationTables } from '#host/areas/applications/tables.ts'
import { associationTables } from '#host/areas/associations/tables.ts'
import { authorizationLocalTables, authorizationTables } from '#host/areas/authorizations/tables.ts'
import { bookLocalTables } from '#host/areas/books/local-tables.ts'
import { caseLocalTables, caseTables } from '#host/areas/cases/tables.ts'
import { consumptionTables } from '#host/areas/consumption/tables.ts'
import { couponTables } from '#host/areas/coupons/tables.ts'
import { customerLocalTables } from '#host/areas/customers/local-tables.ts'
import { customerTables, packFacets } from '#host/areas/customers/tables.ts'
import { deadlineLocalTables } from '#host/areas/deadlines/tables.ts'
import { fundsLocalTables } from '#host/areas/funds/local-tables.ts'
import { customerBalanceLog, fundsMoveTables, fundsTables } from '#host/areas/funds/tables.ts'
import { growthLocalTables, growthTables } from '#host/areas/growth/tables.ts'
import { incentiveLocalTables, incentiveOwnerTables } from '#host/areas/incentives/local-tables.ts'
import { incentiveTables } from '#host/areas/incentives/tables.ts'
import { partnerPaymentTables } from '#host/areas/orders/payment-tables.ts'
import { orderTables } from '#host/areas/orders/tables.ts'
import { organizationTables } from '#host/areas/organization/tables.ts'
import { catalogueTables, productTables } from '#host/areas/products/tables.ts'
import { quoteTables } from '#host/areas/quotes/local-tables.ts'
import { resellerTables } from '#host/areas/resellers/tables.ts'
import { packageTables, resourceTables } from '#host/areas/resources/tables.ts'
import { settingsLocalTables } from '#host/areas/settings/local-tables.ts'
import { auditTables } from '#host/audit/tables.ts'
import { batchTables } from '#host/batches/tables.ts'
import { documentTables } from '#host/documents/tables.ts'
import { bookTables } from '#host/evidence/book-tables.ts'
import { editionSourceTables } from '#host/evidence/import-tables.ts'
import { evidenceTables } from '#host/evidence/tables.ts'
import { verdictTables } from '#host/evidence/verdict-tables.ts'
import { importTables } from '#host/imports/tables.ts'
import { outboxGroupTables, outboxTables } from '#host/outbox/tables.ts'
import type { StoreSchema } from '#host/store/prepare.ts'
import type { Migration } from '#host/store/types.ts'
import { syncOwnerTables, syncTables } from '#host/sync/tables.ts'

/** What the partner API can send again. */
export const cacheMigrations: readonly Migration[] = [
  {
    id: 1,
    name: 'facts',
    up: (db) => void db.exec([customerTables, fundsTables, organizationTables, productTables, syncTables].join('\n')),
  },
  { id: 2, name: 'coupons', up: (db) => void db.exec([couponTables, resellerTables].join('\n')) },
  { id: 3, name: 'consumption', up: (db) => void db.exec(consumptionTables) },
  { id: 4, name: 'adjust-records', up: (db) => void db.exec(fundsMoveTables) },
  { id: 5, name: 'incentives', up: (db) => void db.exec(incentiveTables) },
  { id: 6, name: 'packed-facets', up: packFacets },
  { id: 7, name: 'balance-log', up: (db) => void db.exec(customerBalanceLog) },
  { id: 8, name: 'catalogue', up: (db) => void db.exec(catalogueTables) },
  { id: 9, name: 'resources', up: (db) => void db.exec([syncOwnerTables, resourceTables].join('\n')) },
  { id: 10, name: 'orders', up: orderTables },
  { id: 11, name: 'payout-applications', up: (db) => void db.exec(applicationTables) },
  { id: 12, name: 'authorizations', up: (db) => void db.exec(authorizationTables) },
  { id: 13, name: 'association-requests', up: (db) => void db.exec(associationTables) },
  { id: 14, name: 'resource-packages', up: (db) => void db.exec(packageTables) },
  { id: 15, name: 'incentive-cases', up: (db) => void db.exec(caseTables) },
  { id: 16, name: 'partner-payments', up: (db) => void db.exec(partnerPaymentTables) },
  { id: 17, name: 'marketplace', up: (db) => void db.exec(growthTables) },
]

/** What nobody else has. */
export const localMigrations: readonly Migration[] = [
  {
    id: 1,
    name: 'notes-views-audit',
    up: (db) => void db.exec([customerLocalTables, settingsLocalTables, auditTables].join('\n')),
  },
  { id: 2, name: 'outbox', up: (db) => void db.exec(outboxTables) },
  { id: 3, name: 'intent-groups', up: (db) => void db.exec(outboxGroupTables) },
  { id: 4, name: 'imports', up: (db) => void db.exec(importTables) },
  { id: 5, name: 'balance-history', up: (db) => void db.exec(fundsLocalTables) },
  { id: 6, name: 'batch-templates', up: (db) => void db.exec(batchTables) },
  { id: 7, name: 'prints', up: (db) => void db.exec(documentTables) },
  { id: 8, name: 'incentive-decisions', up: (db) => void db.exec(incentiveLocalTables) },
  { id: 9, name: 'application-notes', up: (db) => void db.exec(applicationLocalTables) },
  { id: 10, name: 'authorization-news', up: (db) => void db.exec(authorizationLocalTables) },
  { id: 11, name: 'book-decisions', up: (db) => void db.exec(bookLocalTables) },
  { id: 12, name: 'quotes', up: (db) => void db.exec(quoteTables) },
  { id: 13, name: 'deadline-guard', up: (db) => void db.exec(deadlineLocalTables) },
  { id: 14, name: 'case-notes', up: (db) => void db.exec(caseLocalTables) },
  { id: 15, name: 'incentive-owners', up: (db) => void db.exec(incentiveOwnerTables) },
  { id: 16, name: 'share-log', up: (db) => void db.exec(growthLocalTables) },
]

/** What must be proved later: statements in editions. */
export const evidenceMigrations: readonly Migration[] = [
  { id: 1, name: 'editions', up: (db) => void db.exec(evidenceTables) },
  { id: 2, name: 'edition-sources', up: (db) => void db.exec(editionSourceTables) },
  { id: 3, name: 'verdict-codes', up: verdictTables },
  { id: 4, name: 'books', up: (db) => void db.exec(bookTables) },
]

export const storeSchema: StoreSchema = { cache: cacheMigrations, local: localMigrations }
