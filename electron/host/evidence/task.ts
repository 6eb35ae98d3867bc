/** The work of the evidence file, in a thread of its own: editions of what was read, then matching of what changed. */
import { join } from 'node:path'
import { type BookChange, type BookSide, changeBooks, keyOfMatch, matchBooks, sidesOf } from '#host/evidence/books.ts'
import { newlyRead, takeEdition } from '#host/evidence/editions.ts'
import { gatherPlans, matchPeriod, stampOf } from '#host/evidence/matching.ts'
import { type Taken, type TakenFile, takeFile } from '#host/evidence/taken.ts'
import type { ThreadProgress } from '#host/jobs/thread.ts'
import { attachReader, openLocal, openReader } from '#host/store/open.ts'
import { type MatchOptions, matchSides, type Trial, trialOf } from '#shared/rules/matching.ts'
import { monthAfter } from '#shared/time.ts'

export interface EvidenceTask {
  readonly task: 'evidence'
  /** Folder of the workspace. */
  readonly dir: string
  readonly key: Uint8Array
  /** UTC milliseconds. */
  readonly now: number
  /** A person's file to be taken first. */
  readonly file?: TakenFile
  /** Done to the books first. */
  readonly books?: BookChange
}

export interface EvidenceDone {
  /** Periods matched anew. */
  readonly matched: number
  readonly taken: Taken | null
}

/** Steps of matching one period. */
const STEPS = 3

/** A period whose sides are as they were is left alone. */
export function runEvidence({ dir, key, now, file, books }: EvidenceTask, progress: ThreadProgress): EvidenceDone {
  const evidence = openLocal({ file: join(dir, 'evidence.db'), key })
  try {
    attachReader(evidence, { file: join(dir, 'cache.db'), key }, 'facts')
    const taken = file ? takeFile(evidence, file, now) : null
    for (const read of newlyRead(evidence)) takeEdition(evidence, read, now)
    gatherPlans(evidence)
    const due = evidence
      .prepare<[], { period: string; number: number; stamp: string | null }>(
        `SELECT e.period, max(e.number) AS number, m.stamp FROM editions e LEFT JOIN matches m ON m.period = e.period
         GROUP BY e.period ORDER BY e.period DESC`,
      )
      .all()
      .map((one) => ({ ...one, next: monthAfter(one.period, 1) }))
      .filter(({ period, next, stamp }) => stamp !== stampOf(evidence, period, next))
    progress(0, due.length * STEPS)
    for (const [done, { period, number, next }] of due.entries())
      matchPeriod(evidence, { period, number, next, now }, (step) => progress(done * STEPS + step, due.length * STEPS))
    if (books) changeBooks(evidence, books, now)
    matchBooks(evidence, now)
    return { matched: due.length, taken }
  } finally {
    evidence.close()
  }
}

/** What the rules would find in a period; nothing is stored. */
export interface TrialTask {
  readonly task: 'book-trial'
  readonly dir: string
  readonly key: Uint8Array
  readonly period: string
  readonly side: BookSide
  readonly options: MatchOptions
}

export function runTrial({ dir, key, period, side, options }: TrialTask): Trial {
  const evidence = openReader({ file: join(dir, 'evidence.db'), key })
  try {
    const { left, right } = sidesOf(evidence, period, side)
    return trialOf(left, right, matchSides(left, right, options), keyOfMatch)
  } finally {
    evidence.close()
  }
}
