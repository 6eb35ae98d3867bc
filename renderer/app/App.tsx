/** What stands around every page: data, language, theme, routes. */
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App as AntApp, ConfigProvider } from 'antd'
import en from 'antd/locale/en_US'
import zh from 'antd/locale/zh_CN'
import type { i18n } from 'i18next'
import { type ReactNode, useEffect, useLayoutEffect, useSyncExternalStore } from 'react'
import { I18nextProvider } from 'react-i18next'
import { usePreferences } from './preferences.ts'
import type { AppRouter } from './router.tsx'
import { antdThemes } from './theme/antd.ts'
import { dark, light, paint } from './theme/palette.ts'

const wantsDark = window.matchMedia('(prefers-color-scheme: dark)')
const onSystemTheme = (listener: () => void): (() => void) => {
  wantsDark.addEventListener('change', listener)
  return () => wantsDark.removeEventListener('change', listener)
}

/** Light or dark as chosen, or as the system has it now. */
export function useThemeName(): 'light' | 'dark' {
  const [{ theme }] = usePreferences()
  const system = useSyncExternalStore(onSystemTheme, () => wantsDark.matches)
  if (theme !== 'system') return theme
  return system ? 'dark' : 'light'
}

function Look({ texts, nonce, children }: { texts: i18n; nonce?: string; children: ReactNode }) {
  const [{ language }] = usePreferences()
  const name = useThemeName()
  useLayoutEffect(() => paint(document.documentElement, name === 'dark' ? dark : light, name), [name])
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    void texts.changeLanguage(language)
  }, [texts, language])
  return (
    <ConfigProvider
      theme={antdThemes[name]}
      locale={language === 'zh' ? zh : en}
      button={{ autoInsertSpace: false }}
      {...(nonce ? { csp: { nonce } } : {})}
    >
      <AntApp component={false}>{children}</AntApp>
    </ConfigProvider>
  )
}

export interface AppProps {
  queries: QueryClient
  texts: i18n
  router: AppRouter
  /** For the styles that antd writes, where the page has a policy. */
  nonce?: string
}

export function App({ queries, texts, router, nonce }: AppProps) {
  return (
    <QueryClientProvider client={queries}>
      <I18nextProvider i18n={texts}>
        <Look texts={texts} {...(nonce ? { nonce } : {})}>
          <RouterProvider router={router} />
        </Look>
      </I18nextProvider>
    </QueryClientProvider>
  )
}
