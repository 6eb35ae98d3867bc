/** Prints sheets with the program's own printing in a real Electron, and reads the pages back with poppler's tools. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import type { Sheet } from '#host/shell.ts'
import { run } from '../../build/scripts/lib/run.ts'
import { projectFolder } from '../../build/vite/targets.ts'

export interface Printed {
  /** Path of the PDF of each sheet. */
  readonly files: readonly string[]
  /** Milliseconds that each took, the hidden page's opening included. */
  readonly times: readonly number[]
  remove(): void
}

/** Needs PARTNER_WORKSTATION_ELECTRON and a screen, as whoever prepares the machine sets them. */
export async function printSheets(sheets: readonly Sheet[]): Promise<Printed> {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'))
  const shell = join(folder, 'shell')
  await build({
    configFile: false,
    root: projectFolder,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true, external: ['electron'], target: 'node' },
    build: {
      ssr: true,
      outDir: shell,
      target: 'node20.18',
      minify: false,
      rolldownOptions: {
        input: join(projectFolder, 'test', 'support', 'paper-main.ts'),
        external: ['electron'],
        output: { format: 'es', entryFileNames: 'main.js' },
      },
    },
  })
  writeFileSync(join(shell, 'package.json'), JSON.stringify({ name: 'paper', type: 'module', main: 'main.js' }))
  writeFileSync(join(folder, 'sheets.json'), JSON.stringify(sheets))
  const executable = process.env['PARTNER_WORKSTATION_ELECTRON']
  if (!executable)
    throw new Error('PARTNER_WORKSTATION_ELECTRON is not set: start this through npm test or npm run bench')
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  await new Promise<void>((resolve, reject) => {
    let said = ''
    const child = spawn(executable, [...(asRoot ? ['--no-sandbox'] : []), shell], {
      env: { ...process.env, PAPER_FOLDER: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child.stderr.on('data', (chunk) => {
      said += String(chunk)
    })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`printing ended with ${code}\n${said}`))))
  })
  return {
    files: sheets.map((_, n) => join(folder, `${n}.pdf`)),
    times: JSON.parse(readFileSync(join(folder, 'times.json'), 'utf8')) as number[],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Runs one of poppler's tools; throws where it is missing or fails: a check that could not run must not pass. */
export async function poppler(
  tool: 'pdftotext' | 'pdffonts' | 'pdfinfo' | 'pdftoppm',
  args: string[],
): Promise<string> {
  const { code, output } = await run(tool, args)
  if (code !== 0) throw new Error(`${tool} ended with ${code}: ${output}`)
  return output
}
