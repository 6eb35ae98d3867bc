/** Open items that were carried over: settled in their own period by that word, and open in the next one instead. */
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { monthAfter } from '#shared/time.ts'

interface Files {
  readonly evidence: Db
  readonly local: Db
}

/** Levels that the statement itself has. */
export type OwnLevel = 'line' | 'group' | 'bill'

export interface CarriedItem {
  /** Names it in the period it was carried into. */
  readonly key: string
  /** Where it was found. */
  readonly period: string
  readonly level: OwnLevel
  readonly of: string
  /** As it is now, 10^-8 yuan. */
  readonly difference: string
}

const DIFFERENCE: Readonly<Record<OwnLevel, string>> = {
  line: `SELECT CAST(m.difference AS TEXT) FROM match_lines m JOIN edition_lines l ON l.id = m.line
    WHERE m.period = @period AND l.period = @period AND l.data_id = @key AND l.last IS NULL`,
  group: `SELECT CAST(difference AS TEXT) FROM match_groups
    WHERE period = @period AND customer_id || '/' || service_type_code || '/' || charging_mode = @key`,
  bill: 'SELECT CAST(difference AS TEXT) FROM match_bills WHERE period = @period AND bill_id = @key',
}

/** An item's difference as it is now; undefined where it is not there any more. */
export const differenceOf = (evidence: Db, period: string, level: OwnLevel, key: string): string | undefined =>
  kept<string>(evidence, DIFFERENCE[level]).pluck().get({ period, key })

const MARK = '|'
const keyOf = (period: string, level: string, key: string): string => [period, level, key].join(MARK)

function originOf(key: string): Pick<CarriedItem, 'period' | 'level' | 'of'> | null {
  const [period = '', level = '', ...rest] = key.split(MARK)
  return level === 'line' || level === 'group' || level === 'bill' ? { period, level, of: rest.join(MARK) } : null
}

interface Word {
  readonly level: string
  readonly key: string
  readonly difference: string
  readonly decision: string
}

/** The last standing word on each item of a period. */
const wordsOn = (local: Db, period: string): Word[] => {
  const rows = kept<Word>(
    local,
    `SELECT level, key, difference, decision FROM incentive_decisions WHERE period = ? AND undone_at IS NULL ORDER BY id`,
  ).all(period)
  return [...new Map(rows.map((row) => [`${row.level} ${row.key}`, row])).values()]
}

/** Items carried into a period; one whose difference changed since is open again where it was found. */
export function carriedInto({ evidence, local }: Files, period: string): CarriedItem[] {
  const before = monthAfter(period, -1)
  return wordsOn(local, before).flatMap(({ level, key, difference, decision }) => {
    if (decision !== 'carried') return []
    const origin = originOf(level === 'carried' ? key : keyOf(before, level, key))
    if (!origin) return []
    const now = differenceOf(evidence, origin.period, origin.level, origin.of)
    return now === difference ? [{ ...origin, key: keyOf(origin.period, origin.level, origin.of), difference }] : []
  })
}
