// `npm test [-- vitest arguments]`: every test that there is, then one line `N passed, N failed`.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectFolder } from '../vite/targets.ts'
import { say } from './lib/say.mjs'

interface Report {
  numTotalTests: number
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { name: string; status: string; message: string; assertionResults: unknown[] }[]
}

interface Outcome {
  passed: number
  failed: number
}

const projects = ['node', 'dom', 'e2e']

/** Runs one project; its own report on the screen, its figures from vitest's JSON report. */
async function runProject(project: string, report: string): Promise<Outcome> {
  say(`tests: ${project}`)
  const code = await new Promise<number>((resolve, reject) => {
    const vitest = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs')
    const child = spawn(
      process.execPath,
      [vitest, 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      { cwd: projectFolder, stdio: 'inherit', env: process.env },
    )
    child.once('error', reject)
    child.once('exit', (exitCode) => resolve(exitCode ?? 1))
  })
  return outcomeOf(project, report, code)
}

/** A project that ran nothing, a file that could not be loaded and an error outside of tests each count as failed. */
function outcomeOf(project: string, report: string, code: number): Outcome {
  let figures: Report
  try {
    figures = JSON.parse(readFileSync(report, 'utf8')) as Report
  } catch {
    say(`tests: ${project} ended without a report (exit code ${code})`)
    return { passed: 0, failed: 1 }
  }
  const unloaded = figures.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  const skipped = figures.numPendingTests + figures.numTodoTests
  if (skipped > 0) say(`tests: ${project} skipped ${skipped}`)
  let failed = figures.numFailedTests + unloaded.length
  if (figures.numPassedTests + failed === 0) {
    say(`tests: ${project} ran no test`)
    failed = 1
  } else if (code !== 0 && failed === 0) {
    say(`tests: ${project} had an error outside of its tests`)
    failed = 1
  }
  return { passed: figures.numPassedTests, failed }
}

const reports = mkdtempSync(join(tmpdir(), 'partner-workstation-tests-'))
const total: Outcome = { passed: 0, failed: 0 }
try {
  for (const project of projects) {
    const { passed, failed } = await runProject(project, join(reports, `${project}.json`))
    total.passed += passed
    total.failed += failed
  }
} finally {
  rmSync(reports, { recursive: true, force: true })
}
process.exitCode = total.failed === 0 ? 0 : 1
console.log(`${total.passed} passed, ${total.failed} failed`)
