// `npm run check [-- --no-tests]`: the one gate. Types, lint and format, layers, dead code, unit and component tests;
// every step runs even when one before it failed.
import { join } from 'node:path'
import { projectFolder } from '../vite/targets.ts'
import { runNode } from './lib/run.ts'
import { say } from './lib/say.mjs'

const bin = (...path: string[]) => join(projectFolder, 'node_modules', ...path)
const steps: [name: string, script: string[]][] = [
  ['types', [bin('typescript', 'bin', 'tsc'), '-b']],
  ['lint', [bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '.']],
  ['layers', [join(import.meta.dirname, 'layers.ts')]],
  ['dead code', [bin('knip', 'bin', 'knip.js'), '--no-progress']],
]
if (!process.argv.includes('--no-tests')) {
  steps.push(['tests', [bin('vitest', 'vitest.mjs'), 'run', '--project', 'node', '--project', 'dom']])
}

const failed: string[] = []
for (const [name, script] of steps) {
  const startedAt = performance.now()
  const code = await runNode(script, {})
  say(
    `${name}: ${code === 0 ? 'good' : `failed (exit code ${code})`} after ${Math.ceil((performance.now() - startedAt) / 1000)} s`,
  )
  if (code !== 0) failed.push(name)
}
say(failed.length === 0 ? 'check: good' : `check: failed in ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
