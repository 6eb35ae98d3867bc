/** Columns of the portal's exports of incentives: headings as they are written there, and what their cells mean. */
import {
  choiceCell,
  countCell,
  minorCell,
  monthCell,
  rateCell,
  textCell,
  timeCell,
  wordCell,
  yuanCell,
} from '#host/imports/cells.ts'
import type { FactColumn, ReadCell } from '#host/imports/types.ts'
import type { ImportField } from '#shared/contract/imports.ts'

const associations = wordCell({ 顾问销售: '1', 代售: '2', '--': '--', 无业绩: '--' })
const modes = wordCell({ '包年/包月': '1', 包年包月: '1', 按需: '3', 按需计费: '3', 预留实例: '10', 节省计划: '11' })
const billStatuses = wordCell({
  预估: 'ESTIMATE',
  待确认: 'TO_CONFIRM',
  发放中: 'ISSUING',
  发放成功: 'ISSUED',
  已发放: 'ISSUED',
})
const detailStatuses = wordCell({ 正常: 'NORMAL', 已冻结: 'FROZEN', 冻结: 'FROZEN' })
const dealers = wordCell({ 有效: 'VALID', 已过期: 'EXPIRED', 过期: 'EXPIRED', 已失效: 'EXPIRED' })
const yesNo = choiceCell({ 是: 1, 否: 0, Y: 1, N: 0, TRUE: 1, FALSE: 0, true: 1, false: 0 })
const policies = wordCell({ 非特定产品: '0', 特定产品: '1', 无业绩无返点: '2', 有业绩无返点: '13' })
const ID = 64
const NAME = 400

const column = (
  field: ImportField,
  name: string,
  headings: readonly string[],
  read: (text: string) => ReadCell,
  more: Partial<Pick<FactColumn, 'required' | 'is' | 'decimals'>> = {},
): FactColumn => ({ field, column: name, headings, read, required: false, is: 'value', ...more })

const must = { required: true } as const
const id = { is: 'id' } as const
const amount = { is: 'amount' } as const
const inFen = { is: 'amount', decimals: 2 } as const

const periodColumn = column('period', 'period', ['对账期次', '期次', '账期', 'period'], monthCell, must)
const billColumn = column('billId', 'bill_id', ['激励账单id', '账单id', '激励账单编号', 'billid'], textCell(ID), {
  ...must,
  ...id,
})
const planCode = column('planCode', 'plan_code', ['激励计划编码', '计划编码', 'plancode'], textCell(ID))
const planName = column('planName', 'plan_name', ['激励计划名称', '激励计划', '计划名称', 'plan'], textCell(NAME))
const association = column('associationType', 'association_type', ['关联类型', 'associationtype'], associations)
const frozenReason = column('frozenReason', 'frozen_reason', ['冻结原因', 'frozenreason'], textCell(NAME))

export const detailFields: readonly FactColumn[] = [
  column('dataId', 'data_id', ['激励数据id', '数据id', '明细id', 'dataid'], textCell(ID), { ...must, ...id }),
  periodColumn,
  billColumn,
  column(
    'performancePeriod',
    'performance_period',
    ['业绩月份', '业绩归属月份', '消费月份', 'performanceperiod'],
    monthCell,
  ),
  planCode,
  planName,
  column('accountManager', 'account_manager', ['客户经理', 'accountmanager'], textCell(NAME)),
  column('tradeId', 'trade_id', ['订单号', '订单编号', '交易编号', 'tradeid', 'orderid'], textCell(ID), id),
  column('tradeAt', 'trade_at', ['交易时间', '订单时间', '下单时间', 'tradetime'], timeCell),
  column(
    'serviceTypeCode',
    'service_type_code',
    ['产品类型编码', '产品类型', '云服务类型', 'servicetype'],
    textCell(256),
    must,
  ),
  association,
  column('chargingMode', 'charging_mode', ['计费模式', '计费类型', 'chargingmode'], modes),
  column('billDetailType', 'bill_detail_type', ['账单类型', 'billtype'], wordCell({})),
  column('payment', 'payment', ['消费金额', '业绩金额', '实付金额', 'payment'], minorCell, { ...must, ...amount }),
  column('coupon', 'coupon', ['优惠券金额', '优惠券支付', '代金券支付', 'coupon'], minorCell, amount),
  column('card', 'card', ['储值卡金额', '储值卡支付', 'storedvaluecard'], minorCell, amount),
  column('base', 'base', ['激励基数', '计激励金额', 'base'], minorCell, { ...must, ...amount }),
  column('rate', 'rate', ['激励比例', '激励系数', '返点比例', 'rate'], rateCell),
  column('incentive', 'incentive', ['激励金额', '激励额', 'incentive'], minorCell, { ...must, ...amount }),
  column('status', 'status', ['激励状态', '状态', 'status'], detailStatuses),
  frozenReason,
  column(
    'performanceAccount',
    'performance_account',
    ['业绩归属账号', '业绩归属伙伴', 'performanceaccount'],
    textCell(NAME),
  ),
  column('dealerStatus', 'dealer_status', ['经销商状态', '经销商身份', 'dealerstatus'], dealers),
  column('inPlan', 'in_plan', ['是否在计划内', '计划内', 'inplan'], yesNo),
]

export const billFields: readonly FactColumn[] = [
  billColumn,
  periodColumn,
  planCode,
  planName,
  association,
  column('total', 'total', ['激励金额', '激励总额', '账单金额', 'total'], yuanCell, { ...must, ...inFen }),
  column('payable', 'payable', ['待申付金额', '可申付金额', 'payable'], yuanCell, { ...must, ...inFen }),
  column('frozen', 'frozen', ['冻结金额', '冻结', 'frozen'], yuanCell, inFen),
  frozenReason,
  column('status', 'status', ['账单状态', '状态', 'status'], billStatuses),
  column('announceEnd', 'announce_end', ['公示截止日', '公示截止时间', '公示截止', 'announceend'], timeCell),
  column('detailCount', 'detail_count', ['明细条数', '明细数', '明细数量', 'details'], countCell),
]

export const planFields: readonly FactColumn[] = [
  periodColumn,
  planCode,
  { ...planName, required: true },
  association,
  column('incentivePolicy', 'incentive_policy', ['激励政策', '产品政策', '产品分类', 'policy'], policies, must),
  column('rate', 'rate', ['激励比例', '返点比例', 'rate'], rateCell, must),
]
