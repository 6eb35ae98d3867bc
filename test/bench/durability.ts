/** What is acknowledged stays: kill -9 of a writer (R1), and of a first sync (R3). */
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { verify } from '#host/audit/audit.ts'
import { openLocal } from '#host/store/open.ts'
import { killSyncs } from '#test/faults/sync-kill.ts'
import { randomOf } from './fixture.ts'
import { type Bench, type BenchContext, judged, type Line, percentile, promised } from './harness.ts'

const writer = fileURLToPath(new URL('note-writer.ts', import.meta.url))
const wanted = {
  s: { kills: 3, notes: 100, syncKills: 1 },
  m: { kills: 12, notes: 1_500, syncKills: 3 },
  l: { kills: 50, notes: 10_000, syncKills: 6 },
}

interface Life {
  /** Milliseconds until the file was open, checked and copied; null where it was killed before. */
  openMs: number | null
  recovered: boolean
  /** Note and the version that was acknowledged last. */
  notes: Map<string, number>
  acknowledged: number
}

/** Lets a writer live so many milliseconds after it opened its file, then kills it. */
const live = (dir: string, round: number, lifeMs: number): Promise<Life> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [writer, dir, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] })
    const life: Life = { openMs: null, recovered: false, notes: new Map(), acknowledged: 0 }
    let rest = ''
    child.stdout.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const [what, first = '', second = ''] = line.split(' ')
        if (what === 'note') {
          life.notes.set(first, Number(second))
          life.acknowledged += 1
        } else {
          life.openMs = Number(first)
          life.recovered = second !== 'whole'
          setTimeout(() => child.kill('SIGKILL'), lifeMs)
        }
      }
    })
    child.on('error', reject)
    child.on('close', (code, signal) =>
      signal === 'SIGKILL' ? resolve(life) : reject(new Error(`the writer ended with ${code ?? signal}`)),
    )
  })

/** Acknowledged versions that are not there, and notes whose audit entries are not exactly theirs. */
function missing(dir: string, acknowledged: ReadonlyMap<string, number>): { lost: number; half: number } {
  const db = openLocal({ file: join(dir, 'local.db'), key: new Uint8Array(32).fill(7) })
  try {
    const stored = new Map(
      db.prepare('SELECT note_id, changed_at FROM customer_notes').raw().all() as [string, number][],
    )
    const lost = [...acknowledged].filter(([id, at]) => (stored.get(id) ?? 0) < at).length
    const audited = new Map(
      db
        .prepare(`SELECT detail ->> '$.noteId', max(at) FROM audit WHERE action = 'customers.saveNote' GROUP BY 1`)
        .raw()
        .all() as [string, number][],
    )
    const half =
      [...stored.keys()].filter((id) => !audited.has(id)).length +
      [...audited.keys()].filter((id) => !stored.has(id)).length
    return { lost, half }
  } finally {
    db.close()
  }
}

async function noteLines(context: BenchContext): Promise<Line[]> {
  const dir = join(context.dir, 'durable')
  mkdirSync(dir, { recursive: true })
  const below = randomOf(context.seed)
  const { kills: wantedKills, notes: wantedNotes } = wanted[context.size]
  const acknowledged = new Map<string, number>()
  const opens: number[] = []
  const wrong = { lost: 0, half: 0, damaged: 0 }
  let kills = 0
  let writes = 0
  for (; kills < wantedKills || writes < wantedNotes; kills++) {
    const life = await live(dir, kills, 10 + below(400))
    for (const [id, at] of life.notes) acknowledged.set(id, at)
    writes += life.acknowledged
    if (life.openMs !== null && kills > 0) opens.push(life.openMs)
    if (life.recovered) wrong.damaged += 1
    const { lost, half } = missing(dir, acknowledged)
    wrong.lost = Math.max(wrong.lost, lost)
    wrong.half = Math.max(wrong.half, half)
  }
  const db = openLocal({ file: join(dir, 'local.db'), key: new Uint8Array(32).fill(7) })
  const chain = verify(db)
  db.close()
  return [
    promised({
      name: 'R1 acknowledged writes lost',
      value: wrong.lost,
      unit: `of ${writes}`,
      comparedTo: `${kills} kills -9`,
      goal: '0 (≥ 10,000 over ≥ 50 at size l)',
      met: wrong.lost === 0,
    }),
    promised({
      name: 'R1 half-written pairs, damaged files',
      value: wrong.half + wrong.damaged,
      unit: `of ${kills}`,
      comparedTo: chain.ok ? 'audit chain whole' : `audit chain broken: ${chain.reason}`,
      goal: '0',
      met: wrong.half + wrong.damaged === 0 && chain.ok,
    }),
    judged(context, {
      name: 'R1 reopened, checked and copied, p95',
      value: percentile(opens, 0.95),
      unit: 'ms',
      comparedTo: `p50 ${percentile(opens, 0.5).toFixed(1)} ms`,
      goal: '≤ 1,000 ms',
      met: percentile(opens, 0.95) <= 1_000,
    }),
  ]
}

export const durability: Bench = {
  name: 'durability',
  run: async (context) => {
    const lines = await noteLines(context)
    const { kills, syncs } = await killSyncs({ kills: wanted[context.size].syncKills, seed: context.seed })
    return [
      ...lines,
      // Whatever differs throws, and the bench fails.
      promised({
        name: 'R3 syncs that differ from the server',
        value: 0,
        unit: `of ${syncs}`,
        comparedTo: `${kills} kills -9`,
        goal: '0',
        met: true,
      }),
    ]
  },
}
