/** Both panes, matches and sums. What persons decided lies over what the rules found: nothing of the rules is changed by it. */
import { shownCustomer } from '#host/areas/customers/lookup.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import type { BookFile, BookItem, BookMatch, BookSide } from '#shared/contract/books.ts'
import type { ImportFinding } from '#shared/contract/imports.ts'
import { maskName } from '#shared/mask.ts'
import { parseMinor } from '#shared/money.ts'
import { type MatchOptions, type MatchRuleName, standardOptions } from '#shared/rules/matching.ts'
import { type BookDecision, decisionsOf, differenceNow, type Settled, settledBy } from './decisions.ts'

export interface BookFiles {
  readonly cache: Db
  readonly evidence: Db
  readonly local: Db
}

interface Of {
  readonly period: string
  readonly side: BookSide
}

type Pane = 'left' | 'right'

/** Matches of the rules that a person's word covers or rejects, as JSON for a statement. */
function hiddenMatches(evidence: Db, { period, side }: Of, { left, right, rejected }: Settled): string {
  if (left.size + right.size + rejected.size === 0) return '[]'
  const held = kept<number>(
    evidence,
    `SELECT DISTINCT match FROM book_match_items WHERE period = @period AND side = @side AND
       (pane = 'left' AND item IN (SELECT value FROM json_each(@left))
        OR pane = 'right' AND item IN (SELECT value FROM json_each(@right)))
     UNION SELECT id FROM book_matches WHERE period = @period AND side = @side
       AND key IN (SELECT value FROM json_each(@rejected))`,
  )
    .pluck()
    .all({
      period,
      side,
      left: JSON.stringify([...left]),
      right: JSON.stringify([...right]),
      rejected: JSON.stringify([...rejected]),
    })
  return JSON.stringify(held)
}

/** Items of a pane with columns alike. */
const ITEMS: Readonly<Record<BookSide, Readonly<Record<Pane, string>>>> = {
  line: {
    left: `SELECT CAST(r.id AS TEXT) AS item, r.booked_at AS at, r.reference, r.customer_id AS customerId,
        r.customer_text AS customerText, r.amount AS size, r.memo AS text
      FROM book_rows r JOIN book_files f ON f.id = r.file
      WHERE r.period = @period AND r.side = 'line' AND f.withdrawn_at IS NULL`,
    right: `SELECT data_id AS item, trade_at AS at, ifnull(trade_id, data_id) AS reference, customer_id AS customerId,
        NULL AS customerText, incentive AS size, service_type_code AS text
      FROM edition_lines WHERE period = @period AND last IS NULL`,
  },
  bill: {
    left: `SELECT CAST(r.id AS TEXT) AS item, r.booked_at AS at, r.reference, r.customer_id AS customerId,
        r.customer_text AS customerText, r.amount AS size, r.memo AS text
      FROM book_rows r JOIN book_files f ON f.id = r.file
      WHERE r.period = @period AND r.side = 'bill' AND f.withdrawn_at IS NULL`,
    right: `SELECT bill_id AS item, NULL AS at, bill_id AS reference, NULL AS customerId, NULL AS customerText,
        total * 1000000 AS size, plan_name AS text
      FROM edition_bills WHERE period = @period AND number = (SELECT max(number) FROM editions WHERE period = @period)`,
  },
}

const stated = (side: BookSide, pane: Pane): string => `
SELECT t.*, CASE WHEN t.item IN (SELECT value FROM json_each(@settled)) THEN 'person' ELSE ifnull(m.verdict, 'open') END AS state
FROM (${ITEMS[side][pane]}) t
LEFT JOIN book_match_items i ON i.period = @period AND i.side = '${side}' AND i.pane = '${pane}' AND i.item = t.item
  AND i.match NOT IN (SELECT value FROM json_each(@hidden))
LEFT JOIN book_matches m ON m.id = i.match`

interface ItemRow {
  readonly item: string
  readonly at: number | null
  readonly reference: string | null
  readonly customerId: string | null
  readonly customerText: string | null
  readonly amount: string
  readonly text: string | null
  readonly state: BookItem['state']
}

const shown = (cache: Db, row: ItemRow, pane: Pane): BookItem => ({
  ...row,
  pane,
  reference: row.reference?.slice(0, 256) ?? null,
  text: row.text?.slice(0, 400) ?? null,
  // R-CUST-01: names of the books are as closed as those of the list.
  customerText:
    row.customerId === null
      ? row.customerText === null
        ? null
        : maskName(row.customerText).slice(0, 400)
      : shownCustomer(cache, row.customerId) || null,
})

