// `npm run faults -- --runs N --seed S --json FILE [--kill SHARE] [--lanes N] [--only SEED]`
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { runFaults } from './run.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    json: { type: 'string' },
    kill: { type: 'string', default: '0.02' },
    lanes: { type: 'string', default: '3' },
  },
})
const began = performance.now()
console.log(`faults: seed ${values.seed}`)
const { findings, ...report } = await runFaults({
  runs: Number(values.runs), seed: Number(values.seed), killShare: Number(values.kill), lanes: Number(values.lanes),
  onHistory: (done, { findings: wrong }, seed) => {
    for (const { what, count, of } of wrong) console.log(`history ${seed}: ${what} ${count} (${of})`)
    if (done % 500 === 0) console.log(`${done} histories, ${Math.round((performance.now() - began) / 1000)} s`)
  },
})
const text = JSON.stringify(report, null, 2)
if (values.json) writeFileSync(values.json, `${text}\n`)
console.log(text)
process.exitCode = report.duplicates + report.lost + report.stuck === 0 && findings.length === 0 ? 0 : 1
