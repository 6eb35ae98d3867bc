/** One line a measurement: a value, what it is compared to in the same run, the ratio, the goal, whether it is met. */
export interface Line {
  /** Number of the goal first, e.g. `S1 first sync`. */
  name: string
  value: number
  unit: string
  /** What stands beside it; null for a count that needs no comparison. */
  comparedTo: string | null
  ratio: number | null
  goal: string
  /** null where the run was too small to judge, or the line only informs: the goal text says why. */
  met: boolean | null
}

export type Size = 's' | 'm' | 'l'

export interface Bench {
  name: string
  run(context: BenchContext): Promise<Line[]>
}

export interface BenchContext {
  size: Size
  seed: number
  /** Folder of this run, removed at the end. */
  dir: string
  /** Rows of the customers' table at this size. */
  customers: number
  say(text: string): void
}

export const customersOf: Record<Size, number> = { s: 50, m: 2_000, l: 200_000 }

export const round = (value: number, digits = 3): number =>
  Number.isFinite(value) ? Number(value.toPrecision(digits)) : value

interface Measured {
  name: string
  value: number
  unit: string
  comparedTo?: string
  ratio?: number
  goal: string
  met: boolean
}

const shape = ({ name, value, unit, comparedTo, ratio, goal }: Omit<Measured, 'met'>, met: boolean | null): Line => ({
  name,
  unit,
  goal,
  met,
  value: round(value, 5),
  comparedTo: comparedTo ?? null,
  ratio: ratio === undefined ? null : round(ratio),
})

/** A goal that counts at full size only. */
export const judged = ({ size }: Pick<BenchContext, 'size'>, measured: Measured): Line =>
  size === 'l'
    ? shape(measured, measured.met)
    : shape({ ...measured, goal: `${measured.goal} (judged at size l)` }, null)

/** A promise that holds at every size: nothing lost, nothing missed. */
export const promised = (measured: Measured): Line => shape(measured, measured.met)

/** A figure that explains others; no goal of its own. */
export const informs = (measured: Omit<Measured, 'goal' | 'met'>): Line =>
  shape({ ...measured, goal: 'for information' }, null)

/** Value at a share of the sorted list, e.g. 0.95. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** Milliseconds of one call. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now()
  const value = await work()
  return { ms: performance.now() - start, value }
}

/** Milliseconds of one call that does not wait. */
export function timedNow(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** Milliseconds of processor time that this thread has taken: what other work on the machine does not change. */
export function cpuNow(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

export function cpuOf(work: () => unknown): number {
  const start = cpuNow()
  work()
  return cpuNow() - start
}

/** Milliseconds of each of many calls, after a tenth as warm-up. */
export function times(count: number, work: (i: number) => unknown): number[] {
  for (let i = 0; i < Math.ceil(count / 10); i++) work(i)
  return Array.from({ length: count }, (_, i) => timedNow(() => work(i)))
}

/** Median of each side over rounds that alternate, so that a noisy minute falls on all of them. */
export function alternating(rounds: number, sides: readonly ((round: number) => number)[]): number[] {
  const found = sides.map((): number[] => [])
  for (let at = 0; at < rounds; at++) for (const [side, measure] of sides.entries()) found[side]?.push(measure(at))
  return found.map(median)
}

export function table(lines: readonly Line[]): string {
  const cells = lines.map((line) => [
    line.name,
    `${round(line.value, 4)} ${line.unit}`,
    line.comparedTo ?? '',
    line.ratio === null ? '' : String(round(line.ratio)),
    line.goal,
    line.met === null ? '–' : line.met ? 'met' : 'NOT MET',
  ])
  const head = ['name', 'value', 'compared to', 'ratio', 'goal', 'met']
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i]?.length ?? 0)))
  return [head, ...cells]
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
