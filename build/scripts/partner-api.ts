// `npm run partner-api -- --port N --size s|m|l --seed N --state FILE --faults FILE`: the embedded partner API alone.
import { join } from 'node:path'
import { projectFolder } from '../vite/targets.ts'
import { runNode } from './lib/run.ts'

process.exitCode = await runNode([join(projectFolder, 'test', 'partner-api', 'main.ts'), ...process.argv.slice(2)], {})
