// Matches one period in a process of its own; prints its peak memory. Arguments: cache file, evidence file, period, next.
import { gatherPlans, matchPeriod } from '#host/evidence/matching.ts'
import { attachReader, openLocal } from '#host/store/open.ts'

const [cache = '', file = '', period = '', next = ''] = process.argv.slice(2)
const key = new Uint8Array(32).fill(9)
const evidence = openLocal({ file, key })
attachReader(evidence, { file: cache, key }, 'facts')
gatherPlans(evidence)
evidence.exec('DELETE FROM line_verdicts; DELETE FROM match_groups; DELETE FROM matches')
matchPeriod(evidence, { period, next, number: 1, now: 1 }, () => {})
evidence.close()
process.stdout.write(`${process.resourceUsage().maxRSS / 1024}\n`)
