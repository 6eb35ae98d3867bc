// Builds what is stale into out/. `node build/scripts/build.mjs [--force]`; runs on the pinned Node.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectFolder, targets } from '../vite/targets.ts'
import { say, timed } from './lib/say.mjs'

const outFolder = join(projectFolder, 'out')

/**
 * Every file under a folder, sorted, so that the same tree gives the same list everywhere.
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/**
 * What a target is made from, as one hash: its sources, the build configuration and the installed packages.
 * @param {import('../vite/targets.ts').BuildTarget} target
 */
function sourceHash(target) {
  const hash = createHash('sha256')
  const shared = ['package-lock.json', 'build/vite/targets.ts', 'build/scripts/build.mjs'].map((file) =>
    join(projectFolder, file),
  )
  for (const file of [...shared, ...target.sources.flatMap((folder) => filesUnder(join(projectFolder, folder)))]) {
    hash.update(file.slice(projectFolder.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/** @param {string} name */
const stampFile = (name) => join(outFolder, '.stamps', name)

/**
 * @param {string} name
 * @param {string} hash
 */
function isFresh(name, hash) {
  try {
    return existsSync(join(outFolder, name)) && readFileSync(stampFile(name), 'utf8') === hash
  } catch {
    return false
  }
}

/**
 * Builds beside the old output and swaps folders, so that nobody ever starts a half-written one.
 * @param {import('../vite/targets.ts').BuildTarget} target
 * @param {string} hash
 */
async function buildOne(target, hash) {
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

/**
 * @param {{ force?: boolean }} [options]
 * @returns {Promise<string[]>} names of the targets that were built
 */
export async function buildStale(options = {}) {
  // Vite reads the mode from here; a development React in the window would be slow and noisy.
  process.env.NODE_ENV = 'production'
  const stale = targets
    .map((target) => ({ target, hash: sourceHash(target) }))
    .filter(({ target, hash }) => options.force === true || !isFresh(target.name, hash))
  for (const { target, hash } of stale) {
    await timed(`building ${target.name}`, () => buildOne(target, hash))
  }
  return stale.map(({ target }) => target.name)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const built = await buildStale({ force: process.argv.includes('--force') })
  say(built.length > 0 ? `built ${built.join(', ')}` : 'nothing to build')
}
