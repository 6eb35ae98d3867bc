/** The pages as script-free markup. Printed documents speak Chinese: they are the finance offices' own forms. */

import { codeText, type Frozen, pdfTitle } from '#host/documents/frozen.ts'
import { type Html, html } from '#host/documents/html.ts'
import {
  amountText,
  CODE_MM,
  type LaidPage,
  type LaidRow,
  type Layout,
  labelSpan,
  MARGIN_MM,
  PADDING,
  SEAL_MM,
} from '#host/documents/layout.ts'
import { sumOf } from '#host/documents/sums.ts'
import { qrPath } from '#host/qr.ts'
import type { Sheet } from '#host/shell.ts'
import { rmbCapitals } from '#shared/capitals.ts'
import { type Fen, formatYuan } from '#shared/money.ts'
import { formatBeijing } from '#shared/time.ts'

/** What differs between two copies of one print. */
export interface CopyFacts {
  readonly copy: number
  readonly operator: string
  /** UTC milliseconds. */
  readonly at: number
  readonly void: boolean
  /** Tenths of a millimetre that this printer wants the page moved to the right and down. */
  readonly offsetX: number
  readonly offsetY: number
}

export const FONTS =
  "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','Hiragino Sans GB','WenQuanYi Micro Hei',sans-serif"

const styles = (layout: Layout, facts: CopyFacts): string => `
@page{size:${layout.widthMm}mm ${layout.heightMm}mm;margin:0}
*{box-sizing:border-box}
html,body{margin:0;padding:0;color:#000;background:#fff;font-family:${FONTS};font-variant-numeric:tabular-nums}
.page{position:relative;width:${layout.widthMm}mm;height:calc(${layout.heightMm}mm - 1px);overflow:hidden;break-after:page;
 padding:${MARGIN_MM.top}mm ${MARGIN_MM.right}mm ${MARGIN_MM.bottom}mm ${MARGIN_MM.left}mm;
 transform:translate(${facts.offsetX / 10}mm,${facts.offsetY / 10}mm)}
.page:last-child{break-after:auto}
header{height:84px;position:relative;font-size:11px;line-height:16px}
h1{margin:0;font-size:20px;line-height:32px;font-weight:700;text-align:center;padding:0 ${CODE_MM}mm}
.mark{display:inline-block;border:1.5px solid #000;font-size:12px;line-height:18px;padding:0 6px;margin-left:10px;vertical-align:3px}
.meta{padding-right:${CODE_MM + 3}mm;display:flex;justify-content:space-between;gap:12px;white-space:nowrap}
.meta span{overflow:hidden;text-overflow:ellipsis}.meta .keep{flex:none}
.code{position:absolute;right:0;top:0;width:${CODE_MM}mm;height:${CODE_MM}mm}
.facts{font-size:12px;line-height:17px;height:${layout.factsHeight}px;white-space:nowrap}
table{border-collapse:collapse;table-layout:fixed;font-size:${layout.font}px;line-height:${layout.lineHeight}px}
th,td{border:1px solid #333;padding:0 ${PADDING}px;vertical-align:middle;white-space:nowrap;text-align:left;unicode-bidi:isolate}
th{background:#eee;text-align:center;font-weight:700}
.a{text-align:right}
.sum td{background:#f7f7f7}
.total{display:flex;justify-content:space-between;align-items:center;height:28px;font-size:12px;font-weight:700;white-space:nowrap;gap:16px}
.closing{display:flex;justify-content:space-between;gap:12px;height:${SEAL_MM}mm;font-size:12px;line-height:17px}
.left{flex:1;display:flex;flex-direction:column;justify-content:space-between}
.sign{display:flex;justify-content:space-between;gap:10px;padding-bottom:10px}
.sign span{flex:1;border-bottom:1px solid #000;white-space:nowrap}
.seal{flex:none;width:${SEAL_MM}mm;height:${SEAL_MM}mm;border:1px dashed #777;color:#777;font-size:11px;padding:3px 6px}
footer{position:absolute;left:${MARGIN_MM.left}mm;right:${MARGIN_MM.right}mm;bottom:${MARGIN_MM.bottom - 4}mm;height:18px;
 font-size:10px;line-height:18px;display:flex;justify-content:space-between;white-space:nowrap;color:#333}
.void{position:absolute;left:0;right:0;top:38%;text-align:center;font-size:120px;line-height:140px;letter-spacing:60px;
 color:rgba(200,0,0,.22);transform:rotate(-24deg);font-weight:700}
`

