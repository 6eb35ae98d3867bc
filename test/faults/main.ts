// `npm run faults -- --runs N --seed S --json FILE [--kill SHARE] [--lanes N] [--first N]`
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type FaultsReport, runFaults } from './run.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    json: { type: 'string' },
    kill: { type: 'string', default: '0.02' },
    lanes: { type: 'string', default: '3' },
    first: { type: 'string', default: '0' },
  },
})
const began = performance.now()
const tell = ({ findings: _findings, ...report }: FaultsReport): string => {
  const text = JSON.stringify(report, null, 2)
  if (values.json) writeFileSync(values.json, `${text}\n`)
  return text
}
console.log(`faults: seed ${values.seed}`)
const report = await runFaults({
  runs: Number(values.runs),
  seed: Number(values.seed),
  first: Number(values.first),
  killShare: Number(values.kill),
  lanes: Number(values.lanes),
  onHistory: (sofar, { findings }, number) => {
    for (const { what, count, of } of findings) console.log(`history ${number}: ${what} ${count} (${of})`)
    if (sofar.runs % 500 !== 0) return
    console.log(`${sofar.runs} histories, ${Math.round((performance.now() - began) / 1000)} s`)
    // A run that is stopped has told how far it came.
    tell(sofar)
  },
})
console.log(tell(report))
// Sockets of machines that died half way need not be waited for.
process.exit(report.duplicates + report.lost + report.stuck === 0 ? 0 : 1)
