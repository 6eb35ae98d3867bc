/** `npm run bench -- [--json FILE] [--size s|m|l] [--only NAME] [--seed N]`: ratios to the raw engine in one run. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benches } from './benches.ts'
import { closeBooks } from './fixture.ts'
import { customersOf, type Line, type Size, table } from './harness.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    size: { type: 'string', default: 'm' },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
})
if (!['s', 'm', 'l'].includes(values.size)) throw new Error('--size is s, m or l')
const size = values.size as Size
const chosen = benches.filter((bench) => !values.only || bench.name.includes(values.only))
if (chosen.length === 0) throw new Error(`--only: there are ${benches.map((bench) => bench.name).join(', ')}`)

const dir = mkdtempSync(join(tmpdir(), 'workstation-bench-'))
const lines: Line[] = []
let failed = false
try {
  for (const bench of chosen) {
    process.stderr.write(`${bench.name} … (load ${loadavg()[0]?.toFixed(1)})\n`)
    try {
      lines.push(
        ...(await bench.run({
          size,
          seed: Number(values.seed),
          dir,
          customers: customersOf[size],
          say: (text) => void process.stderr.write(`  ${text}\n`),
        })),
      )
    } catch (cause) {
      // A bench that could not run says so; the others still count.
      failed = true
      process.stderr.write(`  could not run: ${cause instanceof Error ? cause.stack : String(cause)}\n`)
    }
  }
} finally {
  await closeBooks()
  rmSync(dir, { recursive: true, force: true })
}
process.stdout.write(`${table(lines)}\n`)
if (values.json) writeFileSync(values.json, `${JSON.stringify(lines, null, 2)}\n`)
process.exit(failed ? 1 : 0)
