/** Generated documents: invoice lists that add up, with long names, odd characters and every kind of page end. */
import { type InvoiceListApplication, invoiceList } from '#host/areas/applications/invoice-list.ts'
import { canonical, type Frozen, hashOf } from '#host/documents/frozen.ts'
import type { Source } from '#host/documents/types.ts'
import type { PrintOrder } from '#shared/contract/documents.ts'
import { fen } from '#shared/money.ts'

export const order: PrintOrder = {
  document: 'invoice-list',
  from: '2026-10',
  until: '2026-10',
  customerId: null,
  applicationNumber: null,
  fullNames: false,
  paper: 'a4',
}

const LONG = '超长名称有限公司及其在各地设立的分支机构与子公司合并申报主体'.repeat(8).slice(0, 200)
const names = [
  '云市场伙伴激励计划',
  'Cloud Sprint FY26 (H2) & Partners <core>',
  '新客户拓展"专项"激励',
  "O'Neil 联合 | 方案",
  LONG,
]

/** Applications with `lines` lines in all; the same for the same numbers. */
export function applications(lines: number, ofOne = 40): InvoiceListApplication[] {
  const all: InvoiceListApplication[] = []
  for (let from = 0; from < lines; from += ofOne) {
    const some = Array.from({ length: Math.min(ofOne, lines - from) }, (_, n) => {
      const at = from + n
      // A long name now and then, as it is; most rows are short.
      const plan = names[at % 23 === 7 ? 4 : at % 4] as string
      const amount = ((at * 7_919_993) % 90_000_001) - (at % 17 === 3 ? 80_000_000 : 0)
      const tax = Math.sign(amount) * Math.round(Math.abs(amount) * 0.06)
      return {
        period: '2026-10',
        customer: at % 3 === 2 ? '' : '瑞达****公司',
        plan,
        associationType: at % 3 === 0 ? '顾问销售' : at % 3 === 1 ? '代售' : '--',
        amount: fen(amount),
        taxRate: '6%',
        tax: fen(tax),
        total: fen(amount + tax),
      }
    })
    all.push({
      number: `SF20261021${String(all.length + 1).padStart(8, '0')}`,
      amount: fen(some.reduce((sum, { total }) => sum + total, 0)),
      debtOffset: fen(0),
      contractParty: '华为云计算技术有限公司',
      address: '贵州省贵安新区黔中大道交兴功路华为云数据中心',
      lines: some,
    })
  }
  return all
}

/** A frozen invoice list as the register would archive it. */
export function frozenList(lines: number, facts: Partial<Frozen> = {}): { frozen: Frozen; hash: string } {
  const declared = invoiceList({
    applications: () => applications(lines),
    parties: () => [],
    collection: 'payout-applications',
  })
  const source = { issuer: '示例云科技（北京）有限公司', asOf: () => Date.UTC(2026, 10, 20, 8) } as unknown as Source
  const frozen: Frozen = {
    ...declared.freeze(source, order),
    number: 'KP-7K2M-2026-00012',
    issuedAt: Date.UTC(2026, 10, 21, 1),
    operator: 'finance01',
    paper: 'a4',
    ...facts,
  }
  return { frozen, hash: hashOf(canonical(frozen)) }
}
