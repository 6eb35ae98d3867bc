import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isRoot, run } from './run.ts'
import { say, timed } from './say.mjs'

/** Debian's package for each shared library that Electron asks for and a machine without a desktop lacks. */
const packageOf: Record<string, string> = {
  'libgtk-3.so.0': 'libgtk-3-0',
  'libgdk-3.so.0': 'libgtk-3-0',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libsmime3.so': 'libnss3',
  'libnspr4.so': 'libnspr4',
  'libasound.so.2': 'libasound2',
  'libgbm.so.1': 'libgbm1',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcups.so.2': 'libcups2',
  'libdrm.so.2': 'libdrm2',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libX11.so.6': 'libx11-6',
  'libxcb.so.1': 'libxcb1',
  'libXext.so.6': 'libxext6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libcairo.so.2': 'libcairo2',
  'libexpat.so.1': 'libexpat1',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libudev.so.1': 'libudev1',
}

const onPath = (program: string) =>
  (process.env.PATH ?? '').split(':').some((folder) => folder !== '' && existsSync(join(folder, program)))

async function missingLibraries(executable: string): Promise<string[]> {
  const { output } = await run('ldd', [executable])
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].flatMap(([, name]) =>
    name === undefined || existsSync(join(executable, '..', name)) ? [] : [name],
  )
}

function hasChineseFont(): boolean {
  const chinese = /cjk|sourcehan|source-han|wqy|droidsansfallback|uming|ukai|pingfang|yahei|simsun|harmonyos/i
  return ['/usr/share/fonts', '/usr/local/share/fonts', join(process.env.HOME ?? '/', '.fonts')].some(
    (folder) =>
      existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => chinese.test(String(name))),
  )
}

/** Newer Debian and Ubuntu renamed some libraries (`libgtk-3-0t64`); the old name has no candidate there. */
async function nameHere(name: string): Promise<string> {
  const { output } = await run('apt-cache', ['policy', name])
  if (/Candidate: (?!\(none\))/.test(output)) return name
  const renamed = await run('apt-cache', ['policy', `${name}t64`])
  return /Candidate: (?!\(none\))/.test(renamed.output) ? `${name}t64` : name
}

async function aptInstall(packages: string[]): Promise<void> {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const update = await timed('apt-get update', () => run('apt-get', ['update'], { env: environment }))
  if (update.code !== 0) throw new Error(`apt-get update failed:\n${update.output.trim()}`)
  const names = await Promise.all(packages.map(nameHere))
  say(`this machine lacks system packages; installing ${names.join(' ')} with apt-get`)
  const installed = await timed('apt-get install', () =>
    run('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env: environment }),
  )
  if (installed.code !== 0) throw new Error(`apt-get install failed:\n${installed.output.trim()}`)
}

/**
 * Sees to it that the runtime can start and draw on this Linux: its shared libraries, a virtual screen where there is
 * none, Chinese glyphs. As root on a Debian-like system it installs what is missing; elsewhere it stops and names the
 * command.
 *
 * @param options.screen `none` when a virtual screen will be needed
 * @param options.pages also wants the programs that tests read printed pages with
 * @throws naming the exact command, or the libraries that stay missing
 */
export async function ensureSystemPackages(
  executable: string,
  options: { screen: 'own' | 'none'; pages?: boolean },
): Promise<void> {
  if (process.platform !== 'linux') return
  const libraries = await missingLibraries(executable)
  const unknown = libraries.filter((name) => packageOf[name] === undefined)
  const needed = new Set(libraries.flatMap((name) => packageOf[name] ?? []))
  if (options.screen === 'none' && !onPath('Xvfb')) needed.add('xvfb').add('xauth')
  const wished = new Set<string>()
  if (!hasChineseFont()) wished.add('fonts-noto-cjk')
  if (options.pages === true && !onPath('pdftotext')) wished.add('poppler-utils')

  const all = [...needed, ...wished]
  if (all.length > 0 && isRoot() && onPath('apt-get')) {
    await aptInstall(all)
    const still = await missingLibraries(executable)
    if (still.length > 0) throw new Error(`Electron still lacks ${still.join(', ')} on this system`)
    return
  }
  const command = `sudo apt-get install -y ${all.join(' ')}`
  if (needed.size > 0 || unknown.length > 0) {
    const lacks = [...libraries, ...(needed.has('xvfb') ? ['a virtual screen (Xvfb)'] : [])]
    const remedy = onPath('apt-get') ? `run: ${command}` : "install them with the system's package manager"
    throw new Error(`Electron needs ${lacks.join(', ')}; ${remedy}`)
  }
  if (wished.size > 0) say(`worth having: ${command}`)
}
