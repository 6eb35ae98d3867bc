/** Words of exported files and the vendor's codes (domain: coupons.md). An unknown code stays as it came. */

export type ExportLanguage = 'zh' | 'en'
export type Words = Readonly<Record<ExportLanguage, string>>

const codes = {
  couponType: {
    '1': { zh: '代金券', en: 'Voucher' },
    '2': { zh: '折扣券', en: 'Discount coupon' },
    '3': { zh: '产品券', en: 'Product coupon' },
    '4': { zh: '现金券', en: 'Cash coupon' },
  },
  status: {
    '1': { zh: '未激活', en: 'Not activated' },
    '2': { zh: '可使用', en: 'Usable' },
    '3': { zh: '已使用', en: 'Used' },
    '4': { zh: '已过期', en: 'Expired' },
    '5': { zh: '已回收', en: 'Reclaimed' },
  },
  operationType: {
    '1': { zh: '发放', en: 'Issue' },
    '2': { zh: '手动回收', en: 'Reclaim by hand' },
    '3': { zh: '解绑自动回收', en: 'Reclaim at dissociation' },
    '4': { zh: '过期回收', en: 'Reclaim at expiry' },
    '5': { zh: '退订回收', en: 'Reclaim at unsubscription' },
    '6': { zh: '退款充值撤销', en: 'Refund of a reversed top-up' },
    '7': { zh: '建立关联回收', en: 'Reclaim at association' },
    '8': { zh: '切换关联模式自动回收', en: 'Reclaim at switch of association' },
    '9': { zh: '云经销商转移', en: 'Reseller transfer' },
  },
  result: { '0': { zh: '成功', en: 'Done' }, '-1': { zh: '失败', en: 'Failed' } },
} as const satisfies Record<string, Readonly<Record<string, Words>>>

export function wordOf(field: keyof typeof codes, code: string | null, language: ExportLanguage): string | null {
  const known: Readonly<Record<string, Words>> = codes[field]
  return code === null ? null : (known[code]?.[language] ?? code)
}

export const exportWords = {
  coupons: { zh: '已发放优惠券', en: 'Issued coupons' },
  uses: { zh: '使用记录', en: 'Use records' },
  records: { zh: '操作记录', en: 'Operation records' },
  asOf: { zh: '数据截至（北京时间）', en: 'Data as of (Beijing time)' },
  never: { zh: '尚未完整同步', en: 'not yet synced in full' },
} as const satisfies Record<string, Words>
