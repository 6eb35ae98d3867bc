import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { InlineConfig, Rolldown } from 'vite'

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

/** One output of the build: where it comes from, what decides whether it is stale, how Vite makes it. */
export interface BuildTarget {
  /** Folder under `out/`. */
  name: string
  /** Files that must exist for the target to be built, relative to the project. */
  entries: string[]
  /** Folders whose files decide whether the target is stale. */
  sources: string[]
  config(outDir: string): InlineConfig
}

// The oldest runtime that may run the shell is Electron 33 (Chromium 130, Node 20.18); see build/scripts/runtime.mjs.
const oldestNode = 'node20.18'
const oldestChromium = 'chrome130'
// The host runs inside Electron 45 or on the pinned Node, both Node 24.
const hostNode = 'node24'

/** Stay outside the bundles: given by the runtime, or native. */
const external = ['electron', 'better-sqlite3']

function nodeTarget(options: {
  name: string
  entries: Record<string, string>
  sources: string[]
  target: string
  output: Rolldown.OutputOptions
}): BuildTarget {
  return {
    name: options.name,
    entries: Object.values(options.entries),
    sources: options.sources,
    config: (outDir) => ({
      configFile: false,
      root: projectFolder,
      logLevel: 'warn',
      publicDir: false,
      ssr: { noExternal: true, external, target: 'node' },
      build: {
        ssr: true,
        outDir,
        emptyOutDir: true,
        target: options.target,
        minify: false,
        sourcemap: true,
        reportCompressedSize: false,
        rolldownOptions: {
          input: Object.fromEntries(
            Object.entries(options.entries).map(([name, file]) => [name, join(projectFolder, file)]),
          ),
          external,
          output: options.output,
        },
      },
    }),
  }
}

const main = nodeTarget({
  name: 'main',
  entries: { main: 'electron/main/main.ts' },
  sources: ['electron', 'shared'],
  target: oldestNode,
  output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js' },
})

// A sandboxed preload is CommonJS in one file and may require nothing but `electron`.
const preload = nodeTarget({
  name: 'preload',
  entries: { preload: 'electron/preload/preload.ts' },
  sources: ['electron/preload', 'shared'],
  target: oldestChromium,
  output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
})

const host = nodeTarget({
  name: 'host',
  entries: {
    host: 'electron/host/main.ts',
    'sync-worker': 'electron/host/sync/worker.ts',
    'job-thread': 'electron/host/job-thread.ts',
  },
  sources: ['electron/host', 'shared'],
  target: hostNode,
  output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js' },
})

const inPackage = (names: string) => new RegExp(`[\\\\/]node_modules[\\\\/](?:${names})[\\\\/]`)

const renderer: BuildTarget = {
  name: 'renderer',
  entries: ['renderer/index.html', 'renderer/main.tsx'],
  sources: ['renderer', 'shared'],
  config: (outDir) => ({
    configFile: false,
    root: join(projectFolder, 'renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      target: oldestChromium,
      sourcemap: true,
      reportCompressedSize: false,
      // Nothing inline: the page's policy is script-src 'self' and allows no data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // Local files, so the size of a chunk costs parsing, not download.
      chunkSizeWarningLimit: 1500,
      rolldownOptions: {
        output: {
          // What the first paint needs, by how often it changes; the rest (antd's parts, zod, the grid's, areas) splits by route.
          codeSplitting: {
            groups: [
              { name: 'react', test: inPackage('react|react-dom|scheduler'), priority: 3 },
              {
                name: 'data',
                test: inPackage(
                  '@tanstack[\\\\/](?:history|query-core|react-query|react-router|react-store|router-core|store)|@orpc|zustand|i18next|react-i18next',
                ),
                priority: 2,
              },
              {
                name: 'design',
                test: inPackage(
                  '@ant-design[\\\\/](?:cssinjs|cssinjs-utils|colors|fast-color)|@rc-component[\\\\/]util',
                ),
                priority: 1,
              },
            ],
          },
        },
      },
    },
  }),
}

export const targets: BuildTarget[] = [main, preload, host, renderer]
