/** The frame around every page: navigation, tools, and whatever the state of the workspace calls for. */
import { Outlet, useRouterState } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '#renderer/rpc/api.ts'
import { useConnected, useRead } from '#renderer/rpc/hooks.ts'
import { reportReady } from '../bridge.ts'
import { usePreferences } from '../preferences.ts'
import { Header } from './Header.tsx'
import { Navigation } from './Navigation.tsx'
import { Overlays } from './Overlays.tsx'
import { useFrameCommands } from './useFrameCommands.ts'
import './frame.css'

const StoreNotices = lazy(() =>
  import('#renderer/areas/workspaces/StoreNotices.tsx').then(({ StoreNotices }) => ({ default: StoreNotices })),
)
const FrameBar = lazy(() =>
  import('#renderer/areas/authorizations/FrameBar.tsx').then(({ FrameBar }) => ({ default: FrameBar })),
)
// Most starts need none of these screens.
const StateScreen = lazy(() =>
  import('#renderer/areas/workspaces/StateScreen.tsx').then(({ StateScreen }) => ({ default: StateScreen })),
)

/** Pages of the machine rather than of a workspace: they work before one is open. */
const always = new Set(['/workspaces', '/settings'])

function Starting() {
  const { t } = useTranslation('frame')
  return (
    <div className="page" aria-busy="true">
      <div className="gate-line" role="status">
        {t('gate.starting')} <span>{t('gate.startingText')}</span>
      </div>
      <Skeleton active title={{ width: 160 }} paragraph={{ rows: 6 }} />
    </div>
  )
}

function Reconnecting() {
  const { t } = useTranslation('frame')
  return (
    <div className="reconnecting" role="status">
      <strong>{t('gate.reconnecting')}</strong> {t('gate.reconnectingText')}
    </div>
  )
}

function Content() {
  const state = useRead(api.workspaces.state, {}).data
  const path = useRouterState({ select: ({ location }) => location.pathname })
  if (!state || state.state === 'starting') return <Starting />
  if (state.state === 'ready' || always.has(path)) return <Outlet />
  return (
    <Suspense fallback={<Starting />}>
      <StateScreen state={state} />
    </Suspense>
  )
}

export function Frame() {
  const { t } = useTranslation('frame')
  const [{ navigationFolded }] = usePreferences()
  const state = useRead(api.workspaces.state, {}).data
  const connected = useConnected()
  useFrameCommands()
  useEffect(() => {
    const painted = requestAnimationFrame(() => reportReady('frame'))
    return () => cancelAnimationFrame(painted)
  }, [])
  const answered = state !== undefined
  useEffect(() => {
    if (answered) reportReady('data')
  }, [answered])
  // Before the first answer "not connected" is just the start.
  const away = !connected && state !== undefined
  return (
    <div className={navigationFolded ? 'frame frame-folded' : 'frame'}>
      <button type="button" className="skip" onClick={() => document.getElementById('content')?.focus()}>
        {t('skip')}
      </button>
      <Navigation />
      <Header />
      {/* Always there: whoever acts as a customer sees so on every page (R-AUTH-09). */}
      <div className="frame-bar">
        {state?.state === 'ready' && (
          <Suspense>
            <FrameBar />
          </Suspense>
        )}
      </div>
      <main id="content" className="content" tabIndex={-1}>
        {away && <Reconnecting />}
        {state?.state === 'ready' && state.notice && (
          <Suspense>
            <StoreNotices notice={state.notice} />
          </Suspense>
        )}
        <Content />
      </main>
      <Overlays />
    </div>
  )
}
