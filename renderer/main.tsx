/** The page: connects to the data process and draws the frame at once; data follows. */
import { createRoot } from 'react-dom/client'
import 'antd/dist/antd.css'
import './app/theme/base.css'
import './parts/parts.css'
import { App } from './app/App.tsx'
import { hintedPreferences } from './app/preferences.ts'
import { createAppRouter } from './app/router.tsx'
import { giveStylesNonce } from './app/styleNonce.ts'
import { createTexts } from './app/texts/texts.ts'
import { listen } from './rpc/events.ts'
import { createQueryClient } from './rpc/hooks.ts'
import { acceptPorts } from './rpc/port.ts'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')

const queries = createQueryClient()
acceptPorts(window)
void listen(queries, new AbortController().signal)

// antd writes its styles into the page; the policy lets them in by this nonce.
const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content
if (nonce) giveStylesNonce(document, nonce)
createRoot(root).render(
  <App
    queries={queries}
    texts={createTexts(hintedPreferences().language)}
    router={createAppRouter()}
    {...(nonce ? { nonce } : {})}
  />,
)
