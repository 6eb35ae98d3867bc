/** The evidence pack of a period's dispute: each item in question with its facts, the exact sum, and the words for the partner. */
import { shownCustomer } from '#host/areas/customers/lookup.ts'
import { type IncentiveFiles, listDifferences } from '#host/areas/incentives/queries.ts'
import type { Content, DocumentDeclaration } from '#host/documents/types.ts'
import type { Difference } from '#shared/contract/incentives.ts'
import { AppError } from '#shared/errors.ts'
import { formatMinor } from '#shared/money.ts'
import { toFen } from '#shared/rules/incentives.ts'

const PAGE = 200
/** What the partner takes in one feedback. */
const WORDS_MOST = 1000

const levels = { line: '明细', group: '客户·产品', bill: '账单', carried: '上期结转' } as const

/** Reasons as the partner reads them; one without words here is named by its code. */
const reasons: Readonly<Partial<Record<Difference['reason'], string>>> = {
  'no-policy-data': '缺少该月政策',
  'performance-moved': '业绩归属其他账号',
  'dealer-expired': '经销商身份已过期',
  'not-in-plan': '不在激励计划内',
  'base-differs': '激励基数不符',
  'rate-differs': '激励比例不符',
  unexplained: '金额无法说明',
  'missing-performance': '有消费，无业绩',
  'missing-consumption': '有业绩，无消费',
  'consumption-differs': '消费与业绩不符',
  'total-differs': '账单合计不等于明细',
}
const reasonOf = ({ reason }: Difference): string => reasons[reason] ?? reason

/** Items that a person disputes; without any, all that are open and nobody accepted. */
export function inDispute(files: Omit<IncentiveFiles, 'cache'>, period: string): Difference[] {
  const open: Difference[] = []
  const disputed: Difference[] = []
  for (const level of ['bill', 'line', 'group', 'carried'] as const)
    for (let from = 0; ; from += PAGE) {
      const { rows, total } = listDifferences(files, { period, level, from, limit: PAGE })
      for (const row of rows) {
        if (row.decision?.decision === 'disputed') disputed.push(row)
        else if (row.state === 'open' && row.decision === null) open.push(row)
      }
      if (from + PAGE >= total) break
    }
  return disputed.length > 0 ? disputed : open
}

const sumOf = (rows: readonly Difference[]): bigint =>
  rows.reduce((sum, { difference }) => sum + BigInt(difference), 0n)

/** Numbers and differences, as many as the partner takes; empty where nothing is in question. */
export function disputeWords(rows: readonly Difference[], period: string): string {
  if (rows.length === 0) return ''
  const head = `${period} 期次共有 ${rows.length} 项差异，合计 ${formatMinor(String(sumOf(rows)))}，请核实：`
  let text = head
  for (const [n, row] of rows.entries()) {
    const line = `\n${n + 1}. ${levels[row.level]} ${row.tradeId ?? row.key}：${reasonOf(row)}，给出 ${formatMinor(row.told)}，应为 ${formatMinor(row.should)}，差 ${formatMinor(row.difference)}`
    const rest = `\n其余 ${rows.length - n} 项见证据包。`
    if (text.length + line.length + rest.length > WORDS_MOST) return text + rest
    text += line
  }
  return text
}

export const disputePack: DocumentDeclaration = {
  name: 'incentive-dispute',
  needs: 'incentive.reconcile',
  prefix: 'ZY',
  freeze: ({ cache, evidence, local, issuer, asOf }, { from: period }): Content => {
    const rows = inDispute({ evidence, local }, period)
    if (rows.length === 0) throw new AppError('not-found', { field: 'from' })
    return {
      title: '激励差异争议证据',
      issuer,
      period,
      asOf: asOf('incentive-bills'),
      facts: [
        { label: '差异项数', text: String(rows.length) },
        { label: '差异合计（精确）', text: formatMinor(String(sumOf(rows))) },
      ],
      columns: [
        { heading: '层级', kind: 'text', weight: 3 },
        { heading: '原因', kind: 'text', weight: 5 },
        { heading: '客户', kind: 'text', weight: 5 },
        { heading: '订单号 / 编号', kind: 'id', weight: 7 },
        { heading: '账单给出', kind: 'text', weight: 5 },
        { heading: '应为', kind: 'text', weight: 5 },
        { heading: '差异（精确）', kind: 'text', weight: 5 },
        { heading: '依据', kind: 'text', weight: 9 },
        { heading: '差异（到分）', kind: 'amount', weight: 0, summed: true },
      ],
      rows: rows.map((row) => [
        levels[row.level],
        reasonOf(row),
        row.customerId === null ? null : shownCustomer(cache, row.customerId) || row.customerId,
        row.tradeId ?? row.key,
        formatMinor(row.told),
        formatMinor(row.should),
        formatMinor(row.difference),
        [
          ...Object.entries(row.evidence).map(([name, value]) => `${name}=${value}`),
          ...(row.decision?.note ? [row.decision.note] : []),
        ]
          .join('；')
          .slice(0, 200),
        Number(toFen(BigInt(row.difference))),
      ]),
      totalColumn: 8,
      notes: [
        `逐行到分四舍五入后相加；精确合计为 ${formatMinor(String(sumOf(rows)))}。`,
        '依据中的金额单位为 10^-8 元，字段名与服务接口一致。',
      ],
    }
  },
}
