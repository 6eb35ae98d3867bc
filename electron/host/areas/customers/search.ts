/** What of a customer can be searched for: name, its pinyin and initials, account name, id, phone, label. */
import { pinyin } from 'pinyin-pro'
import { foldText } from '#host/store/fold.ts'
import type { SearchSpec } from '#host/store/types.ts'

const chinese = /\p{Script=Han}/u
const umlaut = /[üǖǘǚǜ]/
// With tone marks, which folding drops: four times as fast as asking for none.
const plainName = { type: 'array', nonZh: 'consecutive' } as const
const personName = { ...plainName, mode: 'surname', surname: 'head' } as const

/** Spoken and written parts of text, folded and without spaces: what is typed has none. */
const line = (text: string): string => foldText(text).replaceAll(' ', '')

const syllables = new Map<string, readonly [full: string, initial: string]>()

/** Letters of a syllable with its tone mark and its first letter; there are some 1,500. ü is typed v. */
function typed(syllable: string): readonly [full: string, initial: string] {
  const known = syllables.get(syllable)
  if (known) return known
  const made = [line(syllable.replace(umlaut, 'v')), line(syllable.slice(0, 1))] as const
  syllables.set(syllable, made)
  return made
}

/**
 * Syllables and first letters, what is not Chinese kept in its place: 深圳ABC → `shenzhenabc` and `szabc`. The whole
 * name is looked at, as a character's reading depends on its word (重庆, 长沙). A person's family name has a reading of
 * its own (曾, 单).
 */
function readings(name: string, person: boolean): string[] {
  if (!chinese.test(name)) return []
  const parts = pinyin(name, person ? personName : plainName)
  // A run of other characters comes back as it was; only a syllable is made of letters and stands for one character.
  let at = 0
  let full = ''
  let initials = ''
  for (const part of parts) {
    if (name.startsWith(part, at)) {
      at += part.length
      const same = line(part)
      full += same
      initials += same
    } else {
      at += (name.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
      const [letters, initial] = typed(part)
      full += letters
      initials += initial
    }
  }
  return [full, initials]
}

const textOrNone = (value: string | number | null | undefined): string =>
  value === null || value === undefined ? '' : String(value)

export const customerSearch: SearchSpec = {
  name: 'customer_search',
  table: 'customers',
  columns: ['customer_id', 'name', 'account_name', 'telephone', 'label', 'customer_type'],
  textOf(row) {
    const name = textOrNone(row.name)
    const lines = [name, row.account_name, row.customer_id, row.telephone, row.label].map((value) =>
      foldText(textOrNone(value)).trim(),
    )
    return [...lines, ...readings(name, row.customer_type === '0')].filter((line) => line !== '').join('\n')
  },
}

/** The same fields unfolded, for scanning before the index is built; without pinyin. */
export const customerScanText = (customer: string): string =>
  `lower(concat_ws(char(10), ${['name', 'account_name', 'customer_id', 'telephone', 'label'].map((column) => `${customer}.${column}`).join(', ')}))`
