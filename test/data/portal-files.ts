// The portal's exports of incentives, as its users save them: Chinese headings, amounts as text, dates of Beijing.
import { formatBeijing } from '#shared/time.ts'
import { BILL_SCALE } from './bills.ts'
import {
  type IncentiveDetail,
  incentiveBillId,
  incentiveDetailOf,
  incentivePlans,
  incentiveRows,
} from './incentives.ts'
import { monthNumber, monthText } from './time.ts'
import type { World } from './world.ts'

export const detailHeadings = [
  '激励数据ID',
  '对账期次',
  '激励账单ID',
  '业绩月份',
  '激励计划名称',
  '客户账号ID',
  '客户经理',
  '订单号',
  '交易时间',
  '产品类型',
  '关联类型',
  '计费模式',
  '账单类型',
  '消费金额(元)',
  '优惠券金额(元)',
  '储值卡金额(元)',
  '激励基数(元)',
  '激励比例',
  '激励金额(元)',
  '状态',
  '冻结原因',
  '业绩归属账号',
  '经销商状态',
  '计划内',
] as const

/** A whole number of 10^-8 yuan as the portal writes it: grouped, eight decimals. */
export function portalAmount(minor: number | bigint): string {
  const value = BigInt(minor)
  const digits = String(value < 0n ? -value : value).padStart(BILL_SCALE + 1, '0')
  const whole = digits.slice(0, -BILL_SCALE).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${value < 0n ? '-' : ''}${whole}.${digits.slice(-BILL_SCALE)}`
}

const modes: Readonly<Record<string, string>> = { '1': '包年/包月', '3': '按需', '10': '预留实例', '11': '节省计划' }

export function detailCells(detail: IncentiveDetail, manager: string | null): string[] {
  const { line, plan, peculiarity } = detail
  return [
    detail.id,
    monthText(detail.period),
    incentiveBillId(detail.period, plan.code),
    monthText(line.month),
    plan.name,
    line.customerId,
    manager ?? '--',
    line.tradeId,
    formatBeijing(line.tradeAt),
    line.service.code,
    line.associationType === '1' ? '顾问销售' : '代售',
    modes[line.chargingMode] ?? '',
    String(line.detailType),
    portalAmount(line.payment),
    portalAmount(line.coupon),
    portalAmount(detail.card),
    portalAmount(detail.base),
    `${detail.rate / 100}%`,
    portalAmount(detail.incentive),
    detail.frozen ? '冻结' : '正常',
    detail.frozen ? '客户信用支付尚未还款' : '--',
    peculiarity === 'moved' ? 'hw_other_dealer' : '',
    peculiarity === 'expired' ? '已过期' : '有效',
    peculiarity === 'outside' ? '否' : '是',
  ]
}

/** Details of a closed period, in the order of the service. */
export function* periodDetails(world: World, period: string): Generator<IncentiveDetail> {
  for (let customer = 0; customer < world.counts.customers; customer += 1)
    for (const row of incentiveRows(world, customer, monthNumber(period))) yield incentiveDetailOf(world, row)
}

export const billHeadings = [
  '激励账单ID',
  '对账期次',
  '激励计划名称',
  '关联类型',
  '激励金额',
  '待申付金额',
  '冻结金额',
  '状态',
  '公示截止日',
  '明细条数',
] as const

export function billCells(details: readonly IncentiveDetail[], period: string): string[][] {
  return incentivePlans.map(({ code, name, associationType }) => {
    const own = details.filter(({ plan }) => plan.code === code)
    const sum = own.reduce((all, { incentive }) => all + incentive, 0n)
    const fen = ((sum < 0n ? -sum : sum) + 500_000n) / 1_000_000n
    const text = `${sum < 0n ? '-' : ''}${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`
    return [
      incentiveBillId(monthNumber(period), code),
      period,
      name,
      associationType === '1' ? '顾问销售' : '代售',
      text,
      '0.00',
      '0.00',
      '待确认',
      '',
      String(own.length),
    ]
  })
}

export const planHeadings = ['对账期次', '激励计划名称', '关联类型', '激励政策', '激励比例'] as const

export const planCells = (period: string): string[][] =>
  incentivePlans.flatMap(({ name, associationType, rates }) =>
    Object.entries(rates).map(([policy, rate]) => [
      period,
      name,
      associationType === '1' ? '顾问销售' : '代售',
      policy === '1' ? '特定产品' : '非特定产品',
      `${rate / 100}%`,
    ]),
  )
