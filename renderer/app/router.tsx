/** Every page by its address (after the #, so that the one html file serves them all); each comes as a file of its own. */
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from '@tanstack/react-router'
import { Frame } from './frame/Frame.tsx'
import { Missing, PageFault } from './frame/PageFault.tsx'

const root = createRootRoute({ component: Frame, notFoundComponent: Missing })
const under = { getParentRoute: () => root }

/** Search words of a page are its filter; the page itself reads them, unknown ones are kept. */
const validateSearch = (search: Record<string, unknown>): Record<string, unknown> => search

const routes = root.addChildren([
  createRoute({
    ...under,
    path: '/',
    component: lazyRouteComponent(() => import('#renderer/areas/home/HomePage.tsx'), 'HomePage'),
  }),
  createRoute({
    ...under,
    path: '/customers',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/customers/CustomersPage.tsx'), 'CustomersPage'),
  }),
  createRoute({
    ...under,
    path: '/customers/$customerId',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/customers/CustomerPage.tsx'), 'CustomerPage'),
  }),
  createRoute({
    ...under,
    path: '/due',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/resources/DuePage.tsx'), 'DuePage'),
  }),
  createRoute({
    ...under,
    path: '/growth',
    component: lazyRouteComponent(() => import('#renderer/areas/growth/GrowthPage.tsx'), 'GrowthPage'),
  }),
  createRoute({
    ...under,
    path: '/funds',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/funds/FundsPage.tsx'), 'FundsPage'),
  }),
  createRoute({
    ...under,
    path: '/funds/move',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/funds/move/MovePage.tsx'), 'MovePage'),
  }),
  createRoute({
    ...under,
    path: '/outbox',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/outbox/OutboxPage.tsx'), 'OutboxPage'),
  }),
  createRoute({
    ...under,
    path: '/orders',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/orders/OrdersPage.tsx'), 'OrdersPage'),
  }),
  createRoute({
    ...under,
    path: '/orders/payments',
    component: lazyRouteComponent(() => import('#renderer/areas/orders/PaymentsPage.tsx'), 'PaymentsPage'),
  }),
  createRoute({
    ...under,
    path: '/orders/$orderId',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/orders/OrderPage.tsx'), 'OrderPage'),
  }),
  createRoute({
    ...under,
    path: '/authorizations',
    validateSearch,
    component: lazyRouteComponent(
      () => import('#renderer/areas/authorizations/AuthorizationsPage.tsx'),
      'AuthorizationsPage',
    ),
  }),
  createRoute({
    ...under,
    path: '/coupons',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/coupons/QuotasPage.tsx'), 'QuotasPage'),
  }),
  createRoute({
    ...under,
    path: '/coupons/issued',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/coupons/CouponList.tsx'), 'IssuedPage'),
  }),
  createRoute({
    ...under,
    path: '/coupons/issued/$couponId',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/coupons/CouponPage.tsx'), 'CouponPage'),
  }),
  createRoute({
    ...under,
    path: '/coupons/uses',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/coupons/CouponList.tsx'), 'UsesPage'),
  }),
  createRoute({
    ...under,
    path: '/coupons/records',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/coupons/RecordsPage.tsx'), 'RecordsPage'),
  }),
  createRoute({
    ...under,
    path: '/coupons/resellers',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/coupons/ResellersPage.tsx'), 'ResellersPage'),
  }),
  createRoute({
    ...under,
    path: '/coupons/issue',
    component: lazyRouteComponent(() => import('#renderer/areas/coupons/issue/IssuePage.tsx'), 'IssuePage'),
  }),
  createRoute({
    ...under,
    path: '/associations',
    component: lazyRouteComponent(
      () => import('#renderer/areas/associations/AssociationsPage.tsx'),
      'AssociationsPage',
    ),
  }),
  createRoute({
    ...under,
    path: '/creations',
    component: lazyRouteComponent(() => import('#renderer/areas/creations/CreationsPage.tsx'), 'CreationsPage'),
  }),
  createRoute({
    ...under,
    path: '/managers/assign',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/managers/AssignPage.tsx'), 'AssignPage'),
  }),
  createRoute({
    ...under,
    path: '/batches/$groupId',
    component: lazyRouteComponent(() => import('#renderer/areas/batches/BatchPage.tsx'), 'BatchPage'),
  }),
  createRoute({
    ...under,
    path: '/import',
    component: lazyRouteComponent(() => import('#renderer/areas/batches/ImportPage.tsx'), 'ImportPage'),
  }),
  createRoute({
    ...under,
    path: '/documents',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/documents/DocumentsPage.tsx'), 'DocumentsPage'),
  }),
  createRoute({
    ...under,
    path: '/incentives',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/incentives/IncentivesPage.tsx'), 'IncentivesPage'),
  }),
  createRoute({
    ...under,
    path: '/incentives/import',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/incentives/ImportFilePage.tsx'), 'ImportFilePage'),
  }),
  createRoute({
    ...under,
    path: '/cases',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/cases/CasesPage.tsx'), 'CasesPage'),
  }),
  createRoute({
    ...under,
    path: '/applications',
    validateSearch,
    component: lazyRouteComponent(
      () => import('#renderer/areas/applications/ApplicationsPage.tsx'),
      'ApplicationsPage',
    ),
  }),
  createRoute({
    ...under,
    path: '/incentives/books',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/books/BooksPage.tsx'), 'BooksPage'),
  }),
  createRoute({
    ...under,
    path: '/organization',
    component: lazyRouteComponent(
      () => import('#renderer/areas/organization/OrganizationPage.tsx'),
      'OrganizationPage',
    ),
  }),
  createRoute({
    ...under,
    path: '/quotes',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/quotes/QuotesPage.tsx'), 'QuotesPage'),
  }),
  createRoute({
    ...under,
    path: '/quotes/$quoteId',
    validateSearch,
    component: lazyRouteComponent(() => import('#renderer/areas/quotes/QuotePage.tsx'), 'QuotePage'),
  }),
  createRoute({
    ...under,
    path: '/products',
    component: lazyRouteComponent(() => import('#renderer/areas/products/ProductsPage.tsx'), 'ProductsPage'),
  }),
  createRoute({
    ...under,
    path: '/sync',
    component: lazyRouteComponent(() => import('#renderer/areas/sync/SyncPage.tsx'), 'SyncPage'),
  }),
  createRoute({
    ...under,
    path: '/workspaces',
    component: lazyRouteComponent(() => import('#renderer/areas/workspaces/WorkspacesPage.tsx'), 'WorkspacesPage'),
  }),
  createRoute({
    ...under,
    path: '/settings',
    component: lazyRouteComponent(() => import('#renderer/areas/settings/SettingsPage.tsx'), 'SettingsPage'),
  }),
])

/** `history` is given by tests. */
export const createAppRouter = (history: RouterHistory = createHashHistory()) =>
  createRouter({
    routeTree: routes,
    history,
    defaultErrorComponent: PageFault,
    defaultPendingMs: 300,
    defaultPreload: 'intent',
  })

export type AppRouter = ReturnType<typeof createAppRouter>

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter
  }
}
