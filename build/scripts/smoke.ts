// `npm run smoke -- --out DIR`: test/e2e/smoke.ts on a prepared machine; arguments and exit code pass through.
import './lib/plain-errors.ts'
import { join } from 'node:path'
import { projectFolder } from '../vite/targets.ts'
import { prepareWindow } from './lib/prepare.ts'
import { runNode } from './lib/run.ts'

const window = await prepareWindow()
try {
  const script = join(projectFolder, 'test', 'e2e', 'smoke.ts')
  process.exitCode = await runNode([script, ...process.argv.slice(2)], window.environment)
} finally {
  window.stop()
}
