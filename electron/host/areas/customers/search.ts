/** What of a customer can be searched for: name, its pinyin and initials, account name, id, phone, label. */
import { pinyin } from 'pinyin-pro'
import { foldText } from '#host/store/fold.ts'
import type { SearchSpec } from '#host/store/types.ts'

const chinese = /\p{Script=Han}/u
const umlaut = /[üǖǘǚǜ]/

/**
 * Syllables and first letters, what is not Chinese kept in its place: 深圳ABC → `shenzhenabc` and `szabc`. The whole
 * name is looked at, as a character's reading depends on its word (重庆, 长沙); ü is typed v. A person's family name
 * has a reading of its own (曾, 单).
 */
function readings(name: string, person: boolean): string[] {
  if (!chinese.test(name)) return []
  // With tone marks, which folding drops: four times as fast as asking for none.
  const syllables = pinyin(name, {
    type: 'array',
    nonZh: 'consecutive',
    ...(person ? { mode: 'surname', surname: 'head' } : {}),
  })
  // A run of other characters comes back as it was; only a syllable is made of letters and stands for one character.
  let rest = name
  let full = ''
  let initials = ''
  for (const syllable of syllables) {
    const same = rest.startsWith(syllable)
    rest = rest.slice(same ? syllable.length : String.fromCodePoint(rest.codePointAt(0) ?? 0).length)
    full += same ? syllable : syllable.replace(umlaut, 'v')
    initials += same ? syllable : syllable.slice(0, 1)
  }
  const line = (text: string): string => foldText(text).replaceAll(' ', '')
  return [line(full), line(initials)]
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
