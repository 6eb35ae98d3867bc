/** What the partner said to an item, in the words of the domain; a code that has none is shown as it is. */
import type { TFunction } from 'i18next'
import { type OutboxT, reasonOf } from '#renderer/parts/intent.ts'
import type { IntentView } from '#shared/contract/outbox.ts'

export function vendorText(t: TFunction<'batches'>, code: string): string {
  const known = (t as (key: string, options: object) => unknown)('vendor', { returnObjects: true })
  const words = known as Readonly<Record<string, string>>
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code
}

/** Why an item is where it is, in one line. */
export function whyText(
  texts: { t: TFunction<'batches'>; outbox: OutboxT },
  line: Pick<IntentView, 'state' | 'why' | 'detail'>,
): string {
  const { says, facts } = reasonOf(texts.outbox, line)
  const code = line.detail?.['vendorCode']
  if (line.why === 'vendor' && typeof code === 'string') {
    const words = vendorText(texts.t, code)
    return words === code ? `${says} ${code}` : `${words} ${code}`
  }
  return [says, ...facts].join(' ')
}
