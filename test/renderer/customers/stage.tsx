/** The customer pages on the fake host, with just enough around them: routes, texts, theme, events. */
import { QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import { configure, render } from '@testing-library/react'
import { App as AntApp, ConfigProvider } from 'antd'
import { I18nextProvider } from 'react-i18next'
import { bindKeys } from '#renderer/app/keys.ts'
import { createTexts } from '#renderer/app/texts/texts.ts'
import { CustomerPage } from '#renderer/areas/customers/CustomerPage.tsx'
import { CustomersPage } from '#renderer/areas/customers/CustomersPage.tsx'
import { forgetList } from '#renderer/areas/customers/listMemory.ts'
import { listen } from '#renderer/rpc/events.ts'
import { createQueryClient } from '#renderer/rpc/hooks.ts'
import { type FakeOptions, startFakeHost } from '#test/renderer/customers/fakeHost.ts'

// Generous, for a busy machine; and judging the visibility of a thousand cells for each query costs seconds in jsdom.
configure({ asyncUtilTimeout: 15_000, defaultHidden: true })

export function stage(address = '/customers', options: FakeOptions = {}) {
  forgetList()
  const host = startFakeHost(options)
  const queries = createQueryClient()
  const end = new AbortController()
  void listen(queries, end.signal)
  const unbind = bindKeys(window)
  const root = createRootRoute({ component: Outlet })
  const validateSearch = (search: Record<string, unknown>): Record<string, unknown> => search
  const routes = root.addChildren([
    createRoute({ getParentRoute: () => root, path: '/customers', validateSearch, component: CustomersPage }),
    createRoute({
      getParentRoute: () => root,
      path: '/customers/$customerId',
      validateSearch,
      component: CustomerPage,
    }),
    createRoute({ getParentRoute: () => root, path: '/sync', component: () => <h1>同步</h1> }),
  ])
  const history = createMemoryHistory({ initialEntries: [address] })
  const router = createRouter({ routeTree: routes, history })
  const view = render(
    <QueryClientProvider client={queries}>
      <I18nextProvider i18n={createTexts('zh')}>
        <ConfigProvider button={{ autoInsertSpace: false }} theme={{ token: { motion: false } }}>
          <AntApp>
            <RouterProvider router={router as never} />
          </AntApp>
        </ConfigProvider>
      </I18nextProvider>
    </QueryClientProvider>,
  )
  return {
    host,
    history,
    container: view.container,
    close: () => {
      unbind()
      end.abort()
      view.unmount()
      host.close()
    },
  }
}
