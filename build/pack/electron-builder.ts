import { join } from 'node:path'
import type { Configuration } from 'electron-builder'
import type { Runtime } from '../scripts/runtime.ts'
import { projectFolder } from '../vite/targets.ts'

/** Every fuse of the packed program, by name; a fuse that is not named here keeps the runtime's own state. */
export const fuses = {
  // The program never serves as a plain Node.
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  // Checked by Electron on macOS and Windows; without effect on Linux.
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  // Pages come from a scheme of our own, never from file:.
  grantFileProtocolExtraPrivileges: false,
} as const

const prebuilt = `${process.platform}-${process.arch}.node`

/** How the program is packed around a runtime that was found before; nothing is downloaded. */
export function packConfiguration(runtime: Runtime): Configuration {
  return {
    appId: 'cn.partner-workstation.desktop',
    productName: 'Partner Workstation',
    executableName: 'partner-workstation',
    directories: { output: join(projectFolder, 'dist'), buildResources: join(projectFolder, 'build', 'pack') },
    electronVersion: runtime.version,
    electronDist: runtime.dist,
    electronFuses: fuses,
    // better-sqlite3 carries its binary for every platform; nothing is compiled.
    npmRebuild: false,
    files: [
      'package.json',
      'out/{main,preload,host,renderer}/**/*',
      '!**/*.map',
      '!node_modules/node-addon-api',
      '!node_modules/better-sqlite3/{deps,src,binding.gyp}',
      '!node_modules/better-sqlite3/prebuilds/*',
      `node_modules/better-sqlite3/prebuilds/${prebuilt}`,
    ],
    electronLanguages: ['zh-CN', 'en-US'],
    asar: true,
    // The host and its SQLite are read by a process that may be a plain Node, which cannot look into the archive.
    asarUnpack: ['package.json', 'out/host/**', 'node_modules/better-sqlite3/**'],
    extraResources: runtime.hostNode === undefined ? [] : [{ from: runtime.hostNode, to: 'node' }],
    icon: join(projectFolder, 'build', 'pack', 'icon.png'),
    linux: { target: 'dir', category: 'Office', syncDesktopName: true },
    mac: { target: 'dir', category: 'public.app-category.business', identity: null },
    win: { target: 'dir' },
    publish: null,
  }
}
