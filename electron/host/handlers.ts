/** Every call of the contract and who answers it; a gap does not compile. */

import { applicationHandlers } from '#host/areas/applications/handlers.ts'
import { associationHandlers } from '#host/areas/associations/handlers.ts'
import { ActingBook } from '#host/areas/authorizations/acting.ts'
import { authorizationHandlers } from '#host/areas/authorizations/handlers.ts'
import { intentsOnBehalf } from '#host/areas/authorizations/planned.ts'
import { batchKinds } from '#host/areas/batch-kinds.ts'
import { booksHandlers } from '#host/areas/books/handlers.ts'
import { bookImport } from '#host/areas/books/import-kind.ts'
import { caseHandlers } from '#host/areas/cases/handlers.ts'
import { consumptionHandlers } from '#host/areas/consumption/handlers.ts'
import { couponHandlers } from '#host/areas/coupons/handlers.ts'
import { couponImport } from '#host/areas/coupons/import-kind.ts'
import { creationHandlers } from '#host/areas/creations/handlers.ts'
import { customerHandlers } from '#host/areas/customers/handlers.ts'
import { customerFinder } from '#host/areas/customers/lookup.ts'
import { namesOf } from '#host/areas/customers/names.ts'
import { listCustomerIds } from '#host/areas/customers/queries.ts'
import { deadlineHandlers } from '#host/areas/deadlines/handlers.ts'
import { fundsHandlers } from '#host/areas/funds/handlers.ts'
import { grantImport, reclaimImport } from '#host/areas/funds/import-kind.ts'
import { growthHandlers } from '#host/areas/growth/handlers.ts'
import { incentiveHandlers } from '#host/areas/incentives/handlers.ts'
import { incentiveImports } from '#host/areas/incentives/import-kinds.ts'
import { managerHandlers } from '#host/areas/managers/handlers.ts'
import { orderHandlers } from '#host/areas/orders/handlers.ts'
import { listManagers, listMembers } from '#host/areas/organization/queries.ts'
import { productHandlers } from '#host/areas/products/handlers.ts'
import { quoteHandlers } from '#host/areas/quotes/handlers.ts'
import { resellerHandlers } from '#host/areas/resellers/handlers.ts'
import { resourceHandlers } from '#host/areas/resources/handlers.ts'
import { type SystemParts, systemHandlers } from '#host/areas/settings/handlers.ts'
import { batchHandlers } from '#host/batches/handlers.ts'
import { documentHandlers } from '#host/documents/handlers.ts'
import type { DocumentDeclaration } from '#host/documents/types.ts'
import { createImports } from '#host/imports/handlers.ts'
import { outboxHandlers } from '#host/outbox/handlers.ts'
import type { AnyCommand } from '#host/outbox/types.ts'
import type { Handlers } from '#host/serve.ts'
import { testConnection } from '#host/sync/handle.ts'
import type { AdminOptions } from '#host/workspaces/admin.ts'
import { workspaceHandlers } from '#host/workspaces/handlers.ts'
import { AppError } from '#shared/errors.ts'
import type { Permission } from '#shared/rules/organization.ts'

export interface HostParts extends SystemParts {
  readonly admin: AdminOptions
  readonly documents: readonly DocumentDeclaration[]
  readonly commands: readonly AnyCommand[]
}

/** What somebody must be allowed to read for seeing rows of a collection that were refused. */
const readerOf: Readonly<Record<string, Permission | undefined>> = {
  'own-member': 'member.read',
  'association-requests': 'customer.associate',
  'account-managers': 'customer.read',
  members: 'member.read',
  customers: 'customer.read',
  'customer-tags': 'customer.read',
  balances: 'customer.read',
  'partner-balance': 'funds.read',
  'adjust-records': 'funds.read',
  'reseller-balances': 'funds.read',
  'service-types': 'product.read',
  'resource-types': 'product.read',
  measures: 'product.read',
  conversions: 'product.read',
  'usage-types': 'product.read',
  'resource-specs': 'product.read',
  'coupon-quotas': 'coupon.read',
  coupons: 'coupon.read',
  'coupon-records': 'coupon.read',
  resellers: 'coupon.read',
  'reseller-quotas': 'coupon.read',
  'quota-records': 'coupon.read',
  'consumption-sums': 'customer.read',
  'period-resources': 'customer.read',
  'on-demand-resources': 'customer.read',
  orders: 'order.read',
  'order-details': 'order.read',
  'partner-payments': 'order.payFor',
  authorizations: 'authorization.read',
  'marketplace-shares': 'growth.share',
  'marketplace-plan': 'growth.share',
  'incentive-bills': 'incentive.read',
  'incentive-plans': 'incentive.read',
  'incentive-policies': 'incentive.read',
  'incentive-details': 'incentive.read',
  'business-info': 'incentive.read',
  'payout-applications': 'incentive.read',
  'invoice-list-lines': 'incentive.read',
  'incentive-cases': 'incentive.read',
}

