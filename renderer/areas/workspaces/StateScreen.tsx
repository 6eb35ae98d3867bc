/** What the frame shows while no workspace is ready: each state says what is so, what is safe and what to do. */
import type { AppState } from '#shared/contract/workspaces.ts'
import { FailedScreen } from './FailedScreen.tsx'
import { NoKeyringScreen } from './NoKeyringScreen.tsx'
import { OpeningScreen } from './OpeningScreen.tsx'
import { WelcomeScreen } from './WelcomeScreen.tsx'
import './workspaces.css'

export function StateScreen({ state }: { state: Exclude<AppState, { state: 'starting' | 'ready' }> }) {
  switch (state.state) {
    case 'no-workspace':
      return <WelcomeScreen />
    case 'no-keyring':
      return <NoKeyringScreen backend={state.backend} />
    case 'opening':
      return <OpeningScreen name={state.workspace.name} step={state.step} />
    case 'failed':
      return <FailedScreen workspace={state.workspace} error={state.error} />
  }
}