const SELECTED = 'item, at, reference, customerId, customerText, CAST(size AS TEXT) AS amount, text, state'
const ORDERS = {
  amount: 'abs(size) DESC, item',
  time: 'at, item',
  customer: `ifnull(customerId, ifnull(customerText, '')), abs(size) DESC, item`,
} as const

export interface ItemsQuestion extends Of {
  readonly pane: Pane
  readonly state: BookItem['state'] | null
  readonly text: string
  readonly customerId: string | null
  readonly order: keyof typeof ORDERS
  readonly from: number
  readonly limit: number
}

interface Lay {
  readonly decisions: readonly BookDecision[]
  readonly settled: Settled
  readonly hidden: string
}

function layOver({ evidence, local }: BookFiles, of: Of): Lay {
  const decisions = decisionsOf(local, of.period, of.side)
  const settled = settledBy(decisions)
  return { decisions, settled, hidden: hiddenMatches(evidence, of, settled) }
}

const settledJson = (settled: Settled, pane: Pane): string => JSON.stringify([...settled[pane]])

export function listItems(files: BookFiles, { state, text, customerId, order, from, limit, ...of }: ItemsQuestion) {
  const { settled, hidden } = layOver(files, of)
  const wanted = text.trim()
  const amount = parseMinor(wanted.replaceAll(',', ''))
  const where = [
    ...(state === null ? [] : ['state = @state']),
    ...(customerId === null ? [] : ['customerId = @customerId']),
    ...(wanted === ''
      ? []
      : [
          `(instr(lower(ifnull(reference, '') || ' ' || ifnull(text, '')), lower(@text)) > 0${amount === null ? '' : ' OR abs(size) = abs(@amount)'})`,
        ]),
  ].join(' AND ')
  const sql = `FROM (${stated(of.side, of.pane)})${where === '' ? '' : ` WHERE ${where}`}`
  const given = {
    period: of.period,
    settled: settledJson(settled, of.pane),
    hidden,
    ...(state === null ? {} : { state }),
    ...(customerId === null ? {} : { customerId }),
    ...(wanted === '' ? {} : { text: wanted }),
    ...(wanted === '' || amount === null ? {} : { amount }),
  }
  const rows = kept<ItemRow>(
    files.evidence,
    `SELECT ${SELECTED} ${sql} ORDER BY ${ORDERS[order]} LIMIT @limit OFFSET @from`,
  ).all({ ...given, limit, from })
  return {
    rows: rows.map((row) => shown(files.cache, row, of.pane)),
    total: kept<number>(files.evidence, `SELECT count(*) ${sql}`).pluck().get(given) as number,
  }
}

/** Items by their ids, as they are now, in the order of ids. */
function itemsBy(files: BookFiles, of: Of, lay: Lay, pane: Pane, items: readonly string[]): BookItem[] {
  const rows = kept<ItemRow>(
    files.evidence,
    `SELECT ${SELECTED} FROM (${stated(of.side, pane)}) WHERE item IN (SELECT value FROM json_each(@items)) ORDER BY item`,
  ).all({
    period: of.period,
    settled: settledJson(lay.settled, pane),
    hidden: lay.hidden,
    items: JSON.stringify(items),
  })
  return rows.map((row) => shown(files.cache, row, pane))
}

const SHOWN = 10

interface MatchRow {
  readonly id: number
  readonly key: string
  readonly rule: MatchRuleName
  readonly verdict: 'sure' | 'suggested'
  readonly difference: string
}

function matchOfRules(files: BookFiles, of: Of, lay: Lay, { id, ...match }: MatchRow): BookMatch {
  const items = kept<{ pane: Pane; item: string }>(
    files.evidence,
    'SELECT pane, item FROM book_match_items WHERE match = ? ORDER BY item',
  ).all(id)
  const ids = (pane: Pane): string[] => items.flatMap((one) => (one.pane === pane ? one.item : []))
  const [left, right] = [ids('left'), ids('right')]
  return {
    ...match,
    by: 'rule',
    left: itemsBy(files, of, lay, 'left', left.slice(0, SHOWN)),
    right: itemsBy(files, of, lay, 'right', right.slice(0, SHOWN)),
    counts: { left: left.length, right: right.length },
    decision: null,
  }
}

function matchOfPerson(files: BookFiles, of: Of, lay: Lay, decision: BookDecision): BookMatch {
  const { decisionId, key, items, by, at, note } = decision
  const now = differenceNow(files.evidence, of.period, of.side, items)
  return {
    key,
    by: 'person',
    rule: null,
    verdict: 'person',
    difference: now === null ? decision.difference : String(now),
    left: itemsBy(files, of, lay, 'left', items.left.slice(0, SHOWN)),
    right: itemsBy(files, of, lay, 'right', items.right.slice(0, SHOWN)),
    counts: { left: items.left.length, right: items.right.length },
    decision: { decisionId, by, at, note, changed: now === null || String(now) !== decision.difference },
  }
}

