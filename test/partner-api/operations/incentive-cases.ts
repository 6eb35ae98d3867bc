// The vendor's other incentive and invoice processes (chains C to G), performance and what was moved to other accounts.
import { billRows } from '#test/data/bills.ts'
import { incentiveDetailOf, incentivePeriods, incentivePlans, incentiveRows } from '#test/data/incentives.ts'
import { worldOf } from '#test/data/seed.ts'
import { DAY_MS, monthStart, monthText } from '#test/data/time.ts'
import type { Context, Operation } from '../registry.ts'
import { moneyNumber, utcText } from '../wire.ts'
import { CONTRACT_PARTY } from './application-store.ts'
import { fenOfMinor, shownUntil, statementOf } from './incentive-statements.ts'
import { withoutEmpty } from './query.ts'

/** What every kind has one of: all states of its chain, and one that no program knows yet. */
const states: Readonly<Record<string, readonly string[]>> = {
  OPPORTUNITY: ['TO_APPLY', 'REVIEW', 'NOT_PASSED', 'TO_CHECK', 'TO_PAY', 'COMPLETED'],
  CAPABILITY: ['TO_CHECK', 'TO_INVOICE', 'INVOICE_REJECTED', 'PAYING', 'COMPLETED', 'LAPSED'],
  MARKETPLACE: [
    'COUNTERSIGN',
    'COUNTERSIGN_REJECTED',
    'TO_PAY',
    'APPLICATION_FAILED',
    'TO_INVOICE',
    'INVOICE_REVIEW',
    'PAYMENT_REVIEW',
    'PAYING',
    'COMPLETED',
    'JOINT_AUDIT',
  ],
  MDF: ['USE_REVIEW', 'USE_PASSED', 'CLAIM_REVIEW', 'CLAIM_PASSED', 'PAYING', 'COMPLETED', 'REJECTED', 'WITHDRAWN'],
  VENDOR_INVOICE: [
    'TO_REVIEW',
    'ISSUING',
    'TO_SIGN',
    'ISSUED',
    'WITHDRAWN',
    'WITHDRAW_FAILED',
    'REJECTED',
    'RETURN_REJECTED',
  ],
  RED_LETTER: ['RETURN_REQUESTED', 'TO_CONFIRM', 'TO_CONFIRM', 'RED_ISSUED', 'RETURN_REJECTED'],
}

const titles: Readonly<Record<string, string>> = {
  OPPORTUNITY: '机会点项目交付激励',
  CAPABILITY: '服务伙伴能力激励',
  MARKETPLACE: '云商店商品分账',
  MDF: '联合市场活动',
  VENDOR_INVOICE: '云服务费发票索取',
  RED_LETTER: '退票开具红字发票',
}

const reasons: Readonly<Record<string, string>> = {
  NOT_PASSED: '验收材料缺少客户签章',
  INVOICE_REJECTED: '发票税率不符',
  COUNTERSIGN_REJECTED: '商品结算价与协议不一致',
  APPLICATION_FAILED: '供应商信息待更新',
  REJECTED: '抬头与企业名称不一致',
  RETURN_REJECTED: '退票理由不成立',
  WITHDRAW_FAILED: '发票已开出',
}

const chainCases = (kind: string, now: number): object[] =>
  (states[kind] ?? []).map((status, n) => {
    const since = now - (n + 1) * 2 * DAY_MS
    const paper = kind === 'RED_LETTER' ? n === 2 : n % 3 === 1
    const invoice = kind === 'VENDOR_INVOICE' || kind === 'RED_LETTER'
    return withoutEmpty({
      case_id: `${kind}-${String(n + 1).padStart(4, '0')}`,
      kind,
      title: titles[kind],
      amount: moneyNumber(1_234_56 * (n + 1) + n * 7),
      status,
      status_on: utcText(since),
      reject_reason: reasons[status],
      deadline_on: kind === 'CAPABILITY' && status === 'TO_CHECK' ? utcText(since + 56 * DAY_MS) : null,
      contract_party: invoice ? (paper ? '华为技术有限公司' : CONTRACT_PARTY) : null,
      medium: invoice ? (paper ? 'PAPER' : 'DIGITAL') : null,
      invoice_kind: invoice ? (n % 2 === 0 ? 'SPECIAL' : 'NORMAL') : null,
      invoice_number: invoice && n > 0 ? `2644200000009${String(n).padStart(7, '0')}` : null,
      ticked: kind === 'RED_LETTER' ? status === 'TO_CONFIRM' : null,
      tag: kind === 'CAPABILITY' ? (n % 2 === 0 ? '云迁移' : '数据库') : null,
      created_on: utcText(since - 3 * DAY_MS),
    })
  })

/** Periods of which performance and transfers are told. */
const PERIODS = 4
/** Transfers of a period that are told at most: the portal's list is as short. */
const TRANSFERS = 50

function performances(ctx: Context): object[] {
  const world = worldOf(ctx.state)
  const now = ctx.now()
  return incentivePeriods(now)
    .slice(0, PERIODS)
    .flatMap((period) => {
      const { sums } = statementOf(world, period, shownUntil(now))
      return incentivePlans.map(({ code, name }) => ({
        case_id: `YJ${monthText(period).replace('-', '')}${code}`,
        kind: 'PERFORMANCE',
        title: name,
        period: monthText(period),
        amount: moneyNumber(fenOfMinor(sums.get(code)?.base ?? 0n)),
        status: now < monthStart(period + 1) ? 'ESTIMATE' : 'COUNTED',
        status_on: utcText(Math.min(now, monthStart(period + 1))),
        created_on: utcText(monthStart(period)),
      }))
    })
}

function transfers(ctx: Context): object[] {
  const world = worldOf(ctx.state)
  const now = ctx.now()
  return incentivePeriods(now)
    .slice(0, PERIODS)
    .flatMap((period) => {
      const found: object[] = []
      for (let customer = 0; customer < world.counts.customers && found.length < TRANSFERS; customer += 1) {
        const { from, to } = billRows(world, customer, period)
        if (from === to) continue
        for (const row of incentiveRows(world, customer, period)) {
          const { id, line, peculiarity } = incentiveDetailOf(world, row)
          if (peculiarity !== 'moved' || line.tradeAt >= shownUntil(now)) continue
          found.push({
            case_id: `ZY${id}`,
            kind: 'TRANSFER',
            title: line.tradeId,
            period: monthText(period),
            customer_id: line.customerId,
            amount: moneyNumber(fenOfMinor(BigInt(line.payment))),
            status: 'TRANSFERRED',
            status_on: utcText(line.tradeAt),
            to_account: 'hw_other_dealer',
            created_on: utcText(line.tradeAt),
          })
        }
      }
      return found.slice(0, TRANSFERS)
    })
}

const list: Operation = {
  operationId: 'ListDeskIncentiveCases',
  handle: (ctx) => {
    const { kind } = ctx.query as { kind?: string }
    const all = [
      ...Object.keys(states).flatMap((name) => chainCases(name, ctx.now())),
      ...performances(ctx),
      ...transfers(ctx),
    ]
    const rows = kind === undefined ? all : all.filter((one) => (one as { kind: string }).kind === kind)
    return ctx.page(rows.slice(ctx.offset, ctx.offset + ctx.limit), rows.length)
  },
}

export const incentiveCaseOperations: readonly Operation[] = [list]
