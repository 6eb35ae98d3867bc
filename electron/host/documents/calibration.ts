/** A page with rulers: what a printer puts beside its place is read off and entered as its offsets. */
import { html } from '#host/documents/html.ts'
import { MM } from '#host/documents/layout.ts'
import { FONTS, whole } from '#host/documents/pages.ts'
import type { Offsets } from '#host/documents/register.ts'
import type { Sheet } from '#host/shell.ts'

/** Where both rulers begin, from the left and upper edge of the paper. */
const AT = 20
const LENGTH = 150

const ticks = (down: boolean) =>
  Array.from({ length: LENGTH + 1 }, (_, mm) => {
    const long = mm % 10 === 0 ? 6 : mm % 5 === 0 ? 4 : 2
    const at = (AT + mm) * MM
    const from = AT * MM
    const to = (AT + long) * MM
    return down ? html`<path d="M${from} ${at}H${to}"/>` : html`<path d="M${at} ${from}V${to}"/>`
  })
const figures = (down: boolean) =>
  Array.from({ length: LENGTH / 10 + 1 }, (_, n) => {
    const at = (AT + n * 10) * MM
    const beside = (AT + 7) * MM
    return down
      ? html`<text x="${beside}" y="${at + 3}">${AT + n * 10}</text>`
      : html`<text x="${at - 6}" y="${beside + 6}">${AT + n * 10}</text>`
  })

export function calibrationSheet(printer: string, { offsetX, offsetY }: Offsets): Sheet {
  const style = `@page{size:210mm 297mm;margin:0}body{margin:0;font-family:${FONTS}}
.sheet{position:relative;width:210mm;height:calc(297mm - 1px);overflow:hidden;transform:translate(${offsetX / 10}mm,${offsetY / 10}mm)}
svg{position:absolute;left:0;top:0;width:210mm;height:297mm}path{stroke:#000;stroke-width:.7;fill:none}text{font-size:9px}
.words{position:absolute;left:50mm;top:60mm;width:130mm;font-size:13px;line-height:24px}`
  const body = html`<div class="sheet"><svg viewBox="0 0 ${210 * MM} ${297 * MM}">${ticks(false)}${ticks(true)}${figures(false)}${figures(true)}</svg>
<div class="words"><b>打印机校准页</b><br>打印机：${printer}<br>当前偏移：向右 ${offsetX / 10} mm，向下 ${offsetY / 10} mm<br>
用尺从纸张左边缘量到竖尺的起点、从上边缘量到横尺的起点，两者都应为 ${AT}.0 mm。<br>
量得比 ${AT}.0 mm 小多少，就把对应的偏移加多少；量得大则减少。请以“实际大小”打印，不要缩放。</div></div>`
  return { html: whole('calibration', style, body), widthMm: 210, heightMm: 297 }
}