function codeSymbol(text: string): Html {
  const { path, size } = qrPath(text)
  return html`<svg width="0" height="0" style="position:absolute"><symbol id="code" viewBox="0 0 ${size} ${size}"><path d="${path}" fill="#000" shape-rendering="crispEdges"/></symbol></svg>`
}

const lines = (all: readonly string[]): Html =>
  html`${all.map((line, n) => (n === 0 ? html`${line}` : html`<br>${line}`))}`

const rowHtml = ({ columns }: Frozen, row: LaidRow): Html =>
  html`<tr style="height:${row.height}px">${row.cells.map((cell, n) =>
    columns[n]?.kind === 'amount' ? html`<td class="a">${lines(cell)}</td>` : html`<td>${lines(cell)}</td>`,
  )}</tr>`

function sumRow({ columns }: Frozen, layout: Layout, label: string, sums: readonly (Fen | null)[]): Html {
  const span = labelSpan(columns)
  return html`<tr class="sum" style="height:${layout.rowHeight}px"><td colspan="${span}">${label}</td>${sums
    .slice(span)
    .map((sum) => html`<td class="a">${sum === null ? '' : amountText(sum)}</td>`)}</tr>`
}

const closing = (frozen: Frozen): Html => {
  const total = sumOf(frozen.rows, frozen.totalColumn)
  return html`<div class="total"><span>合计（${frozen.columns[frozen.totalColumn]?.heading ?? ''}）</span><span>${formatYuan(total)}</span><span>${rmbCapitals(total)}</span></div>
<div class="closing"><div class="left"><div>${frozen.notes.map((note) => html`<div>${note}</div>`)}</div>
<div class="sign"><span>制表：${frozen.operator}</span><span>审核：</span><span>经办：</span><span>日期：</span></div></div>
<div class="seal">盖章处</div></div>`
}

function pageHtml(frozen: Frozen, layout: Layout, facts: CopyFacts, page: LaidPage, n: number): Html {
  const count = layout.pages.length
  const mark = facts.copy > 1 ? html`<span class="mark">补打 第 ${facts.copy} 份</span>` : html``
  return html`<section class="page"><header><h1>${frozen.title}${mark}</h1>
<div class="meta"><span class="keep">编号：${frozen.number}</span><span class="keep">期间：${frozen.period}</span><span class="keep">第 ${n + 1} 页 共 ${count} 页</span></div>
<div class="meta"><span>出具单位：${frozen.issuer}</span><span class="keep">单位：元</span></div>
<div class="meta"><span class="keep">数据截至：${frozen.asOf === null ? '未完整读取' : formatBeijing(frozen.asOf)}</span></div>
<svg class="code"><use href="#code"/></svg></header>
${n === 0 && layout.facts.length > 0 ? html`<div class="facts">${layout.facts.map((line) => html`<div>${line}</div>`)}</div>` : html``}
<table><colgroup>${layout.widths.map((width) => html`<col style="width:${width}px">`)}</colgroup>
<thead><tr style="height:${layout.head.height}px">${layout.head.cells.map((cell) => html`<th>${lines(cell)}</th>`)}</tr></thead>
<tbody>${page.rows.map((row) => rowHtml(frozen, row))}${sumRow(frozen, layout, '本页小计', page.subtotal)}${sumRow(frozen, layout, '累计', page.running)}</tbody></table>
${n === count - 1 ? closing(frozen) : html``}
<footer><span>打印时间：${formatBeijing(facts.at)}　操作员：${facts.operator}</span><span>${facts.copy > 1 ? `补打 第 ${facts.copy} 份` : '第 1 份'}　伙伴工作台</span></footer>
${facts.void ? html`<div class="void">作废</div>` : html``}</section>`
}

export const whole = (title: string, style: string, body: Html): string =>
  `<!doctype html>${html`<html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title>`.text}<style>${style}</style></head><body>${body.text}</body></html>`

/** Every page of one copy. */
export function renderCopy(frozen: Frozen, hash: string, layout: Layout, facts: CopyFacts): Sheet {
  const body = html`${codeSymbol(codeText(frozen.number, facts.copy, hash))}${layout.pages.map((page, n) =>
    pageHtml(frozen, layout, facts, page, n),
  )}`
  const { widthMm, heightMm } = layout
  return { html: whole(pdfTitle(frozen.number, facts.copy), styles(layout, facts), body), widthMm, heightMm }
}
