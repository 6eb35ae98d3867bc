/** Words of exported files: headings and the vendor's codes (domain: customers.md). An unknown code stays as it came. */
import type { ExportColumn } from '#shared/contract/customers.ts'

export type ExportLanguage = 'zh' | 'en'
type Words = Readonly<Record<ExportLanguage, string>>

export const headings: Readonly<Record<ExportColumn, Words>> = {
  customerId: { zh: '客户账号ID', en: 'Customer ID' },
  name: { zh: '客户名称', en: 'Customer' },
  accountName: { zh: '账号名', en: 'Account name' },
  telephone: { zh: '手机号', en: 'Phone' },
  email: { zh: '邮箱', en: 'E-mail' },
  associationType: { zh: '关联类型', en: 'Association type' },
  associatedAt: { zh: '关联时间', en: 'Associated at' },
  label: { zh: '标签', en: 'Label' },
  verifiedStatus: { zh: '实名认证状态', en: 'Verification' },
  customerType: { zh: '客户类型', en: 'Customer type' },
  frozen: { zh: '冻结状态', en: 'Frozen' },
  manager: { zh: '客户经理', en: 'Account manager' },
  level: { zh: '客户等级', en: 'Level' },
  newTag: { zh: '新客标签', en: 'New customer' },
  amount: { zh: '可用额度（元）', en: 'Available (CNY)' },
  debt: { zh: '欠款（元）', en: 'Debt (CNY)' },
  goneAt: { zh: '解除关联时间', en: 'No longer linked since' },
  followUpAt: { zh: '跟进时间', en: 'Follow-up' },
}

const codes: Readonly<Partial<Record<ExportColumn, Readonly<Record<string, Words>>>>> = {
  associationType: { '1': { zh: '顾问销售', en: 'Consultative' }, '2': { zh: '代售', en: 'Resale' } },
  verifiedStatus: {
    '-1': { zh: '未实名', en: 'Not verified' },
    '0': { zh: '审核中', en: 'In review' },
    '1': { zh: '不通过', en: 'Refused' },
    '2': { zh: '已实名', en: 'Verified' },
  },
  customerType: {
    '-1': { zh: '未定', en: 'None yet' },
    '0': { zh: '个人', en: 'Individual' },
    '1': { zh: '企业', en: 'Enterprise' },
  },
  frozen: {
    '0': { zh: '否', en: 'No' },
    '1': { zh: '账号冻结', en: 'Account' },
    '2': { zh: '账号和资源冻结', en: 'Account and resources' },
  },
  newTag: {
    Y: { zh: '是', en: 'Yes' },
    N: { zh: '否', en: 'No' },
    UNDETERMINED: { zh: '未判定', en: 'Undetermined' },
  },
}

export const codeText = (column: ExportColumn, code: string, language: ExportLanguage): string =>
  codes[column]?.[code]?.[language] ?? code

export const exportWords = {
  sheet: { zh: '客户', en: 'Customers' },
  asOf: { zh: '数据时间（北京时间）', en: 'As of (Beijing time)' },
  never: { zh: '尚未完整同步', en: 'not yet synced in full' },
  dialog: { zh: '导出客户', en: 'Export customers' },
} as const satisfies Record<string, Words>