export function hostHandlers(parts: HostParts): Handlers {
  const { admin, manager, hub, preferences, shell, now } = parts
  const current = () => manager.current()
  const tellTables = (tables: string[]): void => hub.publish({ kind: 'tables', tables })
  const imports = createImports({
    current,
    shell,
    now,
    newId: admin.newId,
    kinds: [couponImport, grantImport, reclaimImport, ...incentiveImports, bookImport],
    finder: customerFinder,
    tellTables,
  })

  const acting = new ActingBook({ current, now, tellTables })
  const onBehalf = parts.commands.filter((command) => command.onBehalf).map(({ name }) => name)

  const sort = { column: 'associatedAt', descending: true } as const

  return {
    applications: applicationHandlers({ current, now, tellTables }),
    associations: associationHandlers({ current, now }),
    authorizations: authorizationHandlers({ current, acting, planned: [intentsOnBehalf(onBehalf)], tellTables }),
    batches: batchHandlers({
      current,
      shell,
      now,
      newId: admin.newId,
      kinds: batchKinds,
      imports,
      finder: customerFinder,
      idsOf: ({ cache, local, person }, filter, limit) =>
        listCustomerIds(cache, local, person().scope, { filter, sort, limit }).customerIds,
      tellTables,
    }),
    consumption: consumptionHandlers(current, now),
    books: booksHandlers({ current, imports, now, tellTables }),
    cases: caseHandlers({ current, now, tellTables }),
    coupons: couponHandlers({ current, shell, now }),
    creations: creationHandlers(current),
    customers: customerHandlers({ current, shell, now, tellTables }),
    funds: fundsHandlers({ current, shell, now, tellTables }),
    deadlines: deadlineHandlers({ current, now, tellTables }),
    documents: documentHandlers({ current, shell, now, documents: parts.documents, tellTables }),
    growth: growthHandlers({ current, now, tellTables }),
    imports: imports.handlers,
    incentives: incentiveHandlers({ current, imports, now, tellTables }),
    orders: orderHandlers({ current, acting, now }),
    managers: managerHandlers(current),
    outbox: outboxHandlers(
      current,
      (cache, scope, customerIds) => new Set(Object.keys(namesOf(cache, scope, customerIds))),
    ),
    organization: {
      listMembers: () => ({ ...listMembers(current().cache), asOf: current().asOf('members') }),
      listManagers: () => ({
        ...listManagers(current().cache, current().person().scope),
        asOf: current().asOf('account-managers'),
      }),
    },
    products: productHandlers(current),
    quotes: quoteHandlers({ current, now, newId: admin.newId, tellTables }),
    resellers: resellerHandlers(current),
    resources: resourceHandlers({ current, now }),
    sync: {
      status: () => current().sync.status(),
      start: async ({ collections }) => {
        await current().sync.start(collections)
        return {}
      },
      pause: async () => {
        await current().sync.pause()
        return {}
      },
      resume: async () => {
        await current().sync.resume()
        return {}
      },
      cancel: async () => {
        await current().sync.cancel()
        return {}
      },
      history: async ({ limit }) => ({ runs: await current().sync.history(limit) }),
      refusedRows: async ({ collection }) => {
        const opened = current()
        const needs = Object.hasOwn(readerOf, collection) ? readerOf[collection] : undefined
        if (!needs) throw new AppError('not-found', { field: 'collection' })
        const { identity, scope } = opened.person()
        if (!identity.permissions.includes(needs))
          throw new AppError('forbidden', { detail: { reason: 'role', needs } })
        const rows = await opened.sync.refusedRows(collection)
        // R-CUST-03: whose row it is was never understood, so whoever does not see all learns only that there is one.
        return { rows: scope.kind === 'all' ? rows : rows.map((row) => ({ ...row, key: null, raw: '' })) }
      },
      decideDeletion: async ({ collection, allow }) => {
        const opened = current()
        if (
          !opened.sync.status().collections.some(({ name, pendingDeletion }) => name === collection && pendingDeletion)
        ) {
          throw new AppError('not-found', { field: 'collection' })
        }
        // In the audit before it happens: rows that vanish must never have vanished by nobody's word.
        opened.audit('sync.decideDeletion', `collection:${collection}`, { allow })
        await opened.sync.decideDeletion(collection, allow)
        return {}
      },
      testConnection: (_input, { signal }) => current().sync.testConnection(signal),
    },
    system: systemHandlers(parts),
    workspaces: workspaceHandlers({
      ...admin,
      language: () => preferences.get().language,
      testConnection: ({ endpoint, credential, site }, signal) =>
        testConnection({ endpoint, credential, site }, signal),
    }),
  }
}
