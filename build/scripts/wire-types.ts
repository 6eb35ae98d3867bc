// `npm run wire-types`: makes shared/partner-api/wire.d.ts from openapi.json. The generator needs a TypeScript that
// still has a JavaScript interface, so both come from the registry for this run only.
import './lib/plain-errors.ts'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectFolder } from '../vite/targets.ts'
import { npm } from './lib/run.ts'
import { timed } from './lib/say.mjs'

const folder = join(projectFolder, 'shared', 'partner-api')
const header = '// Made from openapi.json by build/scripts/wire-types.ts (openapi-typescript). Do not edit.\n\n'
const work = mkdtempSync(join(tmpdir(), 'partner-workstation-types-'))
try {
  const made = join(work, 'wire.d.ts')
  const packages = ['--package=openapi-typescript@7', '--package=typescript@5.9']
  const generate = ['--', 'openapi-typescript', join(folder, 'openapi.json'), '--output', made]
  const ran = await timed('making the wire types', () =>
    npm(['exec', '--yes', ...packages, ...generate], { cwd: work }),
  )
  if (ran.code !== 0) throw new Error(`openapi-typescript failed:\n${ran.output}`)
  const text = readFileSync(made, 'utf8').replace(/^\/\*\*[\s\S]*?\*\/\s*/, '')
  writeFileSync(join(folder, 'wire.d.ts'), header + text)
} finally {
  rmSync(work, { recursive: true, force: true })
}
