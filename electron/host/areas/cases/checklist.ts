/** The checklist of a case on paper: each step with who did it and when, to be filed with the invoice (R-INC-27). */
import { findCase } from '#host/areas/cases/queries.ts'
import type { Content, DocumentDeclaration } from '#host/documents/types.ts'
import { AppError } from '#shared/errors.ts'
import type { CaseStep } from '#shared/rules/cases.ts'
import { formatBeijing } from '#shared/time.ts'

/** Printed documents speak Chinese. */
const steps: Readonly<Record<CaseStep, string>> = {
  taxLogin: '登录国家税务总局电子发票服务平台',
  taxMenu: '进入“我要办税 → 红字发票开具 → 红字信息确认单处理”',
  taxFilter: '身份选“购买方”，状态选“销方录入待购方确认”，查询',
  taxConfirm: '查看红字信息，核对发票号码与金额后确认',
  waitRed: '未勾选且未入账：等待厂商开具红字发票（1～3 个工作日）',
  mailBack: '把原纸质发票寄回厂商，记下快递单号',
  archive: '取得红字发票并归档，核对金额',
  header: '发票抬头为申请伙伴本身',
  face: '发票面额不小于核销金额',
  slip: '费用与银行回单一致',
  whole: '费用全部用于客户或伙伴活动，没有拆分',
  list: '打印开票清单，与发票一并邮寄',
}
const kinds: Readonly<Record<string, string>> = { RED_LETTER: '红字发票办理清单', MDF: '市场发展基金核销清单' }

export const caseChecklist: DocumentDeclaration = {
  name: 'case-checklist',
  needs: 'incentive.read',
  prefix: 'BL',
  freeze: ({ cache, local, issuer, asOf }, order): Content => {
    if (order.caseId === undefined) throw new AppError('invalid-input', { retry: 'after-fix', field: 'caseId' })
    const found = findCase(cache, local, order.caseId, 0)
    if (!found) throw new AppError('not-found', { field: 'caseId' })
    const fact = (label: string, text: string | null): Content['facts'] => (text === null ? [] : [{ label, text }])
    return {
      title: kinds[found.kind] ?? '办理清单',
      issuer,
      period: found.period ?? (found.since === null ? order.from : formatBeijing(found.since).slice(0, 7)),
      asOf: asOf('incentive-cases'),
      facts: [
        ...fact('事项', `${found.title ?? ''}（${found.caseId}）`),
        ...fact('发票号码', found.invoiceNumber),
        ...fact('签约主体', found.contractParty),
      ],
      columns: [
        { heading: '序号', kind: 'text', weight: 2 },
        { heading: '步骤', kind: 'text', weight: 14 },
        { heading: '完成时间', kind: 'text', weight: 6 },
        { heading: '经手人', kind: 'text', weight: 4 },
        { heading: '备注', kind: 'blank', weight: 5 },
        { heading: '涉及金额', kind: 'amount', weight: 0, summed: true },
      ],
      rows: found.steps.map(({ step, by, at }, n) => [
        String(n + 1),
        steps[step],
        at === null ? null : formatBeijing(at),
        by,
        null,
        n === 0 ? (found.amount ?? 0) : null,
      ]),
      totalColumn: 5,
      notes: ['每一步完成后由经手人在程序中勾选或在本单签注；本单随发票归档。'],
    }
  },
}
