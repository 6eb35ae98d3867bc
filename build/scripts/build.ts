// Builds what is stale into out/. `node build/scripts/build.ts [--force]`, on the pinned Node.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type BuildTarget, projectFolder, targets } from '../vite/targets.ts'
import { say, timed } from './lib/say.mjs'

const outFolder = join(projectFolder, 'out')
const stampFile = (name: string) => join(outFolder, '.stamps', name)

/** Every file under a folder, sorted, so that the same tree gives the same list everywhere. */
function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** What a target is made from, as one hash: its sources, the build configuration and the installed packages. */
function sourceHash(target: BuildTarget): string {
  const hash = createHash('sha256')
  const common = ['package-lock.json', 'build/vite/targets.ts', 'build/scripts/build.ts'].map((file) =>
    join(projectFolder, file),
  )
  for (const file of [...common, ...target.sources.flatMap((folder) => filesUnder(join(projectFolder, folder)))]) {
    hash.update(file.slice(projectFolder.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function isFresh(name: string, hash: string): boolean {
  try {
    return existsSync(join(outFolder, name)) && readFileSync(stampFile(name), 'utf8') === hash
  } catch {
    return false
  }
}

/** Builds beside the old output and swaps folders, so that nobody ever starts a half-written one. */
async function buildOne(target: BuildTarget, hash: string): Promise<void> {
  const missing = target.entries.filter((file) => !existsSync(join(projectFolder, file)))
  if (missing.length > 0) throw new Error(`cannot build ${target.name}: ${missing.join(', ')} not found`)
  const { build } = await import('vite')
  const fresh = join(outFolder, `.new-${target.name}-${process.pid}`)
  const old = join(outFolder, `.old-${target.name}-${process.pid}`)
  const final = join(outFolder, target.name)
  try {
    await build(target.config(fresh))
    if (existsSync(final)) renameSync(final, old)
    renameSync(fresh, final)
    mkdirSync(dirname(stampFile(target.name)), { recursive: true })
    writeFileSync(stampFile(target.name), hash)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
    rmSync(old, { recursive: true, force: true })
  }
}

/** Builds every target whose sources changed (all with `force`) and answers their names. */
export async function buildStale(options: { force?: boolean } = {}): Promise<string[]> {
  const stale = targets
    .map((target) => ({ target, hash: sourceHash(target) }))
    .filter(({ target, hash }) => options.force === true || !isFresh(target.name, hash))
  const mode = process.env.NODE_ENV
  // Vite reads the mode from here; a development React in the window would be slow and noisy.
  process.env.NODE_ENV = 'production'
  try {
    for (const { target, hash } of stale) await timed(`building ${target.name}`, () => buildOne(target, hash))
  } finally {
    if (mode === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = mode
  }
  return stale.map(({ target }) => target.name)
}

if (import.meta.main) {
  const built = await buildStale({ force: process.argv.includes('--force') })
  say(built.length > 0 ? `built ${built.join(', ')}` : 'nothing to build')
}
