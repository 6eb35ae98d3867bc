// `npm run bench -- --json FILE [--size s|m|l] [--only NAME]`: test/bench/main.ts; arguments and exit code pass through.
import './lib/plain-errors.ts'
import { join } from 'node:path'
import { projectFolder } from '../vite/targets.ts'
import { buildStale } from './build.ts'
import { runNode } from './lib/run.ts'

await buildStale()
process.exitCode = await runNode(
  ['--expose-gc', join(projectFolder, 'test', 'bench', 'main.ts'), ...process.argv.slice(2)],
  {},
)
