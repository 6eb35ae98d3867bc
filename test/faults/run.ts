// Many histories on a few vendors at once; a seed names every one of them.
import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from '#host/partner-api/types.ts'
import { Draw } from './draw.ts'
import { type HistoryReport, runHistory } from './history.ts'
import type { Machine } from './laptop.ts'
import { LocalMachine, prepareFile } from './machine.ts'
import type { Money } from './money.ts'
import { ProcessMachine } from './process-machine.ts'
import { type FaultName, TIMEOUT_MS } from './strikes.ts'
import { openWorld, type World } from './world.ts'

export interface FaultsOptions {
  readonly runs: number
  readonly seed: number
  /** Number of the first history, so that one that was told of is run again alone. */
  readonly first?: number
  /** Histories whose machines are processes that die by SIGKILL, 0 to 1. */
  readonly killShare: number
  /** Vendors at the same time. */
  readonly lanes?: number
  readonly resend?: boolean
  /** The report so far, what this history found, and its number. */
  readonly onHistory?: (report: FaultsReport, history: HistoryReport, number: number) => void
}

export interface FaultsReport {
  runs: number
  seed: number
  intents: number
  crashes: number
  /** Of the crashes, those by SIGKILL of a process. */
  killed: number
  effects: number
  duplicates: number
  lost: number
  stuck: number
  needPerson: number
  byFault: Partial<Record<FaultName, { histories: number; needPerson: number }>>
  findings: { history: number; what: string; count: number; of: string }[]
}

/** A vendor grows with every history; a fresh one is cheap. */
const HISTORIES_A_WORLD = 150
const TWO_LAPTOPS = 0.15

const DISTRIBUTOR = 0.15

const connectionTo = ({ api }: World, caller: Money['caller']): Connection => {
  const { accessKey, secretKey } = api.credentials[caller === 'partner' ? 'administrator' : 'distributor']
  return {
    endpoint: api.url,
    credential: { kind: 'ak-sk', ak: accessKey, sk: secretKey },
    site: 'china',
    limitShare: null,
    timeoutMs: TIMEOUT_MS,
  }
}

export async function runFaults({
  runs,
  seed,
  first = 0,
  killShare,
  lanes = 3,
  resend = false,
  onHistory,
}: FaultsOptions): Promise<FaultsReport> {
  const dir = mkdtempSync(join(tmpdir(), 'faults-'))
  const key = new Uint8Array(randomBytes(32))
  const template = join(dir, 'template.db')
  prepareFile(template, key)
  const report: FaultsReport = {
    runs: 0,
    seed,
    intents: 0,
    crashes: 0,
    killed: 0,
    effects: 0,
    duplicates: 0,
    lost: 0,
    stuck: 0,
    needPerson: 0,
    byFault: {},
    findings: [],
  }
  let next = first

  const one = async (world: World, number: number): Promise<void> => {
    const own = (Math.imul(seed, 0x9e3779b1) + number) >>> 0
    const draw = new Draw(own ^ 0x5bd1e995)
    const killed = draw.chance(killShare)
    const caller = draw.chance(DISTRIBUTOR) ? 'distributor' : 'partner'
    const machines = (draw.chance(TWO_LAPTOPS) ? [0, 1] : [0]).map((laptop): Machine => {
      const file = join(dir, `${number}-${laptop}.db`)
      copyFileSync(template, file)
      const options = {
        file,
        key,
        connection: connectionTo(world, caller),
        resend,
        patienceMs: draw.chance(0.2) ? 20 : null,
        deaf: draw.chance(0.5),
      }
      return killed ? new ProcessMachine(options) : new LocalMachine(options)
    })
    try {
      const result = await runHistory({ seed: own, world, machines, caller, mortal: killed })
      add(report, result, number, killed)
      onHistory?.(report, result, number)
    } finally {
      await Promise.all(machines.map((machine) => machine.close()))
      for (const laptop of [0, 1])
        for (const tail of ['', '-wal', '-shm']) rmSync(join(dir, `${number}-${laptop}.db${tail}`), { force: true })
    }
  }

  const lane = async (): Promise<void> => {
    let world: World | null = null
    let histories = 0
    try {
      while (next < first + runs) {
        const number = next
        next += 1
        if (!world || histories === HISTORIES_A_WORLD) {
          await world?.close()
          world = await openWorld(seed + number)
          histories = 0
        }
        histories += 1
        await one(world, number)
      }
    } finally {
      await world?.close()
    }
  }

  try {
    await Promise.all(Array.from({ length: Math.min(lanes, runs) }, lane))
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
  return report
}

function add(report: FaultsReport, result: HistoryReport, history: number, killed: boolean): void {
  report.runs += 1
  for (const name of ['intents', 'crashes', 'effects', 'duplicates', 'lost', 'stuck', 'needPerson'] as const)
    report[name] += result[name]
  if (killed) report.killed += result.crashes
  for (const name of new Set(result.faults)) {
    const sum = report.byFault[name] ?? { histories: 0, needPerson: 0 }
    report.byFault[name] = sum
    sum.histories += 1
    sum.needPerson += result.needPerson
  }
  for (const finding of result.findings) if (report.findings.length < 50) report.findings.push({ history, ...finding })
}