export function listMatches(
  files: BookFiles,
  { verdict, from, limit, ...of }: Of & { verdict: 'suggested' | 'sure' | 'person'; from: number; limit: number },
): { rows: BookMatch[]; total: number } {
  const lay = layOver(files, of)
  if (verdict === 'person') {
    const all = lay.decisions.filter(({ kind }) => kind !== 'reject').reverse()
    return { rows: all.slice(from, from + limit).map((one) => matchOfPerson(files, of, lay, one)), total: all.length }
  }
  const which = `FROM book_matches WHERE period = @period AND side = @side AND verdict = @verdict
    AND id NOT IN (SELECT value FROM json_each(@hidden))`
  const given = { ...of, verdict, hidden: lay.hidden }
  const rows = kept<MatchRow>(
    files.evidence,
    `SELECT id, key, rule, verdict, CAST(difference AS TEXT) AS difference ${which} ORDER BY id LIMIT @limit OFFSET @from`,
  ).all({ ...given, from, limit })
  return {
    rows: rows.map((row) => matchOfRules(files, of, lay, row)),
    total: kept<number>(files.evidence, `SELECT count(*) ${which}`).pluck().get(given) as number,
  }
}

const filesOf = (evidence: Db, { period, side }: Of): BookFile[] =>
  kept<Omit<BookFile, 'findings'> & { findings: string }>(
    evidence,
    `SELECT id AS fileId, name, as_of AS asOf, taken_at AS takenAt, taken_by AS takenBy, rows, findings, withdrawn_at AS withdrawnAt
     FROM book_files f WHERE side = @side AND EXISTS (SELECT 1 FROM book_rows r WHERE r.file = f.id AND r.period = @period)
     ORDER BY id DESC LIMIT 200`,
  )
    .all({ period, side })
    .map((file) => ({ ...file, findings: JSON.parse(file.findings) as ImportFinding[] }))

const optionsOf = (evidence: Db, { period, side }: Of) => {
  const run = kept<{ options: string; ranAt: number }>(
    evidence,
    'SELECT options, ran_at AS ranAt FROM book_runs WHERE period = ? AND side = ?',
  ).get(period, side)
  const options = run ? (JSON.parse(run.options) as MatchOptions) : standardOptions
  return { options: { ...options, without: [...options.without] }, ranAt: run?.ranAt ?? null }
}

interface Sum {
  items: number
  amount: string
}

export function summaryOf(files: BookFiles, of: Of) {
  const { evidence } = files
  const lay = layOver(files, of)
  const sum = (pane: Pane, open: boolean): Sum =>
    kept<Sum>(
      evidence,
      `SELECT count(*) AS items, CAST(ifnull(sum(size), 0) AS TEXT) AS amount FROM (${stated(of.side, pane)})${open ? ` WHERE state = 'open'` : ''}`,
    ).get({ period: of.period, settled: settledJson(lay.settled, pane), hidden: lay.hidden }) as Sum
  const rules = kept<{ rule: MatchRuleName; verdict: 'sure' | 'suggested'; matches: number; difference: string }>(
    evidence,
    `SELECT rule, verdict, count(*) AS matches, CAST(sum(difference) AS TEXT) AS difference FROM book_matches
     WHERE period = @period AND side = @side AND id NOT IN (SELECT value FROM json_each(@hidden)) GROUP BY rule, verdict`,
  ).all({ ...of, hidden: lay.hidden })
  const byRules = (verdict: string) => {
    const some = rules.filter((one) => one.verdict === verdict)
    return {
      matches: some.reduce((all, { matches }) => all + matches, 0),
      difference: String(some.reduce((all, { difference }) => all + BigInt(difference), 0n)),
    }
  }
  const persons = lay.decisions.filter(({ kind }) => kind !== 'reject')
  return {
    files: filesOf(evidence, of),
    ...optionsOf(evidence, of),
    left: sum('left', false),
    right: sum('right', false),
    openLeft: sum('left', true),
    openRight: sum('right', true),
    matched: {
      sure: byRules('sure'),
      suggested: byRules('suggested'),
      person: {
        matches: persons.length,
        difference: String(
          persons.reduce(
            (all, { items, difference }) =>
              all + (differenceNow(evidence, of.period, of.side, items) ?? BigInt(difference)),
            0n,
          ),
        ),
      },
    },
    rules: rules.map(({ rule, verdict, matches }) => ({ rule, verdict, matches })),
  }
}
