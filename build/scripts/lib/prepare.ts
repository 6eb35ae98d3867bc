import { buildStale } from '../build.ts'
import { describeRuntime, findRuntime, type Runtime } from '../runtime.ts'
import { ensureSystemPackages } from './libraries.ts'
import { isRoot } from './run.ts'
import { say } from './say.mjs'
import { hasScreen, virtualScreen } from './screen.ts'

export interface Prepared {
  runtime: Runtime
  /** What the program's environment needs beyond this process's own. */
  environment: Record<string, string>
  /** Command line switches that this machine makes necessary. */
  switches: string[]
  /** True when no person can see the windows. */
  unseen: boolean
  /** Ends the virtual screen, if one was started. */
  stop(): void
}

/**
 * Everything between installed packages and a window: runtime, system packages, fresh build, a screen.
 *
 * @param options.pages also wants the programs that read printed pages (tests only)
 */
export async function prepareWindow(options: { pages?: boolean } = {}): Promise<Prepared> {
  const runtime = await findRuntime()
  say(describeRuntime(runtime))
  const unseen = !hasScreen()
  await ensureSystemPackages(runtime.executable, { screen: unseen ? 'none' : 'own', pages: options.pages === true })
  await buildStale()
  const screen = unseen ? await virtualScreen() : undefined
  return {
    runtime,
    environment: {
      PARTNER_WORKSTATION_ELECTRON: runtime.executable,
      ...(runtime.hostNode === undefined ? {} : { PARTNER_WORKSTATION_NODE: runtime.hostNode }),
      ...(screen === undefined ? {} : { DISPLAY: screen.display, PARTNER_WORKSTATION_WITHOUT_GPU: '1' }),
    },
    // Chromium refuses to run its sandbox as root; an ordinary user always keeps it.
    switches: isRoot() ? ['--no-sandbox'] : [],
    unseen,
    stop: () => screen?.stop(),
  }
}
