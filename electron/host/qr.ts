/** A QR code made here, without a network. */
import { create } from 'qrcode'

/** One path of unit squares, with the quiet zone that readers need around it; `size` is the side of the whole. */
export function qrPath(text: string): { readonly path: string; readonly size: number } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size } = modules
  let path = ''
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!modules.get(y, x)) continue
      let run = 1
      while (x + run < size && modules.get(y, x + run)) run += 1
      path += `M${x + 2} ${y + 2}h${run}v1h-${run}z`
      x += run
    }
  }
  return { path, size: size + 4 }
}
