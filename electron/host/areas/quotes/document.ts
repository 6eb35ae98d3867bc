/**
 * The printed quotation 报价单: lines with official price and offer, validity, capitals. Every price says when it was
 * told; one that is old or was never asked for exactly is marked, and the paper says how many there are.
 */
import { requireQuote, viewOf } from '#host/areas/quotes/view.ts'
import type { Cell, Column, Content, DocumentDeclaration, Source } from '#host/documents/types.ts'
import { kept } from '#host/store/open.ts'
import type { PrintOrder } from '#shared/contract/documents.ts'
import type { QuoteLine, QuoteView } from '#shared/contract/quotes.ts'
import { AppError } from '#shared/errors.ts'
import { fen, formatYuan } from '#shared/money.ts'
import { regionName } from '#shared/regions.ts'
import { bookedUnder, VENDOR_CONTRACT } from '#shared/rules/quotes.ts'
import { formatBeijing } from '#shared/time.ts'

const DAY_MS = 86_400_000
/** A price is called an off-line one when it is older, milliseconds. */
const FRESH_MS = DAY_MS

const columns: readonly Column[] = [
  { heading: '序号', kind: 'text', weight: 2 },
  { heading: '产品', kind: 'text', weight: 8 },
  { heading: '规格', kind: 'text', weight: 8 },
  { heading: '区域', kind: 'text', weight: 5 },
  { heading: '数量', kind: 'text', weight: 4 },
  { heading: '计费', kind: 'text', weight: 3 },
  { heading: '官网价', kind: 'amount', weight: 0, summed: true },
  { heading: '优惠价', kind: 'amount', weight: 0, summed: true },
  { heading: '价格时间', kind: 'text', weight: 6 },
]
const TOTAL = 7

const periods: Readonly<Record<string, string>> = { 0: '天', 2: '个月', 3: '年', 4: '小时' }
const roleNames: Readonly<Record<NonNullable<QuoteLine['role']>, string>> = {
  server: '云服务器',
  'system-disk': '系统盘',
  'data-disk': '数据盘',
  image: '镜像',
  bandwidth: '带宽',
  address: '公网 IP',
}
const offerNames: Readonly<Record<string, string>> = {
  605: '商务授权折扣',
  606: '伙伴授予折扣',
  607: '伙伴设置折扣',
}

type Units = ReadonlyMap<string, string>

const unitsHere = (source: Source): Units =>
  new Map(
    kept<[string, string]>(source.cache, 'SELECT measure_id, ifnull(abbreviation, name) FROM measures').raw().all() as [
      string,
      string,
    ][],
  )

const unit = (units: Units, measure: number | null): string =>
  measure === null ? '' : (units.get(String(measure)) ?? `单位 ${measure}`)

const quantityOf = (line: QuoteLine, units: Units): string =>
  line.size === null ? String(line.quantity) : `${line.size} ${unit(units, line.sizeMeasure)} × ${line.quantity}`

const chargeOf = (line: QuoteLine, units: Units): string =>
  line.charge === 'period'
    ? `${line.periodNum} ${periods[String(line.periodType)] ?? `周期 ${line.periodType}`}`
    : `按需 ${line.usageValue} ${unit(units, line.usageMeasure)}`

/** R-ORD-07: components say to which set they belong, and under which product they are booked where that is another. */
function productOf(line: QuoteLine, sets: readonly string[]): string {
  if (line.setId === null || line.role === null) return `${line.serviceName} ${line.resourceName}`.trim()
  const booked = bookedUnder(line.role)
  const elsewhere = booked.serviceType !== line.serviceType ? '（计入云服务器）' : ''
  return `套件${sets.indexOf(line.setId) + 1} ${roleNames[line.role]}${elsewhere}`
}

function timeOf(price: QuoteView['prices'][number], now: number): string {
  const at = price.at === null ? '' : formatBeijing(price.at).slice(0, 16)
  if (price.basis === 'estimate') return `${at} 估算`
  if (price.basis === 'official') return `${at} 仅官网价`
  return price.at !== null && now - price.at > FRESH_MS ? `${at} 离线价` : at
}

