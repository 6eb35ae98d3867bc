// `npm run print -- --document NAME --period YYYY-MM --out FILE [--data DIR]`: prints a document of the workspace that was
// open last, without a window and with the program's own code; for schedules. Answers one line of JSON.
import './lib/plain-errors.ts'
import { resolve } from 'node:path'
import { projectFolder } from '../vite/targets.ts'
import { prepareWindow } from './lib/prepare.ts'
import { run } from './lib/run.ts'

/** The words without `name` and its value; the value apart. */
function taken(words: readonly string[], name: string): { rest: string[]; value: string | undefined } {
  const at = words.indexOf(name)
  if (at < 0) return { rest: [...words], value: undefined }
  return { rest: [...words.slice(0, at), ...words.slice(at + 2)], value: words[at + 1] }
}

const { rest: most, value: data } = taken(process.argv.slice(2), '--data')
const { rest, value: out } = taken(most, '--out')
const words = ['print', ...rest, ...(out === undefined ? [] : ['--out', resolve(out)])]
const window = await prepareWindow()
try {
  const { code, output } = await run(
    window.runtime.executable,
    [...window.switches, projectFolder, `--task=${JSON.stringify(words)}`],
    {
      cwd: projectFolder,
      env: {
        ...process.env,
        ...window.environment,
        ...(data === undefined ? {} : { PARTNER_WORKSTATION_DATA: resolve(data) }),
      },
    },
  )
  // Chromium talks too; what counts is the line of the task.
  const said = output.split('\n').filter((line) => /^(\{"number"|not printed:|usage:|--out|The program)/.test(line))
  ;(code === 0 ? process.stdout : process.stderr).write(`${(said.length > 0 ? said.join('\n') : output).trim()}\n`)
  process.exitCode = code
} finally {
  window.stop()
}
