/**
 * The proof sheet of a batch: one line an item that is done, with what the partner's records say of it. An item whose
 * record is not here yet is on it and says so.
 */

import { join } from 'node:path'
import { type Cell, openCsv, openXlsx } from '#host/files/sheet.ts'
import type { ThreadProgress } from '#host/jobs/thread.ts'
import type { IntentRow } from '#host/outbox/types.ts'
import { openSnapshot } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { fen } from '#shared/money.ts'
import { formatBeijing } from '#shared/time.ts'
import type { Proof } from './types.ts'

/** Plain data: it crosses to the thread. */
export interface ProofTask {
  readonly task: 'batch-proof'
  /** Folder of the workspace. */
  readonly dir: string
  readonly key: Uint8Array
  readonly groupId: string
  readonly command: string
  readonly format: 'xlsx' | 'csv'
  readonly language: 'zh' | 'en'
  /** UTC milliseconds of the records; null before their first complete reading. */
  readonly asOf: number | null
  readonly temporary: string
}

const words = {
  number: { zh: '序号', en: 'No.' },
  customerId: { zh: '客户账号ID', en: 'Customer ID' },
  customer: { zh: '客户名称', en: 'Customer' },
  amount: { zh: '提交金额（元）', en: 'Amount asked (CNY)' },
  author: { zh: '经办人', en: 'Operator' },
  sentAt: { zh: '提交时间', en: 'Sent at' },
  record: { zh: '厂商记录', en: 'Partner record' },
  found: { zh: '已核对', en: 'Found' },
  missing: { zh: '记录尚未同步', en: 'Not here yet' },
  asOf: { zh: '记录时间（北京时间）', en: 'Records as of (Beijing time)' },
  never: { zh: '尚未完整同步', en: 'not yet synced in full' },
} as const

type Done = Pick<IntentRow, 'customer_id' | 'amount' | 'author' | 'sent_at' | 'effect_id' | 'payload'>

/** What the sheet of a batch says, line by line, without its head. */
export function* proofRows(
  cache: Db,
  local: Db,
  { groupId, language }: Pick<ProofTask, 'groupId' | 'language'>,
  proof: Proof,
  shown: (cache: Db, customerId: string) => string,
): Generator<Cell[]> {
  const text = (value: string | null): Cell =>
    value === null || value === '' ? { kind: 'empty' } : { kind: 'text', text: value }
  const items = local
    .prepare<[string], Done>(
      `SELECT customer_id, amount, author, sent_at, effect_id, payload FROM intents
       WHERE group_id = ? AND state = 'done' ORDER BY seq`,
    )
    .iterate(groupId)
  let number = 0
  for (const { customer_id, amount, author, sent_at, effect_id, payload } of items) {
    number += 1
    const cells = proof.cells(cache, { effectId: effect_id, payload: JSON.parse(payload) as unknown })
    const here = cells.some(({ kind }) => kind !== 'empty')
    yield [
      { kind: 'text', text: String(number) },
      text(customer_id),
      text(customer_id === null ? null : shown(cache, customer_id)),
      amount === null ? { kind: 'empty' } : { kind: 'amount', amount: fen(amount) },
      sent_at === null ? { kind: 'empty' } : { kind: 'time', at: sent_at },
      text(author),
      { kind: 'text', text: words[here ? 'found' : 'missing'][language] },
      ...cells,
    ]
  }
}

/** Headings and kinds of the columns. */
export const proofColumns = (proof: Proof, language: 'zh' | 'en') => [
  { heading: words.number[language], kind: 'text' as const },
  { heading: words.customerId[language], kind: 'text' as const },
  { heading: words.customer[language], kind: 'text' as const },
  { heading: words.amount[language], kind: 'amount' as const },
  { heading: words.sentAt[language], kind: 'time' as const },
  { heading: words.author[language], kind: 'text' as const },
  { heading: words.record[language], kind: 'text' as const },
  ...proof.columns.map(({ heading, kind }) => ({ heading: heading[language], kind })),
]

const BATCH = 500

/** The thread's part; answers the number of lines. */
export async function writeProof(
  task: ProofTask,
  proof: Proof,
  shown: (cache: Db, customerId: string) => string,
  progress: ThreadProgress,
): Promise<number> {
  const { dir, key, language, asOf } = task
  const cache = openSnapshot({ file: join(dir, 'cache.db'), key })
  const local = openSnapshot({ file: join(dir, 'local.db'), key })
  try {
    const file = await (task.format === 'xlsx' ? openXlsx : openCsv)(task.temporary, {
      sheet: proof.title[language],
      asOf: [words.asOf[language], asOf === null ? words.never[language] : formatBeijing(asOf)],
      columns: proofColumns(proof, language),
    })
    try {
      let lines = 0
      let batch: Cell[][] = []
      for (const row of proofRows(cache, local, task, proof, shown)) {
        batch.push(row)
        if (batch.length < BATCH) continue
        await file.write(batch)
        lines += batch.length
        progress(lines, null)
        batch = []
      }
      await file.write(batch)
      lines += batch.length
      progress(lines, lines)
      await file.end()
      return lines
    } catch (cause) {
      await file.abandon()
      throw cause
    }
  } finally {
    cache.close()
    local.close()
  }
}
