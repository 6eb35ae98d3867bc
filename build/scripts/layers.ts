// Checks who imports whom: `node build/scripts/layers.ts`; exit code 1 and one line for each import that breaks a law.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { projectFolder } from '../vite/targets.ts'
import { violationsIn } from './lib/layers.ts'
import { say } from './lib/say.mjs'

const files = ['shared', 'electron', 'renderer'].flatMap((folder) =>
  readdirSync(join(projectFolder, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name)),
)
const violations = files.flatMap((file) =>
  violationsIn(relative(projectFolder, file).split(sep).join('/'), readFileSync(file, 'utf8')),
)
for (const { file, target, law } of violations) console.error(`${file} imports ${target}: ${law}`)
say(`layers: ${files.length} files, ${violations.length} imports against the laws`)
process.exitCode = violations.length === 0 ? 0 : 1