function notesOf(view: QuoteView, now: number): string[] {
  const old = view.prices.filter(({ basis, at }) => basis === 'asked' && at !== null && now - at > FRESH_MS).length
  const demand = view.draft.lines.some(({ charge }) => charge === 'demand')
  const contract = view.offers.find(({ id }) => id === view.chosen)?.type === VENDOR_CONTRACT
  return [
    ...(view.estimated > 0
      ? [
          `${view.estimated} 行的价格没有按本单数量向云服务商询价：标“估算”的按同一产品的其他数量折算，标“仅官网价”的不含该客户的折扣。`,
        ]
      : []),
    ...(old > 0 ? [`${old} 行为离线价（标“离线价”），询价已超过 24 小时，下单前须重新询价。`] : []),
    '价格以下单时重新询价为准；价格变动须经客户再次确认。',
    ...(contract ? ['商务合同价须在下单时选用，并以届时有效的合同为准。'] : []),
    ...(demand ? ['按需产品为所列使用量的预估费用，实际按用量结算。'] : []),
    '优惠价未扣除代金券、现金券；每行四舍五入到分，合计为各行之和。',
    ...(view.draft.note.trim() === '' ? [] : [view.draft.note.trim()]),
  ]
}

function nameOf(source: Source, customerId: string, shown: string, full: boolean): string {
  if (!full) return shown
  return (
    kept<string>(source.cache, "SELECT ifnull(nullif(name, ''), account_name) FROM customers WHERE customer_id = ?")
      .pluck()
      .get(customerId) ?? shown
  )
}

function freeze(source: Source, order: PrintOrder): Content {
  if (order.quoteId === undefined) throw new AppError('invalid-input', { retry: 'after-fix', field: 'quoteId' })
  const stored = requireQuote(source, order.quoteId)
  const view = viewOf(source, stored)
  const { draft, totals, prices } = view
  if (draft.lines.length === 0 || totals === null)
    throw new AppError('invalid-input', { retry: 'after-fix', field: 'lines', detail: { reason: 'unpriced' } })
  const { now } = source
  const units = unitsHere(source)
  const sets = [...new Set(draft.lines.flatMap(({ setId }) => setId ?? []))]
  const offer = view.offers.find(({ id }) => id === view.chosen)
  return {
    title: '报价单',
    issuer: source.issuer,
    period: `${formatBeijing(now).slice(0, 10)} 至 ${formatBeijing(now + draft.validDays * DAY_MS).slice(0, 10)}`,
    asOf: view.oldestAt,
    facts: [
      ...(draft.customerId === null
        ? []
        : [
            {
              label: '客户',
              text: `${nameOf(source, draft.customerId, view.customerName, order.fullNames)}（客户 ID ${draft.customerId}）`,
            },
          ]),
      ...(draft.title.trim() === '' ? [] : [{ label: '项目', text: draft.title.trim() }]),
      { label: '有效期', text: `${draft.validDays} 天，至 ${formatBeijing(now + draft.validDays * DAY_MS)}` },
      {
        label: '折扣',
        text: offer ? `${offerNames[offer.type] ?? offer.name}，优惠 ${formatYuan(fen(offer.saving))}` : '无',
      },
    ],
    columns,
    rows: draft.lines.map((line, at): Cell[] => {
      const price = prices[at] as QuoteView['prices'][number]
      return [
        String(at + 1),
        productOf(line, sets),
        line.specName === line.spec ? line.spec : `${line.specName} ${line.spec}`,
        regionName(line.region, 'zh'),
        quantityOf(line, units),
        chargeOf(line, units),
        price.officialFen,
        price.fen,
        timeOf(price, now),
      ]
    }),
    totalColumn: TOTAL,
    notes: notesOf(view, now),
  }
}

export const quotationDocument: DocumentDeclaration = { name: 'quotation', needs: 'quote.read', prefix: 'BJ', freeze }
