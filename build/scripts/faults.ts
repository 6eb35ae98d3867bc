// `npm run faults -- --runs N --seed S --json FILE [--kill SHARE] [--lanes N] [--first N]`: test/faults/main.ts; exit
// code 1 where money moved twice or not at all.
import './lib/plain-errors.ts'
import { join } from 'node:path'
import { projectFolder } from '../vite/targets.ts'
import { runNode } from './lib/run.ts'

process.exitCode = await runNode([join(projectFolder, 'test', 'faults', 'main.ts'), ...process.argv.slice(2)], {})
