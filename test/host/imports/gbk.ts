/** GBK as spreadsheets of Chinese offices save it: the decoder of the platform, read backwards. */
const bytesOf = new Map<string, readonly [number, number]>()
const decoder = new TextDecoder('gbk')
for (let high = 0x81; high <= 0xfe; high += 1)
  for (let low = 0x40; low <= 0xfe; low += 1) {
    if (low === 0x7f) continue
    const text = decoder.decode(Uint8Array.from([high, low]))
    if (text.length === 1 && !bytesOf.has(text)) bytesOf.set(text, [high, low])
  }

export function gbk(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    const two = bytesOf.get(character)
    if (point < 0x80) bytes.push(point)
    else if (two) bytes.push(...two)
    else throw new Error(`${character} is not in GBK`)
  }
  return Uint8Array.from(bytes)
}
