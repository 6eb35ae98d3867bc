/** The proof sheet of a batch on paper: what the partner's records say of each item that is done. */

import type { DocumentDeclaration, Cell as PaperCell } from '#host/documents/types.ts'
import type { Cell } from '#host/files/sheet.ts'
import type { IntentRow } from '#host/outbox/types.ts'
import { kept } from '#host/store/open.ts'
import type { Db } from '#host/store/types.ts'
import { AppError } from '#shared/errors.ts'
import { billingMonth, formatBeijing } from '#shared/time.ts'
import type { AnyBatchKind, Proof } from './types.ts'

const paper = (cell: Cell | undefined): PaperCell => {
  if (cell === undefined || cell.kind === 'empty') return null
  if (cell.kind === 'amount') return cell.amount
  return cell.kind === 'time' ? formatBeijing(cell.at) : cell.text
}

/** Where the records of a kind state the amount; the paper sums it. */
const amountOf = (proof: Proof): number => proof.columns.findIndex(({ kind }) => kind === 'amount')

interface Group {
  readonly command: string
  readonly label: string
  readonly author: string
  readonly accepted_at: number
}
type Done = Pick<IntentRow, 'customer_id' | 'author' | 'effect_id' | 'payload'>

/** `shown`: the masked name of a customer; the paper has no other (R-CUST-02). */
export const batchProofDocument = (
  kinds: readonly AnyBatchKind[],
  shown: (cache: Db, customerId: string) => string,
): DocumentDeclaration => ({
  name: 'batch-proof',
  needs: 'outbox.read',
  prefix: 'ZM',
  freeze: ({ cache, local, issuer, asOf }, { groupId }) => {
    if (groupId === undefined) throw new AppError('invalid-input', { retry: 'after-fix', field: 'groupId' })
    const group = kept<Group>(
      local,
      'SELECT command, label, author, accepted_at FROM intent_groups WHERE group_id = ?',
    ).get(groupId)
    const proof = kinds.find(({ name }) => name === group?.command)?.proof
    if (!group || !proof) throw new AppError('not-found', { field: 'groupId' })
    const amount = amountOf(proof)
    const done = kept<Done>(
      local,
      `SELECT customer_id, author, effect_id, payload FROM intents WHERE group_id = ? AND state = 'done' ORDER BY seq`,
    ).all(groupId)
    // The effect, what the records say of its amount, and when; a sheet of paper has no room for more.
    const wanted = proof.columns.flatMap(({ kind }, at) => (at === 0 || at === amount || kind === 'time' ? [at] : []))
    const rows = done.map(({ customer_id, author, effect_id, payload }, n): PaperCell[] => {
      const cells = proof.cells(cache, { effectId: effect_id, payload: JSON.parse(payload) as unknown })
      return [
        String(n + 1),
        customer_id === null ? null : shown(cache, customer_id),
        ...wanted.map((at) => paper(cells[at])),
        author,
      ]
    })
    const missing = rows.filter((row) => row[2] === null).length
    const ages = proof.collections.map((name) => asOf(name))
    return {
      title: proof.title.zh,
      issuer,
      period: billingMonth(group.accepted_at),
      asOf: ages.includes(null) ? null : Math.min(...ages.map(Number)),
      facts: [
        { label: '批次', text: group.label === '' ? groupId : group.label },
        { label: '提交', text: `${group.author}，${formatBeijing(group.accepted_at)}` },
      ],
      columns: [
        { heading: '序号', kind: 'text', weight: 2 },
        { heading: '客户', kind: 'text', weight: 5 },
        ...wanted.map((at) => {
          const { heading, kind } = proof.columns[at] as Proof['columns'][number]
          return kind === 'amount'
            ? { heading: heading.zh, kind: 'amount' as const, weight: 0, summed: true as const }
            : { heading: heading.zh, kind: kind === 'time' ? ('text' as const) : ('id' as const), weight: 7 }
        }),
        { heading: '经办人', kind: 'text', weight: 4 },
      ],
      rows,
      totalColumn: 2 + wanted.indexOf(amount),
      notes: [
        '金额、编号与时间取自厂商操作记录。',
        ...(missing > 0 ? [`其中 ${missing} 项的厂商记录尚未同步，金额为空，不计入合计。`] : []),
      ],
    }
  },
})
