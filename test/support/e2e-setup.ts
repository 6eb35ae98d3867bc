import { prepareWindow } from '../../build/scripts/lib/prepare.ts'

// Once before the end-to-end files: runtime, fresh build and a screen, named to the tests by their environment
// (PARTNER_WORKSTATION_ELECTRON, PARTNER_WORKSTATION_NODE, DISPLAY; e2e-screen.ts gives each file a screen of its own).
export default async function setup(): Promise<() => void> {
  const prepared = await prepareWindow({ pages: true })
  Object.assign(process.env, prepared.environment)
  return prepared.stop
}
